//! What the last line has to say for a moment, until the next key.

/// Holds a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its words.
    pub text: String,
    /// Whether something could not be done.
    pub is_problem: bool,
}

impl Status {
    /// Makes a message that something was done.
    pub fn note(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_problem: false,
        }
    }

    /// Makes a message that something could not be done.
    pub fn problem(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            is_problem: true,
        }
    }
}
