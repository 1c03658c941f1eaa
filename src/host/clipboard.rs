//! The clipboard of the reader's terminal, by OSC 52: it works over SSH, and starts no program.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::io::{Result, Write};

/// Asks a terminal to put a text on its clipboard. Whether it does, it does not say.
pub fn copy(terminal: &mut impl Write, text: &str) -> Result<()> {
    write!(terminal, "\x1b]52;c;{}\x07", STANDARD.encode(text))?;
    terminal.flush()
}
