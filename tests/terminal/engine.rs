//! A local engine beside the screen: what it has comes when it comes, and nobody waits for it.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Makes a folder with a Dockerfile, and a `docker` of lines of shell.
fn folder(name: &str, lines: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("engine-{name}"));
    let _absent = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("bin")).unwrap();
    fs::write(folder.join("Dockerfile"), "FROM mine:1\nRUN true\n").unwrap();
    let docker = folder.join("bin/docker");
    fs::write(&docker, format!("#!/bin/sh\n{lines}\n")).unwrap();
    fs::set_permissions(&docker, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn start(folder: &Path) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
    command.args(["Dockerfile", "--engine", "auto"]);
    command.cwd(folder);
    command.env("PATH", folder.join("bin"));
    command.env("XDG_DATA_HOME", folder.join("data"));
    command.env("XDG_CONFIG_HOME", folder.join("config"));
    Session::run(command, 160, 40)
}

#[test]
fn what_the_engine_has_comes_while_the_file_is_read() {
    let lines = r#"while [ ! -e go ]; do /bin/sleep 0.05; done
echo '[{"Os":"linux","Architecture":"amd64","Size":5000000,"RootFS":{"Layers":["a"]},"Config":{"WorkingDir":"/theirs"}}]'"#;
    let folder = folder("comes", lines);
    let mut session = start(&folder);
    session.wait_for("instruction 1 of 2");
    assert!(
        !session.text().contains("Your engine"),
        "{}",
        session.text()
    );
    fs::write(folder.join("go"), "").unwrap();
    session.wait_for("5.0 MB in 1 layer");
    session.press("2");
    session.wait_for("/theirs");
    session.wait_for("as your engine has it");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn nobody_waits_for_an_engine_that_hangs() {
    let folder = folder("hangs", "exec /bin/sleep 30");
    let mut session = start(&folder);
    session.wait_for("instruction 1 of 2");
    session.press("j");
    session.wait_for("instruction 2 of 2");
    session.press("q");
    assert!(session.end().success());
}
