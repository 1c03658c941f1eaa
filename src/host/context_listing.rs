//! Listing the build context of the file that is studied, beside the screen.
//!
//! One folder is listed at a time: who asks for another gives up the one before.
#![expect(clippy::disallowed_methods, reason = "host may start threads")]

use crate::app::msg::Msg;
use crate::host::archive::read_archives;
use crate::host::build_context::read_context;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Lists one folder at a time.
#[derive(Debug, Default)]
pub struct ContextListing {
    /// The flag that ends the listing under way.
    is_cancelled: Arc<AtomicBool>,
}

impl ContextListing {
    /// Lists the folder that the build of a Dockerfile is given on a thread of its own, and sends what
    /// lies in it.
    pub fn start(
        &mut self,
        dockerfile: Option<PathBuf>,
        folder: PathBuf,
        send: impl Fn(Msg) -> bool + Send + 'static,
    ) {
        self.cancel();
        let is_cancelled = Arc::new(AtomicBool::new(false));
        self.is_cancelled = Arc::clone(&is_cancelled);
        thread::spawn(move || {
            let msg = list(dockerfile, &folder, &is_cancelled);
            is_cancelled.load(Ordering::Relaxed) || send(msg)
        });
    }

    /// Looks into files of that folder on a thread of its own, and sends what they hold.
    pub fn look_into(
        &self,
        dockerfile: Option<PathBuf>,
        folder: PathBuf,
        paths: Vec<String>,
        send: impl Fn(Msg) -> bool + Send + 'static,
    ) {
        let is_cancelled = Arc::clone(&self.is_cancelled);
        thread::spawn(move || {
            let msg = look_into(dockerfile, &folder, &paths);
            is_cancelled.load(Ordering::Relaxed) || send(msg)
        });
    }

    fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }
}

impl Drop for ContextListing {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Lists the folder that the build of a Dockerfile is given.
pub fn list(dockerfile: Option<PathBuf>, folder: &Path, is_cancelled: &AtomicBool) -> Msg {
    let context = read_context(folder, dockerfile.as_deref(), is_cancelled);
    Msg::ContextListed {
        dockerfile,
        context: context.map(Arc::new),
    }
}

/// Looks into files of that folder.
pub fn look_into(dockerfile: Option<PathBuf>, folder: &Path, paths: &[String]) -> Msg {
    let archives = read_archives(folder, paths);
    Msg::ArchivesRead {
        dockerfile,
        archives,
    }
}
