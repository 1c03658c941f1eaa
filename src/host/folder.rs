//! Finding the Dockerfile of a folder.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::app::file_error::{FileError, FileFault};
use crate::host::file::fault;
use crate::project::dockerfile_name::is_dockerfile_name;
use std::path::{Path, PathBuf};

/// The names that need no choice, the first one first.
const USUAL_NAMES: [&str; 2] = ["Dockerfile", "Containerfile"];

/// Tells whether a path is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Names a folder for a title: `.` and `..` by the name that it has where it lies.
pub fn title_of(folder: &Path) -> String {
    let shown = folder.display().to_string();
    let has_name = folder.file_name().is_some();
    let named = (!has_name).then(|| folder.canonicalize().ok()).flatten();
    let name = named.as_deref().and_then(Path::file_name);
    name.map_or(shown, |name| name.to_string_lossy().into_owned())
}

/// Gives the whole path, from the root on, of a path that is given from the working folder; the file
/// need not exist.
pub fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Gives the folder's `Dockerfile`, or its `Containerfile`, if it has one.
pub fn usual_dockerfile(folder: &Path) -> Option<PathBuf> {
    USUAL_NAMES
        .into_iter()
        .map(|name| folder.join(name))
        .find(|path| path.is_file())
}

/// Finds the Dockerfile of a folder: the usual one, or the only one that is named like one.
pub fn dockerfile_in(folder: &Path) -> Result<PathBuf, FileError> {
    if let Some(path) = usual_dockerfile(folder) {
        return Ok(path);
    }
    let refuse = |fault| FileError {
        path: folder.display().to_string(),
        fault,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| refuse(fault(&error)))? {
        let path = entry.map_err(|error| refuse(fault(&error)))?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        if name.is_some_and(|name| is_dockerfile_name(&name)) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    match paths.as_slice() {
        [] => Err(refuse(FileFault::NoDockerfile)),
        [path] => Ok(path.clone()),
        paths => Err(refuse(FileFault::SeveralDockerfiles(
            paths
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        ))),
    }
}
