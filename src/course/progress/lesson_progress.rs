//! What a learner did in one lesson.

use crate::course::lesson::{Body, Lesson};
use std::collections::BTreeSet;

/// Holds what a learner did in one lesson, by the ids of its pages.
///
/// It may name pages that the lesson has no more; [`Self::tally`] counts those that it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonProgress {
    /// The page that the reader was at last.
    pub place: Option<String>,
    /// The pages whose last answer was right.
    pub right: BTreeSet<String>,
    /// The pages whose last answer was wrong.
    pub wrong: BTreeSet<String>,
    /// The pages whose exercise was solved.
    pub solved: BTreeSet<String>,
    /// Whether the end was reached once.
    pub is_finished: bool,
}

/// Counts what a lesson asks, and what a learner did of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The questions and exercises of the lesson.
    pub total: usize,
    /// Those that were answered or solved.
    pub done: usize,
    /// Those that were answered right, or solved.
    pub right: usize,
}

impl LessonProgress {
    /// Tells whether the lesson was opened: a question of it that came up in a review opens none.
    pub const fn is_started(&self) -> bool {
        self.place.is_some() || self.is_finished
    }

    /// Counts what was done of the questions and exercises that the lesson has today.
    pub fn tally(&self, lesson: &Lesson) -> Tally {
        let mut tally = Tally::default();
        for page in &lesson.pages {
            let is_right = match page.body {
                Body::Read(_) => continue,
                Body::Question(_) => self.right.contains(&page.id),
                Body::Exercise(_) => self.solved.contains(&page.id),
            };
            let is_done = is_right || self.wrong.contains(&page.id);
            tally.total += 1;
            tally.done += usize::from(is_done);
            tally.right += usize::from(is_right);
        }
        tally
    }
}
