//! A folder as a build gets it: the entries, the ignore file, and what is left of the one by the other.

use crate::context::archive::Archive;
use crate::context::ignore_rules::{Decision, IgnoreError, IgnoreRules};
use crate::context::tree::{ContextEntry, ContextTree, EntryKind, lies_below};
use std::collections::BTreeMap;

/// Holds the build context of a Dockerfile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildContext {
    tree: ContextTree,
    ignore_file: Option<IgnoreFile>,
    /// For each entry, what is decided.
    decisions: Vec<Decision>,
    /// For each entry, whether it is sent: a folder is, as soon as one entry in it is.
    sent: Vec<bool>,
    sent_tree: ContextTree,
    archives: BTreeMap<String, Archive>,
    error: Option<IgnoreError>,
}

/// Holds an ignore file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoreFile {
    /// Its name as a reader knows it: `.dockerignore`, `api.Dockerfile.dockerignore`.
    pub name: String,
    /// Its patterns, or why BuildKit refuses it.
    pub rules: Result<IgnoreRules, IgnoreError>,
}

/// Holds an entry with what is decided about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecidedEntry<'a> {
    /// The entry.
    pub entry: &'a ContextEntry,
    /// Whether it is sent: for a folder, whether it or something in it is.
    pub is_sent: bool,
    /// What the patterns say of it.
    pub decision: Decision,
}

impl BuildContext {
    /// Puts a listing and an ignore file together. Where BuildKit refuses the file, nothing is left out.
    pub fn new(tree: ContextTree, ignore_file: Option<IgnoreFile>) -> Self {
        let rules = ignore_file.as_ref().map(|file| &file.rules);
        let (decisions, error) = match rules {
            None => (everything(&tree), None),
            Some(Err(error)) => (everything(&tree), Some(error.clone())),
            Some(Ok(rules)) => match rules.decide_all(&tree) {
                Ok(decisions) => (decisions, None),
                Err(error) => (everything(&tree), Some(error)),
            },
        };
        let sent = sent(tree.entries(), &decisions);
        let sent_tree = if sent.contains(&false) {
            tree.filtered(|index, _| sent.get(index) == Some(&true))
        } else {
            tree.clone()
        };
        Self {
            tree,
            ignore_file,
            decisions,
            sent,
            sent_tree,
            archives: BTreeMap::new(),
            error,
        }
    }

    /// Adds what was found in the tars that [`crate::context::archive`] speaks of, by their paths.
    #[must_use]
    pub fn with_archives(mut self, archives: BTreeMap<String, Archive>) -> Self {
        self.archives = archives;
        self
    }

    /// Gives everything that lies in the folder.
    pub fn tree(&self) -> &ContextTree {
        &self.tree
    }

    /// Gives what a build sees of it.
    pub fn sent(&self) -> &ContextTree {
        &self.sent_tree
    }

    /// Gives the ignore file, if there is one.
    pub fn ignore_file(&self) -> Option<&IgnoreFile> {
        self.ignore_file.as_ref()
    }

    /// Gives the patterns, if there are any and BuildKit takes them.
    pub fn rules(&self) -> Option<&IgnoreRules> {
        self.ignore_file.as_ref()?.rules.as_ref().ok()
    }

    /// Gives why BuildKit refuses the ignore file.
    pub fn error(&self) -> Option<&IgnoreError> {
        self.error.as_ref()
    }

    /// Lists every entry with what is decided about it.
    pub fn decided(&self) -> impl Iterator<Item = DecidedEntry<'_>> {
        let entries = self.tree.entries().iter();
        let decided = entries.zip(&self.decisions).zip(&self.sent);
        decided.map(|((entry, &decision), &is_sent)| DecidedEntry {
            entry,
            is_sent,
            decision,
        })
    }

    /// Gives what is known of a tar; nothing where nobody looked yet.
    pub fn archive(&self, path: &str) -> Option<&Archive> {
        self.archives.get(path)
    }
}

/// Includes every entry.
fn everything(tree: &ContextTree) -> Vec<Decision> {
    let included = Decision {
        included: true,
        ..Decision::default()
    };
    vec![included; tree.entries().len()]
}

/// Tells of each entry whether it is sent; from the end, so that a folder comes behind its entries.
fn sent(entries: &[ContextEntry], decisions: &[Decision]) -> Vec<bool> {
    let mut sent: Vec<bool> = decisions.iter().map(|decision| decision.included).collect();
    let mut last_sent: Option<&str> = None;
    for (index, entry) in entries.iter().enumerate().rev() {
        let holds_sent = entry.kind == EntryKind::Directory
            && last_sent.is_some_and(|path| lies_below(path, &entry.path));
        if let Some(is_sent) = sent.get_mut(index) {
            *is_sent |= holds_sent;
            if *is_sent {
                last_sent = Some(&entry.path);
            }
        }
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::{BuildContext, IgnoreFile};
    use crate::context::ignore_rules::IgnoreRules;
    use crate::context::tree::{ContextEntry, ContextTree, EntryKind};

    #[test]
    fn a_folder_is_sent_as_soon_as_one_entry_in_it_is() {
        let entry = |(path, kind): &(&str, EntryKind)| ContextEntry {
            path: (*path).into(),
            kind: *kind,
            bytes: 0,
            mode: 0o644,
            target: None,
        };
        let entries = [
            ("docs", EntryKind::Directory),
            ("docs/a.md", EntryKind::File),
            ("docs/keep.md", EntryKind::File),
            ("empty", EntryKind::Directory),
            ("src", EntryKind::Directory),
        ];
        let tree = ContextTree::new(entries.iter().map(entry).collect());
        let file = IgnoreFile {
            name: ".dockerignore".to_owned(),
            rules: IgnoreRules::read("*\n!docs/keep.md\n!src"),
        };
        let context = BuildContext::new(tree, Some(file));
        let sent = context.sent().entries().iter();
        let sent: Vec<&str> = sent.map(|entry| &*entry.path).collect();
        assert_eq!(sent, ["docs", "docs/keep.md", "src"]);
    }
}
