//! The way out of what BuildKit refuses, by the kind of refusal: `assets/ways_out.toml`.
//!
//! Refuses to tell kinds of refusals apart: that is `crate::explain`'s.

use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/ways_out.toml");

/// Holds the ways out by the kind of refusal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaysOut {
    /// The sentences, Markdown with `{values}`.
    pub way: BTreeMap<String, String>,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<WaysOut, toml::de::Error> {
    toml::from_str(toml)
}

/// Says the way out of a kind of refusal; nothing where none is written.
pub fn way_out(kind: &str, values: &Values) -> Option<Text> {
    static WAYS: OnceLock<WaysOut> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    let ways = WAYS.get_or_init(|| read(FILE).unwrap_or_default());
    Some(fill(ways.way.get(kind)?, values))
}
