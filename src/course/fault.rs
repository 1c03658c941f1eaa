//! What is wrong in a lesson, at its line.

use std::fmt;

/// Holds one fault.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, with its lesson's folder.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong, and the way out.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.message)
    }
}
