//! Searching a folder for Dockerfiles and for what builds them.
//!
//! What git ignores and the usual heaps are passed over, no link is followed on the way, and no file
//! outside of the folder is read: a compose file is other people's text, and may name anything.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::app::file_error::FileError;
use crate::build::options::BuildOptions;
use crate::host::file::fault;
use crate::project::file_name::{kind_of, may_matter};
use crate::project::file_text::{FileText, Files, LARGEST_BUILD_FILE};
use crate::project::heaps::is_heap;
use crate::project::listing::ProjectListing;
use crate::project::place::is_outside;
use crate::project::problem::Problem;
use crate::project::search::search;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The most entries that are looked at; a larger folder is no project.
const MOST_ENTRIES: usize = 5_000_000;
/// The most files that are read of a folder.
const MOST_FILES: usize = 5_000;
/// The most bytes that all of them may have together.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Holds the files of a folder that matter.
#[derive(Default)]
struct Walked {
    paths: Vec<String>,
    problems: Vec<Problem>,
}

/// Searches a folder.
pub fn search_folder(folder: &Path, options: &BuildOptions) -> Result<ProjectListing, FileError> {
    let refuse = |error: &std::io::Error| FileError {
        path: folder.display().to_string(),
        fault: fault(error),
    };
    let root = folder.canonicalize().map_err(|error| refuse(&error))?;
    std::fs::read_dir(&root).map_err(|error| refuse(&error))?;
    let walked = walk(folder);
    let reader = Reader {
        folder: folder.to_owned(),
        root,
        texts: RefCell::new(BTreeMap::new()),
        bytes: Cell::new(0),
    };
    let read = |path: &str| reader.read(path);
    let mut listing = search(&walked.paths, Files::new(&read), options);
    listing.problems.extend(walked.problems);
    listing.problems.sort();
    Ok(listing)
}

/// Lists the files of a folder that matter, in order.
fn walk(folder: &Path) -> Walked {
    let walked = Mutex::new(Walked::default());
    let entries = AtomicUsize::new(0);
    let walk = WalkBuilder::new(folder)
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| !is_heap_folder(entry))
        .build_parallel();
    walk.run(|| {
        Box::new(|entry| {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let problem = unreadable(&error, folder);
                    let mut walked = walked.lock().unwrap_or_else(PoisonError::into_inner);
                    walked.problems.extend(problem);
                    return WalkState::Continue;
                }
            };
            if entries.fetch_add(1, Ordering::Relaxed) >= MOST_ENTRIES {
                return WalkState::Quit;
            }
            take(&entry, folder, &walked);
            WalkState::Continue
        })
    });
    let mut walked = walked.into_inner().unwrap_or_else(PoisonError::into_inner);
    if entries.into_inner() > MOST_ENTRIES {
        let words = format!("more than {MOST_ENTRIES} entries; only some of them were looked at");
        walked.problems.push(Problem::of(".", words));
    }
    walked.paths.sort();
    if walked.paths.len() > MOST_FILES {
        // Those that lie nearest are kept.
        walked.paths.sort_by_key(|path| path.matches('/').count());
        walked.paths.truncate(MOST_FILES);
        walked.paths.sort();
        let words = format!("more than {MOST_FILES} files that matter; the nearest were read");
        walked.problems.push(Problem::of(".", words));
    }
    walked
}

/// Says which folder could not be looked into.
fn unreadable(error: &ignore::Error, folder: &Path) -> Option<Problem> {
    match error {
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            unreadable(err, folder)
        }
        ignore::Error::WithPath { path, err } => {
            let path = path.strip_prefix(folder).unwrap_or(path);
            let reason = err.io_error().map(words)?;
            let words = format!("it cannot be looked into: {reason}");
            Some(Problem::of(&path.to_string_lossy(), words))
        }
        _ => None,
    }
}

fn is_heap_folder(entry: &DirEntry) -> bool {
    entry.depth() > 0
        && entry.file_type().is_some_and(|kind| kind.is_dir())
        && entry.file_name().to_str().is_some_and(is_heap)
}

/// Keeps an entry if it matters.
fn take(entry: &DirEntry, folder: &Path, walked: &Mutex<Walked>) {
    let name = entry.file_name().to_string_lossy();
    let whole = entry.path().to_string_lossy();
    if !may_matter(&name, &whole) || !entry.file_type().is_some_and(|kind| kind.is_file()) {
        return;
    }
    let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
    let shown = path.to_string_lossy();
    let path = shown.replace(std::path::MAIN_SEPARATOR, "/");
    if kind_of(&path).is_none() {
        return;
    }
    let mut walked = walked.lock().unwrap_or_else(PoisonError::into_inner);
    if matches!(shown, std::borrow::Cow::Borrowed(_)) {
        walked.paths.push(path);
    } else {
        walked
            .problems
            .push(Problem::of(&path, "its name is not UTF-8"));
    }
}

/// Reads the files of a folder, each once.
struct Reader {
    folder: PathBuf,
    root: PathBuf,
    texts: RefCell<BTreeMap<String, FileText>>,
    /// How much was read.
    bytes: Cell<u64>,
}

impl Reader {
    fn read(&self, path: &str) -> FileText {
        if let Some(text) = self.texts.borrow().get(path) {
            return text.clone();
        }
        let text = self.read_anew(path);
        self.texts
            .borrow_mut()
            .insert(path.to_owned(), text.clone());
        text
    }

    fn read_anew(&self, path: &str) -> FileText {
        if is_outside(path) {
            return FileText::Refused("it lies outside of this folder and is not read".to_owned());
        }
        let file = self.folder.join(path);
        // A pipe or a device would be waited for: the kind is asked for before anything is opened.
        match file.metadata() {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return FileText::Refused("it is no file".to_owned()),
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                return FileText::Refused("it cannot be read: permission denied".to_owned());
            }
            Err(_) => return FileText::Missing,
        }
        match file.canonicalize() {
            Ok(real) if real.starts_with(&self.root) => {}
            _ => {
                return FileText::Refused(
                    "it is a link that leads out of this folder and is not read".to_owned(),
                );
            }
        }
        if self.bytes.get() > MOST_BYTES {
            return FileText::Refused("the files before it are more than can be read".to_owned());
        }
        let mut bytes = Vec::new();
        let read = File::open(&file)
            .and_then(|file| file.take(LARGEST_BUILD_FILE + 1).read_to_end(&mut bytes));
        self.bytes.set(self.bytes.get() + bytes.len() as u64);
        match read {
            Err(error) => FileText::Refused(format!("it cannot be read: {}", words(&error))),
            Ok(_) if bytes.len() as u64 > LARGEST_BUILD_FILE => {
                FileText::Refused("it is larger than 1 MiB, which no such file is".to_owned())
            }
            Ok(_) if bytes.contains(&0) => {
                FileText::Refused("it is no text file: it holds zero bytes".to_owned())
            }
            Ok(_) => FileText::Text(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }
}

/// Gives the system's words without its number.
fn words(error: &std::io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    words.to_lowercase()
}
