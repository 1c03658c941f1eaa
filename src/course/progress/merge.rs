//! Two records of one learner made into one: two windows, two computers, a copy from last month.

use crate::course::progress::{Given, Progress};
use std::collections::BTreeMap;

impl Progress {
    /// Takes what another record has and this one has not; of two places in a lesson the newer one stays.
    ///
    /// What stands in both is there once, so merging the same record twice changes nothing.
    pub fn merge(&mut self, other: Self) {
        self.last_lesson = self.later_lesson(&other);
        self.answers = union(std::mem::take(&mut self.answers), other.answers);
        self.solved = union(std::mem::take(&mut self.solved), other.solved);
        for (lesson, place) in other.places {
            let newest = self.places.entry(lesson).or_insert_with(|| place.clone());
            if *newest < place {
                *newest = place;
            }
        }
        for (lesson, at) in other.finished {
            let newest = self.finished.entry(lesson).or_insert(at);
            *newest = at.max(*newest);
        }
    }

    /// Gives the last lesson of the record whose reader was there later.
    fn later_lesson(&self, other: &Self) -> Option<String> {
        let read_at = |progress: &Self| {
            let lesson = progress.last_lesson.clone()?;
            let place = progress.places.get(&lesson)?;
            Some((place.at, lesson))
        };
        let later = read_at(self).max(read_at(other));
        let lesson = later.map(|(_, lesson)| lesson);
        lesson
            .or_else(|| self.last_lesson.clone())
            .or_else(|| other.last_lesson.clone())
    }
}

/// Puts two lists together by time, each in its own order; what stands in both is taken once.
fn union<T: Ord + Clone>(own: Vec<Given<T>>, other: Vec<Given<T>>) -> Vec<Given<T>> {
    let mut known: BTreeMap<Given<T>, usize> = BTreeMap::new();
    for given in &own {
        *known.entry(given.clone()).or_default() += 1;
    }
    let mut is_new = |given: &Given<T>| match known.get_mut(given) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    by_time(own, other.into_iter().filter(|given| is_new(given)))
}

/// Puts two lists together by time, each in its own order; of the same moment, the first list's come first.
pub(in crate::course) fn by_time<T>(
    first: impl IntoIterator<Item = Given<T>>,
    second: impl IntoIterator<Item = Given<T>>,
) -> Vec<Given<T>> {
    let mut second = second.into_iter().peekable();
    let mut all = Vec::new();
    for given in first {
        while let Some(earlier) = second.next_if(|other| other.at < given.at) {
            all.push(earlier);
        }
        all.push(given);
    }
    all.extend(second);
    all
}
