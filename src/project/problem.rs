//! Why a file of the project is passed over.

use crate::doc::visible::visible_line;
use std::fmt;

/// Says what is wrong with a file that says what is built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, counted from the project's folder.
    pub file: String,
    /// The line, counted from 1; 0 where none is to blame.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    /// Says that something is wrong at a line of a file.
    pub fn at(file: &str, line: u32, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.into(),
        }
    }

    /// Says that something is wrong with a whole file.
    pub fn of(file: &str, message: impl Into<String>) -> Self {
        Self::at(file, 0, message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&visible_line(&self.file))?;
        if self.line > 0 {
            write!(formatter, ":{}", self.line)?;
        }
        write!(formatter, ": {}", visible_line(&self.message))
    }
}
