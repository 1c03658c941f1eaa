//! The text of an exercise as a file that readers own: kept by the host, open to any editor.

/// Holds the text of an exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The lesson's id.
    pub lesson: String,
    /// The page's id.
    pub page: String,
    /// The text.
    pub text: String,
}
