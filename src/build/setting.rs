//! One setting of an image: not set, set by whom, or unknown.

/// Says where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The builder itself: the default PATH, the root folder.
    Builder,
    /// The base image the stage starts from.
    BaseImage,
    /// The instruction with this index in the tree.
    Instruction(usize),
}

/// Holds one setting of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting<T> {
    /// It is not set.
    #[default]
    Unset,
    /// It is set.
    Set {
        /// To what.
        value: T,
        /// By whom.
        origin: Origin,
    },
    /// Whether it is set, and to what, the base image decides.
    Unknown,
}

impl<T> Setting<T> {
    /// Makes a setting that an instruction or a base image gives.
    pub fn set(value: T, origin: Origin) -> Self {
        Self::Set { value, origin }
    }

    /// Gives the value where it is set and known.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Set { value, .. } => Some(value),
            Self::Unset | Self::Unknown => None,
        }
    }

    /// Gives where the value comes from, where it is set and known.
    pub fn origin(&self) -> Option<Origin> {
        match self {
            Self::Set { origin, .. } => Some(*origin),
            Self::Unset | Self::Unknown => None,
        }
    }

    /// Tells whether the base image decides it.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}
