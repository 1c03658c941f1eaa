//! The catalogue of base images: its files, its tags, and what FROM inherits from it.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests read folders, say what they skip, and stop at what is not as it should be"
)]

mod files;
mod measure;
mod state;
mod tags;

use std::path::{Path, PathBuf};

/// Gives the folder of truth: `DOCKSTEP_TRUTH`, or `truth` beside this project's folder.
fn truth() -> PathBuf {
    std::env::var_os("DOCKSTEP_TRUTH").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/truth"),
        PathBuf::from,
    )
}
