//! The variables that files may name: what `.env` files set, and nothing that a shell would.

use crate::project::interpolation::interpolate;
use std::collections::BTreeMap;

/// Holds variables by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    values: BTreeMap<String, Variable>,
}

/// Holds what is known of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variable {
    /// Its value.
    Known(String),
    /// Its value hangs on something, in words.
    Unknown(String),
}

impl Environment {
    /// Gives a variable, if anything sets it.
    pub fn get(&self, name: &str) -> Option<&Variable> {
        self.values.get(name)
    }

    /// Gives a variable's value where it is known.
    pub fn known(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Variable::Known(value)) => Some(value),
            _ => None,
        }
    }

    /// Sets a variable.
    pub fn set(&mut self, name: &str, variable: Variable) {
        self.values.insert(name.to_owned(), variable);
    }

    /// Adds the variables of another one that are not set here.
    #[must_use]
    pub fn with_defaults(mut self, other: Self) -> Self {
        for (name, variable) in other.values {
            self.values.entry(name).or_insert(variable);
        }
        self
    }

    /// Reads a text with `$` signs in it, as `.env` files and compose files write them.
    pub fn expanded(&self, text: &str) -> Variable {
        match interpolate(text, self) {
            Ok(variable) => variable,
            Err(fault) => Variable::Unknown(fault),
        }
    }
}
