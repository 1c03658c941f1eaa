//! The reader's notes on Dockerfiles, kept in `notes.json` of the data folder.

use crate::app::msg::Msg;
use crate::app::note::Note;
use crate::host::places;
use crate::host::saved_file::{self, Saved};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Holds `notes.json`.
#[derive(Debug, Serialize, Deserialize)]
struct SavedNotes {
    version: u32,
    /// By the file's path.
    files: BTreeMap<String, Vec<SavedNote>>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SavedNote {
    instruction: String,
    occurrence: usize,
    text: String,
}

impl Default for SavedNotes {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            files: BTreeMap::new(),
        }
    }
}

impl Saved for SavedNotes {
    const VERSION: u32 = 1;

    fn version(&self) -> u32 {
        self.version
    }
}

/// Reads the notes on a file.
pub fn read(path: &Path) -> Msg {
    let Some(place) = place() else {
        return Msg::NotesRead(Vec::new());
    };
    match saved_file::read::<SavedNotes>(&place) {
        Ok(saved) => {
            let notes = saved
                .files
                .into_iter()
                .find(|(key, _)| *key == key_of(path));
            let notes = notes
                .map(|(_, notes)| notes)
                .unwrap_or_default()
                .into_iter();
            let notes = notes.map(|note| Note {
                instruction: note.instruction,
                occurrence: note.occurrence,
                text: note.text,
            });
            Msg::NotesRead(notes.collect())
        }
        Err(fault) => Msg::NoteRefused(fault.with_way_out()),
    }
}

/// Keeps a note on a file; an empty one takes the note away. The message is for the reader.
pub fn write(path: &Path, note: Note) -> Option<Msg> {
    let refuse = |fault| Some(Msg::NoteRefused(fault));
    let Some(place) = place() else {
        return refuse("The note is not kept: this system names no folder for it.".to_owned());
    };
    let key = key_of(path);
    let kept = saved_file::change::<SavedNotes>(&place, |saved| {
        let notes = saved.files.entry(key.clone()).or_default();
        notes.retain(|other| {
            (other.occurrence, other.instruction.as_str())
                != (note.occurrence, note.instruction.as_str())
        });
        if !note.text.is_empty() {
            notes.push(SavedNote {
                instruction: note.instruction,
                occurrence: note.occurrence,
                text: note.text,
            });
        }
        saved.files.retain(|_, notes| !notes.is_empty());
    });
    match kept {
        Ok(None) => None,
        Ok(Some(put_aside)) => refuse(put_aside.to_string()),
        Err(fault) => refuse(format!("The note is not kept: {fault}")),
    }
}

fn place() -> Option<PathBuf> {
    Some(places::data()?.join("notes.json"))
}

/// Names a file whatever folder it was opened from.
fn key_of(path: &Path) -> String {
    let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    whole.to_string_lossy().into_owned()
}
