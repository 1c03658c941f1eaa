//! What no shell accepts, and where it stands.
//!
//! An error never ends the reading: it marks a place, and what follows is still a tree.

use crate::language::span::Span;
use std::fmt;

/// Places one error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShellError {
    /// What it speaks of: the quote or keyword that has no end, or what is in the wrong place.
    pub span: Span,
    /// What is wrong.
    pub kind: ShellErrorKind,
}

impl fmt::Display for ShellError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(formatter)
    }
}

/// Says what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShellErrorKind {
    /// A quote, a bracket or a substitution has no end; holds what would end it.
    Unterminated(&'static str),
    /// A keyword or a bracket is missing that the command needs; holds it.
    Missing(&'static str),
    /// A keyword or a closing bracket stands where nothing is open for it.
    NothingToClose,
    /// An operator stands where a command belongs.
    UnexpectedOperator,
    /// `(` stands among the words of a command.
    UnexpectedParenthesis,
    /// A command stands right behind another without `;`, `&&` or a newline.
    MissingSeparator,
    /// A command belongs here and none stands here.
    MissingCommand,
    /// A redirect names no file.
    MissingTarget,
    /// `for`, `function` or `case` names nothing.
    MissingName,
    /// A here-document's last line is missing.
    UnterminatedHeredoc,
    /// `${…}` names no variable.
    BadVariable,
    /// Commands are nested deeper than dockstep reads; the rest is kept as one word.
    TooDeep,
}

impl fmt::Display for ShellErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unterminated(end) => write!(formatter, "this has no end: `{end}` is missing"),
            Self::Missing(keyword) => write!(formatter, "`{keyword}` is missing for this"),
            Self::NothingToClose => formatter.write_str("nothing is open that this could end"),
            Self::UnexpectedOperator => {
                formatter.write_str("a command belongs here, not an operator")
            }
            Self::UnexpectedParenthesis => {
                formatter.write_str("a parenthesis here needs quotes or a backslash")
            }
            Self::MissingSeparator => formatter.write_str(
                "`;`, `&&` or a newline is missing between this and the command before it",
            ),
            Self::MissingCommand => formatter.write_str("a command is missing here"),
            Self::MissingTarget => formatter.write_str("this redirect names no file"),
            Self::MissingName => formatter.write_str("a name is missing behind this"),
            Self::UnterminatedHeredoc => {
                formatter.write_str("the line that ends this here-document is missing")
            }
            Self::BadVariable => formatter.write_str("this names no variable"),
            Self::TooDeep => {
                formatter.write_str("commands are nested too deep here; dockstep reads no further")
            }
        }
    }
}
