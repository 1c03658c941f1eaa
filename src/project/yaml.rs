//! Reading YAML: documents as values with their lines, or one clear line about what is wrong.
//!
//! Bombs, deep nesting and endless aliases are refused by the reader's budget.

use crate::project::node::{Node, YamlNode};
use crate::project::problem::Problem;
use serde_saphyr::Error;

/// How deep values may lie in each other.
const DEEPEST: usize = 64;
/// How many values a file may hold, aliases followed.
const MOST_VALUES: usize = 50_000;

/// Reads all documents of a file.
pub fn documents(file: &str, text: &str) -> Result<Vec<Node>, Problem> {
    let budget = serde_saphyr::budget! {
        max_depth: DEEPEST,
        max_nodes: MOST_VALUES,
        max_documents: 64,
        // Many aliases of few anchors are usual; what they make is bounded all the same.
        enforce_alias_anchor_ratio: false,
    };
    let options = serde_saphyr::options! {
        budget: budget,
        strict_booleans: true,
        legacy_octal_numbers: true,
        non_finite_float_policy: serde_saphyr::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    };
    let read = serde_saphyr::from_multiple_with_options::<YamlNode>(text, options);
    match read {
        Ok(documents) => Ok(documents.into_iter().map(Node::from).collect()),
        Err(error) => {
            let line = error.location().map_or(0, |location| location.line());
            let line = u32::try_from(line).unwrap_or(0);
            Err(Problem::at(file, line, words(error.without_snippet())))
        }
    }
}

/// Says what is wrong in words that a reader of the file can use.
fn words(error: &Error) -> String {
    match error {
        Error::DuplicateMappingKey { key, .. } => match key {
            Some(key) => format!("{key} stands here twice"),
            None => "a name stands here twice".to_owned(),
        },
        Error::UnknownAnchor { .. } => "an alias names no anchor above it".to_owned(),
        Error::RecursiveReferencesRequireWeakTypes { .. } => {
            "an alias stands inside its own anchor".to_owned()
        }
        error => {
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            match words {
                "recursion limit exceeded" => "values lie too deep in each other".to_owned(),
                words if words.starts_with("budget breached") => {
                    "it holds more than any such file needs: too deep, too many values, or aliases of aliases".to_owned()
                }
                words if words.starts_with("tabs disallowed") => {
                    "YAML is indented with blanks, and here stands a tab".to_owned()
                }
                words => words.to_owned(),
            }
        }
    }
}
