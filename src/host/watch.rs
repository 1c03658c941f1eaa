//! Watching one file: its bytes are sent when they are other bytes than before.
//!
//! The file is looked at four times a second. That costs nothing that could be felt, works on every
//! file system (also on those of a network or a container, where the system tells nothing), and
//! survives editors that put a new file in the place of the old one.
#![expect(
    clippy::disallowed_methods,
    reason = "host may start threads and look at files"
)]

use crate::app::file_error::FileError;
use crate::app::msg::{Msg, ReadFile};
use crate::host::file;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

/// How long to wait between two looks.
const INTERVAL: Duration = Duration::from_millis(250);

/// Watches one file at a time.
#[derive(Debug, Default)]
pub struct Watch {
    /// Counts the files watched so far: the thread of an earlier one sees that it is no longer wanted.
    wanted: Arc<AtomicU64>,
}

/// What can be seen of a file without reading it; nothing where it is gone.
type Looks = Option<(Option<SystemTime>, u64)>;

impl Watch {
    /// Watches a file from now on, and no other. Its bytes are sent once at the start: they may
    /// have changed since they were read.
    pub fn start(&self, path: PathBuf, send: impl Fn(Msg) -> bool + Send + 'static) {
        let own = self.wanted.fetch_add(1, Ordering::SeqCst) + 1;
        let wanted = Arc::clone(&self.wanted);
        thread::spawn(move || {
            let mut last: Option<(Looks, Result<ReadFile, FileError>)> = None;
            while wanted.load(Ordering::SeqCst) == own {
                let looks = looks(&path);
                if last.as_ref().is_none_or(|(before, _)| *before != looks) {
                    let read = file::read(&path);
                    let is_new = last.as_ref().is_none_or(|(_, before)| *before != read);
                    if is_new && !send(Msg::FileChanged(read.clone())) {
                        return;
                    }
                    last = Some((looks, read));
                }
                thread::sleep(INTERVAL);
            }
        });
    }
}

fn looks(path: &Path) -> Looks {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}
