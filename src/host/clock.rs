//! The clock of the machine: the moment, and how far the learner's day is from UTC.
#![expect(clippy::disallowed_methods, reason = "host may read the clock")]

use crate::course::progress::days::Zone;
use crate::course::progress::moment::Moment;
use std::time::{SystemTime, UNIX_EPOCH};

/// Gives the moment; a clock before 1970 stands at its beginning.
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Moment::of_seconds(since.map_or(0, |since| since.as_secs()))
}

/// Gives how far local time is from UTC now; where the system does not say it, not at all.
pub fn zone() -> Zone {
    let here = jiff::tz::TimeZone::system();
    Zone(here.to_offset(jiff::Timestamp::now()).seconds())
}
