//! From the home screen of a project to a Dockerfile as a compose service builds it.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};

/// A project of its own for one test; it goes when the test ends.
struct Project(PathBuf);

impl Project {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("home-{name}"));
        let _absent = fs::remove_dir_all(&folder);
        let own = Self(folder);
        own.write(
            "compose.yaml",
            "services:\n  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n      target: dev\n      args:\n        MODE: ${MODE:-fast}\n        PORT: 8080\n  web:\n    build: web\n",
        );
        own.write(
            "api/Dockerfile",
            "FROM alpine:3.20 AS dev\nARG MODE\nARG PORT\nCOPY top.txt /srv/\nRUN echo $MODE\nFROM dev AS prod\n",
        );
        own.write("web/Dockerfile", "FROM nginx:1.27\n");
        own.write("top.txt", "at the top\n");
        own
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn start(&self, arguments: &[&str]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
        command.args(arguments);
        command.cwd(&self.0);
        command.env("XDG_DATA_HOME", self.0.join("data"));
        command.env("XDG_CONFIG_HOME", self.0.join("config"));
        Session::run(command, 120, 36)
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _absent = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn from_home_to_a_compose_service_with_its_target_arguments_and_context() {
    let project = Project::new("service");
    let mut session = project.start(&[]);
    session.wait_for("api/Dockerfile");
    session.press("/api/\r");
    session.wait_for("compose: api, target dev");
    session.wait_for("MODE=fast");
    session.press("\r");
    session.wait_for("target: dev");
    session.wait_for("2 arguments given");
    session.wait_for("As compose: api builds it, from this folder.");
    // The file lies in the service's context, not in the Dockerfile's folder.
    session.press("jjj3");
    session.wait_for("/srv/top.txt");
    session.press("q");
    session.wait_for("About it");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_folder_with_several_dockerfiles_opens_its_home_screen() {
    let project = Project::new("folder");
    let mut session = project.start(&["."]);
    session.wait_for("compose: api, target dev");
    session.wait_for("▸   api/Dockerfile");
    session.press("\r");
    session.wait_for("target: dev");
    session.press("qq");
    assert!(session.end().success());
}

#[test]
fn a_context_that_is_named_is_the_one_that_is_listed() {
    let project = Project::new("context");
    for (arguments, shown) in [
        (&["api/Dockerfile", "--context", "."][..], "/srv/top.txt"),
        (&["api/Dockerfile"][..], "\"/top.txt\": not found"),
    ] {
        let mut session = project.start(arguments);
        session.wait_for("instruction 1 of 6");
        session.press("jjj3");
        session.wait_for(shown);
        session.press("q");
        assert!(session.end().success());
    }
    let mut session = project.start(&["api/Dockerfile", "--context", "nowhere"]);
    session.wait_for("nowhere: no such folder");
}
