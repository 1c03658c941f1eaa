//! What many commands come to, for one sentence about a long RUN: `assets/deeds.toml`.

use serde::Deserialize;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/deeds.toml");

/// Holds the deeds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deeds {
    /// The deeds; the first that names a use counts.
    pub deed: Vec<Deed>,
}

/// Holds what several commands come to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deed {
    /// The uses of commands: `rm`, `apt-get install`, `tar:-x`.
    pub uses: Vec<String>,
    /// The phrase, with `{things}`.
    pub say: String,
    /// The phrase where there is nothing to list.
    pub bare: String,
    /// What is listed: `arguments`, `names`, `targets`, or nothing.
    pub things: String,
    /// What the rest of a long list is called.
    pub unit: String,
    /// How much it matters; 0 is never told.
    pub weight: u8,
    /// Whether it is told where it is done last.
    pub at_end: bool,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<Deeds, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives the deeds.
pub fn deeds() -> &'static [Deed] {
    static DEEDS: OnceLock<Deeds> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    &DEEDS.get_or_init(|| read(FILE).unwrap_or_default()).deed
}
