//! `dockstep progress reset` asks a person before it forgets.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};

const KEPT: &str = "{\"version\": 1, \"finished\": [{\"at\": 1, \"lesson\": \"copy-exactly\"}]}";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reset-{name}"));
    let _absent = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("dockstep")).unwrap();
    fs::write(folder.join("dockstep/progress.json"), KEPT).unwrap();
    folder
}

fn reset(folder: &Path) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
    command.args(["progress", "reset"]);
    command.env("XDG_DATA_HOME", folder);
    let mut session = Session::run(command, 100, 12);
    session.wait_for("Type yes:");
    session
}

fn kept(folder: &Path) -> String {
    fs::read_to_string(folder.join("dockstep/progress.json")).unwrap()
}

#[test]
fn any_other_word_than_yes_forgets_nothing() {
    let folder = folder("no");
    for word in ["no\r", "\r", "y\r"] {
        let mut session = reset(&folder);
        session.press(word);
        session.wait_for("Nothing is forgotten");
        assert!(session.end().success());
        assert_eq!(kept(&folder), KEPT);
    }
}

#[test]
fn yes_forgets_and_says_where_the_copy_lies() {
    let folder = folder("yes");
    let mut session = reset(&folder);
    session.press("yes\r");
    session.wait_for("Forgotten: everything that you have done");
    session.wait_for("To have it back");
    assert!(session.end().success());
    assert!(!kept(&folder).contains("copy-exactly"));
    let copy = folder.join("dockstep/progress.before-reset-1.json");
    assert_eq!(fs::read_to_string(copy).unwrap(), KEPT);
}
