//! `[[idea]]` in `lesson.toml` and `pack.toml`: what an author's own idea says, in plain words.
//!
//! Ideas of the course have their titles already. An idea without one is named by its id.

use crate::course::located::Located;
use crate::course::toml_reading::TomlReading;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The longest title of an idea, in characters.
const LONGEST_TITLE: usize = 80;

/// Gives an idea its title.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct IdeaFile {
    /// The idea.
    pub id: Located<String>,
    /// What it says, as a phrase without a full stop: reports name it so.
    pub title: Located<String>,
}

/// Reads the titles of ideas. Those that are `known` are what the questions of `owner` are about.
pub(in crate::course) fn read_titles(
    toml: &mut TomlReading<'_>,
    ideas: &[IdeaFile],
    known: &BTreeSet<&str>,
    owner: &str,
) -> BTreeMap<String, String> {
    let mut titles = BTreeMap::new();
    for IdeaFile { id, title } in ideas {
        let idea = &id.value;
        if !known.contains(idea.as_str()) {
            toml.fault(
                id.start,
                format!("no question of {owner} is about the idea {idea:?}"),
            );
        }
        let words = title.value.trim();
        if words.is_empty() || words.contains('\n') || words.chars().count() > LONGEST_TITLE {
            toml.fault(
                title.start,
                format!("the title of an idea is one line of at most {LONGEST_TITLE} characters"),
            );
            continue;
        }
        if titles.insert(idea.clone(), words.to_owned()).is_some() {
            toml.fault(id.start, format!("the idea {idea:?} has a title already"));
        }
    }
    titles
}
