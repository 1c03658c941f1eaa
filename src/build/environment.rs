//! Environment variables in order, shared between the states of one stage.

use crate::build::setting::Origin;
use crate::build::value::{Unknown, Value};
use rpds::{HashTrieMapSync, VectorSync};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Holds variables in order.
///
/// Copies share their contents: a state after each of ten thousand instructions costs what changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// In order; one that moved to the end leaves its place empty.
    variables: VectorSync<Option<Variable>>,
    positions: HashTrieMapSync<Arc<str>, usize>,
    /// What the base image may set besides.
    open: Open,
}

/// Says which variables the base image may set besides those that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Open {
    /// None.
    #[default]
    Closed,
    /// These alone.
    Names {
        base: Arc<str>,
        names: Arc<BTreeSet<String>>,
    },
    /// Any: nothing is known of the base image.
    Any { base: Arc<str> },
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
        self.open = Open::Any { base: base.into() };
    }

    /// Says that the base image may set these variables, and no others that are not known.
    pub fn open_names(&mut self, base: &str, names: &BTreeSet<String>) {
        if !names.is_empty() {
            self.open = Open::Names {
                base: base.into(),
                names: Arc::new(names.clone()),
            };
        }
    }

    /// Takes over what the base image may set besides from another environment.
    pub fn open_as(&mut self, other: &Self) {
        self.open = other.open.clone();
    }

    /// Gives the base image that may set any variable.
    pub fn open_base(&self) -> Option<&str> {
        match &self.open {
            Open::Any { base } => Some(base),
            Open::Closed | Open::Names { .. } => None,
        }
    }

    /// Lists the variables that the base image may set or not, by name.
    pub fn unknown_names(&self) -> impl Iterator<Item = &str> {
        let names = match &self.open {
            Open::Names { names, .. } => Some(names.iter()),
            Open::Closed | Open::Any { .. } => None,
        };
        let names = names.into_iter().flatten().map(String::as_str);
        names.filter(|name| self.get(name).is_none())
    }

    /// Looks a variable up.
    pub fn look_up(&self, name: &str) -> Lookup {
        if let Some(variable) = self.get(name) {
            return Lookup::Set(variable.value.clone());
        }
        let base = match &self.open {
            Open::Any { base } => base,
            Open::Names { base, names } if names.contains(name) => base,
            Open::Closed | Open::Names { .. } => return Lookup::Unset,
        };
        Lookup::Unknown(Unknown {
            what: name.to_owned(),
            decided_by: base.to_string(),
        })
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
