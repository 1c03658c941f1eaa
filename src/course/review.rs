//! Which ideas are due for review: those that a learner is about to forget, the weakest first.
//!
//! Ideas are scheduled and not questions, so that an idea comes back with another question. The
//! schedule is computed from the answers each time and kept nowhere: it can be made better without
//! a learner losing anything. [`crate::course::review_choice`] says what is asked.

mod memory;

use crate::course::progress::Progress;
use crate::course::progress::moment::Moment;
use crate::course::review::memory::memories;
use std::cmp::Ordering;

/// Holds an idea and when it is due.
#[derive(Clone, Debug, PartialEq)]
pub struct DueIdea {
    /// The idea.
    pub idea: String,
    /// Since when it is due; of one that is not yet, from when on.
    pub due_since: Moment,
    /// How likely it is that the learner still knows it, from 0 to 1.
    pub strength: f32,
    /// Whether the last answer about it was wrong.
    pub was_wrong: bool,
}

impl DueIdea {
    /// Compares two: first those whose last answer was wrong, of each kind the weakest first.
    pub fn worst_first(&self, other: &Self) -> Ordering {
        let wrong_first = other.was_wrong.cmp(&self.was_wrong);
        wrong_first.then(self.strength.total_cmp(&other.strength))
    }
}

/// Lists the ideas that are due, the worst first.
pub fn due(progress: &Progress, now: Moment) -> Vec<DueIdea> {
    let mut due = schedule(progress, now);
    due.retain(|idea| idea.due_since <= now);
    due.sort_by(DueIdea::worst_first);
    due
}

/// Gives the moment at which the next idea is due that is not due yet.
pub fn next_due(progress: &Progress, now: Moment) -> Option<Moment> {
    let schedule = schedule(progress, now).into_iter();
    let later = schedule.map(|idea| idea.due_since).filter(|due| *due > now);
    later.min()
}

/// Lists every idea that was ever asked about, by name.
pub fn schedule(progress: &Progress, now: Moment) -> Vec<DueIdea> {
    let memories = memories(progress, now).into_iter();
    let ideas = memories.map(|(idea, memory)| DueIdea {
        idea: idea.to_owned(),
        due_since: memory.due,
        strength: memory.strength(now),
        was_wrong: memory.was_wrong,
    });
    ideas.collect()
}
