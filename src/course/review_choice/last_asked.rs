//! When each question was asked last, and how it was answered then.

use crate::course::progress::Progress;
use crate::course::review_choice::candidate::Candidate;
use std::collections::BTreeMap;

/// Names a question as answers do: its lesson and its page.
type Name<'a> = (Option<&'a str>, &'a str);

/// Holds the last answer to each question.
pub(super) struct LastAsked<'a> {
    /// The last answer's place in the order given, and whether it was right.
    questions: BTreeMap<Name<'a>, (usize, bool)>,
}

/// Says how a question was answered last; the order is the one in which questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Wrong.
    Wrong,
    /// It was never asked.
    Never,
    /// Right.
    Right,
}

impl<'a> LastAsked<'a> {
    pub(super) fn of(progress: &'a Progress) -> Self {
        let mut questions = BTreeMap::new();
        for (turn, given) in progress.answers().iter().enumerate() {
            let name = (given.what.lesson.as_deref(), given.what.page.as_str());
            questions.insert(name, (turn, given.what.is_right));
        }
        Self { questions }
    }

    /// Gives the place of its last answer among all answers; nothing where it was never asked.
    pub(super) fn turn(&self, candidate: &Candidate) -> Option<usize> {
        let (turn, _) = self.answer(candidate)?;
        Some(turn)
    }

    /// Says how it was answered last.
    pub(super) fn standing(&self, candidate: &Candidate) -> Standing {
        match self.answer(candidate) {
            Some((_, false)) => Standing::Wrong,
            None => Standing::Never,
            Some((_, true)) => Standing::Right,
        }
    }

    fn answer(&self, candidate: &Candidate) -> Option<(usize, bool)> {
        let (lesson, page) = candidate.answered_as();
        let name = (lesson.as_deref(), page.as_str());
        self.questions.get(&name).copied()
    }
}
