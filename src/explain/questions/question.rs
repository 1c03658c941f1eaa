//! A question about a Dockerfile, as data.

use crate::doc::text::Text;

/// Holds a question, its answer and the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked of what, the same for every seed: `run-sees@7:VERSION`.
    pub id: String,
    /// The idea it is about, in kebab-case; several kinds of question share one.
    pub idea: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub prompt: Text,
    /// The line it speaks of, counted from 1.
    pub line: Option<u32>,
    /// The instruction it speaks of, where it speaks of one and not of the file.
    pub instruction: Option<usize>,
    /// The options in the order in which they are shown. Of a fill-in, which shows none, they are the
    /// answer and wrong ones that people write.
    pub options: Vec<AnswerOption>,
    /// What is accepted, of a fill-in; the line's number, of a point-at-line.
    pub answers: Vec<String>,
    /// How much it tells about its line: the sum of what is peculiar to this file.
    pub weight: u32,
}

/// Says how a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// One option is right.
    ChooseOne,
    /// At least two options are right.
    ChooseSeveral,
    /// A word is written.
    FillIn,
    /// A line of the Dockerfile is pointed at.
    PointAtLine,
}

impl QuestionKind {
    /// Gives the kind's name as files have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChooseOne => "choose-one",
            Self::ChooseSeveral => "choose-several",
            Self::FillIn => "fill-in",
            Self::PointAtLine => "point-at-line",
        }
    }
}

/// Holds one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerOption {
    /// The answer.
    pub text: Text,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right, or why not.
    pub why: Text,
    /// The line that shows it, counted from 1.
    pub line: Option<u32>,
}
