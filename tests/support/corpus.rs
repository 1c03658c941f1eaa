//! The folder of truth beside this project: real Dockerfiles, where they are there.

use crate::loud::say_loudly;
use std::fs;
use std::path::{Path, PathBuf};

/// Gives the folder of truth: `DOCKSTEP_TRUTH`, or `truth` beside this project's folder.
pub(crate) fn truth() -> PathBuf {
    std::env::var_os("DOCKSTEP_TRUTH").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/truth"),
        PathBuf::from,
    )
}

/// Lists the real Dockerfiles in order; where they are not there, it says so and gives nothing.
pub(crate) fn real_files() -> Option<Vec<PathBuf>> {
    let corpus = truth().join("corpus");
    if !corpus.is_dir() {
        say_loudly(&format!(
            "SKIPPED: no real Dockerfiles at {}; DOCKSTEP_TRUTH can name their folder",
            corpus.display()
        ));
        return None;
    }
    let mut files = Vec::new();
    collect(&corpus, &mut files);
    files.sort();
    assert!(!files.is_empty(), "{} is empty", corpus.display());
    Some(files)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push(path);
        }
    }
}
