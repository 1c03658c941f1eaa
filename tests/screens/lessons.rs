//! The pages of lessons: every kind, open and answered, in three sizes; and what keys do on them.

use crate::screen::Screen;
use dockstep::app::App;
use dockstep::app::draft::Draft;
use dockstep::app::effect::Effect;
use dockstep::app::msg::Msg;
use dockstep::course::progress::deed::Deed;
use dockstep::view::theme::{Theme, ThemeName};
use std::fmt::Write as _;

/// The sizes, in columns and rows.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 50)];

/// The stops: a name, the lesson and its page, and the keys from there.
const STOPS: [(&str, &str, &str, &[&str]); 18] = [
    ("read", "copy-exactly", "not-cp", &[]),
    ("read, a part lit", "copy-exactly", "not-cp", &["Down"]),
    ("predict", "copy-exactly", "folder-copied", &[]),
    ("predict, sure", "copy-exactly", "folder-copied", &["s"]),
    ("predict, answered", "copy-exactly", "folder-copied", &["1"]),
    (
        "choose one, answered",
        "copy-exactly",
        "keep-the-folder",
        &["2"],
    ),
    (
        "choose several",
        "copy-exactly",
        "whose-files",
        &["Space", "Down", "Space"],
    ),
    (
        "choose several, answered",
        "copy-exactly",
        "whose-files",
        &["1", "3", "Enter"],
    ),
    (
        "fill in",
        "copy-exactly",
        "where-the-script-lands",
        &["/", "u", "s", "r"],
    ),
    (
        "fill in, answered",
        "copy-exactly",
        "where-the-script-lands",
        &["/", "u", "Enter"],
    ),
    (
        "point at a line",
        "copy-exactly",
        "which-line-flattens",
        &["Down", "Down"],
    ),
    (
        "point at a line, answered",
        "copy-exactly",
        "which-line-flattens",
        &["Down", "Enter"],
    ),
    (
        "put in order",
        "order-for-the-cache",
        "put-in-order",
        &["Space", "Down"],
    ),
    (
        "put in order, answered",
        "order-for-the-cache",
        "put-in-order",
        &["Down", "Enter"],
    ),
    ("exercise", "copy-exactly", "one-copy-for-all", &[]),
    (
        "exercise, edited",
        "copy-exactly",
        "one-copy-for-all",
        &["Enter", "Down", "End", "x"],
    ),
    (
        "exercise, helped",
        "copy-exactly",
        "one-copy-for-all",
        &["t", "t", "s"],
    ),
    ("the end", "copy-exactly", "one-copy-for-all", &["Right"]),
];

#[test]
fn every_kind_of_page_has_its_picture() {
    for (columns, rows) in SIZES {
        let mut pictures = String::new();
        for (stop, lesson, page, keys) in STOPS {
            let mut screen = Screen::lesson(lesson, page, columns, rows);
            screen.press(keys);
            writeln!(pictures, "=== {stop} ===\n\n{}\n", screen.picture()).unwrap();
        }
        insta::assert_snapshot!(format!("lessons_{columns}x{rows}"), pictures);
    }
}

fn kept(screen: &Screen) -> Vec<&Deed> {
    let effects = screen.effects.iter();
    effects
        .filter_map(|effect| match effect {
            Effect::Keep(deed) => Some(deed),
            _ => None,
        })
        .collect()
}

#[test]
fn an_answer_is_kept_once_however_often_it_is_given() {
    let mut screen = Screen::lesson("copy-exactly", "folder-copied", 120, 36);
    screen.press(&["g", "1"]);
    assert!(
        matches!(kept(&screen)[..], [Deed::Answered(answer)] if answer.page == "folder-copied"),
        "{:?}",
        screen.effects
    );
    screen.press(&["r", "2"]);
    assert!(
        kept(&screen).is_empty(),
        "the first answer is the one that counts"
    );
    assert!(screen.row_with("yours").is_some());
}

#[test]
fn the_reason_the_reader_is_at_lights_its_line() {
    // The third reason of this page points at WORKDIR.
    let mut screen = Screen::lesson("copy-exactly", "folder-copied", 120, 36);
    screen.press(&["1"]);
    let lit = |screen: &Screen| {
        let row = screen.rows().into_iter().find(|row| row.contains("│ ▸  "));
        row.unwrap_or_default()
    };
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(lit(&screen).contains("WORKDIR"));
        screen.press(&["Up"]);
    }
    for _ in 0..4 {
        seen.push(lit(&screen).contains("WORKDIR"));
        screen.press(&["Down"]);
    }
    assert!(seen.contains(&true), "{:?}", screen.rows());
    assert!(seen.contains(&false));
}

#[test]
fn an_answer_that_is_missing_is_asked_for() {
    let mut screen = Screen::lesson("copy-exactly", "whose-files", 120, 36);
    screen.press(&["Enter"]);
    assert!(screen.row_with("Nothing is marked").is_some());
    assert!(kept(&screen).is_empty());
    let mut screen = Screen::lesson("copy-exactly", "where-the-script-lands", 120, 36);
    screen.press(&["Enter"]);
    assert!(screen.row_with("Nothing is written").is_some());
}

#[test]
fn every_order_that_is_right_passes_and_a_held_line_moves() {
    let mut screen = Screen::lesson("order-for-the-cache", "put-in-order", 120, 36);
    let first = |screen: &Screen| screen.row_with("▸ 1").unwrap_or_default();
    screen.press(&["Down"]);
    let before = first(&screen);
    screen.press(&["Space", "Down"]);
    let held = screen.row_with("▸ 2↕").unwrap();
    let line = before
        .split("▸ 1")
        .nth(1)
        .unwrap()
        .trim_matches(['↕', ' ', '│']);
    assert!(held.contains(line), "{held} {line}");
    screen.press(&["Space", "Up"]);
    assert!(!first(&screen).contains(line));
}

#[test]
fn turning_back_shows_what_was_answered() {
    let mut screen = Screen::lesson("copy-exactly", "folder-copied", 120, 36);
    screen.press(&["1", "Right", "Left"]);
    assert!(screen.row_with("yours").is_some());
    screen.press(&["Left"]);
    assert!(screen.row_with("page 1 of 11").is_some());
    screen.press(&["Left"]);
    assert!(
        screen.row_with("page 1 of 11").is_some(),
        "there is no page before"
    );
}

#[test]
fn pages_that_were_passed_over_are_named_at_the_end() {
    let mut screen = Screen::lesson("copy-exactly", "one-copy-for-all", 120, 36);
    screen.press(&["Right"]);
    assert!(
        screen
            .row_with("These pages are open still: 2, 3")
            .is_some()
    );
    assert!(
        !kept(&screen)
            .iter()
            .any(|deed| matches!(deed, Deed::Finished { .. })),
        "whoever passes pages over has not finished"
    );
}

#[test]
fn a_changed_file_of_an_exercise_moves_its_goals_and_can_be_undone() {
    let mut screen = Screen::lesson("copy-exactly", "one-copy-for-all", 120, 40);
    let draft = |text: &str| Msg::DraftRead {
        draft: Draft {
            lesson: "copy-exactly".to_owned(),
            page: "one-copy-for-all".to_owned(),
            text: text.to_owned(),
        },
        path: "exercise.Dockerfile".into(),
    };
    screen.tell(draft("FROM node:20-alpine\nWORKDIR /shop\n"));
    assert!(screen.row_with("WORKDIR /shop").is_some());
    assert!(screen.row_with("WORKDIR shop").is_none());
    screen.press(&["Enter", "Ctrl-U", "Ctrl-U"]);
    assert!(
        screen.row_with("WORKDIR shop").is_some(),
        "{:#?}",
        screen.rows()
    );
    // What belongs to another page is passed over.
    screen.tell(Msg::DraftRead {
        draft: Draft {
            lesson: "copy-exactly".to_owned(),
            page: "another".to_owned(),
            text: "FROM scratch\n".to_owned(),
        },
        path: "other".into(),
    });
    assert!(screen.row_with("FROM scratch").is_none());
}

#[test]
fn what_an_editor_pastes_is_harmless() {
    let mut screen = Screen::lesson("copy-exactly", "one-copy-for-all", 120, 40);
    screen.press(&["Enter"]);
    screen.tell(Msg::Paste("RUN \u{1b}[2Jx\u{202e}y".to_owned()));
    let row = screen.row_with("RUN [2Jx").unwrap();
    assert!(
        !row.contains('\u{1b}') && !row.contains('\u{202e}'),
        "{row}"
    );
}

#[test]
fn the_dockerfile_of_a_page_can_be_studied_and_left_again() {
    let mut screen = Screen::lesson("copy-exactly", "no-slash", 120, 36);
    screen.press(&["x"]);
    assert!(screen.row_with("Answer first").is_some());
    screen.press(&["1", "x"]);
    assert!(screen.row_with("instruction 5 of 9").is_some());
    screen.press(&["q"]);
    assert!(screen.row_with("page 4 of 11").is_some());
    screen.press(&["q"]);
    assert!(screen.effects.contains(&Effect::Quit));
}

#[test]
fn no_size_breaks_a_page() {
    for (_, lesson, page, keys) in STOPS {
        let mut screen = Screen::lesson(lesson, page, 120, 36);
        screen.press(keys);
        for columns in [0, 1, 39, 40, 41, 60, 89, 90, 91, 300] {
            for rows in [0, 1, 9, 10, 11, 16, 24, 70] {
                screen.resize(columns, rows);
                screen.press(&["Down", "PageDown", "Up"]);
            }
        }
    }
}

#[test]
fn without_colours_the_pages_say_the_same() {
    for (stop, lesson, page, keys) in STOPS {
        let rows = |theme: ThemeName| {
            let mut app = App::new(Screen::options());
            let effects = app.open_lesson(lesson, Some(page));
            let mut screen = Screen::of_app(app, effects, 120, 36, Theme::built_in(theme));
            screen.press(keys);
            screen.rows()
        };
        let plain = rows(ThemeName::None);
        for theme in ThemeName::ALL {
            assert_eq!(rows(theme), plain, "{stop}");
        }
    }
}

#[test]
fn behind_the_last_hint_the_key_is_named_that_works_there() {
    let mut screen = Screen::lesson("copy-exactly", "one-copy-for-all", 120, 36);
    screen.press(&["Enter", "F2", "F2", "F2", "F2"]);
    assert!(screen.row_with("F3 shows a solution").is_some());
    screen.press(&["Esc", "t"]);
    assert!(screen.row_with("S shows a solution").is_some());
}

#[test]
fn the_time_of_an_answer_counts_from_when_its_question_is_shown() {
    let starts = |screen: &Screen| screen.effects.contains(&Effect::StartStopwatch);
    let mut screen = Screen::lesson("copy-exactly", "folder-copied", 120, 36);
    assert!(starts(&screen), "a lesson");
    screen.press(&["1"]);
    assert!(!starts(&screen));
    screen.press(&["Enter"]);
    assert!(starts(&screen), "the next page");
    let mut screen = Screen::django(120, 36);
    screen.press(&["Q"]);
    assert!(starts(&screen), "questions about a file");
    screen.press(&["Right"]);
    assert!(starts(&screen), "the next question");
    let mut app = App::new(Screen::options());
    let effects = app.open_lesson_quiz("copy-exactly", None);
    assert!(effects.contains(&Effect::StartStopwatch), "a quiz");
}
