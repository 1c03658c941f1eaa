//! The entries of a folder: names, kinds, sizes, modes. A listing, not the files.

use std::cmp::Ordering;
use std::sync::Arc;

/// Holds what lies in a folder, as it was listed: sorted, every entry behind its parent.
///
/// Copies share the entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContextTree {
    entries: Arc<Vec<ContextEntry>>,
    problems: Vec<ListingProblem>,
}

/// Holds one entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextEntry {
    /// The path from the folder on, with `/` between its parts and none at the start.
    pub path: Box<str>,
    /// What it is.
    pub kind: EntryKind,
    /// The size of a file in bytes; 0 for everything else.
    pub bytes: u64,
    /// The permission bits, such as `0o644`, set-user-ID and the like included.
    pub mode: u32,
    /// Where a symbolic link points, as it is written in it.
    pub target: Option<Box<str>>,
}

/// Says what an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A folder.
    Directory,
    /// A symbolic link.
    Link,
    /// A socket, a pipe, a device.
    Other,
}

/// Holds what went wrong at one place of a listing; the rest was listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListingProblem {
    /// The path from the folder on; empty for the folder itself.
    pub path: String,
    /// What went wrong.
    pub fault: ListingFault,
}

/// Names what goes wrong while a folder is listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListingFault {
    /// It cannot be read, with the system's words.
    Unreadable(String),
    /// Its name is not UTF-8: the path shows U+FFFD for what cannot be read.
    NotUtf8,
    /// It was there when its folder was read, and gone a moment later.
    Vanished,
    /// There are more entries than are listed.
    TooMany(usize),
    /// The listing was given up because somebody asked for it.
    Cancelled,
}

impl ContextTree {
    /// Takes entries in any order, each path once.
    pub fn new(mut entries: Vec<ContextEntry>) -> Self {
        entries.sort_by(|one, other| compare_paths(&one.path, &other.path));
        entries.dedup_by(|one, other| one.path == other.path);
        Self {
            entries: Arc::new(entries),
            problems: Vec::new(),
        }
    }

    /// Takes folders as they are listed: each with its path and its entries, sorted by name.
    pub fn of_folders(mut folders: Vec<(String, Vec<ContextEntry>)>) -> Self {
        folders.sort_by(|(one, _), (other, _)| compare_paths(one, other));
        let mut waiting: Vec<std::vec::IntoIter<ContextEntry>> = Vec::new();
        let mut entries = Vec::with_capacity(folders.iter().map(|(_, list)| list.len()).sum());
        // A folder's path comes before those of the folders in it, so the next one is always wanted next.
        let mut folders = folders.into_iter().peekable();
        if let Some((_, root)) = folders.next_if(|(path, _)| path.is_empty()) {
            waiting.push(root.into_iter());
        }
        while let Some(folder) = waiting.last_mut() {
            let Some(entry) = folder.next() else {
                waiting.pop();
                continue;
            };
            let inside = folders.next_if(|(path, _)| **path == *entry.path);
            entries.push(entry);
            if let Some((_, list)) = inside {
                waiting.push(list.into_iter());
            }
        }
        if folders.peek().is_some() {
            // Folders without an entry of their own: names that are not UTF-8 can look alike.
            entries.extend(folders.flat_map(|(_, list)| list));
            return Self::new(entries);
        }
        Self {
            entries: Arc::new(entries),
            problems: Vec::new(),
        }
    }

    /// Adds what went wrong while the folder was listed.
    #[must_use]
    pub fn with_problems(mut self, mut problems: Vec<ListingProblem>) -> Self {
        problems.sort();
        self.problems = problems;
        self
    }

    /// Lists the entries: a folder stands right before what lies in it.
    pub fn entries(&self) -> &[ContextEntry] {
        &self.entries
    }

    /// Lists what could not be listed, by path.
    pub fn problems(&self) -> &[ListingProblem] {
        &self.problems
    }

    /// Finds an entry by its path, without a slash at its start or end.
    pub fn find(&self, path: &str) -> Option<&ContextEntry> {
        self.entries.get(self.index_of(path).ok()?)
    }

    /// Lists all that lies in a folder, at any depth; an empty path is the root.
    pub fn below(&self, folder: &str) -> &[ContextEntry] {
        if folder.is_empty() {
            return &self.entries;
        }
        let start = match self.index_of(folder) {
            Ok(at) => at + 1,
            Err(at) => at,
        };
        let rest = self.entries.get(start..).unwrap_or_default();
        let count = rest.partition_point(|entry| lies_below(&entry.path, folder));
        rest.get(..count).unwrap_or_default()
    }

    /// Lists what lies in a folder itself, by name; an empty path is the root.
    pub fn children(&self, folder: &str) -> impl Iterator<Item = &ContextEntry> {
        let start = if folder.is_empty() {
            0
        } else {
            folder.len() + 1
        };
        self.below(folder)
            .iter()
            .filter(move |entry| !entry.path.get(start..).unwrap_or_default().contains('/'))
    }

    /// Keeps the entries that a test lets through.
    #[must_use]
    pub fn filtered(&self, mut keeps: impl FnMut(usize, &ContextEntry) -> bool) -> Self {
        let mut at = 0;
        let entries = self.entries.iter().filter(|entry| {
            at += 1;
            keeps(at - 1, entry)
        });
        Self {
            entries: Arc::new(entries.cloned().collect()),
            problems: self.problems.clone(),
        }
    }

    fn index_of(&self, path: &str) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|entry| compare_paths(&entry.path, path))
    }
}

impl ContextEntry {
    /// Gives the last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Gives the folder it lies in; empty for the root.
    pub fn parent(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(parent, _)| parent)
    }
}

/// Compares paths part by part, so that a folder's entries follow it without a gap.
pub fn compare_paths(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one
        .iter()
        .zip(other)
        .take_while(|(one, other)| one == other)
        .count();
    // A slash comes before everything but the path's end.
    let key = |byte: Option<&u8>| byte.map(|&byte| if byte == b'/' { 0 } else { byte });
    key(one.get(same)).cmp(&key(other.get(same)))
}

/// Tells whether a path lies in a folder, at any depth.
pub fn lies_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{ContextEntry, ContextTree, EntryKind};

    fn tree(paths: &[&str]) -> ContextTree {
        let entry = |path: &&str| ContextEntry {
            path: path.trim_end_matches('/').into(),
            kind: if path.ends_with('/') {
                EntryKind::Directory
            } else {
                EntryKind::File
            },
            bytes: 1,
            mode: 0o644,
            target: None,
        };
        ContextTree::new(paths.iter().map(entry).collect())
    }

    fn paths<'a>(entries: impl IntoIterator<Item = &'a ContextEntry>) -> Vec<&'a str> {
        entries.into_iter().map(|entry| &*entry.path).collect()
    }

    #[test]
    fn folders_come_together_in_the_same_order() {
        let whole = tree(&["a-b", "a/c", "a/", "a.txt", "a/b/", "a/b/z", "ab", "e/"]);
        let list = |folder: &str| {
            let mut list: Vec<ContextEntry> = whole.children(folder).cloned().collect();
            list.sort_by(|one, other| one.name().cmp(other.name()));
            (folder.to_owned(), list)
        };
        let folders = vec![list("a/b"), list("e"), list(""), list("a")];
        assert_eq!(
            paths(ContextTree::of_folders(folders).entries()),
            paths(whole.entries())
        );
    }

    #[test]
    fn a_folder_stands_right_before_what_lies_in_it() {
        let tree = tree(&["a-b", "a/c", "a/", "a.txt", "a/b/", "a/b/z", "ab"]);
        assert_eq!(
            paths(tree.entries()),
            ["a", "a/b", "a/b/z", "a/c", "a-b", "a.txt", "ab"]
        );
        assert_eq!(paths(tree.below("a")), ["a/b", "a/b/z", "a/c"]);
        assert_eq!(paths(tree.children("a")), ["a/b", "a/c"]);
        assert_eq!(paths(tree.children("")), ["a", "a-b", "a.txt", "ab"]);
        assert!(tree.below("nope").is_empty());
        assert_eq!(tree.find("a/b/z").map(ContextEntry::name), Some("z"));
        assert_eq!(tree.find("a/b/z").map(ContextEntry::parent), Some("a/b"));
    }
}
