//! What each idea says, in plain words: `assets/ideas.toml`.
//!
//! An idea is an id that lessons, pages and made questions share. Ideas that are narrowed to what a line
//! names, such as one option of one command, have no title each: a family has one for all of them, and
//! [`crate::explain::questions::idea_title`] fills it in.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/ideas.toml");

/// Holds the whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdeaFile {
    /// The titles by idea.
    pub idea: BTreeMap<String, String>,
    /// The titles of families, by the word that their ideas begin with.
    pub family: BTreeMap<String, FamilyTitles>,
}

/// Holds what is said of each idea of a family.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FamilyTitles {
    /// The title, with the names of what it is about.
    pub title: String,
    /// The title where these names cannot be told from the id, with its `{words}`.
    pub otherwise: String,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<IdeaFile, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives the titles.
pub fn idea_file() -> &'static IdeaFile {
    static TITLES: OnceLock<IdeaFile> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    TITLES.get_or_init(|| read(FILE).unwrap_or_default())
}
