//! A presentation in two real terminals: the room's screen and the instructor's, and a socket between.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Output};

const LESSON: &str = r#"format = 1
id = "mine"
title = "What a Dockerfile is"
belief = "a Dockerfile is a script"
minutes = 5
ideas = ["layers"]
dockerfile = """
FROM alpine:3.20
WORKDIR /app
COPY . .
"""
notes = "Ask for **hands** first."

[[page]]
kind = "read"
id = "first"
text = """
The first paragraph.

The second paragraph speaks of [these](<#COPY . .>).
"""
notes = "Tell them of the kitchen."

[[page]]
kind = "question"
answer = "choose-one"
id = "asked"
idea = "layers"
prompt = "What makes a layer?"
option = [
    { text = "Only the first line", why = "It brings layers of its own." },
    { text = "Every COPY", right = true, why = "It writes files." },
]
"#;

/// A place for what one test makes. Its path is short: a socket's must be.
struct Room(PathBuf);

impl Room {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("ds{}{name}", process::id()));
        let _absent = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("run")).unwrap();
        fs::create_dir_all(folder.join("mine")).unwrap();
        fs::write(folder.join("mine/lesson.toml"), LESSON).unwrap();
        Self(folder)
    }

    fn start(&self, arguments: &[&str]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
        command.args(arguments);
        command.cwd(&self.0);
        command.env("XDG_RUNTIME_DIR", self.0.join("run"));
        command.env("XDG_DATA_HOME", self.0.join("data"));
        command.env("XDG_CONFIG_HOME", self.0.join("config"));
        Session::run(command, 120, 36)
    }

    /// Presents the lesson, and waits until others can follow.
    fn present(&self) -> Session {
        let mut room = self.start(&["present", "./mine"]);
        room.wait_for("a Dockerfile is a script");
        room.wait_for("--follow mine");
        room
    }

    fn follow(&self) -> Session {
        let mut instructor = self.start(&["present", "--follow"]);
        instructor.wait_for("Follows mine.");
        instructor.wait_for("Page 1 of 4");
        instructor
    }

    /// Runs the program without a terminal.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dockstep"))
            .args(arguments)
            .current_dir(&self.0)
            .env("XDG_RUNTIME_DIR", self.0.join("run"))
            .env("XDG_DATA_HOME", self.0.join("data"))
            .env("XDG_CONFIG_HOME", self.0.join("config"))
            .output()
            .unwrap()
    }

    fn folder(&self) -> PathBuf {
        self.0.join("run/dockstep")
    }

    fn socket(&self) -> PathBuf {
        self.folder().join("mine.present")
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _absent = fs::remove_dir_all(&self.0);
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn is_empty(screen: &vt100::Screen) -> bool {
    screen.contents().trim().is_empty()
}

#[test]
fn either_screen_turns_the_pages_and_shows_the_answer() {
    let room = Room::new("turn");
    let mut beamer = room.present();
    let mut instructor = room.follow();
    instructor.wait_for("Ask for hands first.");
    instructor.wait_for("The clock runs once the first page");

    beamer.press(" ");
    beamer.wait_for("2 / 4");
    instructor.wait_for("Page 2 of 4: read");
    instructor.wait_for("Tell them of the kitchen.");
    instructor.wait_for("question: What makes a layer?");
    assert!(!beamer.text().contains("kitchen"), "{}", beamer.text());
    assert!(!beamer.text().contains("second paragraph"));
    beamer.press("\r");
    beamer.wait_for("The second paragraph speaks of these.");

    // The other way: the instructor turns, and the room sees it.
    instructor.press("\x1b[C");
    beamer.wait_for("3 / 4");
    beamer.wait_for("Every COPY");
    assert!(!beamer.text().contains('✓'), "{}", beamer.text());
    instructor.wait_for("✓ B Every COPY: It writes files.");
    instructor.press("a");
    beamer.wait_for("✓");
    assert!(!beamer.text().contains("It writes files."));
    instructor.press("\r");
    beamer.wait_for("It writes files.");
    instructor.press("\r");
    beamer.wait_for("It brings layers of its own.");
    beamer.press("\x7f");
    beamer.wait("the reason before", |screen| {
        !screen.contents().contains("It brings layers")
    });
    instructor.wait_for("2 of 3 steps shown");
    // The clock runs by now.
    instructor.wait("a second", |screen| {
        !screen.contents().contains("In all 0:00")
    });

    // A page by its number, from either.
    instructor.press("1");
    instructor.wait_for("page 1 ⏎");
    instructor.press("\r");
    beamer.wait_for("1 / 4");
    beamer.press("4\r");
    instructor.wait_for("Page 4 of 4: the end");

    beamer.press("q");
    assert!(beamer.end().success());
    instructor.wait_for("The presentation mine is over.");
    instructor.press("q");
    assert!(instructor.end().success());
    assert!(!room.socket().exists());
    assert!(
        !room.0.join("data/dockstep").exists(),
        "nothing of a learner's is written"
    );
}

#[test]
fn the_screen_can_be_emptied_from_both() {
    let room = Room::new("blank");
    let mut beamer = room.present();
    let mut instructor = room.follow();
    instructor.press("b");
    beamer.wait("an empty screen", is_empty);
    instructor.wait_for("The room sees an empty screen.");
    beamer.press("b");
    beamer.wait_for("What a Dockerfile is");
    instructor.wait("the page again", |screen| {
        !screen.contents().contains("an empty screen")
    });
    beamer.press(".");
    beamer.wait("an empty screen", is_empty);
    instructor.press(" ");
    beamer.wait_for("2 / 4");
}

#[test]
fn the_socket_is_this_users_alone_and_goes_with_the_program() {
    let room = Room::new("mode");
    let mut beamer = room.present();
    assert_eq!(mode(&room.socket()), 0o600);
    assert_eq!(mode(&room.folder()), 0o700);
    beamer.send_signal("TERM");
    beamer.wait_for_death();
    assert!(!room.socket().exists());
}

#[test]
fn two_presentations_have_names_of_their_own() {
    let room = Room::new("two");
    let mut first = room.present();
    let mut second = room.start(&["present", "./mine", "--page", "3"]);
    second.wait_for("--follow mine-2");
    let mut asked = room.start(&["present", "--follow"]);
    asked.wait_for("several presentations run");
    asked.wait_for("There are: mine, mine-2");
    let mut asked = room.start(&["present", "--follow", "yours"]);
    asked.wait_for("no presentation is called \"yours\"");
    let mut instructor = room.start(&["present", "--follow", "mine-2"]);
    instructor.wait_for("Follows mine-2.");
    instructor.wait_for("Page 3 of 4");
    instructor.press("G");
    second.wait_for("4 / 4");
    first.press(" ");
    first.wait_for("2 / 4");
    instructor.wait_for("Page 4 of 4");
    let mut named = room.start(&["present", "./mine", "--name", "../tuesday"]);
    named.wait_for("--follow ---tuesday");
}

#[test]
fn a_presentation_that_is_killed_leaves_no_harm() {
    let room = Room::new("killed");
    let mut beamer = room.present();
    let mut instructor = room.follow();
    beamer.send_signal("KILL");
    beamer.wait_for_death();
    instructor.wait_for("The presentation mine is over.");
    instructor.press(" ");
    instructor.press("q");
    assert!(instructor.end().success());
    assert!(room.socket().exists(), "killed programs take nothing away");
    let mut asked = room.start(&["present", "--follow"]);
    asked.wait_for("no presentation runs here");
    // The next one takes the stale file away, and the name.
    let beamer = room.present();
    assert!(!beamer.text().contains("mine-2"), "{}", beamer.text());
}

#[test]
fn an_instructor_who_is_killed_is_not_missed() {
    let room = Room::new("lost");
    let mut beamer = room.present();
    let mut instructor = room.follow();
    instructor.send_signal("KILL");
    instructor.wait_for_death();
    beamer.press(" ");
    beamer.wait_for("2 / 4");
    let mut instructor = room.start(&["present", "--follow", "mine"]);
    instructor.wait_for("Page 2 of 4");
}

#[test]
fn what_is_no_message_is_ignored_and_told() {
    let room = Room::new("garbage");
    let mut beamer = room.present();
    let mut stranger = UnixStream::connect(room.socket()).unwrap();
    stranger.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    beamer.wait_for("something that is no message of dockstep; it is ignored");
    stranger
        .write_all(b"{\"dockstep\":9,\"asks\":\"next\"}\n")
        .unwrap();
    beamer.wait_for("a message of version 9");
    stranger
        .write_all(b"{\"dockstep\":1,\"stands\":{\"page\":3,\"step\":0,\"blank\":true,\"elapsed\":0,\"spent\":[]}}\n")
        .unwrap();
    beamer.wait_for("a message that is none of a follower");
    assert!(beamer.text().contains("1 / 4"), "{}", beamer.text());
    // What is a message is followed, however wide of the mark.
    stranger
        .write_all(b"{\"dockstep\":1,\"asks\":{\"page\":18446744073709551615}}\n")
        .unwrap();
    beamer.wait_for("4 / 4");

    // A line without an end closes its connection, and no other.
    let endless = vec![b'x'; 100_000];
    // The other side hangs up in the middle of it.
    let _refused = stranger.write_all(&endless);
    beamer.wait_for("a line without an end; the connection is closed");
    let mut rest = Vec::new();
    let _reset = stranger.read_to_end(&mut rest);
    let mut instructor = room.start(&["present", "--follow"]);
    instructor.wait_for("Page 4 of 4");

    // Whoever says nothing but noise is cut off.
    let mut noisy = UnixStream::connect(room.socket()).unwrap();
    let _refused = noisy.write_all("\u{1b}[2J\n".repeat(1000).as_bytes());
    let _reset = noisy.read_to_end(&mut rest);
    instructor.press("g");
    beamer.wait_for("1 / 4");
}

#[test]
fn no_more_screens_follow_than_there_is_room_for() {
    let room = Room::new("many");
    let mut beamer = room.present();
    let mut streams: Vec<UnixStream> = Vec::new();
    let mut greeted = 0;
    for _ in 0..20 {
        let mut stream = UnixStream::connect(room.socket()).unwrap();
        let mut first = [0; 1];
        greeted += stream.read(&mut first).unwrap();
        streams.push(stream);
    }
    assert_eq!(greeted, 8);
    beamer.press(" ");
    beamer.wait_for("2 / 4");
}

#[test]
fn what_an_author_writes_shows_on_both_screens() {
    let room = Room::new("live");
    let mut beamer = room.present();
    let mut instructor = room.follow();
    beamer.press(" ");
    instructor.wait_for("Page 2 of 4: read");
    let file = room.0.join("mine/lesson.toml");
    let edited = LESSON.replace("The first paragraph.", "Another paragraph.");
    let edited = edited.replace("the kitchen", "a cellar");
    fs::write(&file, &edited).unwrap();
    beamer.wait_for("Another paragraph.");
    instructor.wait_for("Tell them of a cellar.");
    // A page more in front: both stay at theirs, and who comes later is told of it.
    let page = "[[page]]\nkind = \"read\"\nid = \"zero\"\ntext = \"New.\"\n\n[[page]]";
    let longer = edited.replacen("[[page]]", page, 1);
    fs::write(&file, &longer).unwrap();
    beamer.wait_for("3 / 5");
    instructor.wait_for("Page 3 of 5: read");
    let mut late = room.start(&["present", "--follow"]);
    late.wait_for("Page 3 of 5: read");
    fs::write(&file, longer.replace("minutes = 5", "minutes = 500")).unwrap();
    beamer.wait_for("minutes lie between 1 and 60");
    instructor.wait_for("minutes lie between 1 and 60");
    assert!(beamer.text().contains("Another paragraph."));
    fs::write(&file, &longer).unwrap();
    beamer.wait("no fault", |screen| {
        !screen.contents().contains("minutes lie")
    });
    instructor.press("\u{1b}[C");
    beamer.wait_for("4 / 5");
    for mut session in [late, instructor, beamer] {
        session.press("q");
        assert!(session.end().success());
    }
}

#[test]
fn a_pack_is_presented_as_its_author_writes_it() {
    let room = Room::new("pack");
    assert!(room.run(&["pack", "new", "team"]).status.success());
    let mut beamer = room.start(&["present", "team"]);
    beamer.wait_for("--follow team");
    let mut instructor = room.start(&["present", "--follow"]);
    instructor.wait_for("Say that nobody is graded");
    let file = room.0.join("team/pack.toml");
    let good = fs::read_to_string(&file).unwrap();
    let edited = good.replace("Dockerfiles for our team", "Dockerfiles for us all");
    let edited = edited.replace("nobody is graded", "no one is graded");
    fs::write(&file, &edited).unwrap();
    beamer.wait_for("Dockerfiles for us all");
    instructor.wait_for("Say that no one is graded");
    fs::write(&file, edited.replace("format = 1", "format = 2")).unwrap();
    instructor.wait_for("format 2 is not known here");
    assert!(instructor.text().contains("Say that no one is graded"));
    for mut session in [instructor, beamer] {
        session.press("q");
        assert!(session.end().success());
    }
}

#[test]
fn without_a_terminal_the_pages_are_printed_with_notes_and_answers() {
    let room = Room::new("plain");
    let printed = room.run(&["present", "./mine"]);
    assert!(printed.status.success());
    let text = String::from_utf8(printed.stdout).unwrap();
    for words in [
        "What a Dockerfile is",
        "Ask for hands first.",
        "Tell them of the kitchen.",
        "✓ B Every COPY: It writes files.",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let refused = room.run(&["present", "--follow"]);
    assert_eq!(refused.status.code(), Some(2));
    let refused = room.run(&["present", "nothing-like-it"]);
    let complaint = String::from_utf8(refused.stderr).unwrap();
    assert!(complaint.contains("there is no lesson \"nothing-like-it\""));
    assert!(!room.0.join("data/dockstep").exists());
}

#[test]
fn a_place_where_no_socket_can_be_stops_nobody() {
    let room = Room::new("nowhere");
    fs::write(room.folder(), "a file in its place").unwrap();
    let mut beamer = room.start(&["present", "./mine"]);
    beamer.wait_for("Nobody can follow:");
    beamer.press(" ");
    beamer.wait_for("2 / 4");
    beamer.press("q");
    assert!(beamer.end().success());
}
