//! Finding Dockerfiles below a folder and who builds them, beside the screen.
#![expect(clippy::disallowed_methods, reason = "host may start threads")]

use crate::app::msg::Msg;
use crate::build::options::BuildOptions;
use crate::host::project::search_folder;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// Looks below a folder on a thread of its own, and sends what it finds.
pub fn start(folder: PathBuf, options: BuildOptions, send: impl Fn(Msg) -> bool + Send + 'static) {
    thread::spawn(move || send(find(&folder, &options)));
}

/// Looks below a folder, and waits for what is found.
pub fn find(folder: &Path, options: &BuildOptions) -> Msg {
    Msg::ProjectFound(search_folder(folder, options).map(Arc::new))
}
