//! What is asked of ideas that are due, and in which order: pure, and the same for the same seed.
//!
//! An idea comes back with another question than last time where there is one, and neighbours are
//! about different ideas and of different lessons where that can be: mixed questions are remembered
//! longer than blocks of the same.

pub mod candidate;

mod interleave;

mod last_asked;

use crate::course::progress::Progress;
use crate::course::review::DueIdea;
use crate::course::review_choice::candidate::Candidate;
use crate::course::review_choice::interleave::interleave;
use crate::course::review_choice::last_asked::{LastAsked, Standing};
use crate::explain::questions::dice::Dice;
use std::collections::BTreeSet;

/// The most questions of a sitting.
pub const MOST: usize = 20;

/// Chooses a question for each idea that is due, up to [`MOST`]; an idea that no candidate is about has none.
///
/// It is one that was never asked, a page that somebody wrote before a question that was made; else
/// the one that was asked longest ago. So it is the one of last time only where there is no other.
pub fn choose(
    due: &[DueIdea],
    candidates: &[Candidate],
    progress: &Progress,
    seed: u64,
) -> Vec<Candidate> {
    let asked = LastAsked::of(progress);
    let rank = |candidate: &&Candidate| {
        let is_made = candidate.made.is_some();
        (asked.turn(candidate), is_made, chance(candidate, seed))
    };
    let chosen = due.iter().filter_map(|due| {
        let candidates = candidates.iter();
        let about = candidates.filter(|candidate| candidate.idea == due.idea);
        about.min_by_key(rank).cloned()
    });
    interleave(chosen.take(MOST).collect())
}

/// Chooses so many questions over several lessons: first those whose last answer was wrong, then those never asked.
///
/// Every lesson that has a question is there as long as `count` allows.
pub fn mixed(
    progress: &Progress,
    candidates: &[Candidate],
    count: usize,
    seed: u64,
) -> Vec<Candidate> {
    let asked = LastAsked::of(progress);
    let mut ranked: Vec<(Rank, &Candidate)> = candidates
        .iter()
        .map(|candidate| {
            let rank = (
                asked.standing(candidate),
                asked.turn(candidate),
                chance(candidate, seed),
            );
            (rank, candidate)
        })
        .collect();
    ranked.sort();
    ranked.dedup();
    let mut lessons = BTreeSet::new();
    let (mut chosen, others): (Vec<_>, Vec<_>) = ranked
        .into_iter()
        .partition(|(_, candidate)| lessons.insert(&candidate.lesson));
    // The best of each lesson come before every second one.
    chosen.extend(others);
    chosen.truncate(count);
    chosen.sort();
    let chosen = chosen.into_iter().map(|(_, candidate)| candidate.clone());
    interleave(chosen.collect())
}

/// How good a question is to ask now, the lowest first: by its last answer, when that was, and chance.
type Rank = (Standing, Option<usize>, usize);

/// Throws a number that is the same for the same question and seed.
fn chance(candidate: &Candidate, seed: u64) -> usize {
    Dice::named(seed, &candidate.name()).below(usize::MAX)
}
