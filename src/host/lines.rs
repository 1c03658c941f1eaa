//! A study in typed lines: a question mark of a prompt, a line in, a text out, no other screen.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::plain::Answer;
use crate::export::text::ink::Ink;
use crate::export::text::write;
use crate::host::context_listing::{list, look_into};
use crate::host::{carry_out, environment};
use std::io::{BufRead, Result, Write, stdin, stdout};
use std::sync::atomic::AtomicBool;

/// Reads commands from standard input and writes the answers until the reader quits or the input ends.
/// Of the effects that the app's start left, the listing of the build context is carried out first:
/// typed lines wait for it.
pub fn run(app: &mut App, effects: Vec<Effect>) -> Result<()> {
    list_context(app, effects);
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

/// Lists the build context, and looks into its tars where the Dockerfile asks for that.
fn list_context(app: &mut App, effects: Vec<Effect>) {
    let mut waiting = effects;
    while let Some(effect) = waiting.pop() {
        let msg = match effect {
            Effect::ListContext(path) => list(&path, &AtomicBool::new(false)),
            Effect::ReadArchives { dockerfile, paths } => look_into(dockerfile, &paths),
            _ => continue,
        };
        waiting.extend(app.update(msg));
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
