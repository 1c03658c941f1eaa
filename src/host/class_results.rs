//! The files that participants give to an instructor: written for one, read for a room.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::course::results::class::ReadResults;
use crate::course::results::results_file::{self, ClassRecord, ResultsFile};
use crate::host::lessons::words;
use crate::host::output;
use crate::host::saved_file::{self, Existing, Saved};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The most bytes of a participant's file.
const LARGEST: u64 = 8 * 1024 * 1024;

/// The most files of a report.
const MOST_FILES: usize = 5_000;

impl Saved for ResultsFile {
    const VERSION: u32 = results_file::VERSION;

    fn version(&self) -> u32 {
        Self::version(self)
    }
}

/// Writes a participant's file, or prints it where the path is `-`.
pub fn write(path: &Path, record: ClassRecord, existing: Existing) -> Result<(), String> {
    let file = ResultsFile::of(record);
    if path == Path::new("-") {
        let text = saved_file::text_of(&file).map_err(|error| error.to_string())?;
        return output::print(&text).map_err(|error| format!("standard output: {error}"));
    }
    saved_file::write_given(path, &file, existing).map_err(|fault| fault.to_string())
}

/// Reads the files of a room, and those with `.json` at their end of folders, each of them once. What
/// cannot be read is told in its place.
pub fn read(paths: &[PathBuf]) -> Result<Vec<ReadResults>, String> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(json_files(path)?);
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|path| seen.insert(path.clone()));
    if files.len() > MOST_FILES {
        let count = files.len();
        return Err(format!(
            "these are {count} files; a report takes at most {MOST_FILES}"
        ));
    }
    let read = files.iter().map(|path| ReadResults {
        file: path.display().to_string(),
        record: read_one(path),
    });
    Ok(read.collect())
}

/// Lists the files of a folder whose names end in `.json`, by name.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let refuse = |error: &std::io::Error| format!("{}: {}", folder.display(), words(error));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| refuse(&error))? {
        let path = entry.map_err(|error| refuse(&error))?.path();
        let is_json = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        if is_json && !path.is_dir() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Tells whether a file is one that a participant gives to an instructor.
pub fn is_one(path: &Path) -> bool {
    path.is_file() && read_one(path).is_ok()
}

fn read_one(path: &Path) -> Result<ClassRecord, String> {
    let found = fs::metadata(path).map_err(|error| words(&error))?;
    if !found.is_file() {
        return Err("it is no file".to_owned());
    }
    let file = File::open(path).map_err(|error| words(&error))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| words(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("it has more than {} MiB", LARGEST >> 20));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_not_text| results_file::ResultsFault::Foreign.to_string())?;
    results_file::read(&text).map_err(|fault| fault.to_string())
}
