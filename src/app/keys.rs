//! The one table of keys, `assets/keys.toml`: what the footer, the help and the loop read.
//!
//! It refuses a table with an action or a key it does not know; a test reads the built-in one.

use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::layer::{Layer, ScreenPlace};
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
    /// Who must have the keyboard.
    pub layer: Layer,
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
    /// Where it is seen.
    #[serde(default, rename = "in")]
    pub place: ScreenPlace,
    /// One sentence.
    pub help: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnTable {
    #[serde(default)]
    key: Vec<OwnBinding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnBinding {
    action: String,
    keys: Vec<String>,
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
    #[serde(rename = "in")]
    layer: Layer,
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

    /// Reads a reader's own table over this one: each of its actions gets the keys that it names.
    ///
    /// A key that another action of the same layer had is taken from that one. The error says what
    /// is wrong, and nothing is changed.
    pub fn overridden(&self, text: &str) -> Result<Self, String> {
        let written: OwnTable = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        let mut table = self.clone();
        for OwnBinding { action, keys } in written.key {
            let own_keys = keys_named(&keys)?;
            let action = action_named(&action)?;
            let own = table.bindings.iter();
            let own = own.filter(|binding| binding.action == action);
            let layers: Vec<Layer> = own.map(|binding| binding.layer).collect();
            for binding in &mut table.bindings {
                if binding.action == action {
                    binding.keys.clone_from(&own_keys);
                    if let Some(footer) = &mut binding.footer {
                        footer.keys = shown(&own_keys);
                    }
                } else if layers.contains(&binding.layer) {
                    binding.keys.retain(|key| !own_keys.contains(key));
                }
            }
        }
        match table
            .bindings
            .iter()
            .find(|binding| binding.keys.is_empty())
        {
            Some(binding) => Err(format!("no key is left for {}", binding.action.name())),
            None => Ok(table),
        }
    }

    /// Finds what a key asks for, with the keyboard in a layer's hands.
    ///
    /// While a line is typed, a character is a character.
    pub fn action(&self, layer: Layer, key: Key) -> Option<Action> {
        let is_character = matches!(key.code, KeyCode::Character(_)) && !key.has_control;
        let own = |layer| {
            let mut bindings = self.bindings.iter();
            bindings.find(|binding| binding.layer == layer && binding.keys.contains(&key))
        };
        let everywhere = || {
            (!layer.takes_text() || !is_character)
                .then(|| own(Layer::Everywhere))
                .flatten()
        };
        own(layer).or_else(everywhere).map(|binding| binding.action)
    }

    /// Puts the keys that go on searching behind what a search found, where there is a place to go on
    /// to.
    pub fn with_search_keys(&self, summary: &str, has_another: bool) -> String {
        let end = self.keys_in(Layer::Study, Action::Close);
        if !has_another {
            return format!("{summary}   {end} ends");
        }
        let next = self.keys_in(Layer::Study, Action::NextMatch);
        let previous = self.keys_in(Layer::Study, Action::PreviousMatch);
        format!("{summary}   {next} next   {previous} before   {end} ends")
    }

    /// Gives the first key of an action as readers see it; nothing where it has none.
    pub fn key_of(&self, action: Action) -> String {
        let mut bindings = self.bindings.iter();
        let binding = bindings.find(|binding| binding.action == action);
        let key = binding.and_then(|binding| binding.keys.first());
        key.map_or_else(String::new, ToString::to_string)
    }

    /// Gives the keys of an action that work with the keyboard in a layer's hands; nothing where there
    /// are none.
    pub fn keys_in(&self, layer: Layer, action: Action) -> String {
        let mut bindings = self.bindings.iter();
        let binding = bindings.find(|binding| binding.layer == layer && binding.action == action);
        binding.map_or_else(String::new, |binding| shown(&binding.keys))
    }

    /// Gives the keys of an action as readers see them; nothing where it has none.
    pub fn keys_of(&self, action: Action) -> String {
        let mut bindings = self.bindings.iter();
        let binding = bindings.find(|binding| binding.action == action);
        binding.map_or_else(String::new, |binding| shown(&binding.keys))
    }
}

impl Binding {
    fn of(written: WrittenBinding) -> Result<Self, String> {
        Ok(Self {
            action: action_named(&written.action)?,
            layer: written.layer,
            keys: keys_named(&written.keys)?,
            help: written.help,
            footer: written.footer,
        })
    }
}

/// Says in one line what a table cannot be read for, and on which line.
fn unreadable(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let message = error.message().lines().collect::<Vec<&str>>().join(" ");
    format!("line {line}: {message}")
}

fn action_named(name: &str) -> Result<Action, String> {
    Action::named(name).ok_or_else(|| format!("unknown action: {name}"))
}

fn keys_named(names: &[String]) -> Result<Vec<Key>, String> {
    let keys = names
        .iter()
        .map(|name| Key::named(name).ok_or_else(|| format!("unknown key: {name}")));
    keys.collect()
}

/// Writes keys as readers see them.
pub fn shown(keys: &[Key]) -> String {
    let shown: Vec<String> = keys.iter().map(ToString::to_string).collect();
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Action, BUILT_IN, Key, KeyTable, Layer};

    #[test]
    fn every_action_stands_in_the_table() {
        let table = KeyTable::read(BUILT_IN).unwrap();
        for action in Action::all() {
            let mut bindings = table.bindings.iter();
            let binding = bindings.find(|binding| binding.action == action);
            assert!(
                binding.is_some_and(|binding| !binding.keys.is_empty()),
                "{} has no key",
                action.name()
            );
        }
    }

    #[test]
    fn no_key_asks_for_two_things_in_one_layer() {
        let table = KeyTable::built_in();
        let mut keys = Vec::new();
        for binding in &table.bindings {
            for key in &binding.keys {
                keys.push((binding.layer, *key));
                if binding.layer == Layer::Everywhere {
                    let others = Layer::ALL.into_iter();
                    let others = others.filter(|layer| {
                        *layer != Layer::Everywhere && (!layer.takes_text() || key.has_control)
                    });
                    keys.extend(others.map(|layer| (layer, *key)));
                }
            }
        }
        let count = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }

    #[test]
    fn an_own_table_takes_its_keys_from_others() {
        let own = "[[key]]\naction = \"follow\"\nkeys = [\"f\", \"p\"]\n\n[[key]]\naction = \"predict\"\nkeys = [\"P\"]\n";
        let table = KeyTable::built_in().overridden(own).unwrap();
        let action = |name| table.action(Layer::Study, Key::named(name).unwrap());
        assert_eq!(action("f"), Some(Action::Follow));
        assert_eq!(action("p"), Some(Action::Follow));
        assert_eq!(action("P"), Some(Action::Predict));
        assert_eq!(action("b"), None);
        let own = "[[key]]\naction = \"follow\"\nkeys = [\"p\"]\n";
        assert_eq!(
            KeyTable::built_in().overridden(own).unwrap_err(),
            "no key is left for predict"
        );
    }

    #[test]
    fn an_own_table_that_cannot_be_read_is_told_in_one_line_with_its_number() {
        let fault = |own: &str| KeyTable::built_in().overridden(own).unwrap_err();
        for (own, line) in [
            ("[[key]\n", "line 1: "),
            ("# mine\n[[key]]\nkey = 1\n", "line 3: "),
        ] {
            let said = fault(own);
            assert!(said.starts_with(line), "{said}");
            assert!(!said.contains(['\n', '|']), "{said}");
        }
    }

    #[test]
    fn while_typing_a_character_is_a_character() {
        let table = KeyTable::built_in();
        let action = |name| table.action(Layer::Typing, Key::named(name).unwrap());
        assert_eq!(action("?"), None);
        assert_eq!(action("q"), None);
        assert_eq!(action("Enter"), Some(Action::Accept));
        assert_eq!(action("Ctrl-C"), Some(Action::Quit));
    }

    #[test]
    fn a_table_with_an_unknown_name_is_refused() {
        let table = |action: &str, key: &str| {
            format!(
                "sign = []\n[[key]]\naction = \"{action}\"\nin = \"study\"\nkeys = [\"{key}\"]\nhelp = \"x\"\n"
            )
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
