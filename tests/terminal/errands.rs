//! What the program does beside the screen: editor, watching, notes, other files, mouse, clipboard.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// A folder of its own for one test, with a Dockerfile; it goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("errands-{name}"));
        let _absent = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("api")).unwrap();
        let own = Self(folder);
        own.write(
            "Dockerfile",
            "FROM alpine:3.20\nWORKDIR /shop\nRUN echo first\nRUN echo last\n",
        );
        own.write("api/Dockerfile", "FROM scratch\nCOPY api /api\n");
        own
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn script(&self, name: &str, text: &str) -> String {
        self.write(name, text);
        let path = self.0.join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.to_string_lossy().into_owned()
    }

    fn open(&self, set: &[(&str, &str)]) -> Session {
        let mut session = self.start(set);
        session.wait_for("q quit");
        session
    }

    fn start(&self, set: &[(&str, &str)]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
        command.arg("Dockerfile");
        command.cwd(&self.0);
        command.env("XDG_DATA_HOME", self.0.join("data"));
        command.env("XDG_CONFIG_HOME", self.0.join("config"));
        for (name, value) in set {
            command.env(name, value);
        }
        let mut session = Session::run(command, 120, 36);
        session.wait_for("instruction 1 of 4");
        session
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _absent = fs::remove_dir_all(&self.0);
    }
}

fn quit(mut session: Session) {
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn an_edit_outside_shows_at_once_and_keeps_the_place() {
    let folder = Folder::new("watch");
    let mut session = folder.open(&[]);
    session.press("G");
    session.wait_for("instruction 4 of 4");
    folder.write(
        "Dockerfile",
        "FROM alpine:3.20\nARG NEW=1\nWORKDIR /shop\nRUN echo first\nRUN echo last\n",
    );
    session.wait_for("instruction 5 of 5");
    assert!(session.cursor_row().contains("▸  5  RUN echo last"));
    fs::remove_file(folder.0.join("Dockerfile")).unwrap();
    session.wait_for("no such file: what you see was read before");
    assert!(session.cursor_row().contains("▸  5  RUN echo last"));
    folder.write("Dockerfile", "FROM alpine:3.20\nRUN echo last\n");
    session.wait_for("instruction 2 of 2");
    quit(session);
}

#[test]
fn the_editor_opens_at_the_line_and_has_the_keyboard() {
    let folder = Folder::new("editor");
    let editor = folder.script(
        "nano",
        "#!/bin/sh\nprintf 'called with %s %s\\n' \"$1\" \"$2\"\nread word\nprintf 'RUN echo %s\\n' \"$word\" >> \"$2\"\n",
    );
    let mut session = folder.open(&[("EDITOR", &editor)]);
    session.press("jj");
    session.wait_for("instruction 3 of 4");
    session.press("e");
    session.wait_for("called with +3 Dockerfile");
    assert!(session.has_settings_as_before(), "raw mode is still on");
    session.press("jkq\r");
    session.wait_for("instruction 3 of 5");
    assert!(folder.read("Dockerfile").ends_with("RUN echo jkq\n"));
    session.press("j");
    session.wait_for("instruction 4 of 5");
    quit(session);
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let folder = Folder::new("no-editor");
    let mut session = folder.open(&[("EDITOR", "no-such-editor --wait"), ("VISUAL", "")]);
    session.press("e");
    session.wait_for("The editor no-such-editor cannot be started");
    quit(session);
}

#[test]
fn a_note_is_there_the_next_time() {
    let folder = Folder::new("note");
    let mut session = folder.open(&[]);
    session.press("j");
    session.wait_for("instruction 2 of 4");
    session.press("m");
    session.wait_for("Note:");
    session.press("why /shop?\r");
    session.wait_for("Your note");
    quit(session);
    let mut session = folder.open(&[]);
    session.wait_for("✎ 2");
    session.press("j");
    session.wait_for("why /shop?");
    session.press("m\x15\r");
    session.wait("the note to go", |screen| {
        !screen.contents().contains("Your note")
    });
    quit(session);
    assert!(!folder.read("data/dockstep/notes.json").contains("shop"));
}

#[test]
fn notes_that_cannot_be_read_are_kept_aside() {
    let folder = Folder::new("broken-notes");
    fs::create_dir_all(folder.0.join("data/dockstep")).unwrap();
    folder.write("data/dockstep/notes.json", "{ half");
    let mut session = folder.start(&[]);
    session.wait_for("notes.json: line 1: it cannot be read");
    session.press("mnew\r");
    session.wait_for("now lies in");
    session.press("q");
    assert!(session.end().success());
    assert_eq!(
        folder.read("data/dockstep/notes.unreadable-1.json"),
        "{ half"
    );
    assert!(folder.read("data/dockstep/notes.json").contains("new"));
}

#[test]
fn notes_of_a_newer_program_are_left_alone() {
    let folder = Folder::new("newer-notes");
    fs::create_dir_all(folder.0.join("data/dockstep")).unwrap();
    let newer = "{\"version\": 99, \"other\": true}";
    folder.write("data/dockstep/notes.json", newer);
    let mut session = folder.start(&[]);
    session.wait_for("a newer dockstep wrote this file");
    session.press("mnew\r");
    session.wait_for("The note is not kept");
    session.press("q");
    assert!(session.end().success());
    assert_eq!(folder.read("data/dockstep/notes.json"), newer);
}

#[test]
fn another_dockerfile_of_the_folder_opens() {
    let folder = Folder::new("open");
    let mut session = folder.open(&[]);
    session.press("o");
    session.wait_for("api/Dockerfile");
    session.press("api\r");
    session.wait_for("instruction 1 of 2");
    assert!(session.text().contains("COPY api /api"));
    quit(session);
}

#[test]
fn the_mouse_is_taken_only_when_asked_for() {
    let folder = Folder::new("mouse");
    let mut session = folder.open(&[]);
    assert_eq!(session.times_written("\x1b[?1000h"), 0);
    session.press("M");
    session.wait_for("The mouse is on");
    assert_eq!(session.times_written("\x1b[?1000h"), 1);
    // A press on the fifth row, where the third line of the file stands.
    session.press("\x1b[<0;10;5M");
    session.wait_for("instruction 3 of 4");
    // The wheel over the file goes to the instruction before.
    session.press("\x1b[<64;10;5M");
    session.wait_for("instruction 2 of 4");
    session.press("M");
    session.wait_for("The mouse is off");
    assert_eq!(session.times_written("\x1b[?1000l"), 1);
    quit(session);
}

#[test]
fn copying_hands_the_instruction_to_the_terminal() {
    let folder = Folder::new("copy");
    let mut session = folder.open(&[]);
    session.press("jy");
    session.wait_for("Copied the instruction");
    // `WORKDIR /shop` in base 64.
    assert_eq!(
        session.times_written("\x1b]52;c;V09SS0RJUiAvc2hvcA==\x07"),
        1
    );
    quit(session);
}

#[test]
fn own_keys_take_the_place_of_the_built_in_ones() {
    let folder = Folder::new("keys");
    fs::create_dir_all(folder.0.join("config/dockstep")).unwrap();
    folder.write(
        "config/dockstep/keys.toml",
        "[[key]]\naction = \"next-instruction\"\nkeys = [\"x\"]\n",
    );
    let mut session = folder.open(&[]);
    session.press("x");
    session.wait_for("instruction 2 of 4");
    quit(session);
    folder.write(
        "config/dockstep/keys.toml",
        "[[key]]\naction = \"fly\"\nkeys = [\"x\"]\n",
    );
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
    command.arg("Dockerfile");
    command.cwd(&folder.0);
    command.env("XDG_CONFIG_HOME", folder.0.join("config"));
    let mut session = Session::run(command, 120, 36);
    session.wait_for("keys.toml: unknown action: fly");
    quit(session);
}
