//! A question at the terminal that only the word *yes* answers.

use crate::host::{environment, output};
use std::io::{Result, stdin};

/// Asks, and tells whether the answer was *yes*; nothing where nobody can be asked.
pub fn ask(question: &str) -> Option<Result<bool>> {
    if !environment::has_keyboard() || !environment::has_terminal() {
        return None;
    }
    Some(asked(question))
}

fn asked(question: &str) -> Result<bool> {
    output::print(&format!("{question}\nType yes: "))?;
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    Ok(line.trim().eq_ignore_ascii_case("yes"))
}
