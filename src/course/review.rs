//! Which ideas are due for review: those that a learner is about to forget, the weakest first.
//!
//! Ideas are scheduled and not questions, so that an idea comes back with another question. The
//! schedule is computed from the answers each time and kept nowhere: it can be made better without
//! a learner losing anything. [`crate::course::review_choice`] says what is asked.

mod memory;

use crate::course::progress::Progress;
use crate::course::progress::moment::Moment;
use crate::course::review::memory::{Memory, memories};

/// Holds an idea that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct DueIdea {
    /// The idea.
    pub idea: String,
    /// Since when.
    pub due_since: Moment,
    /// How likely it is that the learner still knows it, from 0 to 1.
    pub strength: f32,
    /// Whether the last answer about it was wrong.
    pub was_wrong: bool,
}

/// Lists the ideas that are due: first those whose last answer was wrong, of each kind the weakest first.
pub fn due(progress: &Progress, now: Moment) -> Vec<DueIdea> {
    let memories = memories(progress, now);
    let due = memories.iter().filter(|(_, memory)| memory.due <= now);
    let mut due: Vec<DueIdea> = due
        .map(|(idea, memory)| due_idea(idea, memory, now))
        .collect();
    due.sort_by(|one, other| {
        let wrong_first = other.was_wrong.cmp(&one.was_wrong);
        wrong_first.then(one.strength.total_cmp(&other.strength))
    });
    due
}

/// Gives the moment at which the next idea is due that is not due yet.
pub fn next_due(progress: &Progress, now: Moment) -> Option<Moment> {
    let memories = memories(progress, now);
    let later = memories.values().map(|memory| memory.due);
    later.filter(|due| *due > now).min()
}

fn due_idea(idea: &str, memory: &Memory, now: Moment) -> DueIdea {
    DueIdea {
        idea: idea.to_owned(),
        due_since: memory.due,
        strength: memory.strength(now),
        was_wrong: memory.was_wrong,
    }
}
