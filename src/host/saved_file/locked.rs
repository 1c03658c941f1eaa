//! A saved file while one program alone may change it.
#![expect(
    clippy::disallowed_methods,
    reason = "host may touch the disk and start threads"
)]

use crate::host::saved_file::fault::{PutAside, SavedFileFault};
use crate::host::saved_file::{LARGEST_SAVED_FILE, Saved, read, text_of};
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How long another program that changes the file is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Holds a file's path and the lock on it, which ends with this value.
pub(super) struct Locked {
    path: PathBuf,
    _lock: File,
}

impl Locked {
    /// Waits until nobody else changes the file; its folder is made where there is none.
    pub(super) fn wait_for(path: &Path) -> Result<Self, SavedFileFault> {
        let path = behind_link(path);
        let refused = |error: io::Error| SavedFileFault::refused(&path, &error);
        if let Some(folder) = path.parent() {
            make_folder(folder).map_err(|error| SavedFileFault::refused(folder, &error))?;
        }
        let lock = private_file()
            .create(true)
            .truncate(false)
            .open(path.with_extension("lock"))
            .map_err(refused)?;
        let lock = match lock.try_lock() {
            Ok(()) => lock,
            Err(TryLockError::WouldBlock) => wait(&path, lock)?,
            // A file system without locks: one window at a time is safe there.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => lock,
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        };
        Ok(Self { path, _lock: lock })
    }

    /// Reads the file; what cannot be read is put aside.
    pub(super) fn read_or_put_aside<T: Saved>(
        &self,
    ) -> Result<(T, Option<PutAside>), SavedFileFault> {
        match read::<T>(&self.path) {
            Ok(saved) => Ok((saved, None)),
            Err(SavedFileFault::Unreadable { .. }) => {
                let aside = self.free_name("unreadable");
                fs::rename(&self.path, &aside).map_err(|error| self.refused(&error))?;
                let path = self.path.clone();
                Ok((T::default(), Some(PutAside { path, aside })))
            }
            Err(fault) => Err(fault),
        }
    }

    /// Copies the file as it is to a name that is free; a file that is not there has no copy.
    pub(super) fn copy(&self, label: &str) -> Result<Option<PathBuf>, SavedFileFault> {
        let copy = self.free_name(label);
        let copied = fs::copy(&self.path, &copy).and_then(|_bytes| File::open(&copy)?.sync_all());
        match copied {
            Ok(()) => Ok(Some(copy)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.refused(&error)),
        }
    }

    /// Puts a new file in the place of the old one, in one step.
    pub(super) fn replace<T: Saved>(&self, saved: &T) -> Result<(), SavedFileFault> {
        let text = text_of(saved).map_err(|error| self.refused(&error.into()))?;
        if text.len() as u64 > LARGEST_SAVED_FILE {
            return Err(SavedFileFault::full(&self.path));
        }
        let new = self.path.with_extension("tmp");
        let replaced = write_new(&new, &text).and_then(|()| fs::rename(&new, &self.path));
        if let Err(error) = replaced {
            // Half a file is of no use to anybody, least of all on a full disk.
            let _gone = fs::remove_file(&new);
            return Err(self.refused(&error));
        }
        self.settle_folder();
        Ok(())
    }

    /// Finds a name for an older file, so that no earlier one is lost.
    fn free_name(&self, label: &str) -> PathBuf {
        let name = |count: u32| self.path.with_extension(format!("{label}-{count}.json"));
        let mut free = (1..).map(name).filter(|name| !name.exists());
        free.next().unwrap_or_else(|| name(0))
    }

    /// Has the folder's new entry written to the disk, where the system knows how.
    fn settle_folder(&self) {
        // The file is in its place whatever comes of this: only a power cut could undo the step.
        let folder = self.path.parent().map(File::open);
        let _settled = folder.map(|folder| folder.and_then(|folder| folder.sync_all()));
    }

    fn refused(&self, error: &io::Error) -> SavedFileFault {
        SavedFileFault::refused(&self.path, error)
    }
}

/// Waits for a lock that another program holds, and not for ever: that one may be suspended.
fn wait(path: &Path, lock: File) -> Result<File, SavedFileFault> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let locked = lock.lock().map(|()| lock);
        // Whoever gave up waiting needs no lock; it is let go with the value.
        let _given_up = sender.send(locked);
    });
    match receiver.recv_timeout(PATIENCE) {
        Ok(locked) => locked.map_err(|error| SavedFileFault::refused(path, &error)),
        Err(_) => Err(SavedFileFault::busy(path)),
    }
}

/// Follows a link to the file that its owner keeps elsewhere, so that the link itself stays.
fn behind_link(path: &Path) -> PathBuf {
    if path.is_symlink() {
        return fs::canonicalize(path).unwrap_or_else(|_dangling| path.to_owned());
    }
    path.to_owned()
}

/// Writes a text that is on the disk afterwards, to a file that is not there yet.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    // What a program left that was ended here; whose it was does not matter under the lock.
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = private_file().create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Opens files for writing that their owner alone may read.
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder that its owner alone may open; one that is there stays as it is.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(io::Error::new(
            ErrorKind::NotADirectory,
            "a file is there, and a folder is needed",
        )),
        made => made,
    }
}
