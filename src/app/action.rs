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
    /// Steps into the parts of the instruction.
    EnterParts,
    /// Goes to the next part.
    NextPart,
    /// Goes to the part before.
    PreviousPart,
    /// Goes to the first part.
    FirstPart,
    /// Goes to the last part.
    LastPart,
    /// Steps out of the parts.
    LeaveParts,
    /// Goes to where what is named here comes from.
    Follow,
    /// Goes back to where the reader was before following.
    Return,
    /// Shows the explanation.
    ViewExplain,
    /// Shows the image as it stands after the instruction.
    ViewState,
    /// Shows the files.
    ViewFiles,
    /// Shows what the build cache looks at.
    ViewCache,
    /// Shows what the checks find.
    ViewChecks,
    /// Shows the next view.
    NextView,
    /// Scrolls the text down by what is visible of it.
    PageDown,
    /// Scrolls the text up by what is visible of it.
    PageUp,
    /// Asks for a text to search.
    Search,
    /// Asks for the number of a line to go to.
    GoToLine,
    /// Goes to the next place that has the searched text.
    NextMatch,
    /// Goes to the place before that has the searched text.
    PreviousMatch,
    /// Turns predict mode on or off.
    Predict,
    /// Asks for the stage to build.
    Target,
    /// Asks for values of build arguments.
    Arguments,
    /// Asks what to suppose otherwise, and shows what the cache would do.
    WhatIf,
    /// Shows what the words mean that explanations use.
    Glossary,
    /// Changes how much is said.
    Detail,
    /// Writes a note on the instruction.
    Note,
    /// Copies the instruction, or the part, to the clipboard.
    Copy,
    /// Opens another Dockerfile.
    Open,
    /// Opens the file in the reader's editor.
    Edit,
    /// Turns the mouse on or off.
    Mouse,
    /// Opens questions made from the file.
    Quiz,
    /// Turns to the next page.
    NextPage,
    /// Turns to the page before.
    PreviousPage,
    /// Scrolls the Dockerfile of the page down.
    FileDown,
    /// Scrolls the Dockerfile of the page up.
    FileUp,
    /// Lists the pages to turn to one.
    Pages,
    /// Marks the option, or takes the mark away.
    Mark,
    /// Moves the line down in the order.
    MoveDown,
    /// Moves the line up in the order.
    MoveUp,
    /// Says that the answer is sure.
    Sure,
    /// Says that the answer is a guess.
    Guess,
    /// Answers the question again.
    Again,
    /// Goes into the editor of an exercise.
    EnterEditor,
    /// Goes out of the editor of an exercise.
    LeaveEditor,
    /// Shows the next hint.
    Hint,
    /// Shows the solution, or hides it.
    Solution,
    /// Puts the exercise back to its start.
    StartAgain,
    /// Studies the Dockerfile of the page.
    Study,
    /// Goes to the next section of the home screen.
    NextSection,
    /// Goes to the section before.
    PreviousSection,
    /// Goes to the next entry of a list.
    NextEntry,
    /// Goes to the entry before.
    PreviousEntry,
    /// Goes to the first entry.
    FirstEntry,
    /// Goes to the last entry.
    LastEntry,
    /// Goes down a screenful of a list.
    EntriesDown,
    /// Goes up a screenful of a list.
    EntriesUp,
    /// Takes the entry of a list, or what was typed.
    Accept,
    /// Takes away what was given: the value of a build argument.
    Clear,
    /// Shows the next step of a page that is presented.
    Reveal,
    /// Hides the step that was shown last.
    Hide,
    /// Empties the screen for the room, or shows the page again.
    Blank,
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

/// The actions with the names that tables of keys use.
const NAMES: [(Action, &str); 74] = [
    (Action::NextInstruction, "next-instruction"),
    (Action::PreviousInstruction, "previous-instruction"),
    (Action::NextStage, "next-stage"),
    (Action::PreviousStage, "previous-stage"),
    (Action::FirstInstruction, "first-instruction"),
    (Action::LastInstruction, "last-instruction"),
    (Action::EnterParts, "enter-parts"),
    (Action::NextPart, "next-part"),
    (Action::PreviousPart, "previous-part"),
    (Action::FirstPart, "first-part"),
    (Action::LastPart, "last-part"),
    (Action::LeaveParts, "leave-parts"),
    (Action::Follow, "follow"),
    (Action::Return, "return"),
    (Action::ViewExplain, "view-explain"),
    (Action::ViewState, "view-state"),
    (Action::ViewFiles, "view-files"),
    (Action::ViewCache, "view-cache"),
    (Action::ViewChecks, "view-checks"),
    (Action::NextView, "next-view"),
    (Action::PageDown, "page-down"),
    (Action::PageUp, "page-up"),
    (Action::Search, "search"),
    (Action::GoToLine, "go-to-line"),
    (Action::NextMatch, "next-match"),
    (Action::PreviousMatch, "previous-match"),
    (Action::Predict, "predict"),
    (Action::Target, "target"),
    (Action::Arguments, "arguments"),
    (Action::WhatIf, "what-if"),
    (Action::Glossary, "glossary"),
    (Action::Detail, "detail"),
    (Action::Note, "note"),
    (Action::Copy, "copy"),
    (Action::Open, "open"),
    (Action::Edit, "edit"),
    (Action::Mouse, "mouse"),
    (Action::Quiz, "quiz"),
    (Action::NextPage, "next-page"),
    (Action::PreviousPage, "previous-page"),
    (Action::FileDown, "file-down"),
    (Action::FileUp, "file-up"),
    (Action::Pages, "pages"),
    (Action::Mark, "mark"),
    (Action::MoveDown, "move-down"),
    (Action::MoveUp, "move-up"),
    (Action::Sure, "sure"),
    (Action::Guess, "guess"),
    (Action::Again, "again"),
    (Action::EnterEditor, "enter-editor"),
    (Action::LeaveEditor, "leave-editor"),
    (Action::Hint, "hint"),
    (Action::Solution, "solution"),
    (Action::StartAgain, "start-again"),
    (Action::Study, "study"),
    (Action::NextSection, "next-section"),
    (Action::PreviousSection, "previous-section"),
    (Action::NextEntry, "next-entry"),
    (Action::PreviousEntry, "previous-entry"),
    (Action::FirstEntry, "first-entry"),
    (Action::LastEntry, "last-entry"),
    (Action::EntriesDown, "entries-down"),
    (Action::EntriesUp, "entries-up"),
    (Action::Accept, "accept"),
    (Action::Clear, "clear"),
    (Action::Reveal, "reveal"),
    (Action::Hide, "hide"),
    (Action::Blank, "blank"),
    (Action::Help, "help"),
    (Action::Close, "close"),
    (Action::Back, "back"),
    (Action::Quit, "quit"),
    (Action::Redraw, "redraw"),
    (Action::Suspend, "suspend"),
];

impl Action {
    /// Lists them all.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(action, _)| *action)
    }

    /// Gives the name that the table of keys uses.
    pub fn name(self) -> &'static str {
        let mut names = NAMES.iter();
        names
            .find(|(action, _)| *action == self)
            .map_or("", |(_, name)| name)
    }

    /// Finds the action of a name.
    pub fn named(name: &str) -> Option<Self> {
        let mut names = NAMES.iter();
        names
            .find(|(_, known)| *known == name)
            .map(|(action, _)| *action)
    }
}
