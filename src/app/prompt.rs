//! A line that is typed for a purpose: a search, the value of a build argument, a note.

use crate::app::line_editor::LineEditor;

/// Holds an open prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What the line is for.
    pub purpose: Purpose,
    /// The words before it.
    pub title: String,
    /// What to do here, in a few words.
    pub hint: String,
    /// The line.
    pub editor: LineEditor,
}

/// Says what a typed line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Searching, from the instruction the reader was at.
    Search {
        /// Where the reader was.
        from: Option<usize>,
    },
    /// The number of a line to go to.
    Line,
    /// The value of a build argument.
    Argument(String),
    /// The other value of a build argument, to suppose it.
    WhatIf(String),
    /// A note on an instruction.
    Note(usize),
    /// Words that narrow the home screen's list down.
    Lessons,
}
