//! Sentences with conditions: the first (or every) one whose conditions hold is said.

use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Holds a sentence and when it is said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Conditions at white space; `!name` asks that one does not hold. None: always.
    #[serde(default, rename = "if")]
    pub condition: String,
    /// The sentence, Markdown with `{values}`.
    pub say: String,
}

/// Holds what is true of one instruction, and the values for its sentences.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The conditions that hold.
    pub conditions: BTreeSet<&'static str>,
    /// The values by name.
    pub values: Values,
}

impl Facts {
    /// Says that a condition holds.
    pub fn note(&mut self, condition: &'static str) {
        self.conditions.insert(condition);
    }

    /// Says that a condition holds if it does.
    pub fn note_if(&mut self, condition: &'static str, holds: bool) {
        if holds {
            self.conditions.insert(condition);
        }
    }

    /// Gives a value for the sentences.
    pub fn set(&mut self, name: &'static str, value: Text) {
        self.values.insert(name, value);
    }

    /// Gives a value of plain words.
    pub fn set_plain(&mut self, name: &'static str, words: impl Into<String>) {
        self.values.insert(name, Text::plain(words));
    }

    /// Gives a value that is code.
    pub fn set_code(&mut self, name: &'static str, code: impl Into<String>) {
        self.values.insert(name, Text::code(code));
    }

    /// Joins what holds of a part to what holds of its instruction.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        joined.conditions.extend(&other.conditions);
        joined.values.extend(other.values.clone());
        joined
    }

    /// Tells whether a rule's conditions hold.
    pub fn fits(&self, condition: &str) -> bool {
        fits(condition, |word| self.conditions.contains(word))
    }

    /// Says the first rule that fits.
    pub fn first(&self, rules: &[Rule]) -> Text {
        let rule = rules.iter().find(|rule| self.fits(&rule.condition));
        rule.map_or_else(Text::default, |rule| fill(&rule.say, &self.values))
    }
}

/// Tells whether conditions hold, each asked of `holds`.
pub fn fits(condition: &str, holds: impl Fn(&str) -> bool) -> bool {
    let mut words = condition.split_whitespace();
    words.all(|word| match word.strip_prefix('!') {
        Some(word) => !holds(word),
        None => holds(word),
    })
}
