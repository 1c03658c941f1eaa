//! The known files of an image as a table that can be read: one row a file, or one a folder where there are many.
//!
//! Files that one line put into one folder share a row. Where that still leaves too many rows, the
//! folders above take their place.

use crate::build::known_files::{KnownFile, KnownFiles, KnownKind, Making, Presence};
use crate::doc::size::{files as file_count, size};
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::doc::{SettingChange, SettingRow};
use crate::explain::files_text::FilesGround;
use crate::knowledge::phrases::{phrase, plain_phrase};
use std::collections::BTreeMap;

/// Up to so many files are shown one by one.
const FEW_FILES: usize = 12;
/// The most rows of the table.
const MOST_ROWS: usize = 24;
/// The deepest folders that a row is made for.
const DEEPEST: usize = 8;

/// Holds the files that share a row.
struct Group<'a> {
    first: (&'a str, &'a KnownFile),
    count: usize,
    bytes: u64,
    has_unknown_size: bool,
    /// Whether the files had another mode or owner before.
    is_changed: bool,
}

/// What files must have in common to share a row: the folder, the line, how they were made.
type Key<'a> = (&'a str, usize, Making, bool, bool);

/// Makes the table of the known files; where it has to be cut, the rows of the instruction stay.
pub fn folded(
    ground: FilesGround<'_>,
    before: &KnownFiles,
    files: &KnownFiles,
    index: usize,
) -> Vec<SettingRow> {
    let leaves: Vec<(&str, &KnownFile)> = files
        .entries()
        .filter(|(path, file)| is_leaf(files, path, file))
        .collect();
    let groups = if leaves.len() <= FEW_FILES {
        grouped(before, &leaves, None)
    } else {
        let mut depths = (1..=DEEPEST)
            .rev()
            .map(|depth| grouped(before, &leaves, Some(depth)));
        let fitting = depths.find(|groups| groups.len() <= MOST_ROWS);
        fitting.unwrap_or_else(|| grouped(before, &leaves, Some(1)))
    };
    let more = groups.len().saturating_sub(MOST_ROWS);
    let rows = groups.iter();
    let mut rows: Vec<SettingRow> = rows
        .map(|((folder, ..), group)| row(ground, folder, group, index))
        .collect();
    if more > 0 {
        rows.sort_by_key(|row| row.change == SettingChange::None);
        rows.truncate(MOST_ROWS);
        let values = Values::from([("count", Text::plain(more.to_string()))]);
        rows.push(SettingRow {
            name: Text::plain("…"),
            value: phrase("files-more", &values),
            origin: Text::default(),
            change: SettingChange::None,
        });
    }
    rows
}

/// Tells whether a row is worth making: a folder speaks through what lies in it, and what is copied
/// without being known has a row that names its COPY.
fn is_leaf(files: &KnownFiles, path: &str, file: &KnownFile) -> bool {
    match (&file.kind, file.making) {
        (KnownKind::Unknown, Making::Copied) | (KnownKind::Directory, Making::Folder) => false,
        (KnownKind::Directory, _) => files.below(path).next().is_none(),
        _ => true,
    }
}

/// Puts files together by their folders, cut to a depth; without a depth, each stands alone.
fn grouped<'a>(
    before: &KnownFiles,
    leaves: &[(&'a str, &'a KnownFile)],
    depth: Option<usize>,
) -> BTreeMap<Key<'a>, Group<'a>> {
    let mut groups: BTreeMap<Key<'a>, Group<'a>> = BTreeMap::new();
    for &(path, file) in leaves {
        let folder = depth.map_or(path, |depth| folder_of(path, depth));
        let is_changed = is_changed(before, path, file);
        let key = (
            folder,
            file.instruction,
            file.making,
            file.kind == KnownKind::Gone,
            is_changed,
        );
        let group = groups.entry(key).or_insert(Group {
            first: (path, file),
            count: 0,
            is_changed,
            bytes: 0,
            has_unknown_size: false,
        });
        group.count += 1;
        group.bytes += file.bytes.unwrap_or(0);
        group.has_unknown_size |= file.kind == KnownKind::File && file.bytes.is_none();
    }
    groups
}

/// Tells whether a file that was there has another mode or owner now.
fn is_changed(before: &KnownFiles, path: &str, file: &KnownFile) -> bool {
    match before.presence(path) {
        Presence::There(old) => {
            old.instruction == file.instruction
                && (&old.mode, &old.owner) != (&file.mode, &file.owner)
        }
        Presence::Gone | Presence::Unknown => false,
    }
}

/// Gives the folder a path lies in, its first parts alone.
fn folder_of(path: &str, depth: usize) -> &str {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut slashes = folder.match_indices('/').skip(1);
    match slashes.nth(depth - 1) {
        Some((end, _)) => folder.get(..end).unwrap_or(folder),
        None => folder,
    }
}

fn row(ground: FilesGround<'_>, folder: &str, group: &Group<'_>, index: usize) -> SettingRow {
    let (path, file) = group.first;
    let (name, what) = if group.count == 1 {
        (path.to_owned(), one(file))
    } else {
        let count = file_count(group.count);
        let amount = if group.has_unknown_size || group.bytes == 0 {
            count
        } else {
            format!("{count}, {}", size(group.bytes))
        };
        (format!("{folder}/"), Text::plain(amount))
    };
    let mut value = what;
    if let Some(making) = making(file).map(plain_phrase) {
        value.push_plain(if value.is_empty() { "" } else { ", " });
        value.append(making);
    }
    SettingRow {
        name: Text::code(name),
        value,
        origin: ground.origin(file.instruction, index),
        change: match (file.instruction == index, &file.kind) {
            _ if group.is_changed => SettingChange::Changed,
            (false, _) => SettingChange::None,
            (true, KnownKind::Gone) => SettingChange::Gone,
            (true, _) => SettingChange::New,
        },
    }
}

/// Says what a single entry is.
fn one(file: &KnownFile) -> Text {
    match &file.kind {
        KnownKind::File => file
            .bytes
            .map_or_else(Text::default, |bytes| Text::plain(size(bytes))),
        KnownKind::Directory => plain_phrase("file-workdir"),
        KnownKind::Link(target) => {
            let values = Values::from([("target", Text::code(&**target))]);
            phrase("file-link", &values)
        }
        KnownKind::Other | KnownKind::Unknown | KnownKind::Gone => Text::default(),
    }
}

/// Names the phrase that says how an entry came, or went.
fn making(file: &KnownFile) -> Option<&'static str> {
    match (&file.kind, file.making) {
        (KnownKind::Gone, _) => Some("file-gone"),
        (_, Making::Copied) => Some("file-copied"),
        (_, Making::Written) => Some("file-inline"),
        (_, Making::Command) => Some("file-by-command"),
        (_, Making::WorkingDirectory) => Some("file-by-workdir"),
        (_, Making::Folder | Making::Base) => None,
    }
}
