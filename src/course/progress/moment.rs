//! When something happened. The room has no clock: the host brings each moment in.

/// The seconds of a day.
pub const DAY: u64 = 24 * 60 * 60;

/// Holds a moment: whole seconds since 1970, as the learner's computer counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

impl Moment {
    /// The last second of the year 9999; a file that names a later one is refused.
    pub const LAST: Self = Self(253_402_300_799);

    /// Takes whole seconds since 1970.
    pub const fn of_seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// Gives the whole seconds since 1970.
    pub const fn seconds(self) -> u64 {
        self.0
    }

    /// Gives the moment that comes so many seconds later.
    #[must_use]
    pub const fn later_by(self, seconds: u64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Counts the seconds since another moment; since one that comes later there are none.
    pub const fn seconds_since(self, other: Self) -> u64 {
        self.0.saturating_sub(other.0)
    }
}
