//! The question for the terminal's ground, and its answer among the keys.

use crate::session::Session;

const QUESTION: &str = "\x1b]11;?\x1b\\";
const LIGHT: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
const DARK: &str = "\x1b]11;rgb:00/2b/36\x07";
/// How a 24-bit colour of the text is written.
const TRUE_COLOUR: &str = "38;2;";

fn open(environment: &str, flags: &str) -> Session {
    let line = format!(
        "env -u COLORFGBG {environment} \"$DOCKSTEP\" {flags} lessons/23-django-two-stages/Dockerfile"
    );
    let mut session = Session::shell(&line, 120, 36);
    session.wait_for("instruction 1 of 11");
    session.wait_for("q quit");
    session
}

fn quit(mut session: Session) {
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn the_theme_follows_the_answer_and_no_key_is_lost_or_made_up() {
    for answer in [LIGHT, DARK] {
        let mut session = open("COLORTERM=truecolor", "");
        session.wait_until_written(QUESTION, 1);
        assert_eq!(
            session.times_written(TRUE_COLOUR),
            0,
            "the first picture does not wait"
        );
        session.press(&format!("j{answer}j"));
        session.wait_for("instruction 3 of 11");
        session.wait_until_written(TRUE_COLOUR, 1);
        assert_eq!(session.times_written(QUESTION), 1);
        quit(session);
    }
}

#[test]
fn an_answer_that_comes_in_pieces_and_late_is_found() {
    let mut session = open("COLORTERM=truecolor", "");
    session.wait_until_written(QUESTION, 1);
    session.press("jj");
    session.wait_for("instruction 3 of 11");
    let (beginning, end) = LIGHT.split_at(9);
    session.press(beginning);
    session.press(end);
    session.wait_until_written(TRUE_COLOUR, 1);
    session.press("k");
    session.wait_for("instruction 2 of 11");
    quit(session);
}

#[test]
fn a_terminal_that_never_answers_keeps_its_own_colours() {
    let mut session = open("COLORTERM=truecolor", "");
    session.press("j\x1b]j");
    session.wait_for("instruction 3 of 11");
    assert!(session.has_colours());
    assert_eq!(session.times_written(TRUE_COLOUR), 0);
    quit(session);
}

#[test]
fn nobody_is_asked_where_the_answer_is_known_or_of_no_use() {
    for (environment, flags, has_true_colour) in [
        ("COLORTERM=truecolor", "--theme dark", true),
        ("COLORTERM=truecolor COLORFGBG='0;15'", "", true),
        ("COLORTERM=truecolor", "--color never", false),
        ("COLORTERM=truecolor NO_COLOR=1", "", false),
        ("COLORTERM=truecolor NO_COLOR=1", "--theme light", true),
        ("COLORTERM=", "", false),
        ("COLORTERM=truecolor TERM=linux", "", false),
    ] {
        let mut session = open(environment, flags);
        session.press("j");
        session.wait_for("instruction 2 of 11");
        assert_eq!(session.times_written(QUESTION), 0, "{environment} {flags}");
        let is_true = session.times_written(TRUE_COLOUR) > 0;
        assert_eq!(is_true, has_true_colour, "{environment} {flags}");
        quit(session);
    }
}
