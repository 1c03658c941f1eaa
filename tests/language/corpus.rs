//! Real Dockerfiles: a folder of them beside this one, where there is one.

use crate::lossless;
use std::fs;
use std::path::{Path, PathBuf};

/// Gives the folder of truth: `DOCKSTEP_TRUTH`, or `truth` beside this project's folder.
fn truth() -> PathBuf {
    std::env::var_os("DOCKSTEP_TRUTH").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/truth"),
        PathBuf::from,
    )
}

/// Lists all files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_real_file_comes_back() {
    let corpus = truth().join("corpus");
    if !corpus.is_dir() {
        eprintln!(
            "SKIPPED: no real Dockerfiles at {}; DOCKSTEP_TRUTH can name their folder",
            corpus.display()
        );
        return;
    }
    let mut paths = Vec::new();
    files(&corpus, &mut paths);
    assert!(!paths.is_empty(), "{} is empty", corpus.display());
    for path in paths {
        if let Err(error) = lossless::check(&fs::read(&path).unwrap()) {
            panic!("{}: {error}", path.display());
        }
    }
}
