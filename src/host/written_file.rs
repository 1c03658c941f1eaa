//! Files that are written where somebody says: an archive, a report.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::doc::visible::visible_line;
use crate::host::saved_file::Existing;
use std::fs::{self, OpenOptions};
use std::io::{Error, ErrorKind, Write as _};
use std::path::Path;

/// Writes a file. One that is there already stays, unless it is to be replaced or has the same bytes.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), String> {
    let shown = visible_line(&path.display().to_string()).into_owned();
    let refuse = |error: &Error| match error.kind() {
        ErrorKind::AlreadyExists => {
            format!("{shown}: this file is there already; name another, or say --force")
        }
        ErrorKind::NotFound => format!("{shown}: no such folder"),
        _ => {
            let words = error.to_string();
            let words = words.split(" (os error").next().unwrap_or_default();
            format!("{shown}: {}", words.to_lowercase())
        }
    };
    if fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    match existing {
        Existing::Keep => write_new(path, bytes).map_err(|error| refuse(&error)),
        Existing::Replace => {
            // The old file stays whole until the new one is.
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(".new");
            let new = path.with_file_name(name);
            let _absent = fs::remove_file(&new);
            let replaced = write_new(&new, bytes).and_then(|()| fs::rename(&new, path));
            replaced.map_err(|error| {
                let _gone = fs::remove_file(&new);
                refuse(&error)
            })
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(bytes);
    if written.is_err() {
        // Half a file is of no use to anybody.
        let _gone = fs::remove_file(path);
    }
    written
}
