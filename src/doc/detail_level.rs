//! How much is said: a reader's choice, the same for every text.

/// Names how much a reader wants to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetailLevel {
    /// Everything: what it does, why people write it, what many believe wrongly.
    #[default]
    New,
    /// Without the reasons that a daily user knows.
    Daily,
    /// What it does here, what it changes, and what to be careful about.
    Expert,
}

impl DetailLevel {
    /// Lists them from the most words to the fewest.
    pub const ALL: [Self; 3] = [Self::New, Self::Daily, Self::Expert];

    /// Gives the words for it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::New => "new to Docker",
            Self::Daily => "daily user",
            Self::Expert => "expert",
        }
    }

    /// Gives the name that the command line and saved files use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Daily => "daily",
            Self::Expert => "expert",
        }
    }

    /// Finds the level of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// Gives the one with fewer words; behind the last comes the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::New => Self::Daily,
            Self::Daily => Self::Expert,
            Self::Expert => Self::New,
        }
    }
}
