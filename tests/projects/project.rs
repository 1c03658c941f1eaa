//! What the tests touch: a project in a folder of its own, and what the program says of it.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A project in a folder that is gone when the test is over.
pub(crate) struct Project {
    pub(crate) folder: PathBuf,
}

impl Project {
    /// Makes an empty one.
    pub(crate) fn empty(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("project-{name}"));
        let _absent = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        // What lies above, such as the ignore files of this repository, is no part of it.
        fs::create_dir(folder.join(".git")).unwrap();
        Self { folder }
    }

    /// Makes one of the files that `NAME.txtar` holds, under another name where several tests run.
    pub(crate) fn unpacked(name: &str, purpose: &str) -> Self {
        let project = Self::empty(&format!("{purpose}-{name}"));
        let archive = fs::read_to_string(fixture(&format!("{name}.txtar"))).unwrap();
        let mut path = None;
        let mut text = String::new();
        for line in archive.split_inclusive('\n') {
            let marked = line.trim_end().strip_prefix("-- ");
            match marked.and_then(|line| line.strip_suffix(" --")) {
                Some(next) => {
                    project.write_archived(name, path.replace(next.to_owned()), &text);
                    text.clear();
                }
                None => text.push_str(line),
            }
        }
        project.write_archived(name, path, &text);
        project
    }

    fn write_archived(&self, name: &str, path: Option<String>, text: &str) {
        let Some(path) = path else { return };
        // A project of Windows has its line ends.
        if name == "windows" {
            self.write(&path, text.replace('\n', "\r\n"));
        } else {
            self.write(&path, text);
        }
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs `dockstep find` on it.
    pub(crate) fn find(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dockstep"));
        command.arg("find").arg(&self.folder).args(arguments);
        command.env("HOME", &self.folder).output().unwrap()
    }

    pub(crate) fn find_text(&self) -> String {
        let output = self.find(&[]);
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn find_json(&self) -> Value {
        let output = self.find(&["--json"]);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{complaint}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.folder);
    }
}

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/projects")
        .join(name)
}

/// Reads an expectation; with `DOCKSTEP_WRITE` set, writes it first.
pub(crate) fn expected(name: &str, found: &Value) -> Value {
    let path = fixture(name);
    if std::env::var_os("DOCKSTEP_WRITE").is_some() {
        let text = serde_json::to_string_pretty(found).unwrap();
        fs::write(&path, format!("{text}\n")).unwrap();
    }
    serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap()
}
