//! How well an idea is remembered, after FSRS, a model of forgetting fitted to millions of reviews.
//!
//! Its four grades are taken from what learners do: wrong is *again*, right but guessed is *hard*,
//! right is *good*, right and sure is *easy*. Of an exercise, one whose solution was shown is *again*, one
//! solved with hints is *hard*, any other is *good*.
//!
//! The model counts in whole days. Two answers about an idea less than half a day apart belong to
//! one sitting: they move the memory by the model's step for the same day, which is small, and being
//! sure of what was just explained counts as *good*. So an hour of practice does not put an idea off
//! for months, and a wrong answer is not healed by the next right one alone.

use crate::course::progress::deed::{AnsweredPage, Confidence, SolvedExercise};
use crate::course::progress::merge::by_time;
use crate::course::progress::moment::{DAY, Moment};
use crate::course::progress::{Given, Progress};
use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, FSRSItem, FSRSReview, MemoryState, current_retrievability};
use std::collections::BTreeMap;
use std::time::Duration;

/// How likely a learner shall still know an idea when it is asked again.
const DESIRED_RETENTION: f32 = 0.9;

/// How many seconds after a wrong answer its idea is due: long enough to have thought of something else.
const SOON: u64 = 10 * 60;

/// How many seconds may lie between two answers of one sitting.
const SITTING: u64 = DAY / 2;

/// Holds what is known of a learner's memory of one idea.
pub(super) struct Memory {
    /// When it is due.
    pub(super) due: Moment,
    /// Whether the last answer was wrong.
    pub(super) was_wrong: bool,
    last: Moment,
    state: MemoryState,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Grade {
    Again = 1,
    Hard = 2,
    Good = 3,
    Easy = 4,
}

/// Holds what a learner showed about an idea.
struct Shown<'a> {
    idea: &'a str,
    grade: Grade,
}

impl Memory {
    /// Gives how likely it is that the idea is known, from 0 to 1.
    pub(super) fn strength(&self, now: Moment) -> f32 {
        let since = Duration::from_secs(now.seconds_since(self.last));
        let day = Duration::from_secs(DAY);
        current_retrievability(self.state, since.div_duration_f32(day), FSRS6_DEFAULT_DECAY)
    }
}

/// Computes the memory of every idea that was ever asked about.
pub(super) fn memories(progress: &Progress, now: Moment) -> BTreeMap<&str, Memory> {
    let mut histories: BTreeMap<&str, History> = BTreeMap::new();
    let answers = progress.answers().iter().map(of_answer);
    for shown in by_time(answers, progress.solved().iter().map(of_exercise)) {
        // A clock that was ahead for a while must not hide an idea until then.
        let at = shown.at.min(now);
        histories
            .entry(shown.what.idea)
            .or_default()
            .add(shown.what.grade, at);
    }
    let model = FSRS::default();
    let histories = histories.into_iter();
    histories
        .filter_map(|(idea, history)| Some((idea, history.memory(&model)?)))
        .collect()
}

fn of_answer(given: &Given<AnsweredPage>) -> Given<Shown<'_>> {
    let grade = match (given.what.is_right, given.what.confidence) {
        (false, _) => Grade::Again,
        (true, Some(Confidence::Guess)) => Grade::Hard,
        (true, None) => Grade::Good,
        (true, Some(Confidence::Sure)) => Grade::Easy,
    };
    let idea = given.what.idea.as_str();
    Given {
        at: given.at,
        what: Shown { idea, grade },
    }
}

fn of_exercise(given: &Given<SolvedExercise>) -> Given<Shown<'_>> {
    let grade = match &given.what {
        solved if solved.saw_solution => Grade::Again,
        solved if solved.hints_seen > 0 => Grade::Hard,
        _ => Grade::Good,
    };
    let idea = given.what.idea.as_str();
    Given {
        at: given.at,
        what: Shown { idea, grade },
    }
}

/// Holds how an idea was answered, in order.
#[derive(Default)]
struct History {
    reviews: Vec<FSRSReview>,
    last: Moment,
    was_wrong: bool,
}

impl History {
    fn add(&mut self, grade: Grade, at: Moment) {
        let since = at.seconds_since(self.last);
        let is_same_sitting = !self.reviews.is_empty() && since < SITTING;
        let days = if self.reviews.is_empty() || is_same_sitting {
            0
        } else {
            // To the nearest day: who comes every evening comes a day later, not always 24 hours later.
            (since + SITTING) / DAY
        };
        let grade = match grade {
            Grade::Easy if is_same_sitting => Grade::Good,
            grade => grade,
        };
        self.reviews.push(FSRSReview {
            rating: grade as u32,
            delta_t: u32::try_from(days).unwrap_or(u32::MAX),
        });
        self.last = self.last.max(at);
        self.was_wrong = grade == Grade::Again;
    }

    /// Computes the memory; there is none where the model gives no number, which it does for no history known.
    fn memory(self, model: &FSRS) -> Option<Memory> {
        let reviews = self.reviews;
        let state = model.memory_state(FSRSItem { reviews }, None).ok()?;
        let days = model.next_interval(Some(state.stability), DESIRED_RETENTION, 0);
        let interval = Duration::from_secs(DAY).mul_f32(days.max(0.0));
        let seconds = if self.was_wrong {
            SOON
        } else {
            interval.as_secs().max(SOON)
        };
        Some(Memory {
            due: self.last.later_by(seconds),
            was_wrong: self.was_wrong,
            last: self.last,
            state,
        })
    }
}
