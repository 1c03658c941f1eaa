//! Reading packs, from folders and from archives, within bounds; and writing a new one.
//!
//! Of a folder only what its `pack.toml` names is read, and no link is followed. Nothing in a pack is
//! ever run.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::course::pack::pack_names::PackNames;
use crate::course::pack::pack_source::{
    LARGEST_FILE, LARGEST_PACK, MOST_FILES, PACK_FILE, PackSource, Wanted, wanted,
};
use crate::doc::visible::visible_line;
use crate::host::lessons::words;
use crate::host::pack_archive;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

/// What systems and tools leave in folders, and no pack means.
const LEFT_ALONE: [&str; 4] = [".git", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// Reads the pack that lies in a folder or an archive. The error is a message for the reader.
pub fn read_pack(path: &Path) -> Result<PackSource, String> {
    let found = fs::metadata(path).map_err(|error| refusal(path, "", &words(&error)))?;
    if found.is_dir() {
        Folder::new(path).read()
    } else if found.is_file() {
        pack_archive::read(path)
    } else {
        Err(refusal(path, "", "it is neither a folder nor a file"))
    }
}

/// Tells whether a pack can lie at a path: a folder with `pack.toml` in it, or a file.
pub fn is_there(path: &Path) -> bool {
    path.is_file() || path.join(PACK_FILE).is_file()
}

/// Holds a folder while a pack is read from it.
struct Folder<'a> {
    root: &'a Path,
    names: PackNames,
    files: BTreeMap<String, String>,
    bytes: u64,
}

impl<'a> Folder<'a> {
    fn new(root: &'a Path) -> Self {
        Self {
            root,
            names: PackNames::default(),
            files: BTreeMap::new(),
            bytes: 0,
        }
    }

    fn read(mut self) -> Result<PackSource, String> {
        if !self.root.join(PACK_FILE).exists() {
            let shown = self.root.display();
            return Err(format!(
                "{}\n  Try: dockstep pack new {}",
                refusal(self.root, "", "there is no pack.toml in it"),
                visible_line(&format!("{shown}/my-pack"))
            ));
        }
        self.take(PACK_FILE)?;
        let pack_toml = self.files.get(PACK_FILE).cloned().unwrap_or_default();
        for wanted in wanted(&pack_toml) {
            // What is not there is told by whoever reads pack.toml, with the line.
            if self.is_there(wanted.path())? {
                match &wanted {
                    Wanted::File(path) => self.take(path)?,
                    Wanted::Folder(path) => self.walk(path)?,
                }
            }
        }
        let name = self.root.display().to_string();
        Ok(PackSource {
            name: name.trim_end_matches('/').to_owned(),
            files: self.files,
        })
    }

    /// Tells whether a path is there under this very name, and no link on the way.
    fn is_there(&self, path: &str) -> Result<bool, String> {
        let mut inside = String::new();
        for part in path.split('/') {
            // Some computers find a name in other capitals too; the next one would not.
            if !self.names_in(&inside)?.iter().any(|name| name == part) {
                return Ok(false);
            }
            if !inside.is_empty() {
                inside.push('/');
            }
            inside.push_str(part);
            self.refuse_link(&inside)?;
            if inside.len() < path.len() && !self.root.join(&inside).is_dir() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn refuse_link(&self, path: &str) -> Result<(), String> {
        let found = fs::symlink_metadata(self.root.join(path));
        match found {
            Ok(found) if found.is_symlink() => Err(refusal(
                self.root,
                path,
                "it is a link; a pack holds files and folders alone",
            )),
            Ok(_) => Ok(()),
            Err(error) => Err(refusal(self.root, path, &words(&error))),
        }
    }

    /// Lists the names in a folder, sorted.
    fn names_in(&self, folder: &str) -> Result<Vec<String>, String> {
        let refuse = |error: &std::io::Error| refusal(self.root, folder, &words(error));
        let entries = fs::read_dir(self.root.join(folder)).map_err(|error| refuse(&error))?;
        let mut names = Vec::new();
        for entry in entries {
            let name = entry.map_err(|error| refuse(&error))?.file_name();
            let name = name.into_string().map_err(|name| {
                let name = name.to_string_lossy();
                refusal(
                    self.root,
                    folder,
                    &format!("the name {name:?} is no UTF-8 text"),
                )
            })?;
            names.push(name);
        }
        names.sort();
        Ok(names)
    }

    /// Takes all files of a folder and of the folders in it.
    fn walk(&mut self, folder: &str) -> Result<(), String> {
        if !self.root.join(folder).is_dir() {
            // A file in the place of a folder: its reader misses what should lie in it.
            return Ok(());
        }
        let mut open = vec![folder.to_owned()];
        while let Some(folder) = open.pop() {
            self.names
                .add_folder(&folder)
                .map_err(|fault| refusal(self.root, &folder, &fault.to_string()))?;
            for name in self.names_in(&folder)? {
                if LEFT_ALONE.contains(&name.as_str()) {
                    continue;
                }
                let path = format!("{folder}/{name}");
                self.refuse_link(&path)?;
                if self.root.join(&path).is_dir() {
                    open.push(path);
                } else {
                    self.take(&path)?;
                }
            }
        }
        Ok(())
    }

    /// Takes one file; one that was taken before is not read again.
    fn take(&mut self, path: &str) -> Result<(), String> {
        if self.files.contains_key(path) {
            return Ok(());
        }
        let refuse = |reason: &str| refusal(self.root, path, reason);
        self.refuse_link(path)?;
        let whole = self.root.join(path);
        if !whole.is_file() {
            return Err(refuse(
                "it is no file; a pack holds files and folders alone",
            ));
        }
        self.names
            .add_file(path)
            .map_err(|fault| refuse(&fault.to_string()))?;
        let file = File::open(&whole).map_err(|error| refuse(&words(&error)))?;
        let mut bytes = Vec::new();
        file.take(LARGEST_FILE + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| refuse(&words(&error)))?;
        self.bytes += bytes.len() as u64;
        check_bounds(bytes.len() as u64, self.files.len() + 1, self.bytes)
            .map_err(|reason| refuse(&reason))?;
        let text = String::from_utf8(bytes).map_err(|_not_text| refuse(NO_TEXT))?;
        self.files.insert(path.to_owned(), text);
        Ok(())
    }
}

/// What is said of a file that is no text.
pub(in crate::host) const NO_TEXT: &str = "it is no UTF-8 text; a pack holds texts alone";

/// Refuses a file that is too large, one file too many, and a pack that is too large.
pub(in crate::host) fn check_bounds(file: u64, files: usize, all: u64) -> Result<(), String> {
    if file > LARGEST_FILE {
        return Err(format!(
            "a file of a pack has at most {} KiB",
            LARGEST_FILE >> 10
        ));
    }
    if files > MOST_FILES {
        return Err(format!("a pack has at most {MOST_FILES} files"));
    }
    if all > LARGEST_PACK {
        return Err(format!(
            "the files of a pack have at most {} MiB together",
            LARGEST_PACK >> 20
        ));
    }
    Ok(())
}

/// Writes a pack into a folder that is new or empty.
pub fn write_pack(folder: &Path, pack: &PackSource) -> Result<(), String> {
    let refuse = |reason: &str| refusal(folder, "", reason);
    let is_full = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_full || folder.is_file() {
        return Err(refuse("this folder is not empty; name one that is new"));
    }
    for (name, text) in &pack.files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| refuse(&words(&error)))?;
        }
        fs::write(path, text).map_err(|error| refuse(&words(&error)))?;
    }
    Ok(())
}

/// Says that a pack, or a file of it, is refused, and why.
pub(in crate::host) fn refusal(pack: &Path, inside: &str, reason: &str) -> String {
    let mut named = pack.display().to_string();
    if !inside.is_empty() {
        named = format!("{}/{inside}", named.trim_end_matches('/'));
    }
    format!("{}: {}", visible_line(&named), visible_line(reason))
}
