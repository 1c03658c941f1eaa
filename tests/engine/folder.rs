//! A folder of the test's own, gone when the test is over.

use std::path::PathBuf;

/// Holds the folder; its path is short, since a socket's has to be.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// Makes an empty folder.
    pub(crate) fn new(name: &str) -> Self {
        let own = format!("dockstep-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(own);
        let _gone = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}
