//! Studying a Dockerfile in a terminal.

use crate::session::{Session, shown};

const DJANGO: &str = "lessons/23-django-two-stages/Dockerfile";
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";
const LEFT: &str = "\x1b[D";

fn open(columns: u16, rows: u16) -> Session {
    let mut session = Session::start(&[DJANGO], columns, rows);
    session.wait_for("instruction 1 of 11");
    session.wait_for("q quit");
    session
}

#[test]
fn every_pane_follows_from_the_first_instruction_to_the_last_and_back() {
    let mut session = open(120, 36);
    assert!(session.text().contains("╭ Dockerfile"));
    assert!(session.text().contains("▸ builder"));
    for number in 2..=11 {
        session.press(DOWN);
        session.wait_for(&format!("instruction {number} of 11"));
        assert!(
            session.cursor_row().contains('▸'),
            "{}",
            session.cursor_row()
        );
    }
    assert!(session.text().contains("╭ CMD [\"python\", \"manage.py\""));
    assert!(session.text().contains("▸ (last)"));
    session.press(DOWN);
    for number in (1..=10).rev() {
        session.press(UP);
        session.wait_for(&format!("instruction {number} of 11"));
    }
    assert!(session.text().contains("╭ FROM python:3.9 AS builder"));
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn arrows_step_by_stage() {
    let mut session = open(120, 36);
    session.press(RIGHT);
    session.wait_for("instruction 5 of 11 · stage 2 of 2");
    assert!(session.cursor_row().contains("▸  8  FROM python:3.9-slim"));
    session.press(LEFT);
    session.wait_for("instruction 1 of 11 · stage 1 of 2");
    session.press("\x03");
    assert!(session.end().success());
}

#[test]
fn the_screen_follows_the_terminals_size() {
    let mut session = open(120, 36);
    session.press("jjj");
    session.wait_for("instruction 4 of 11");
    session.resize(80, 24);
    session.wait("one pane below the other", |screen| {
        let rows: Vec<String> = screen.rows(0, 80).collect();
        rows[1].starts_with("─ Dockerfile") && rows[23].contains("q quit")
    });
    assert!(session.cursor_row().contains("▸  4  RUN python"));
    session.resize(30, 8);
    session.wait_for("dockstep needs 40 columns");
    session.resize(120, 36);
    session.wait("panes side by side", |screen| {
        let rows: Vec<String> = screen.rows(0, 120).collect();
        rows[1].starts_with("╭ Dockerfile") && rows[35].contains("q quit")
    });
    assert!(session.cursor_row().contains("▸  4  RUN python"));
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn help_opens_and_closes() {
    let mut session = open(80, 24);
    session.press("?");
    session.wait_for("Goes to the next instruction.");
    session.press("q");
    session.wait("the help to go", |screen| {
        !screen.contents().contains("Goes to the next")
    });
    session.press("j");
    session.wait_for("instruction 2 of 11");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_redraw_repairs_the_screen() {
    let mut session = open(80, 24);
    session.press("j");
    session.wait_for("instruction 2 of 11");
    let before = session.text();
    session.disturb(b"\x1b[5;9Ha message of another program\x1b[24;1H\x1b[2K");
    assert_ne!(session.text(), before);
    session.press("\x0c");
    session.wait("the same screen again", |screen| shown(screen) == before);
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut session = open(80, 24);
        assert!(!session.has_settings_as_before(), "raw mode is on");
        session.send_signal(signal);
        assert!(!session.end().success(), "{signal}");
    }
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_returns() {
    let mut session = Session::shell(
        "set -m; $DOCKSTEP lessons/23-django-two-stages; echo stopped; fg; echo =over=",
        80,
        24,
    );
    session.wait_for("q quit");
    session.press("j");
    session.wait_for("instruction 2 of 11");
    session.press("\x1a");
    // The shell continues the program at once: it takes the terminal a second time.
    session.wait_until_written("\x1b[?1049h", 2);
    session.wait_for("q quit");
    session.press("q");
    session.wait_for("=over=");
    assert!(session.text().contains("stopped"));
    assert!(session.end().success());
}

#[test]
fn a_pipe_is_studied_with_the_terminals_keys() {
    let mut session = Session::shell("printf 'FROM a\\nRUN b\\n' | $DOCKSTEP -", 80, 24);
    session.wait_for("standard input");
    session.press("j");
    session.wait_for("instruction 2 of 2");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn colours_can_be_refused() {
    for (arguments, has_colours) in [("", true), ("--color never", false)] {
        let mut session = Session::shell(&format!("$DOCKSTEP {arguments} {DJANGO}"), 120, 36);
        session.wait_for("q quit");
        assert_eq!(session.has_colours(), has_colours, "{arguments:?}");
        session.press("q");
        assert!(session.end().success());
    }
    let mut session = Session::shell(&format!("NO_COLOR=1 $DOCKSTEP {DJANGO}"), 120, 36);
    session.wait_for("q quit");
    assert!(!session.has_colours());
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn plain_text_stays_on_the_shells_screen() {
    let mut session = Session::shell(&format!("$DOCKSTEP --plain {DJANGO}; echo =over="), 120, 36);
    session.wait_for("Press Enter for the next instruction");
    session.press("\n");
    session.wait_for("Instruction 2 of 11, line 2, stage 1 of 2 (builder)");
    session.press("10\n");
    session.wait_for("Instruction 7 of 11, line 10");
    session.press("follow 1\n");
    session.wait_for("Instruction 1 of 11, line 1");
    session.press("return\nstate\n");
    session.wait_for("The image as it stands after this line.");
    session.press("find runserver\n");
    session.wait_for("Instruction 11 of 11");
    session.press("fly\n");
    session.wait_for("There is no command fly: help lists them all.");
    session.press("quit\n");
    session.wait_for("=over=");
    assert!(
        session.times_written("\x1b") == 0,
        "an escape character in plain text"
    );
    assert!(session.end().success());
}
