//! The texts of exercises: a file each in the folder of what readers make, open to any editor.
//!
//! The file that is worked on is looked at four times a second. What this program writes itself is no
//! change by anybody else: writing and looking wait for each other, so no look is ever out of date.
#![expect(
    clippy::disallowed_methods,
    reason = "host may start threads and touch the disk"
)]

use crate::app::draft::Draft;
use crate::app::msg::Msg;
use crate::host::places;
use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long to wait between two looks.
const INTERVAL: Duration = Duration::from_millis(250);

/// The most bytes that are read of an exercise.
const LARGEST: u64 = 1024 * 1024;

/// Holds the exercise that is worked on.
#[derive(Debug, Default)]
pub struct Drafts {
    open: Option<Arc<OpenDraft>>,
}

/// Holds one exercise's file and what is known to stand in it.
#[derive(Debug)]
struct OpenDraft {
    path: PathBuf,
    known: Mutex<Known>,
}

#[derive(Debug)]
struct Known {
    text: String,
    /// Whether anybody still asks for changes.
    is_wanted: bool,
}

impl Drafts {
    /// Opens the exercise's file, written anew where there is none, and watches it from now on.
    pub fn open(&mut self, draft: Draft, send: impl Fn(Msg) -> bool + Send + 'static) -> Msg {
        self.close();
        let Some(path) = place(&draft) else {
            return refused("this system has no place for what readers make");
        };
        let text = match read(&path) {
            Ok(Some(text)) => text,
            Ok(None) => match write(&path, &draft.text) {
                Ok(()) => draft.text.clone(),
                Err(fault) => return refused(&fault),
            },
            Err(fault) => return refused(&fault),
        };
        let open = Arc::new(OpenDraft {
            path: path.clone(),
            known: Mutex::new(Known {
                text: text.clone(),
                is_wanted: true,
            }),
        });
        self.open = Some(Arc::clone(&open));
        let draft = Draft { text, ..draft };
        let watched = draft.clone();
        thread::spawn(move || {
            while let Some(change) = open.wait_for_change() {
                let draft = Draft {
                    text: change,
                    ..watched.clone()
                };
                let path = open.path.clone();
                if !send(Msg::DraftRead { draft, path }) {
                    return;
                }
            }
        });
        Msg::DraftRead { draft, path }
    }

    /// Keeps the text of an exercise.
    pub fn write(&self, draft: &Draft) -> Option<Msg> {
        let path = place(draft)?;
        let open = self.open.as_ref().filter(|open| open.path == path);
        let written = match open {
            Some(open) => {
                let mut known = open.known.lock().unwrap_or_else(PoisonError::into_inner);
                draft.text.clone_into(&mut known.text);
                write(&path, &draft.text)
            }
            None => write(&path, &draft.text),
        };
        written.err().map(|fault| refused(&fault))
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let mut known = open.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.is_wanted = false;
        }
    }
}

impl OpenDraft {
    /// Waits until another text stands in the file; gives nothing once nobody asks any more.
    fn wait_for_change(&self) -> Option<String> {
        loop {
            thread::sleep(INTERVAL);
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if !known.is_wanted {
                return None;
            }
            // A file that is gone for a moment comes back: many editors save so.
            if let Ok(Some(text)) = read(&self.path)
                && text != known.text
            {
                text.clone_into(&mut known.text);
                return Some(text);
            }
        }
    }
}

fn refused(fault: &str) -> Msg {
    Msg::ProgressRefused(format!("The exercise is kept in no file: {fault}"))
}

/// Names the file of an exercise.
fn place(draft: &Draft) -> Option<PathBuf> {
    let folder = places::data()?
        .join("exercises")
        .join(harmless(&draft.lesson));
    Some(folder.join(format!("{}.Dockerfile", harmless(&draft.page))))
}

/// Makes a name that stays inside its folder of whatever an author wrote.
fn harmless(name: &str) -> String {
    let is_harmless = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let harmless = name.chars().take(100);
    harmless
        .map(|character| {
            if is_harmless(character) {
                character
            } else {
                '_'
            }
        })
        .collect()
}

fn read(path: &Path) -> Result<Option<String>, String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(&error)),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| fault(&error))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Puts the text in the place of the file in one step: a reader's text is never half there.
fn write(path: &Path, text: &str) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fault)?;
    }
    let new = path.with_extension("tmp");
    fs::write(&new, text).map_err(fault)?;
    fs::rename(&new, path).map_err(fault)
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_name_stays_inside_its_folder() {
        assert_eq!(harmless("one-copy"), "one-copy");
        assert_eq!(harmless("../../etc/x"), "______etc_x");
    }
}
