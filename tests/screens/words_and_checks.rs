//! The glossary on top of the screen, and the view of what the checks find.

use crate::screen::Screen;
use dockstep::app::layer::Layer;

const FAULTY: &[u8] = b"FROM python:3.13-slim as site
ENV APP_HOME /srv/site
WORKDIR $APP_HOME
COPY . .
RUN apt-get update && \\

    apt-get install -y git
ENV DB_PASSWORD=example
CMD python manage.py runserver
";

#[test]
fn the_glossary_has_the_words_of_the_text_first() {
    let mut screen = Screen::django(120, 36);
    screen.press(&["w"]);
    insta::assert_snapshot!("wide_glossary", screen.picture());
    screen.resize(80, 24);
    insta::assert_snapshot!("narrow_glossary", screen.picture());
}

#[test]
fn typing_finds_a_word_of_the_glossary_and_enter_closes_it() {
    let mut screen = Screen::django(80, 24);
    let before = screen.picture();
    screen.press(&["w", "m", "u", "s", "l"]);
    assert_eq!(screen.app.layer(), Layer::Typing);
    assert!(screen.row_with("▸ musl").is_some());
    assert!(screen.row_with("C library, used by Alpine.").is_some());
    screen.press(&["Enter"]);
    assert!(screen.effects.is_empty());
    assert_eq!(screen.picture(), before);
    screen.press(&["w", "z", "z", "z"]);
    assert!(screen.row_with("No word of the glossary").is_some());
    screen.press(&["Esc"]);
    assert_eq!(screen.picture(), before);
}

#[test]
fn who_is_new_to_docker_is_told_which_words_are_explained() {
    let mut screen = Screen::open(b"FROM scratch\nCMD [\"a\"]\n", 120, 36);
    let row = screen.row_with("w says what they mean").unwrap();
    assert!(row.contains("Words"), "{row}");
    screen.press(&["d"]);
    assert!(screen.row_with("w says what").is_none(), "a daily user");
    screen.press(&["d", "d", "4"]);
    assert!(screen.row_with("w says what").is_none(), "another view");
}

#[test]
fn a_finding_is_shown_with_its_reason_and_its_fix() {
    let mut screen = Screen::open(FAULTY, 120, 36);
    screen.press(&["j", "5"]);
    insta::assert_snapshot!("wide_finding", screen.picture());
    screen.resize(80, 24);
    insta::assert_snapshot!("narrow_finding", screen.picture());
}

#[test]
fn each_kind_of_fix_is_drawn_whole() {
    let mut screen = Screen::open(FAULTY, 120, 36);
    screen.press(&["5"]);
    for (row, keys) in [
        ("+ FROM python:3.13-slim AS site", &[][..]),
        ("+ ENV APP_HOME=/srv/site", &["j"]),
        ("│         apt-get install -y git", &["j", "j", "j"]),
        ("None that a program could make", &["j"]),
        ("+ CMD [\"python\", \"manage.py\", \"runserver\"]", &["j"]),
    ] {
        screen.press(keys);
        assert!(
            screen.row_with(row).is_some(),
            "{row}\n{}",
            screen.picture()
        );
    }
}

#[test]
fn where_nothing_is_found_it_says_what_was_looked_at_and_where_else_to_look() {
    let mut screen = Screen::open(FAULTY, 120, 36);
    screen.press(&["j", "j", "5"]);
    assert!(screen.row_with("The checks find nothing here.").is_some());
    assert!(screen.row_with("They looked at whether the path").is_some());
    assert!(screen.row_with("Elsewhere in this file:").is_some());
    assert!(screen.row_with("Line 8: ").is_some());
}

#[test]
fn the_name_of_a_stage_is_no_word_of_the_glossary() {
    let mut screen = Screen::open(b"FROM scratch AS layer\nFROM layer\n", 120, 36);
    screen.press(&["w"]);
    assert!(screen.row_with("▸ stage").is_some());
    screen.press(&["l", "a", "y", "e", "r"]);
    assert!(
        screen.row_with("▸ layer").is_some(),
        "it can still be found"
    );
}

#[test]
fn typed_commands_give_words_and_fixes_too() {
    let mut screen = Screen::open(FAULTY, 80, 24);
    let mut ask = |line: &str| screen.app.plain_line(line).doc.to_plain();
    assert!(ask("words").contains("stage: The instructions from one FROM"));
    assert!(ask("words PID 1").starts_with("process 1: "));
    assert!(ask("words zyzzy").contains("does not have this word"));
    assert!(
        ask("checks").contains("- FROM python:3.13-slim as site\n+ FROM python:3.13-slim AS site")
    );
}
