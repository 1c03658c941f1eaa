//! The options of a command, each read when a script first names it.
//!
//! Each option is one line of a file, `"-y" = { … }`: a script names a few of some dozen. The linter of
//! the assets holds what is read so against what TOML says of the whole file.

use crate::knowledge::command_texts::OptionText;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// Holds options by their first names, in the order of these.
#[derive(Clone, Default)]
pub struct OptionTable {
    options: Vec<LazyOption>,
}

#[derive(Clone)]
struct LazyOption {
    name: String,
    /// What stands behind the name in the file; nothing where it was read at once.
    value: &'static str,
    read: OnceLock<OptionText>,
}

impl LazyOption {
    fn text(&self) -> &OptionText {
        self.read.get_or_init(|| read_value(self.value))
    }

    /// Tells whether another name of the option may be this one, without reading it.
    fn may_be_called(&self, name: &str) -> bool {
        self.value.is_empty() || self.value.contains(name)
    }
}

impl OptionTable {
    /// Takes the lines of a table of options apart.
    pub fn of_lines(lines: &'static str) -> Self {
        let lines = lines.lines().filter_map(|line| {
            let (name, value) = line.split_once(" = ")?;
            let name = name.trim().trim_matches('"');
            (!name.starts_with('#')).then(|| LazyOption {
                name: name.to_owned(),
                value,
                read: OnceLock::new(),
            })
        });
        Self::sorted(lines.collect())
    }

    fn sorted(mut options: Vec<LazyOption>) -> Self {
        options.sort_by(|one, other| one.name.cmp(&other.name));
        Self { options }
    }

    /// Finds an option by any of its names; gives its first one too.
    pub fn find(&self, name: &str) -> Option<(&str, &OptionText)> {
        let by_name = self
            .options
            .binary_search_by(|option| option.name.as_str().cmp(name));
        let found = by_name.ok().and_then(|index| self.options.get(index));
        let found = found.or_else(|| {
            let mut options = self.options.iter();
            options.find(|option| option.may_be_called(name) && option.text().is_called(name))
        })?;
        Some((&found.name, found.text()))
    }

    /// Lists the options whose first names fit; the others are not read.
    pub fn named(&self, fits: impl Fn(&str) -> bool) -> impl Iterator<Item = (&str, &OptionText)> {
        let options = self.options.iter();
        options
            .filter(move |option| fits(&option.name))
            .map(|option| (option.name.as_str(), option.text()))
    }

    /// Lists all options.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &OptionText)> {
        self.named(|_| true)
    }
}

impl fmt::Debug for OptionTable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.iter()).finish()
    }
}

impl<'de> Deserialize<'de> for OptionTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = BTreeMap::<String, OptionText>::deserialize(deserializer)?;
        let options = texts.into_iter().map(|(name, text)| LazyOption {
            name,
            value: "",
            read: OnceLock::from(text),
        });
        Ok(Self::sorted(options.collect()))
    }
}

fn read_value(value: &str) -> OptionText {
    #[derive(Deserialize)]
    struct Line {
        option: OptionText,
    }
    let line: Option<Line> = toml::from_str(&format!("option = {value}")).ok();
    line.map(|line| line.option).unwrap_or_default()
}
