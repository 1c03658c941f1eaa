//! A study in typed lines: a question mark of a prompt, a line in, a text out, no other screen.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::plain::Answer;
use crate::export::text::ink::Ink;
use crate::export::text::write;
use crate::host::{carry_out, environment};
use std::io::{BufRead, Result, Write, stdin, stdout};

/// Reads commands from standard input and writes the answers until the reader quits or the input ends.
pub fn run(app: &mut App) -> Result<()> {
    let first = app.plain_start();
    print(&first)?;
    let mut lines = stdin().lock().lines();
    loop {
        let mut output = stdout().lock();
        output.write_all(b"> ")?;
        output.flush()?;
        drop(output);
        let Some(line) = lines.next() else {
            return stdout().lock().write_all(b"\n");
        };
        let answer = app.plain_line(&line?);
        let left = carry_out(app, answer.effects.clone());
        if left.contains(&Effect::Quit) {
            return Ok(());
        }
        print(&answer)?;
    }
}

fn print(answer: &Answer) -> Result<()> {
    let text = write(&answer.doc, environment::text_columns(), Ink::Plain);
    let mut output = stdout().lock();
    output.write_all(b"\n")?;
    output.write_all(text.as_bytes())?;
    output.write_all(b"\n")?;
    output.flush()
}
