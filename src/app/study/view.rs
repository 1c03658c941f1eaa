//! The views of an instruction: five texts about the same place in the file.

/// Names a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum StudyView {
    /// What the instruction does.
    #[default]
    Explain,
    /// The image as it stands after it.
    State,
    /// The files known to be in the image.
    Files,
    /// What makes the step run again.
    Cache,
    /// What the checks find.
    Checks,
}

impl StudyView {
    /// Lists them in the order of their keys.
    pub const ALL: [Self; 5] = [
        Self::Explain,
        Self::State,
        Self::Files,
        Self::Cache,
        Self::Checks,
    ];

    /// Gives the name on the tab.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Explain => "Explain",
            Self::State => "State",
            Self::Files => "Files",
            Self::Cache => "Cache",
            Self::Checks => "Checks",
        }
    }

    /// Gives the next one; behind the last comes the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Explain => Self::State,
            Self::State => Self::Files,
            Self::Files => Self::Cache,
            Self::Cache => Self::Checks,
            Self::Checks => Self::Explain,
        }
    }
}
