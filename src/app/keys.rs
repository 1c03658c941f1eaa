//! The one table of keys, `assets/keys.toml`: what the footer, the help and the loop read.
//!
//! It refuses a table with an action or a key it does not know; a test reads the built-in one.

use crate::app::action::Action;
use crate::app::key::Key;
use serde::Deserialize;

/// The built-in table.
const BUILT_IN: &str = include_str!("../../assets/keys.toml");

/// Holds the table in its own order.
#[derive(Clone, Debug)]
pub struct KeyTable {
    /// What keys ask for.
    pub bindings: Vec<Binding>,
    /// What the signs on the screen mean.
    pub signs: Vec<Sign>,
}

/// Holds one action with its keys and the words for it.
#[derive(Clone, Debug)]
pub struct Binding {
    /// What is asked for.
    pub action: Action,
    /// The keys that ask for it.
    pub keys: Vec<Key>,
    /// One sentence for the help.
    pub help: String,
    /// What the footer shows of it, if it does.
    pub footer: Option<FooterEntry>,
}

/// Holds what the footer shows of an action.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FooterEntry {
    /// The keys as the footer writes them.
    pub keys: String,
    /// One or two words.
    pub text: String,
    /// How long it stays where room is short: 1 stays longest.
    pub rank: u8,
}

/// Holds a sign and what it means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The sign.
    pub sign: String,
    /// One sentence.
    pub help: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    key: Vec<WrittenBinding>,
    sign: Vec<Sign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenBinding {
    action: String,
    keys: Vec<String>,
    help: String,
    footer: Option<FooterEntry>,
}

impl KeyTable {
    /// Reads the table that comes with the program.
    pub fn built_in() -> Self {
        #[expect(clippy::expect_used, reason = "a test reads the very same table")]
        Self::read(BUILT_IN).expect("assets/keys.toml is readable")
    }

    /// Reads a table; the error says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let written: WrittenTable = toml::from_str(text).map_err(|error| error.to_string())?;
        let bindings = written
            .key
            .into_iter()
            .map(Binding::of)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            bindings,
            signs: written.sign,
        })
    }

    /// Finds what a key asks for.
    pub fn action(&self, key: Key) -> Option<Action> {
        self.bindings
            .iter()
            .find(|binding| binding.keys.contains(&key))
            .map(|binding| binding.action)
    }
}

impl Binding {
    fn of(written: WrittenBinding) -> Result<Self, String> {
        let action = Action::named(&written.action)
            .ok_or_else(|| format!("unknown action: {}", written.action))?;
        let keys = written
            .keys
            .iter()
            .map(|name| Key::named(name).ok_or_else(|| format!("unknown key: {name}")))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            action,
            keys,
            help: written.help,
            footer: written.footer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, BUILT_IN, KeyTable};

    #[test]
    fn every_action_stands_in_the_table_once() {
        let table = KeyTable::read(BUILT_IN).unwrap();
        let listed: Vec<Action> = table
            .bindings
            .iter()
            .map(|binding| binding.action)
            .collect();
        assert_eq!(listed, Action::ALL);
    }

    #[test]
    fn every_action_has_a_key_and_no_key_asks_for_two() {
        let table = KeyTable::built_in();
        let mut keys = Vec::new();
        for binding in &table.bindings {
            assert!(!binding.keys.is_empty(), "{:?} has no key", binding.action);
            keys.extend(binding.keys.iter().copied());
        }
        let count = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }

    #[test]
    fn a_table_with_an_unknown_name_is_refused() {
        let table = |action: &str, key: &str| {
            format!("sign = []\n[[key]]\naction = \"{action}\"\nkeys = [\"{key}\"]\nhelp = \"x\"\n")
        };
        assert_eq!(
            KeyTable::read(&table("fly", "f")).unwrap_err(),
            "unknown action: fly"
        );
        assert_eq!(
            KeyTable::read(&table("help", "Flap")).unwrap_err(),
            "unknown key: Flap"
        );
        assert!(KeyTable::read(&table("help", "Ctrl-H")).is_ok());
    }
}
