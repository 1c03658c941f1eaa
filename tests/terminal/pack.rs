//! A pack in a real terminal: its home screen, its lessons in its order, a question made from a Dockerfile.

use crate::own_folder::OwnFolder;
use std::fs;
use std::process::Command;

/// Makes a folder with a new pack, and the archive of it.
fn room(name: &str) -> OwnFolder {
    let room = OwnFolder::new(&format!("room-{name}"));
    for arguments in [["pack", "new", "team"], ["pack", "build", "team"]] {
        let status = Command::new(env!("CARGO_BIN_EXE_dockstep"))
            .args(arguments)
            .current_dir(room.path())
            .output()
            .unwrap()
            .status;
        assert!(status.success(), "{arguments:?}");
    }
    room
}

#[test]
fn the_home_screen_of_a_pack_lists_its_lessons_and_leads_through_them() {
    let room = room("home");
    let mut session = room.start(&["learn", "--pack", "team.tar.gz"], (120, 40));
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
    let progress = fs::read_to_string(room.path().join("data/dockstep/progress.json")).unwrap();
    assert!(
        progress.contains("\"lesson\":\"team-our-project-dockerfile\""),
        "{progress}"
    );
    assert!(
        !room.path().join("installs-too-often").exists(),
        "nothing of the archive lies on the disk"
    );
}

#[test]
fn a_lesson_of_a_pack_is_opened_by_its_number_and_leads_on_to_the_next_one() {
    let room = room("lesson");
    let mut session = room.start(&["learn", "--pack", "team", "2"], (120, 40));
    session.wait_for("2 A shop that installs too often");
    // To the end, past everything: the next lesson is the pack's, not the course's.
    session.press("\u{1b}[C\u{1b}[C\u{1b}[C\u{1b}[C");
    session.wait_for("⏎ goes on with: 3 Our own Dockerfile");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn what_an_author_writes_shows_at_once_and_a_fault_leaves_the_last_good_pack() {
    let room = room("live");
    let mut session = room.start(&["learn", "--pack", "team"], (120, 40));
    session.wait_for("Our own Dockerfile");
    let file = room.path().join("team/pack.toml");
    let good = fs::read_to_string(&file).unwrap();
    fs::write(&file, good.replace("Our own Dockerfile", "Ours, today")).unwrap();
    session.wait_for("3  Ours, today");
    fs::write(&file, good.replace("minutes = 30", "minuts = 30")).unwrap();
    session.wait_for("team/pack.toml:7: there is no key \"minuts\"; did you mean minutes?");
    assert!(session.text().contains("3  Ours, today"));
    fs::write(&file, &good).unwrap();
    session.wait_for("3  Our own Dockerfile");
    session.wait("no fault", |screen| !screen.contents().contains("minuts"));
    session.press("G\u{1b}[A\r");
    session.wait_for("page 1 of 4");
    let lesson = room.path().join("team/installs-too-often/lesson.toml");
    let text = fs::read_to_string(&lesson).unwrap();
    fs::write(&lesson, text.replace("takes every file", "takes any file")).unwrap();
    session.wait_for("takes any file");
    session.wait_for("The pack has changed; this is how it is now.");
    session.press("q");
    session.wait_for("About it");
    session.press("q");
    assert!(session.end().success());
}
