//! Days are counted as the learner's calendar has them.

use crate::{answered, at, progress};
use dockstep::course::progress::Progress;
use dockstep::course::progress::days::{Days, Zone};

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

const UTC: Zone = Zone(0);

fn on(moments: &[u64]) -> Progress {
    progress(
        moments
            .iter()
            .map(|moment| (*moment, answered("a", "one", "x", true))),
    )
}

#[test]
fn nothing_done_is_no_day() {
    assert_eq!(Progress::default().days(at(0), UTC), Days::default());
}

#[test]
fn a_row_lasts_as_long_as_today_does() {
    let progress = on(&[0, 1, DAY, 2 * DAY, 2 * DAY + 1, 2 * DAY + 2]);
    let days = |now| progress.days(at(now), UTC);
    assert_eq!(
        days(2 * DAY + 3),
        Days {
            today: 3,
            in_a_row: 3,
            all: 3
        }
    );
    assert_eq!(
        days(3 * DAY),
        Days {
            today: 0,
            in_a_row: 3,
            all: 3
        }
    );
    assert_eq!(
        days(4 * DAY),
        Days {
            today: 0,
            in_a_row: 0,
            all: 3
        }
    );
}

#[test]
fn a_day_off_ends_a_row_and_loses_nothing_else() {
    let days = on(&[0, DAY, 3 * DAY]).days(at(3 * DAY + HOUR), UTC);
    assert_eq!(
        days,
        Days {
            today: 1,
            in_a_row: 1,
            all: 3
        }
    );
}

#[test]
fn midnight_is_the_learners_own() {
    // 16:00 and 01:00 in London are one day in New York, 11:00 and 20:00.
    let progress = on(&[0, 9 * HOUR]);
    let hours = |hours: i32| progress.days(at(9 * HOUR), Zone(hours * 3_600));
    assert_eq!(hours(0).all, 2);
    assert_eq!(
        hours(-5),
        Days {
            today: 2,
            in_a_row: 1,
            all: 1
        }
    );
    assert_eq!(
        hours(9),
        Days {
            today: 2,
            in_a_row: 1,
            all: 1
        }
    );
}
