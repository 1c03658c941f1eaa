//! Texts and moments of a file, refused where no learner could have made them.

use crate::course::progress::LONGEST_TEXT;
use crate::course::progress::moment::Moment;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// Holds a text of at most [`LONGEST_TEXT`] characters.
#[derive(Clone, Debug, Default, Serialize)]
pub(in crate::course) struct BoundedText(pub(in crate::course) String);

impl<'de> Deserialize<'de> for BoundedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // Most texts have fewer bytes than that, and need no counting.
        if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
            let message = format!("a text has more than {LONGEST_TEXT} characters");
            return Err(D::Error::custom(message));
        }
        Ok(Self(text))
    }
}

/// Holds the seconds of a moment that is not after [`Moment::LAST`].
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(in crate::course) struct BoundedMoment(u64);

impl BoundedMoment {
    /// Takes a moment; one after the last is the last.
    pub(in crate::course) fn of(moment: Moment) -> Self {
        Self(moment.min(Moment::LAST).seconds())
    }

    /// Gives the moment.
    pub(in crate::course) const fn moment(self) -> Moment {
        Moment::of_seconds(self.0)
    }
}

impl<'de> Deserialize<'de> for BoundedMoment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = u64::deserialize(deserializer)?;
        if seconds > Moment::LAST.seconds() {
            return Err(D::Error::custom("a moment lies after the year 9999"));
        }
        Ok(Self(seconds))
    }
}
