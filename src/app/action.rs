//! The named intents of a reader; `assets/keys.toml` binds keys to them.

/// Names what a reader can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Goes to the next instruction.
    NextInstruction,
    /// Goes to the instruction before.
    PreviousInstruction,
    /// Goes to the first instruction of the next stage.
    NextStage,
    /// Goes to the first instruction of the stage before.
    PreviousStage,
    /// Goes to the first instruction of the file.
    FirstInstruction,
    /// Goes to the last instruction of the file.
    LastInstruction,
    /// Scrolls the text down by what is visible of it.
    PageDown,
    /// Scrolls the text up by what is visible of it.
    PageUp,
    /// Shows the help, or hides it.
    Help,
    /// Closes what lies on top.
    Close,
    /// Closes what lies on top; with nothing on top, quits.
    Back,
    /// Quits at once.
    Quit,
    /// Draws everything anew.
    Redraw,
    /// Stops the program until the shell continues it.
    Suspend,
}

impl Action {
    /// Lists them all, in the order of the table.
    pub const ALL: [Self; 14] = [
        Self::NextInstruction,
        Self::PreviousInstruction,
        Self::NextStage,
        Self::PreviousStage,
        Self::FirstInstruction,
        Self::LastInstruction,
        Self::PageDown,
        Self::PageUp,
        Self::Help,
        Self::Close,
        Self::Back,
        Self::Quit,
        Self::Redraw,
        Self::Suspend,
    ];

    /// Gives the name that the table of keys uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NextInstruction => "next-instruction",
            Self::PreviousInstruction => "previous-instruction",
            Self::NextStage => "next-stage",
            Self::PreviousStage => "previous-stage",
            Self::FirstInstruction => "first-instruction",
            Self::LastInstruction => "last-instruction",
            Self::PageDown => "page-down",
            Self::PageUp => "page-up",
            Self::Help => "help",
            Self::Close => "close",
            Self::Back => "back",
            Self::Quit => "quit",
            Self::Redraw => "redraw",
            Self::Suspend => "suspend",
        }
    }

    /// Finds the action of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}
