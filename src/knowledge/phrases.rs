//! Sentences that belong to no single instruction: `assets/phrases.toml`.

use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use crate::knowledge::rule::{Facts, Rule};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/phrases.toml");

/// Holds the sentences by name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// Single phrases.
    pub phrase: BTreeMap<String, String>,
    /// Sentences with conditions; of each list the first that fits, or all, as the caller asks.
    pub rules: BTreeMap<String, Vec<Rule>>,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<Phrases, toml::de::Error> {
    toml::from_str(toml)
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    PHRASES.get_or_init(|| read(FILE).unwrap_or_default())
}

/// Says a phrase.
pub fn phrase(name: &str, values: &Values) -> Text {
    phrases()
        .phrase
        .get(name)
        .map_or_else(Text::default, |markdown| fill(markdown, values))
}

/// Says a phrase that needs no values.
pub fn plain_phrase(name: &str) -> Text {
    phrase(name, &Values::new())
}

/// Says the first sentence of a list that fits.
pub fn first_rule(name: &str, facts: &Facts) -> Text {
    phrases()
        .rules
        .get(name)
        .map_or_else(Text::default, |rules| facts.first(rules))
}

/// Says every sentence of a list that fits.
pub fn all_rules(name: &str, facts: &Facts) -> Vec<Text> {
    let rules = phrases()
        .rules
        .get(name)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let fitting = rules.iter().filter(|rule| facts.fits(&rule.condition));
    fitting.map(|rule| fill(&rule.say, &facts.values)).collect()
}
