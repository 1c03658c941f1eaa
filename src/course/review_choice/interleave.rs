//! Questions put into an order in which neighbours differ.

use crate::course::review_choice::candidate::Candidate;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Puts questions in order: neighbours are about different ideas, and of different lessons, where that can be.
///
/// As far as this allows, what stood first stays first.
pub(super) fn interleave(mut left: Vec<Candidate>) -> Vec<Candidate> {
    let mut ordered: Vec<Candidate> = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let next = next(&left, ordered.last());
        ordered.push(left.remove(next));
    }
    ordered
}

/// Picks the next question: the first that fits best.
fn next(left: &[Candidate], last: Option<&Candidate>) -> usize {
    let ideas = Names::of(left, last, |candidate| &candidate.idea);
    let lessons = Names::of(left, last, |candidate| &candidate.lesson);
    let worth = |(place, candidate): &(usize, &Candidate)| {
        let idea = ideas.fit(&candidate.idea);
        (idea, lessons.fit(&candidate.lesson), Reverse(*place))
    };
    let best = left.iter().enumerate().max_by_key(worth);
    best.map_or(0, |(place, _)| place)
}

/// Holds the names, of ideas or of lessons, that questions have which are to be put in order.
struct Names<'a> {
    counts: BTreeMap<&'a str, usize>,
    all: usize,
    last: Option<&'a str>,
}

/// Says how well a name stands next to the last one; the lowest is worst.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the last one again.
    Same,
    /// It differs, and later two will be the same: the fewer, the more of them are used up now.
    Differs(usize),
    /// It differs, and the others can be put in order so that all differ.
    LeavesRoom,
}

impl<'a> Names<'a> {
    fn of(
        left: &'a [Candidate],
        last: Option<&'a Candidate>,
        name: fn(&Candidate) -> &String,
    ) -> Self {
        let mut counts = BTreeMap::new();
        for candidate in left {
            *counts.entry(name(candidate).as_str()).or_default() += 1;
        }
        Self {
            counts,
            all: left.len(),
            last: last.map(|last| name(last).as_str()),
        }
    }

    fn fit(&self, own: &str) -> Fit {
        if self.last == Some(own) {
            return Fit::Same;
        }
        // Neighbours can all differ as long as no name has more than every second place.
        let others = self.all.saturating_sub(1);
        let has_room = self.counts.iter().all(|(name, count)| {
            if *name == own {
                count - 1 <= others / 2
            } else {
                *count <= others.div_ceil(2)
            }
        });
        if has_room {
            Fit::LeavesRoom
        } else {
            Fit::Differs(self.counts.get(own).copied().unwrap_or_default())
        }
    }
}
