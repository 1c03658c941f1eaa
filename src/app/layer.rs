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
    /// The home screen.
    Home,
    /// A page to read.
    Page,
    /// The end of a lesson, a quiz or a review.
    End,
    /// An answered question.
    Answered,
    /// A question with one right option.
    ChooseOne,
    /// A question with several right options.
    ChooseSeveral,
    /// A question whose answer is written.
    FillIn,
    /// A question that is answered with an instruction.
    PointAtLine,
    /// A question that is answered with an order.
    PutInOrder,
    /// An exercise, outside its editor.
    Exercise,
    /// An exercise whose goals all hold, outside its editor.
    Solved,
    /// The editor of an exercise.
    Editor,
    /// A page that is presented.
    Presentation,
    /// A list on top of the panes.
    List,
    /// A text on top of the panes.
    Text,
    /// A line that is being typed.
    Typing,
}

impl Layer {
    /// Lists them in the order the help shows them.
    pub const ALL: [Self; 20] = [
        Self::Home,
        Self::Study,
        Self::Parts,
        Self::Question,
        Self::Page,
        Self::End,
        Self::Answered,
        Self::ChooseOne,
        Self::ChooseSeveral,
        Self::FillIn,
        Self::PointAtLine,
        Self::PutInOrder,
        Self::Exercise,
        Self::Solved,
        Self::Editor,
        Self::Presentation,
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
            Self::Question => "At a question of predict mode",
            Self::Home => "On the home screen",
            Self::Page => "On a page to read",
            Self::End => "At the end of a lesson",
            Self::Answered => "When a question is answered",
            Self::ChooseOne => "At a question with one right option",
            Self::ChooseSeveral => "At a question with several right options",
            Self::FillIn => "At a question whose answer is written",
            Self::PointAtLine => "At a question that asks for a line",
            Self::PutInOrder => "At lines to be put in order",
            Self::Exercise => "At an exercise",
            Self::Solved => "At an exercise that is solved",
            Self::Editor => "In the editor of an exercise",
            Self::Presentation => "While presenting",
            Self::List => "In a list on top",
            Self::Text => "In a text on top",
            Self::Typing => "While typing",
        }
    }

    /// Tells whether characters are typed: a character is then a character, and asks for nothing.
    pub const fn takes_text(self) -> bool {
        matches!(self, Self::Typing | Self::FillIn | Self::Editor)
    }

    /// Names where on the screen it is.
    pub const fn place(self) -> ScreenPlace {
        match self {
            Self::Study | Self::Parts | Self::Question => ScreenPlace::Study,
            Self::Home => ScreenPlace::Home,
            Self::Page
            | Self::End
            | Self::Answered
            | Self::ChooseOne
            | Self::ChooseSeveral
            | Self::FillIn
            | Self::PointAtLine
            | Self::PutInOrder
            | Self::Exercise
            | Self::Solved
            | Self::Editor => ScreenPlace::Lesson,
            Self::Presentation => ScreenPlace::Presentation,
            Self::List | Self::Text | Self::Typing | Self::Everywhere => ScreenPlace::Anywhere,
        }
    }
}

/// Names a place on the screen: what the help tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScreenPlace {
    /// The Dockerfile and its panes.
    #[default]
    Study,
    /// The home screen.
    Home,
    /// The pages of a lesson, a quiz or a review.
    Lesson,
    /// A presentation.
    Presentation,
    /// Any of them.
    Anywhere,
}

impl ScreenPlace {
    /// Tells whether something that belongs to a place belongs to this one too.
    pub fn shows(self, other: Self) -> bool {
        self == other || self == Self::Anywhere || other == Self::Anywhere
    }
}
