//! Days on which something was done: what is counted to a learner's credit, not hours.

use crate::course::progress::Progress;
use crate::course::progress::moment::{DAY, Moment};
use std::collections::BTreeSet;

/// Holds how far a learner's clock is from UTC: seconds, positive to the east.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Zone(pub i32);

/// Holds quiet numbers: nothing is lost by a day off but the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The answers and solved exercises of today.
    pub today: usize,
    /// The days in a row on which something was done, up to today, or to yesterday as long as today lasts.
    pub in_a_row: usize,
    /// The days on which something was done.
    pub all: usize,
}

impl Progress {
    /// Counts the days on which something was answered or solved, as the learner's calendar has them.
    pub fn days(&self, now: Moment, zone: Zone) -> Days {
        let today = day(now, zone);
        let moments = self.moments().map(|at| day(at, zone));
        let moments: Vec<i64> = moments.collect();
        let days: BTreeSet<i64> = moments.iter().copied().collect();
        let last = if days.contains(&today) {
            today
        } else {
            today - 1
        };
        let row = (0..).take_while(|back| days.contains(&(last - back)));
        Days {
            today: moments.iter().filter(|day| **day == today).count(),
            in_a_row: row.count(),
            all: days.len(),
        }
    }
}

/// Counts the days since 1970 that had begun for the learner.
fn day(at: Moment, zone: Zone) -> i64 {
    let seconds = i64::try_from(at.seconds()).unwrap_or(i64::MAX);
    let day = i64::try_from(DAY).unwrap_or(i64::MAX);
    seconds.saturating_add(i64::from(zone.0)).div_euclid(day)
}
