//! Finding Dockerfiles below a folder, beside the screen.
#![expect(clippy::disallowed_methods, reason = "host may start threads")]

use crate::app::msg::Msg;
use crate::project::dockerfile_name::is_dockerfile_name;
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};
use std::thread;

/// The most entries that are looked at; a larger folder is no project.
const MOST_ENTRIES: usize = 200_000;
/// The most Dockerfiles that a list shows.
const MOST_FILES: usize = 2_000;

/// Looks below the working folder on a thread of its own, and sends what it finds.
pub fn start(send: impl Fn(Msg) -> bool + Send + 'static) {
    thread::spawn(move || send(Msg::DockerfilesFound(dockerfiles_below(Path::new(".")))));
}

/// Lists the Dockerfiles below a folder, the nearest first. What git ignores is passed over, and no
/// link is followed.
pub fn dockerfiles_below(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(folder)
        .hidden(false)
        .require_git(false)
        .build();
    let files = walk
        .take(MOST_ENTRIES)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .filter(|entry| is_dockerfile_name(&entry.file_name().to_string_lossy()))
        .map(|entry| {
            entry
                .path()
                .strip_prefix(".")
                .unwrap_or(entry.path())
                .to_owned()
        })
        .filter(|path| !path.starts_with(".git"));
    let mut files: Vec<PathBuf> = files.take(MOST_FILES).collect();
    files.sort_by_key(|path| (path.components().count(), path.clone()));
    files
}
