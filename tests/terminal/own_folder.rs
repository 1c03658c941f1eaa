//! A folder of its own for one test, and the program started in it; it goes when the test ends.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};

/// Holds the folder's path.
pub(crate) struct OwnFolder(PathBuf);

impl OwnFolder {
    /// Makes it, empty.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _absent = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, and makes the folders above it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Starts the program there, with a data and a configuration folder inside.
    pub(crate) fn start(&self, arguments: &[&str], (columns, rows): (u16, u16)) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
        command.args(arguments);
        command.cwd(&self.0);
        command.env("XDG_DATA_HOME", self.0.join("data"));
        command.env("XDG_CONFIG_HOME", self.0.join("config"));
        Session::run(command, columns, rows)
    }
}

impl Drop for OwnFolder {
    fn drop(&mut self) {
        let _absent = fs::remove_dir_all(&self.0);
    }
}
