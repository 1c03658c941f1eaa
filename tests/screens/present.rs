//! A presentation, for the room and for its instructor: every kind of page, before and behind its answer.

use crate::screen::Screen;
use dockstep::app::App;
use dockstep::app::effect::Effect;
use dockstep::app::msg::Msg;
use dockstep::app::presentation::message::{Message, Presented, Standing, Turning};
use dockstep::course::library::built_in;
use dockstep::course::pack::built_in_packs::built_in_pack;
use dockstep::course::pack::pack_reader::read_pack;
use dockstep::course::programme::Programme;
use dockstep::view::theme::Theme;
use std::fmt::Write as _;

/// The sizes, in columns and rows.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 50)];

/// The stops: a name, what is presented, the lesson's page, and the keys from there.
const STOPS: [(&str, &str, &str, &[&str]); 17] = [
    ("cover", "workshop", "", &[]),
    ("a lesson begins", "copy-exactly", "", &[]),
    ("read", "copy-exactly", "not-cp", &[]),
    (
        "read, the next paragraph",
        "copy-exactly",
        "not-cp",
        &["Enter"],
    ),
    ("predict", "copy-exactly", "folder-copied", &[]),
    (
        "predict, the answer",
        "copy-exactly",
        "folder-copied",
        &["a"],
    ),
    (
        "predict, a reason",
        "copy-exactly",
        "folder-copied",
        &["a", "a", "a"],
    ),
    ("choose several", "copy-exactly", "whose-files", &[]),
    ("fill in", "copy-exactly", "where-the-script-lands", &[]),
    (
        "fill in, a reason",
        "copy-exactly",
        "where-the-script-lands",
        &["a", "a"],
    ),
    (
        "point at a line, the answer",
        "copy-exactly",
        "which-line-flattens",
        &["a"],
    ),
    ("put in order", "order-for-the-cache", "put-in-order", &[]),
    (
        "put in order, a reason",
        "order-for-the-cache",
        "put-in-order",
        &["a", "a"],
    ),
    ("exercise", "copy-exactly", "one-copy-for-all", &[]),
    (
        "exercise, two hints",
        "copy-exactly",
        "one-copy-for-all",
        &["a", "a"],
    ),
    (
        "exercise, solved",
        "copy-exactly",
        "one-copy-for-all",
        &["a", "a", "a", "a"],
    ),
    ("the end", "copy-exactly", "", &["G"]),
];

fn presented(what: &str) -> Presented {
    Presented {
        what: what.to_owned(),
        lessons: None,
        pages: 0,
    }
}

/// Finds a built-in pack, or else a lesson, as the command does.
fn programme(app: &mut App, what: &str) -> Programme {
    let Some(source) = built_in_pack(what) else {
        return app.programme(what).unwrap();
    };
    let read = read_pack(&source, &built_in(), &Screen::options());
    app.use_pack(read.pack.unwrap());
    app.programme_of_pack().unwrap()
}

/// Opens a presentation at a page of its first lesson, or at its start.
fn room(what: &str, page: &str, columns: u16, rows: u16) -> Screen {
    let mut app = App::new(Screen::options());
    let programme = programme(&mut app, what);
    let pages = &programme.lessons[0].lesson.pages;
    let at = pages.iter().position(|found| found.id == page);
    // The lesson's title stands before its pages.
    let at = at.map_or(0, |at| at + 1);
    let effects = app.present(programme, presented(what), None, at);
    Screen::of_app(app, effects, columns, rows, Theme::colours())
}

fn instructor(what: &str, columns: u16, rows: u16) -> Screen {
    let mut app = App::new(Screen::options());
    let programme = programme(&mut app, what);
    let pages = programme.lessons.iter();
    let pages: usize = pages.map(|lesson| lesson.lesson.pages.len() + 1).sum();
    let cover = usize::from(programme.lessons.len() > 1);
    let presented = Presented {
        pages: pages + cover + 1,
        ..presented(what)
    };
    let effects = app
        .follow_presentation(programme, &presented, what)
        .unwrap();
    Screen::of_app(app, effects, columns, rows, Theme::colours())
}

fn stands(page: usize, step: usize, elapsed: u64, spent: &[u64]) -> Msg {
    Msg::Heard(Ok(Message::Stands(Standing {
        page,
        step,
        blank: false,
        elapsed,
        spent: spent.to_vec(),
    })))
}

#[test]
fn every_kind_of_page_has_its_picture() {
    for (columns, rows) in SIZES {
        let mut pictures = String::new();
        for (stop, what, page, keys) in STOPS {
            let mut screen = room(what, page, columns, rows);
            screen.press(keys);
            writeln!(pictures, "=== {stop} ===\n\n{}\n", screen.picture()).unwrap();
        }
        insta::assert_snapshot!(format!("present_{columns}x{rows}"), pictures);
    }
}

#[test]
fn the_instructors_screen_has_its_picture() {
    for (columns, rows) in SIZES {
        let mut pictures = String::new();
        let mut screen = instructor("workshop", columns, rows);
        writeln!(pictures, "=== waiting ===\n\n{}\n", screen.picture()).unwrap();
        screen.tell(stands(3, 1, 754, &[700]));
        writeln!(pictures, "=== a question ===\n\n{}\n", screen.picture()).unwrap();
        screen.tell(Msg::PresentationLost);
        writeln!(pictures, "=== over ===\n\n{}\n", screen.picture()).unwrap();
        insta::assert_snapshot!(format!("present_instructor_{columns}x{rows}"), pictures);
    }
}

#[test]
fn an_answer_is_hidden_until_it_is_asked_for() {
    let mut screen = room("copy-exactly", "folder-copied", 120, 36);
    assert!(screen.row_with("✓").is_none());
    screen.press(&["Right", "Left"]);
    assert!(screen.row_with("✓").is_none());
    screen.press(&["Enter"]);
    assert!(screen.row_with("✓").is_some());
    screen.press(&["Backspace"]);
    assert!(screen.row_with("✓").is_none());
    // Each page begins hidden, also when the room comes back to it.
    screen.press(&["a", "Right", "Left"]);
    assert!(screen.row_with("✓").is_none());
}

#[test]
fn a_number_turns_to_its_page_and_beyond_the_last_to_the_last() {
    let mut screen = room("copy-exactly", "", 120, 36);
    screen.press(&["3"]);
    assert!(screen.row_with("page 3 ⏎").is_some());
    screen.press(&["Enter"]);
    assert!(screen.row_with("3 / 13").is_some(), "{:#?}", screen.rows());
    screen.press(&["9", "9", "9", "9", "9", "Enter"]);
    assert!(screen.row_with("13 / 13").is_some());
    screen.press(&["2", "Esc", "Enter"]);
    assert!(
        screen.row_with("13 / 13").is_some(),
        "Esc forgets the number"
    );
    screen.press(&["0", "Enter"]);
    assert!(screen.row_with("1 / 13").is_some());
}

#[test]
fn every_turn_is_said_to_whoever_follows() {
    let mut screen = room("copy-exactly", "", 120, 36);
    screen.press(&["Right"]);
    let [Effect::Announce(Message::Stands(standing))] = &screen.effects[..] else {
        panic!("{:?}", screen.effects);
    };
    assert_eq!((standing.page, standing.step), (1, 0));
    screen.press(&["g", "Left"]);
    assert_eq!(screen.effects, [], "there is no page before the first");
    screen.tell(Msg::Heard(Ok(Message::Asks(Turning::Last))));
    assert!(screen.row_with("13 / 13").is_some());
    assert_eq!(screen.effects.len(), 1);
}

#[test]
fn a_follower_asks_and_does_not_turn_by_itself() {
    let mut screen = instructor("copy-exactly", 120, 36);
    screen.press(&["Right"]);
    assert_eq!(
        screen.effects,
        [Effect::Announce(Message::Asks(Turning::Next))]
    );
    assert!(screen.row_with("Page 1 of 13").is_some());
    screen.tell(stands(usize::MAX, usize::MAX, u64::MAX, &[u64::MAX; 3]));
    assert!(screen.row_with("Page 13 of 13").is_some());
    screen.tell(stands(2, usize::MAX, 0, &[]));
    assert!(screen.row_with("Page 3 of 13").is_some());
}

#[test]
fn the_time_is_counted_by_lesson_and_held_against_the_plan() {
    let mut room = room("workshop", "", 120, 36);
    room.tell(Msg::SecondsPassed(100));
    room.press(&["Right"]);
    room.tell(Msg::SecondsPassed(340));
    let [Effect::Announce(Message::Stands(standing))] = &room.effects[..] else {
        panic!("{:?}", room.effects);
    };
    assert_eq!((standing.elapsed, &standing.spent[..]), (240, &[240][..]));
    let mut instructor = instructor("workshop", 120, 36);
    instructor.tell(Msg::Heard(Ok(Message::Stands(standing.clone()))));
    assert!(instructor.row_with("In all 4:00 of 1:30:00").is_some());
    assert!(instructor.row_with("This lesson 4:00 of").is_some());
    assert!(instructor.row_with("4 min behind").is_some());
}

#[test]
fn other_pages_than_the_presentations_are_refused() {
    let mut app = App::new(Screen::options());
    let programme = app.programme("copy-exactly").unwrap();
    let other = presented("copy-exactly");
    let fault = app.follow_presentation(programme, &other, "copy-exactly");
    assert!(fault.unwrap_err().contains("the same lessons have 13"));
}

#[test]
fn every_size_draws_every_page() {
    for (columns, rows) in [
        (1, 1),
        (40, 10),
        (41, 11),
        (61, 16),
        (90, 20),
        (109, 24),
        (300, 100),
    ] {
        for what in ["copy-exactly", "order-for-the-cache"] {
            let mut screen = room(what, "", columns, rows);
            for _ in 0..14 {
                screen.press(&["a", "a", "Down", "a", "a", "a", "a", "Up", "Right"]);
            }
            let mut screen = instructor(what, columns, rows);
            for page in 0..13 {
                screen.tell(stands(page, 1, 60, &[60]));
                screen.press(&["Down", "Up", "?", "Esc"]);
            }
        }
    }
}

#[test]
fn a_screen_reader_finds_the_cursor_at_what_was_shown_last() {
    let mut screen = room("copy-exactly", "folder-copied", 80, 24);
    let question = screen.layout.cursor;
    screen.press(&["a"]);
    assert!(screen.layout.cursor.is_some());
    assert_ne!(screen.layout.cursor, question);
}

#[test]
fn both_screens_name_an_option_by_the_same_letter() {
    let mut room = room("workshop", "", 120, 36);
    let mut instructor = instructor("workshop", 120, 60);
    let mut compared = 0;
    for page in 0..40 {
        room.tell(Msg::Heard(Ok(Message::Asks(Turning::Page(page)))));
        instructor.tell(stands(page, 0, 0, &[]));
        for row in room.rows() {
            let mut words = row.split_whitespace();
            let letter = words
                .next()
                .filter(|word| ["A", "B", "C", "D"].contains(word));
            // The words at the start of the option, not those of a Dockerfile beside it.
            let (Some(letter), Some(first)) = (letter, words.next()) else {
                continue;
            };
            let wanted = format!("{letter} {first}");
            let rows = instructor.rows();
            assert!(
                rows.iter().any(|row| row.contains(&wanted)),
                "{wanted:?} in {rows:#?}"
            );
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn code_in_a_belief_is_shown_as_code() {
    let mut instructor = instructor("workshop", 100, 30);
    for page in 0..40 {
        instructor.tell(stands(page, 0, 0, &[]));
        assert!(
            instructor.row_with("`").is_none(),
            "{:#?}",
            instructor.rows()
        );
    }
}

#[test]
fn the_question_stays_in_sight_beside_a_reason() {
    let mut screen = room("copy-exactly", "folder-copied", 60, 20);
    let question = screen.rows()[usize::from(screen.layout.cursor.unwrap().1)].clone();
    assert!(!question.trim().is_empty());
    let mut is_told = false;
    for _ in 0..6 {
        screen.press(&["a"]);
        let last = screen.rows().last().cloned().unwrap();
        is_told |= last.contains('↑') || last.contains('↓');
        assert!(
            screen.rows().contains(&question),
            "{question:?} in {:#?}",
            screen.rows()
        );
    }
    assert!(is_told, "what is out of sight is told");
}
