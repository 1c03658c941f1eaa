//! Listing a build context: every entry of a folder, no symbolic link followed, nothing read.
//!
//! A listing may run beside the screen: it takes no lock that the screen needs, and it ends soon
//! after somebody sets its flag. What goes wrong at one place is noted there; the rest is listed.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::app::file_error::FileError;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind, ListingFault, ListingProblem};
use crate::host::file::fault;
use std::fs::DirEntry;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The most entries that are listed.
pub const MOST_ENTRIES: usize = 200_000;

/// The threads that list; more of them wait for the same disk.
const MOST_THREADS: usize = 4;

/// Lists a folder; the error says that the folder itself cannot be read.
pub fn list_folder(root: &Path, is_cancelled: &AtomicBool) -> Result<ContextTree, FileError> {
    list_at_most(root, MOST_ENTRIES, is_cancelled)
}

/// Lists a folder up to a number of entries.
pub fn list_at_most(
    root: &Path,
    most: usize,
    is_cancelled: &AtomicBool,
) -> Result<ContextTree, FileError> {
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    let listing = Listing {
        most,
        is_cancelled,
        count: AtomicUsize::new(0),
        queue: Mutex::new(Queue::default()),
        has_work: Condvar::new(),
    };
    let mut first = Found::default();
    if let Err(error) = listing.list(root, "", &mut first) {
        return Err(FileError {
            path: root.display().to_string(),
            fault: fault(&error),
        });
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let found = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(MOST_THREADS))
            .map(|_| scope.spawn(|| listing.work()))
            .collect();
        let mut all = vec![first];
        all.extend(workers.into_iter().filter_map(|worker| worker.join().ok()));
        all
    });
    let mut folders = Vec::new();
    let mut problems = Vec::new();
    for found in found {
        folders.extend(found.folders);
        problems.extend(found.problems);
    }
    if listing.is_cancelled.load(Ordering::Relaxed) {
        problems.push(at("", ListingFault::Cancelled));
    } else if listing.count.load(Ordering::Relaxed) > most {
        problems.push(at("", ListingFault::TooMany(most)));
    }
    Ok(ContextTree::of_folders(folders).with_problems(problems))
}

/// What the threads share.
struct Listing<'a> {
    most: usize,
    is_cancelled: &'a AtomicBool,
    count: AtomicUsize,
    queue: Mutex<Queue>,
    has_work: Condvar,
}

/// The folders that wait to be listed.
#[derive(Default)]
struct Queue {
    folders: Vec<(PathBuf, String)>,
    working: usize,
}

#[derive(Default)]
struct Found {
    /// Each folder's path with its entries, sorted by name.
    folders: Vec<(String, Vec<ContextEntry>)>,
    problems: Vec<ListingProblem>,
}

impl Listing<'_> {
    /// Lists folders until none is left.
    fn work(&self) -> Found {
        let mut found = Found::default();
        while let Some((folder, path)) = self.next_folder() {
            if let Err(error) = self.list(&folder, &path, &mut found) {
                found.problems.push(problem(&path, &error));
            }
            self.queue().working -= 1;
            self.has_work.notify_all();
        }
        found
    }

    /// Takes a folder from the queue; waits while others may still find some.
    fn next_folder(&self) -> Option<(PathBuf, String)> {
        let mut queue = self.queue();
        loop {
            if self.is_over() {
                queue.folders.clear();
            }
            if let Some(folder) = queue.folders.pop() {
                queue.working += 1;
                return Some(folder);
            }
            if queue.working == 0 {
                return None;
            }
            queue = self
                .has_work
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed) || self.count.load(Ordering::Relaxed) > self.most
    }

    /// Lists one folder; the folders in it go to the queue.
    fn list(&self, folder: &Path, path: &str, found: &mut Found) -> Result<(), Error> {
        let mut entries = Vec::new();
        let result = self.list_entries(folder, path, &mut entries, found);
        entries.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        found.folders.push((path.to_owned(), entries));
        result
    }

    fn list_entries(
        &self,
        folder: &Path,
        path: &str,
        entries: &mut Vec<ContextEntry>,
        found: &mut Found,
    ) -> Result<(), Error> {
        let mut folders = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            if self.count.fetch_add(1, Ordering::Relaxed) >= self.most || self.is_over() {
                break;
            }
            let entry = entry?;
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            let path = joined(path, &shown);
            if name.to_str().is_none() {
                found.problems.push(at(&path, ListingFault::NotUtf8));
            }
            match listed(&entry, &path) {
                Ok(listed) => {
                    if listed.kind == EntryKind::Directory {
                        folders.push((entry.path(), path));
                    }
                    entries.push(listed);
                }
                Err(error) => found.problems.push(problem(&path, &error)),
            }
        }
        if !folders.is_empty() {
            self.queue().folders.append(&mut folders);
            self.has_work.notify_all();
        }
        Ok(())
    }
}

/// Joins a name to its folder's path, without room to spare.
fn joined(folder: &str, name: &str) -> String {
    let mut path = String::with_capacity(folder.len() + 1 + name.len());
    if !folder.is_empty() {
        path.push_str(folder);
        path.push('/');
    }
    path.push_str(name);
    path
}

/// Looks at one entry itself, never at what a link leads to.
fn listed(entry: &DirEntry, path: &str) -> Result<ContextEntry, Error> {
    let metadata = entry.metadata()?;
    let kind = match metadata.file_type() {
        kind if kind.is_file() => EntryKind::File,
        kind if kind.is_dir() => EntryKind::Directory,
        kind if kind.is_symlink() => EntryKind::Link,
        _ => EntryKind::Other,
    };
    let target = match kind {
        EntryKind::Link => Some(std::fs::read_link(entry.path())?),
        _ => None,
    };
    Ok(ContextEntry {
        path: path.into(),
        kind,
        bytes: if kind == EntryKind::File {
            metadata.len()
        } else {
            0
        },
        mode: mode(&metadata),
        target: target.map(|target| target.to_string_lossy().into()),
    })
}

#[cfg(unix)]
fn mode(metadata: &std::fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o7777
}

/// Gives the mode that Docker gives to what comes from Windows.
#[cfg(not(unix))]
fn mode(_metadata: &std::fs::Metadata) -> u32 {
    0o755
}

/// Turns an error at one place into what is told about it.
fn problem(path: &str, error: &Error) -> ListingProblem {
    let fault = match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ListingFault::Vanished,
        ErrorKind::PermissionDenied => ListingFault::Unreadable("permission denied".to_owned()),
        _ => {
            let words = error.to_string();
            let words = words.split(" (os error").next().unwrap_or_default();
            ListingFault::Unreadable(words.to_lowercase())
        }
    };
    at(path, fault)
}

fn at(path: &str, fault: ListingFault) -> ListingProblem {
    ListingProblem {
        path: path.to_owned(),
        fault,
    }
}
