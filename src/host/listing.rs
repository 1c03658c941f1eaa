//! Listing a build context: every entry of a folder, no symbolic link followed, nothing read.
//!
//! A listing may run beside the screen: it takes no lock that the screen needs, and it ends soon
//! after somebody sets its flag. What goes wrong at one place is noted there; the rest is listed.
mod open_folder;

use crate::app::file_error::FileError;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind, ListingFault, ListingProblem};
use crate::host::file::fault;
use crate::host::listing::open_folder::{Name, OpenFolder, in_order_of_looks};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The most entries that are listed.
pub const MOST_ENTRIES: usize = 200_000;

/// The threads that list; more of them wait for the same disk.
const MOST_THREADS: usize = 8;

/// How many names of a folder are read before their entries are looked at; a stop is heeded that often.
const NAMES_AT_ONCE: usize = 256;

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
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.min(MOST_THREADS);
    let listing = Listing {
        most,
        is_cancelled,
        is_full: AtomicBool::new(false),
        count: AtomicUsize::new(0),
        threads,
        idle: AtomicUsize::new(0),
        shared: Mutex::new(Shared::default()),
        has_work: Condvar::new(),
    };
    let mut first = Found::default();
    let start = Waiting {
        folder: root.to_owned(),
        path: String::new(),
    };
    if let Err(error) = listing.list(&start, &mut first) {
        return Err(FileError {
            path: root.display().to_string(),
            fault: fault(&error),
        });
    }
    listing.shared().folders.append(&mut first.waiting);
    let found = std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads)
            .map(|_| scope.spawn(|| listing.work()))
            .collect();
        let mut all = vec![first, listing.work()];
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
    } else if listing.is_full.load(Ordering::Relaxed) {
        problems.push(at("", ListingFault::TooMany(most)));
    }
    Ok(ContextTree::of_folders(folders).with_problems(problems))
}

/// What the threads share.
struct Listing<'a> {
    most: usize,
    is_cancelled: &'a AtomicBool,
    /// Whether there are more entries than are listed.
    is_full: AtomicBool,
    count: AtomicUsize,
    threads: usize,
    /// How many threads wait for folders; it changes under the lock alone.
    idle: AtomicUsize,
    shared: Mutex<Shared>,
    has_work: Condvar,
}

/// The folders that any thread may take.
#[derive(Default)]
struct Shared {
    folders: Vec<Waiting>,
    is_done: bool,
}

/// A folder that waits to be listed.
struct Waiting {
    folder: PathBuf,
    path: String,
}

#[derive(Default)]
struct Found {
    /// Each folder's path with its entries, sorted by name.
    folders: Vec<(String, Vec<ContextEntry>)>,
    problems: Vec<ListingProblem>,
    /// The folders that this thread found and nobody listed yet.
    waiting: Vec<Waiting>,
}

impl Listing<'_> {
    /// Lists folders until none is left.
    fn work(&self) -> Found {
        let mut found = Found::default();
        while self.take(&mut found.waiting) {
            while let Some(waiting) = found.waiting.pop() {
                if let Err(error) = self.list(&waiting, &mut found) {
                    found.problems.push(problem(&waiting.path, &error));
                }
                if self.is_over() {
                    found.waiting.clear();
                }
                self.share(&mut found.waiting);
            }
        }
        found
    }

    /// Takes a part of the shared folders; waits while others may still find some.
    fn take(&self, mine: &mut Vec<Waiting>) -> bool {
        let mut shared = self.shared();
        loop {
            if self.is_over() {
                shared.folders.clear();
            }
            let kept = shared.folders.len() - shared.folders.len().div_ceil(self.threads * 2);
            mine.extend(shared.folders.drain(kept..));
            if !mine.is_empty() {
                return true;
            }
            if self.idle.fetch_add(1, Ordering::Relaxed) + 1 == self.threads {
                shared.is_done = true;
                self.has_work.notify_all();
            }
            if shared.is_done {
                return false;
            }
            shared = self
                .has_work
                .wait(shared)
                .unwrap_or_else(PoisonError::into_inner);
            if shared.is_done {
                return false;
            }
            self.idle.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// Gives the older half of a thread's folders to those that wait for some.
    fn share(&self, mine: &mut Vec<Waiting>) {
        if mine.len() > 1 && self.idle.load(Ordering::Relaxed) > 0 {
            let half = mine.len() / 2;
            self.shared().folders.extend(mine.drain(..half));
            self.has_work.notify_all();
        }
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed) || self.is_full.load(Ordering::Relaxed)
    }

    /// Lists one folder; the folders in it are left waiting.
    fn list(&self, waiting: &Waiting, found: &mut Found) -> Result<(), Error> {
        let mut entries = Vec::new();
        let result = self.list_entries(waiting, &mut entries, found);
        // All begin with the folder's own path.
        let start = waiting.path.len();
        entries.sort_unstable_by(|one, other| {
            let one = one.path.as_bytes().get(start..);
            one.cmp(&other.path.as_bytes().get(start..))
        });
        found.folders.push((waiting.path.clone(), entries));
        result
    }

    fn list_entries(
        &self,
        waiting: &Waiting,
        entries: &mut Vec<ContextEntry>,
        found: &mut Found,
    ) -> Result<(), Error> {
        let is_root = waiting.path.is_empty();
        let mut folder = OpenFolder::open(&waiting.folder, is_root)?;
        let mut names: Vec<Name> = Vec::new();
        loop {
            let mut end = None;
            while names.len() < NAMES_AT_ONCE && end.is_none() {
                match folder.next_name() {
                    Some(Ok(name)) => names.push(name),
                    Some(Err(error)) => end = Some(Err(error)),
                    None => end = Some(Ok(())),
                }
            }
            self.count_in(&mut names);
            in_order_of_looks(&mut names);
            entries.reserve(names.len());
            for name in names.drain(..) {
                list_entry(&folder, &name, waiting, entries, found);
            }
            match end {
                Some(end) => return end,
                None if self.is_over() => return Ok(()),
                None => {}
            }
        }
    }

    /// Counts names; keeps those that may still be listed.
    fn count_in(&self, names: &mut Vec<Name>) {
        let before = self.count.fetch_add(names.len(), Ordering::Relaxed);
        let left = self.most.saturating_sub(before);
        if names.len() > left {
            self.is_full.store(true, Ordering::Relaxed);
            names.truncate(left);
        }
        if self.is_cancelled.load(Ordering::Relaxed) {
            names.clear();
        }
    }
}

/// Looks at one entry; a folder is left waiting.
fn list_entry(
    folder: &OpenFolder,
    name: &Name,
    waiting: &Waiting,
    entries: &mut Vec<ContextEntry>,
    found: &mut Found,
) {
    let path = joined(&waiting.path, &name.text().to_string_lossy());
    if name.text().to_str().is_none() {
        found.problems.push(at(&path, ListingFault::NotUtf8));
    }
    let look = match folder.look(name) {
        Ok(look) => look,
        Err(error) => {
            found.problems.push(problem(&path, &error));
            return;
        }
    };
    if look.kind == EntryKind::Directory {
        found.waiting.push(Waiting {
            folder: waiting.folder.join(name.text()),
            path: path.clone(),
        });
    }
    entries.push(ContextEntry {
        path: path.into_boxed_str(),
        kind: look.kind,
        bytes: look.bytes,
        mode: look.mode,
        target: look.target,
    });
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
