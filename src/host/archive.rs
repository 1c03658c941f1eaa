//! Looking into the tars of a context: which names they hold. Nothing is unpacked.

use crate::context::archive::Archive;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind};
use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// The most members that are listed of one tar.
const MOST_MEMBERS: usize = 200_000;

/// The most bytes that are unpacked to list one tar: a bomb ends here.
const MOST_BYTES: u64 = 8 * 1024 * 1024 * 1024;

/// Looks into files of a folder, by their paths in it.
pub fn read_archives(folder: &Path, paths: &[String]) -> BTreeMap<String, Archive> {
    let archives = paths
        .iter()
        .map(|path| (path.clone(), read_archive(&folder.join(path))));
    archives.collect()
}

/// Looks into one file. BuildKit goes by the bytes, never by the name.
pub fn read_archive(path: &Path) -> Archive {
    let Ok(mut file) = File::open(path) else {
        return Archive::Unknown("it cannot be read".to_owned());
    };
    let mut start = [0; 10];
    let length = file.read(&mut start).unwrap_or(0);
    let start = start.get(..length).unwrap_or_default();
    let unknown = |format: &str| Archive::Unknown(format!("it is packed with {format}"));
    if start.starts_with(b"\xfd7zXZ\0") {
        return unknown("xz");
    }
    if start.starts_with(b"\x28\xb5\x2f\xfd") {
        return unknown("zstd");
    }
    if file.seek(SeekFrom::Start(0)).is_err() {
        return Archive::Unknown("it cannot be read".to_owned());
    }
    let is_gzip = start.starts_with(b"\x1f\x8b\x08");
    let is_bzip2 = start.starts_with(b"BZh");
    let file = BufReader::new(file);
    if is_gzip {
        members(MultiGzDecoder::new(file))
    } else if is_bzip2 {
        members(MultiBzDecoder::new(file))
    } else {
        members(file)
    }
}

/// Lists a tar's members; what has no readable first member is none.
fn members(input: impl Read) -> Archive {
    let mut archive = tar::Archive::new(input.take(MOST_BYTES));
    let Ok(entries) = archive.entries() else {
        return Archive::NotOne;
    };
    let mut found: Vec<ContextEntry> = Vec::new();
    for (index, entry) in entries.enumerate() {
        let member = match entry {
            Ok(entry) => member(&entry),
            Err(_) if index == 0 => return Archive::NotOne,
            Err(_) => return Archive::Unknown("it is damaged".to_owned()),
        };
        if index >= MOST_MEMBERS {
            return Archive::Unknown(format!("it holds more than {MOST_MEMBERS} names"));
        }
        found.extend(member);
    }
    if found.is_empty() {
        return Archive::NotOne;
    }
    // A later member of the same name takes the place of the earlier one.
    let mut named: BTreeMap<Box<str>, ContextEntry> = BTreeMap::new();
    for entry in found {
        named.insert(entry.path.clone(), entry);
    }
    let paths: Vec<Box<str>> = named.keys().cloned().collect();
    for path in paths {
        for (end, _) in path.match_indices('/') {
            let parent = path.get(..end).unwrap_or_default();
            named.entry(parent.into()).or_insert_with(|| folder(parent));
        }
    }
    Archive::Members(ContextTree::new(named.into_values().collect()))
}

/// Describes a folder that no member names itself.
fn folder(path: &str) -> ContextEntry {
    ContextEntry {
        path: path.into(),
        kind: EntryKind::Directory,
        bytes: 0,
        mode: 0o755,
        target: None,
    }
}

/// Describes one member; what only speaks of others, such as a global header, is none.
fn member(entry: &tar::Entry<'_, impl Read>) -> Option<ContextEntry> {
    let header = entry.header();
    let kind = match header.entry_type() {
        tar::EntryType::Regular
        | tar::EntryType::Continuous
        | tar::EntryType::GNUSparse
        | tar::EntryType::Link => EntryKind::File,
        tar::EntryType::Directory => EntryKind::Directory,
        tar::EntryType::Symlink => EntryKind::Link,
        tar::EntryType::Char | tar::EntryType::Block | tar::EntryType::Fifo => EntryKind::Other,
        _ => return None,
    };
    let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let path = crate::context::clean_path::clean(&format!("/{path}"));
    let path = path.trim_start_matches('/');
    if path.is_empty() {
        return None;
    }
    let target = entry
        .link_name_bytes()
        .filter(|_| kind == EntryKind::Link)
        .map(|target| {
            String::from_utf8_lossy(&target)
                .into_owned()
                .into_boxed_str()
        });
    Some(ContextEntry {
        path: path.into(),
        kind,
        bytes: if kind == EntryKind::File {
            entry.size()
        } else {
            0
        },
        mode: header.mode().unwrap_or(0o644) & 0o7777,
        target,
    })
}
