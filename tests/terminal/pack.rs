//! A pack in a real terminal: its home screen, its lessons in its order, a question made from a Dockerfile.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Room(PathBuf);

impl Room {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("room-{name}"));
        let _absent = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let room = Self(folder);
        for arguments in [vec!["pack", "new", "team"], vec!["pack", "build", "team"]] {
            let status = Command::new(env!("CARGO_BIN_EXE_dockstep"))
                .args(&arguments)
                .current_dir(&room.0)
                .output()
                .unwrap()
                .status;
            assert!(status.success(), "{arguments:?}");
        }
        room
    }

    fn start(&self, arguments: &[&str]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
        command.args(arguments);
        command.cwd(&self.0);
        command.env("XDG_DATA_HOME", self.0.join("data"));
        command.env("XDG_CONFIG_HOME", self.0.join("config"));
        Session::run(command, 120, 40)
    }
}

#[test]
fn the_home_screen_of_a_pack_lists_its_lessons_and_leads_through_them() {
    let room = Room::new("home");
    let mut session = room.start(&["learn", "--pack", "team.tar.gz"]);
    session.wait_for("Our own Dockerfile");
    let text = session.text();
    assert!(text.contains("Dockerfiles for our team"), "{text}");
    assert!(
        text.contains("What COPY does, why our shop installs too often"),
        "{text}"
    );
    assert!(
        !text.contains("In this folder") && !text.contains("Order for the cache"),
        "{text}"
    );
    let rows: Vec<&str> = text.lines().collect();
    let row_of = |title: &str| rows.iter().rposition(|row| row.contains(title)).unwrap();
    assert!(
        row_of("1  COPY, exactly") < row_of("2  A shop that installs"),
        "{text}"
    );
    assert!(
        row_of("2  A shop that installs") < row_of("3  Our own Dockerfile"),
        "{text}"
    );
    // The last entry is the lesson that is made from the Dockerfile.
    session.press("G\r");
    session.wait_for("page 1 of 7");
    session.wait_for("This Dockerfile is from your own project");
    session.press("\r");
    session.wait_for("page 2 of 7");
    session.press("1");
    session.wait("a verdict", |screen| {
        let contents = screen.contents();
        contents.contains("Right.") || contents.contains("Not so.")
    });
    session.press("q");
    session.wait_for("About it");
    session.wait_for("◐  3  Our own Dockerfile");
    session.press("q");
    assert!(session.end().success());
    let progress = fs::read_to_string(room.0.join("data/dockstep/progress.json")).unwrap();
    assert!(
        progress.contains("\"lesson\":\"team-our-project-dockerfile\""),
        "{progress}"
    );
    assert!(
        !room.0.join("installs-too-often").exists(),
        "nothing of the archive lies on the disk"
    );
}

#[test]
fn a_lesson_of_a_pack_is_opened_by_its_number_and_leads_on_to_the_next_one() {
    let room = Room::new("lesson");
    let mut session = room.start(&["learn", "--pack", "team", "2"]);
    session.wait_for("2 A shop that installs too often");
    // To the end, past everything: the next lesson is the pack's, not the course's.
    session.press("\u{1b}[C\u{1b}[C\u{1b}[C\u{1b}[C");
    session.wait_for("⏎ goes on with: 3 Our own Dockerfile");
    session.press("q");
    assert!(session.end().success());
}
