//! Files that readers' work is kept in: versioned JSON, changed under a lock, replaced in one step.
//!
//! Whatever moment the program ends at, the file is the old one or the new one. Two programs that
//! change it at once wait for each other, so both changes are there afterwards. A file that cannot
//! be read, or that a newer dockstep wrote, is never overwritten: it is put aside, or left.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Holds what every saved file starts with.
#[derive(serde::Deserialize)]
struct Versioned {
    version: u32,
}

/// A kind of saved file.
pub trait Saved: Serialize + DeserializeOwned + Default {
    /// The version that this program writes.
    const VERSION: u32;
}

/// Reads a file; one that is not there is an empty one. The error says what is wrong and the way out.
pub fn read<T: Saved>(path: &Path) -> Result<T, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    let version = serde_json::from_str::<Versioned>(&text).map(|versioned| versioned.version);
    if version.is_ok_and(|version| version > T::VERSION) {
        return Err(format!(
            "{}: a newer dockstep wrote this file; use that one, or move the file away",
            path.display()
        ));
    }
    serde_json::from_str(&text).map_err(|error| {
        format!(
            "{}: line {}: it cannot be read ({error}); it is put aside when something new is kept",
            path.display(),
            error.line()
        )
    })
}

/// Changes a file: reads it, changes what it holds, and puts the new one in its place.
///
/// What cannot be read is put aside under a name that says so, which the message names. A file of a
/// newer version is left as it is, and nothing is kept.
pub fn change<T: Saved>(
    path: &Path,
    change: impl FnOnce(&mut T),
) -> Result<Option<String>, String> {
    let fault = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fault)?;
    }
    let lock = File::create(path.with_extension("lock")).map_err(fault)?;
    lock.lock().map_err(fault)?;
    let mut message = None;
    let mut saved = match read::<T>(path) {
        Ok(saved) => saved,
        Err(error) if error.contains("newer dockstep") => return Err(error),
        Err(_) => {
            let aside = free_name(path);
            fs::rename(path, &aside).map_err(fault)?;
            message = Some(format!(
                "{}: it could not be read and now lies in {}",
                path.display(),
                aside.display()
            ));
            T::default()
        }
    };
    change(&mut saved);
    let text = serde_json::to_string_pretty(&saved)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    replace(path, &text).map_err(fault)?;
    Ok(message)
}

/// Finds a name for a file that is put aside, so that no earlier one is lost.
fn free_name(path: &Path) -> PathBuf {
    let names = (1u32..).map(|count| path.with_extension(format!("unreadable-{count}.json")));
    let mut free = names.filter(|name| !name.exists());
    free.next()
        .unwrap_or_else(|| path.with_extension("unreadable"))
}

/// Puts a text in the place of a file in one step.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    let new = path.with_extension("tmp");
    let mut file = File::create(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, path)
}
