//! What an expression of a bake file comes to.

use crate::project::bake::functions::numbers::written;
use std::collections::BTreeMap;

/// Holds a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::project::bake) enum BakeValue {
    #[default]
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Map(BTreeMap<String, Self>),
    /// It cannot be known; in words, what it hangs on.
    Unknown(String),
}

impl BakeValue {
    /// Makes a number of a count; no list here has more entries than the number holds.
    pub(in crate::project::bake) fn count(count: usize) -> Self {
        Self::Number(u32::try_from(count).map_or(f64::INFINITY, f64::from))
    }

    /// Gives the text that stands for a value in a template.
    pub(in crate::project::bake) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Bool(value) => Some(value.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Null | Self::List(_) | Self::Map(_) | Self::Unknown(_) => None,
        }
    }

    pub(in crate::project::bake) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            // Rust knows words for numbers that are none; a computed number is an exact one.
            Self::Text(text) => match text.parse().ok().and_then(written)? {
                Self::Number(number) => Some(number),
                _ => None,
            },
            _ => None,
        }
    }

    pub(in crate::project::bake) fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Tells what a value hangs on, however deep that stands.
    pub(in crate::project::bake) fn reason(&self) -> Option<&str> {
        match self {
            Self::Unknown(reason) => Some(reason),
            Self::List(list) => list.iter().find_map(Self::reason),
            Self::Map(map) => map.values().find_map(Self::reason),
            _ => None,
        }
    }

    /// Counts the values in it.
    pub(in crate::project::bake) fn size(&self) -> usize {
        match self {
            Self::List(list) => list.iter().map(Self::size).sum::<usize>() + 1,
            Self::Map(map) => map.values().map(Self::size).sum::<usize>() + 1,
            // A long text costs more to copy than a short one.
            Self::Text(text) => text.len() / 256 + 1,
            _ => 1,
        }
    }
}
