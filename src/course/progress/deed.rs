//! What a learner does that is kept.
//!
//! Lessons and pages are named by their ids, which stay when a lesson is edited. Nothing here asks
//! whether they are still there: a lesson that is gone today can be back tomorrow.

use crate::course::progress::LONGEST_TEXT;

/// One thing that a learner does and that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A question was answered.
    Answered(AnsweredPage),
    /// An exercise was solved.
    Solved(SolvedExercise),
    /// The reader is at a page of a lesson: the place to go on from.
    Turned {
        /// The lesson.
        lesson: String,
        /// The page.
        page: String,
    },
    /// The end of a lesson was reached.
    Finished {
        /// The lesson.
        lesson: String,
    },
}

/// Holds an answer and what it was given to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnsweredPage {
    /// The lesson; a question made from a file has none.
    pub lesson: Option<String>,
    /// The page of the lesson, or the made question's id.
    pub page: String,
    /// The idea that the question is about.
    pub idea: String,
    /// Whether the answer was right.
    pub is_right: bool,
    /// How sure the learner was, where they said so.
    pub confidence: Option<Confidence>,
    /// What was chosen or written, in a few words: it tells authors which wrong answers are believed.
    pub answer: String,
    /// How long it took.
    pub seconds: Option<u32>,
}

/// Says how sure a learner was of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// They knew.
    Sure,
    /// They guessed.
    Guess,
}

/// Holds an exercise that was solved, and with how much help.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SolvedExercise {
    /// The lesson.
    pub lesson: String,
    /// The page.
    pub page: String,
    /// The idea that the exercise is about.
    pub idea: String,
    /// How many hints were shown.
    pub hints_seen: u32,
    /// Whether the solution was shown.
    pub saw_solution: bool,
}

impl Deed {
    /// Cuts its texts to the length that is kept: an answer may be a page that somebody pasted.
    pub(super) fn cut_short(mut self) -> Self {
        let texts = match &mut self {
            Self::Answered(answered) => {
                let AnsweredPage {
                    page, idea, answer, ..
                } = answered;
                answered
                    .lesson
                    .iter_mut()
                    .chain([page, idea, answer])
                    .collect::<Vec<_>>()
            }
            Self::Solved(solved) => vec![&mut solved.lesson, &mut solved.page, &mut solved.idea],
            Self::Turned { lesson, page } => vec![lesson, page],
            Self::Finished { lesson } => vec![lesson],
        };
        for text in texts {
            if let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) {
                text.truncate(end);
            }
        }
        self
    }
}
