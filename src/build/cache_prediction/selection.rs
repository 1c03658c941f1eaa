//! The entries of the build context that a step looks at, as BuildKit's content checksum has them.

use crate::build::cache_prediction::operation::Selector;
use crate::context::clean_path::clean;
use crate::context::file_match::file_match;
use crate::context::ignore_rules::IgnoreRules;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind};

/// How many symbolic links are followed one after another.
const MOST_LINKS: usize = 40;

/// Holds an entry that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected<'a> {
    /// Its path below what is selected, by which its bytes get into the checksum; empty for that itself.
    pub name: &'a str,
    /// The entry.
    pub entry: &'a ContextEntry,
}

/// Lists what a selector looks at, in the tree's order.
pub fn selected<'a>(tree: &'a ContextTree, selector: &Selector) -> Vec<Selected<'a>> {
    let path = selector.path.trim_start_matches('/');
    let mut found = Vec::new();
    if selector.is_pattern {
        for entry in tree.entries() {
            if file_match(path, &entry.path) == Ok(true) {
                let before = entry.path.len() - entry.name().len();
                add(tree, entry, before, &mut found);
            }
        }
    } else if path.is_empty() {
        let entries = tree.entries().iter();
        found.extend(entries.map(|entry| Selected {
            name: &entry.path,
            entry,
        }));
    } else if let Some(entry) = followed(tree, path) {
        add(tree, entry, entry.path.len(), &mut found);
    }
    let (Some(includes), Some(excludes)) = (rules(&selector.includes), rules(&selector.excludes))
    else {
        return found;
    };
    let folder_length = if path.is_empty() { 0 } else { path.len() + 1 };
    found.retain(|selected| {
        let below = if selector.is_pattern {
            selected.entry.path.as_ref()
        } else {
            let path = selected.entry.path.get(folder_length..);
            path.unwrap_or_default()
        };
        let matches =
            |rules: &IgnoreRules| rules.decide(below).is_ok_and(|decision| !decision.included);
        let is_folder = selected.entry.kind == EntryKind::Directory;
        (selector.includes.is_empty() || matches(&includes) && !is_folder)
            && (selector.excludes.is_empty() || !matches(&excludes))
    });
    found
}

/// Adds an entry, where it is a link what it points at, where it is a folder all in it.
fn add<'a>(
    tree: &'a ContextTree,
    entry: &'a ContextEntry,
    before: usize,
    found: &mut Vec<Selected<'a>>,
) {
    let name = entry.path.get(before..).unwrap_or_default();
    found.push(Selected { name, entry });
    let entry = followed(tree, &entry.path).unwrap_or(entry);
    if entry.path.len() >= before {
        let below = tree.below(&entry.path).iter();
        found.extend(below.map(|entry| Selected {
            name: entry.path.get(before..).unwrap_or_default(),
            entry,
        }));
    }
}

/// Finds an entry by its path, through symbolic links on the way.
fn followed<'a>(tree: &'a ContextTree, path: &str) -> Option<&'a ContextEntry> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let link = links_on_the_way(tree, &path);
        let Some((link, rest)) = link else {
            return tree.find(&path);
        };
        let target = link.target.as_deref().unwrap_or_default();
        let folder = if target.starts_with('/') {
            ""
        } else {
            link.parent()
        };
        let joined = format!("/{folder}/{target}{rest}");
        let cleaned = clean(&joined);
        cleaned.trim_start_matches('/').clone_into(&mut path);
    }
    None
}

/// Finds the first symbolic link of a path, and what of the path stands behind it.
fn links_on_the_way<'a>(tree: &'a ContextTree, path: &str) -> Option<(&'a ContextEntry, String)> {
    let ends = path.match_indices('/').map(|(end, _)| end);
    ends.chain([path.len()]).find_map(|end| {
        let entry = tree.find(path.get(..end)?)?;
        let rest = path.get(end..).unwrap_or_default().to_owned();
        (entry.kind == EntryKind::Link).then_some((entry, rest))
    })
}

/// Reads patterns of `--exclude` or `--parents`, one a line.
fn rules(patterns: &[String]) -> Option<IgnoreRules> {
    IgnoreRules::read(&patterns.join("\n")).ok()
}
