//! What would be otherwise in the folder: files edited, new, gone, with another time or mode.

use crate::context::build_context::BuildContext;
use crate::context::clean_path::clean;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind};
use std::collections::{BTreeMap, BTreeSet};

/// Holds changes of files by their paths in the context, without a slash at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContextChanges {
    paths: BTreeMap<String, FileChange>,
    touched: BTreeSet<String>,
}

/// Names what happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileChange {
    /// Its bytes are others.
    Edited,
    /// It is new.
    New,
    /// It is gone.
    Deleted,
    /// It has another mode.
    Mode,
}

impl ContextChanges {
    /// Adds a change.
    pub fn add(&mut self, path: &str, change: FileChange) {
        self.paths.insert(normal(path), change);
    }

    /// Adds a file whose modification time alone changes. No build looks at that.
    pub fn touch(&mut self, path: &str) {
        self.touched.insert(normal(path));
    }

    /// Tells what happens to a file.
    pub fn of(&self, path: &str) -> Option<FileChange> {
        self.paths.get(path).copied()
    }

    /// Tells whether only a file's modification time changes.
    pub fn is_touched(&self, path: &str) -> bool {
        self.touched.contains(path)
    }

    /// Tells whether no file changes.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Lists the changes by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, FileChange)> {
        self.paths
            .iter()
            .map(|(path, change)| (path.as_str(), *change))
    }

    /// Lists what happens to files that are not there, or already are: the caller made a mistake.
    pub fn misplaced<'a>(&'a self, context: &'a BuildContext) -> Vec<(&'a str, FileChange)> {
        let tree = context.tree();
        let changes = self.iter();
        changes
            .filter(|(path, change)| (*change == FileChange::New) == tree.find(path).is_some())
            .collect()
    }

    /// Gives the folder as it would be. A change of a folder is one of every file in it.
    #[must_use]
    pub fn applied_to(&mut self, context: &BuildContext) -> BuildContext {
        self.spread(context.tree());
        let entries = context.tree().entries().iter();
        let kept = entries.filter(|entry| self.of(&entry.path) != Some(FileChange::Deleted));
        let mut entries: Vec<ContextEntry> = kept.cloned().collect();
        for (path, change) in self.iter() {
            if change == FileChange::New {
                let parents = path
                    .match_indices('/')
                    .filter_map(|(end, _)| path.get(..end));
                entries.extend(parents.map(|parent| entry(parent, EntryKind::Directory, 0o755)));
                entries.push(entry(path, EntryKind::File, 0o644));
            }
        }
        // Of entries with the same path the first is kept: what was there stays what it was.
        BuildContext::new(ContextTree::new(entries), context.ignore_file().cloned())
    }

    /// Makes a change of a folder one of all that lies in it.
    fn spread(&mut self, tree: &ContextTree) {
        let mut more = Vec::new();
        for (path, change) in self.iter() {
            let is_folder = tree
                .find(path)
                .is_some_and(|entry| entry.kind == EntryKind::Directory);
            if is_folder && matches!(change, FileChange::Edited | FileChange::Deleted) {
                let below = tree.below(path).iter();
                more.extend(below.map(|entry| (entry.path.to_string(), change)));
            }
        }
        self.paths.extend(more);
    }
}

fn normal(path: &str) -> String {
    let cleaned = clean(path);
    let inside = cleaned.trim_start_matches('/');
    if inside == "." {
        String::new()
    } else {
        inside.to_owned()
    }
}

fn entry(path: &str, kind: EntryKind, mode: u32) -> ContextEntry {
    ContextEntry {
        path: path.into(),
        kind,
        bytes: 0,
        mode,
        target: None,
    }
}
