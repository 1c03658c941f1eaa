//! How long a presentation takes: in all, and each lesson. Seconds come in from the host.

use crate::course::programme::Programme;

/// Counts the seconds of a presentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The seconds since the first page was turned.
    pub elapsed: u64,
    /// The seconds of each lesson.
    pub spent: Vec<u64>,
    /// What the host's clock said last.
    last: u64,
}

impl Times {
    /// Takes what the host's clock says. Nothing is counted while the presentation waits at its
    /// first page; `lesson` is the one that is on.
    pub fn take(&mut self, seconds: u64, is_waiting: bool, lesson: Option<usize>) {
        let passed = seconds.saturating_sub(self.last);
        self.last = seconds;
        if is_waiting && self.elapsed == 0 {
            return;
        }
        self.elapsed += passed;
        if let Some(lesson) = lesson {
            if self.spent.len() <= lesson {
                self.spent.resize(lesson + 1, 0);
            }
            if let Some(spent) = self.spent.get_mut(lesson) {
                *spent += passed;
            }
        }
    }

    /// Gives the seconds of a lesson.
    pub fn of(&self, lesson: usize) -> u64 {
        self.spent.get(lesson).copied().unwrap_or(0)
    }
}

/// Says how far a presentation is from its plan: `2 min behind`, `on time`.
///
/// The plan is that each page of a lesson takes the same time; `done` of `pages` are turned.
pub fn distance_words(
    programme: &Programme,
    times: &Times,
    lesson: usize,
    (done, pages): (usize, usize),
) -> String {
    let inside = programme.seconds_of(lesson) * done as u64 / pages.max(1) as u64;
    let planned = programme.begins_at(lesson) + inside;
    let behind = times.elapsed / 60;
    let (behind, planned) = (behind, planned / 60);
    match behind.cmp(&planned) {
        std::cmp::Ordering::Greater => format!("{} min behind", behind - planned),
        std::cmp::Ordering::Less => format!("{} min ahead", planned - behind),
        std::cmp::Ordering::Equal => "on time".to_owned(),
    }
}

/// Writes seconds as a clock does: `4:05`, `1:04:05`.
pub fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Times, clock};

    #[test]
    fn a_clock_shows_hours_where_there_are_any() {
        assert_eq!(clock(0), "0:00");
        assert_eq!(clock(245), "4:05");
        assert_eq!(clock(3_845), "1:04:05");
    }

    #[test]
    fn nothing_is_counted_before_the_first_page_is_turned() {
        let mut times = Times::default();
        times.take(30, true, None);
        assert_eq!(times.elapsed, 0);
        times.take(31, false, Some(1));
        times.take(35, false, Some(1));
        times.take(36, true, None);
        assert_eq!((times.elapsed, times.of(0), times.of(1)), (6, 0, 5));
    }
}
