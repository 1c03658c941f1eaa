//! Lessons in typed lines: the same pages, answers and exercises, without a screen of their own.

use crate::session::Session;
use portable_pty::CommandBuilder;
use std::fs;
use std::path::{Path, PathBuf};

fn start(name: &str, arguments: &[&str]) -> (PathBuf, Session) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("plain-{name}"));
    let _absent = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_dockstep"));
    command.args(arguments);
    command.env("XDG_DATA_HOME", folder.join("data"));
    command.env("XDG_CONFIG_HOME", folder.join("config"));
    (folder, Session::run(command, 120, 60))
}

/// Types a line, and waits for what is said.
fn say(session: &mut Session, line: &str, answer: &str) {
    let before = session.times_written(answer);
    session.press(line);
    session.press("\r");
    session.wait_until_written(answer, before + 1);
}

#[test]
fn a_lesson_is_read_answered_and_left_in_lines() {
    let (_, mut session) = start(
        "lesson",
        &["learn", "copy-exactly", "--plain", "--seed", "3"],
    );
    session.wait_until_written("Page 1 of 11: read", 1);
    session.wait_until_written("\n> ", 1);
    assert!(!session.screen().alternate_screen());
    say(&mut session, "", "Page 2 of 11: predict");
    say(&mut session, "sure", "You are sure.");
    say(&mut session, "9", "Type the number of one answer.");
    say(&mut session, "1", "Press Enter to go on.");
    say(&mut session, "page 5", "Type the answer.");
    say(&mut session, "/usr/local/bin/start.sh", "Right.");
    say(&mut session, "page 8", "Type the number of the line");
    say(&mut session, "file", "COPY * /all/");
    say(&mut session, "8", "Right.");
    say(&mut session, "page 10", "More than one is right.");
    say(&mut session, "help", "hint, solution");
    say(&mut session, "1 2", "Press Enter to go on.");
    say(&mut session, "explain", "Instruction 4 of 4");
    say(&mut session, "quit", "Page 10 of 11");
    session.press("quit\r");
    session.wait_for_death();
}

#[test]
fn an_exercise_is_solved_in_its_file() {
    let (folder, mut session) = start(
        "exercise",
        &["learn", "copy-exactly", "--plain", "--page", "11"],
    );
    session.wait_until_written("Edit the file", 1);
    session.wait_until_written("\n> ", 1);
    let file = folder.join("data/dockstep/exercises/copy-exactly/one-copy-for-all.Dockerfile");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("WORKDIR shop", "WORKDIR /shop")).unwrap();
    say(
        &mut session,
        "check",
        "Done: the check `WorkdirRelativePath`",
    );
    say(&mut session, "hint", "What happens to the name of a folder");
    say(&mut session, "solution", "COPY --chmod=755");
    session.press("quit\r");
    session.wait_for_death();
}

#[test]
fn home_is_a_numbered_list() {
    let (_, mut session) = start("home", &["--plain"]);
    session.wait_until_written("\n> ", 1);
    say(&mut session, "/froms", "1: lesson 23 Two FROMs");
    say(&mut session, "1", "Page 1 of 12: read");
    say(&mut session, "quit", "Two FROMs");
    session.press("quit\r");
    session.wait_for_death();
}
