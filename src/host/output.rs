//! Text to standard output and standard error.

use std::io::{ErrorKind, Result, Write as _};

/// Writes a text to standard output. A reader that has gone away, as `head` does, is no error.
pub fn print(text: &str) -> Result<()> {
    let mut output = std::io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes a message to standard error, behind the program's name.
pub fn complain(message: &str) {
    // Where standard error cannot be written, nobody is left to tell.
    let _gone = writeln!(std::io::stderr().lock(), "dockstep: {message}");
}
