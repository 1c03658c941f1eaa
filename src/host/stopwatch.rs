//! How long an answer took: since the page was turned to, or the answer before.
#![expect(clippy::disallowed_methods, reason = "host may read the clock")]

use crate::course::progress::deed::{AnsweredPage, Deed};
use std::time::Instant;

/// Holds when the reader last did something that is kept.
#[derive(Debug)]
pub struct Stopwatch {
    since: Instant,
}

impl Default for Stopwatch {
    fn default() -> Self {
        Self::start()
    }
}

impl Stopwatch {
    /// Starts to count.
    pub fn start() -> Self {
        Self {
            since: Instant::now(),
        }
    }

    /// Writes into an answer how long it took, and counts from here on.
    pub fn stamp(&mut self, deed: Deed) -> Deed {
        let seconds = self.since.elapsed().as_secs();
        self.since = Instant::now();
        match deed {
            Deed::Answered(answered) => Deed::Answered(AnsweredPage {
                seconds: u32::try_from(seconds).ok(),
                ..answered
            }),
            deed => deed,
        }
    }
}
