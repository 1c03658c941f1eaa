//! Environment variables in order, shared between the states of one stage.

use crate::build::setting::Origin;
use crate::build::value::{Unknown, Value};
use rpds::{HashTrieMapSync, VectorSync};
use std::sync::Arc;

/// Holds variables in order.
///
/// Copies share their contents: a state after each of ten thousand instructions costs what changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// In order; one that moved to the end leaves its place empty.
    variables: VectorSync<Option<Variable>>,
    positions: HashTrieMapSync<Arc<str>, usize>,
    /// The base image that may set more variables than are known.
    open_base: Option<Arc<str>>,
}

/// Holds one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: Arc<str>,
    /// Its value.
    pub value: Value,
    /// Where the value comes from.
    pub origin: Origin,
}

/// Says what looking up a variable gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It is set to this value.
    Set(Value),
    /// It is not set.
    Unset,
    /// Whether it is set, and to what, the base image decides.
    Unknown(Unknown),
}

impl Environment {
    /// Says that the base image may set variables that are not known.
    pub fn open(&mut self, base: &str) {
        self.open_base = Some(base.into());
    }

    /// Gives the base image that may set more variables than are known.
    pub fn open_base(&self) -> Option<&str> {
        self.open_base.as_deref()
    }

    /// Looks a variable up.
    pub fn look_up(&self, name: &str) -> Lookup {
        match (self.get(name), &self.open_base) {
            (Some(variable), _) => Lookup::Set(variable.value.clone()),
            (None, None) => Lookup::Unset,
            (None, Some(base)) => Lookup::Unknown(Unknown {
                what: name.to_owned(),
                decided_by: base.to_string(),
            }),
        }
    }

    /// Finds a variable that is known to be set.
    pub fn get(&self, name: &str) -> Option<&Variable> {
        self.variables.get(*self.positions.get(name)?)?.as_ref()
    }

    /// Sets a variable; one that is set keeps its place, as in an image's configuration.
    pub fn set_in_place(&mut self, name: impl Into<Arc<str>>, value: Value, origin: Origin) {
        let name = name.into();
        match self.positions.get(&name).copied() {
            Some(position) => {
                let variable = Variable {
                    name,
                    value,
                    origin,
                };
                self.variables.set_mut(position, Some(variable));
            }
            None => self.set_at_end(name, value, origin),
        }
    }

    /// Sets a variable; one that is set moves to the end, as in the environment of a RUN.
    pub fn set_at_end(&mut self, name: impl Into<Arc<str>>, value: Value, origin: Origin) {
        let name = name.into();
        if let Some(position) = self.positions.get(&name).copied() {
            self.variables.set_mut(position, None);
        }
        self.positions
            .insert_mut(name.clone(), self.variables.len());
        self.variables.push_back_mut(Some(Variable {
            name,
            value,
            origin,
        }));
    }

    /// Lists the variables in order.
    pub fn iter(&self) -> impl Iterator<Item = &Variable> {
        self.variables.iter().flatten()
    }

    /// Counts the variables.
    pub fn len(&self) -> usize {
        self.positions.size()
    }

    /// Tells whether no variable is known.
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }
}
