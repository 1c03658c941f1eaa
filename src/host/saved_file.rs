//! Files that readers' work is kept in: versioned JSON, changed under a lock, replaced in one step.
//!
//! Whatever moment the program ends at, the file is the old one or the new one. Two programs that
//! change it at once wait for each other, so both changes are there afterwards. A file that cannot
//! be read is never overwritten but put aside; one that a newer dockstep wrote, or that the system
//! refuses, is left alone. What readers do is their own: no other user of the machine may read it.

pub mod fault;

mod locked;

mod record_lines;

use crate::doc::visible::visible_json;
use crate::host::saved_file::fault::{PutAside, SavedFileFault};
use crate::host::saved_file::locked::Locked;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write as _};
use std::path::{Path, PathBuf};

/// The most bytes that a saved file may have: a hundred answers a day, for ten years.
pub const LARGEST_SAVED_FILE: u64 = 64 * 1024 * 1024;

/// A kind of saved file.
pub trait Saved: Serialize + DeserializeOwned + Default {
    /// The version that this program writes.
    const VERSION: u32;

    /// Gives the version that the file says it has.
    fn version(&self) -> u32;
}

/// Holds what every saved file has, whatever else is in it.
#[derive(serde::Deserialize)]
struct Versioned {
    version: u32,
}

/// Reads a file; one that is not there is an empty one.
pub fn read<T: Saved>(path: &Path) -> Result<T, SavedFileFault> {
    match File::open(path) {
        Ok(file) => read_from(path, file),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(T::default()),
        Err(error) => Err(SavedFileFault::refused(path, &error)),
    }
}

/// Reads a file that somebody named, so that it has to be there.
pub fn read_given<T: Saved>(path: &Path) -> Result<T, SavedFileFault> {
    let file = File::open(path).map_err(|error| SavedFileFault::refused(path, &error))?;
    read_from(path, file)
}

/// Reads a file that is open, or standard input; faults speak of it by its path.
pub fn read_from<T: Saved>(path: &Path, input: impl Read) -> Result<T, SavedFileFault> {
    let mut bytes = Vec::new();
    input
        .take(LARGEST_SAVED_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| SavedFileFault::refused(path, &error))?;
    if bytes.len() as u64 > LARGEST_SAVED_FILE {
        let reason = format!("it has more than {} MiB", LARGEST_SAVED_FILE >> 20);
        return Err(SavedFileFault::unreadable(path, 1, &reason));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_not_text| SavedFileFault::unreadable(path, 1, "it is no UTF-8 text"))?;
    // Some editors put a mark in front that JSON does not know.
    of_text(path, text.strip_prefix('\u{feff}').unwrap_or(&text))
}

fn of_text<T: Saved>(path: &Path, text: &str) -> Result<T, SavedFileFault> {
    let read = serde_json::from_str::<T>(text);
    let version = match &read {
        Ok(saved) => saved.version(),
        // A newer file may have other fields in the place of those that are known here.
        Err(_) => serde_json::from_str::<Versioned>(text).map_or(0, |file| file.version),
    };
    if version > T::VERSION {
        return Err(SavedFileFault::newer(path));
    }
    read.map_err(|error| SavedFileFault::unreadable(path, error.line(), &error.to_string()))
}

/// Writes the text of a file. Whoever looks at it in a terminal is safe from what readers or lessons wrote.
pub fn text_of<T: Saved>(saved: &T) -> Result<String, serde_json::Error> {
    let text = record_lines::write(saved)?;
    Ok(match visible_json(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(escaped) => escaped,
    })
}

/// Says what to do where a file is there already that somebody named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it, and write nothing.
    Keep,
    /// Write over it.
    Replace,
}

/// Writes a file that somebody named.
pub fn write_given<T: Saved>(
    path: &Path,
    saved: &T,
    existing: Existing,
) -> Result<(), SavedFileFault> {
    let mut options = OpenOptions::new();
    options.write(true);
    match existing {
        Existing::Keep => options.create_new(true),
        Existing::Replace => options.create(true).truncate(true),
    };
    let written = text_of(saved)
        .map_err(std::io::Error::from)
        .and_then(|text| options.open(path)?.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => SavedFileFault::exists(path),
        _ => SavedFileFault::refused(path, &error),
    })
}

/// Changes a file: reads it, changes what it holds, and puts the new one in its place.
///
/// What cannot be read is put aside first.
pub fn change<T: Saved>(
    path: &Path,
    change: impl FnOnce(&mut T),
) -> Result<Option<PutAside>, SavedFileFault> {
    let locked = Locked::wait_for(path)?;
    let (mut saved, put_aside) = locked.read_or_put_aside()?;
    change(&mut saved);
    locked.replace(&saved)?;
    Ok(put_aside)
}

/// Changes a file as [`change`] does, and keeps a copy of it as it was under a name of its own.
///
/// The path says where the copy lies; there is none where there was no file.
pub fn change_with_copy<T: Saved>(
    path: &Path,
    label: &str,
    change: impl FnOnce(&mut T),
) -> Result<Option<PathBuf>, SavedFileFault> {
    let locked = Locked::wait_for(path)?;
    let (mut saved, put_aside) = locked.read_or_put_aside()?;
    let copy = match put_aside {
        Some(put_aside) => Some(put_aside.aside),
        None => locked.copy(label)?,
    };
    change(&mut saved);
    locked.replace(&saved)?;
    Ok(copy)
}
