//! Who has the keyboard: computed from the state, never stored.

use serde::Deserialize;

/// Names who has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// Whoever has it: keys that work everywhere.
    Everywhere,
    /// The Dockerfile and its panes.
    Study,
    /// The parts of one instruction.
    Parts,
    /// A question about the instruction that comes next.
    Question,
    /// A list on top of the panes.
    List,
    /// A text on top of the panes.
    Text,
    /// A line that is being typed.
    Typing,
}

impl Layer {
    /// Lists them in the order the help shows them.
    pub const ALL: [Self; 7] = [
        Self::Study,
        Self::Parts,
        Self::Question,
        Self::List,
        Self::Text,
        Self::Typing,
        Self::Everywhere,
    ];

    /// Gives the words above its keys in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Study => "In the Dockerfile",
            Self::Parts => "In the parts of an instruction",
            Self::Question => "At a question",
            Self::List => "In a list on top",
            Self::Text => "In a text on top",
            Self::Typing => "While typing",
        }
    }
}
