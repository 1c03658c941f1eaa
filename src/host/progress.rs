//! What a learner has done, kept in `progress.json` of the data folder.
//!
//! Every deed is kept when it is done: the file is read, changed and replaced under its lock, so two
//! windows lose nothing of each other.

use crate::app::msg::Msg;
use crate::course::progress::Progress;
use crate::course::progress::deed::Deed;
use crate::course::progress::moment::Moment;
use crate::course::progress_file::{self, ProgressFile};
use crate::host::saved_file::fault::{PutAside, SavedFileFault};
use crate::host::saved_file::{self, Existing, Saved};
use crate::host::{clock, output, places};
use std::path::{Path, PathBuf};

/// What is said where the system names no folder for what readers make.
const NO_PLACE: &str =
    "this system names no folder for your progress; set XDG_DATA_HOME to one that you may write to";

impl Saved for ProgressFile {
    const VERSION: u32 = progress_file::VERSION;

    fn version(&self) -> u32 {
        Self::version(self)
    }
}

/// Reads what the learner has done; before the first deed it is nothing.
pub fn read() -> Result<Progress, String> {
    let Ok(file) = place() else {
        return Ok(Progress::default());
    };
    let read = saved_file::read::<ProgressFile>(&file);
    read.map(Progress::from)
        .map_err(|fault| fault.with_way_out())
}

/// Reads what the learner has done, as the app is told it.
pub fn msg_of_all() -> Msg {
    Msg::ProgressRead {
        progress: read().map(Box::new),
        now: clock::now(),
        zone: clock::zone(),
    }
}

/// Keeps what the learner just did; gives what the app is told where that failed, or where a file that
/// could not be read was put aside.
pub fn msg_of_keeping(deed: Deed) -> Option<Msg> {
    match keep(deed) {
        Ok(message) => message.map(Msg::ProgressRefused),
        Err(fault) => Some(Msg::ProgressRefused(fault)),
    }
}

/// Keeps what the learner just did; a message says what became of a file that could not be read.
pub fn keep(deed: Deed) -> Result<Option<String>, String> {
    let kept = keep_in(&place()?, deed, clock::now());
    let put_aside = kept.map_err(|fault| format!("This is not kept: {fault}"))?;
    Ok(put_aside.map(|put_aside| put_aside.to_string()))
}

/// Keeps a deed in a file.
pub fn keep_in(file: &Path, deed: Deed, at: Moment) -> Result<Option<PutAside>, SavedFileFault> {
    saved_file::change(file, |saved| {
        change(saved, |progress| progress.take(deed, at));
    })
}

/// Holds what was kept before another record was added, and what is kept now.
#[derive(Clone, Debug)]
pub struct Merged {
    /// What was kept before.
    pub before: Progress,
    /// What is kept now.
    pub after: Progress,
    /// Says what became of a file that could not be read.
    pub message: Option<String>,
}

/// Adds another record of the same learner.
pub fn merge(other: Progress) -> Result<Merged, String> {
    let (mut before, mut after) = (Progress::default(), Progress::default());
    let merged = saved_file::change(&place()?, |saved| {
        change(saved, |progress| {
            before = progress.clone();
            progress.merge(other);
            after = progress.clone();
        });
    });
    let put_aside = merged.map_err(|fault| fault.to_string())?;
    Ok(Merged {
        before,
        after,
        message: put_aside.map(|put_aside| put_aside.to_string()),
    })
}

/// Reads a record from a file, or from standard input where the path is `-`.
pub fn read_record(path: &Path) -> Result<Progress, SavedFileFault> {
    let file = if path == Path::new("-") {
        saved_file::read_from::<ProgressFile>(Path::new("standard input"), std::io::stdin().lock())
    } else {
        saved_file::read_given::<ProgressFile>(path)
    };
    file.map(Progress::from)
}

/// Writes a record to a file, or to standard output where the path is `-`.
pub fn write_record(path: &Path, progress: Progress, existing: Existing) -> Result<(), String> {
    let record = ProgressFile::from(progress);
    if path == Path::new("-") {
        let text = saved_file::text_of(&record).map_err(|error| error.to_string())?;
        return output::print(&text).map_err(|error| format!("standard output: {error}"));
    }
    saved_file::write_given(path, &record, existing).map_err(|fault| fault.to_string())
}

/// Forgets a lesson, or everything; gives the copy of what was there.
pub fn forget(lesson: Option<&str>) -> Result<Option<PathBuf>, String> {
    let forgotten = saved_file::change_with_copy(&place()?, "before-reset", |saved| {
        change(saved, |progress| match lesson {
            Some(lesson) => {
                progress.forget(lesson);
            }
            None => *progress = Progress::default(),
        });
    });
    forgotten.map_err(|fault| fault.to_string())
}

/// Gives the file that it is kept in.
pub fn place() -> Result<PathBuf, String> {
    let folder = places::data().ok_or(NO_PLACE)?;
    Ok(folder.join("progress.json"))
}

fn change(saved: &mut ProgressFile, change: impl FnOnce(&mut Progress)) {
    let mut progress = Progress::from(std::mem::take(saved));
    change(&mut progress);
    *saved = ProgressFile::from(progress);
}
