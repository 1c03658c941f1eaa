//! Well-known environment variables: `assets/env_keys.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/env_keys.toml");

/// Holds the variables by name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnvKeys {
    /// What is known of each.
    pub key: BTreeMap<String, EnvKey>,
}

/// Holds what is known of one variable.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnvKey {
    /// What reads it and what it decides: a phrase without a full stop.
    pub what: String,
    /// What goes wrong with it in an image, and the way out, in one or two sentences.
    #[serde(default)]
    pub careful: String,
    /// What the value must hold for that to be said; empty: always.
    #[serde(default)]
    pub careful_if: String,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<EnvKeys, toml::de::Error> {
    toml::from_str(toml)
}

/// Finds what is known of a variable.
pub fn env_key(name: &str) -> Option<&'static EnvKey> {
    static KEYS: OnceLock<EnvKeys> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    KEYS.get_or_init(|| read(FILE).unwrap_or_default())
        .key
        .get(name)
}
