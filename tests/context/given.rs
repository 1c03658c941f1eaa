//! Contexts for tests: from a list of paths, from the lines of a case.

use dockstep::context::archive::Archive;
use dockstep::context::build_context::{BuildContext, IgnoreFile};
use dockstep::context::clean_path::with_parents;
use dockstep::context::ignore_rules::IgnoreRules;
use dockstep::context::tree::{ContextEntry, ContextTree, EntryKind};
use std::collections::BTreeMap;

/// Gives a file of one byte.
pub(crate) fn file(path: &str) -> ContextEntry {
    ContextEntry {
        path: path.into(),
        kind: EntryKind::File,
        bytes: 1,
        mode: 0o644,
        target: None,
    }
}

/// Gives a folder.
pub(crate) fn folder(path: &str) -> ContextEntry {
    ContextEntry {
        kind: EntryKind::Directory,
        bytes: 0,
        mode: 0o755,
        ..file(path)
    }
}

/// Puts entries together, with the folders they lie in.
pub(crate) fn tree(entries: Vec<ContextEntry>) -> ContextTree {
    let mut named: BTreeMap<String, ContextEntry> = BTreeMap::new();
    for entry in entries {
        for parent in with_parents(&entry.path) {
            if *parent != *entry.path {
                named
                    .entry(parent.to_owned())
                    .or_insert_with(|| folder(parent));
            }
        }
        named.insert(entry.path.to_string(), entry);
    }
    ContextTree::new(named.into_values().collect())
}

/// Puts entries and an ignore file together.
pub(crate) fn context(entries: Vec<ContextEntry>, ignore: Option<&str>) -> BuildContext {
    let ignore_file = ignore.map(|text| IgnoreFile {
        name: ".dockerignore".to_owned(),
        rules: IgnoreRules::read(text),
    });
    BuildContext::new(tree(entries), ignore_file)
}

/// Reads the lines of a case; gives nothing where a line is none of them.
pub(crate) fn context_of_lines(lines: &str) -> Option<BuildContext> {
    let mut entries = Vec::new();
    let mut ignore: Option<String> = None;
    let mut archives: BTreeMap<String, Archive> = BTreeMap::new();
    for line in lines.lines() {
        let (word, rest) = line.split_once(' ')?;
        let words: Vec<&str> = rest.split(' ').collect();
        match (word, words.as_slice()) {
            ("file", [path]) => entries.push(file(path)),
            ("file", [path, bytes]) => entries.push(ContextEntry {
                bytes: bytes.parse().ok()?,
                ..file(path)
            }),
            ("file", [path, bytes, mode]) => entries.push(ContextEntry {
                bytes: bytes.parse().ok()?,
                mode: u32::from_str_radix(mode, 8).ok()?,
                ..file(path)
            }),
            ("folder", [path]) => entries.push(folder(path)),
            ("link", [path, "->", target]) => entries.push(ContextEntry {
                kind: EntryKind::Link,
                bytes: 0,
                target: Some((*target).into()),
                ..file(path)
            }),
            ("tar", [path, members @ ..]) => {
                entries.push(file(path));
                let members = members.iter().map(|member| file(member)).collect();
                archives.insert((*path).to_owned(), Archive::Members(tree(members)));
            }
            ("ignore", _) => {
                let text = ignore.get_or_insert_default();
                text.push_str(rest);
                text.push('\n');
            }
            _ => return None,
        }
    }
    Some(context(entries, ignore.as_deref()).with_archives(archives))
}
