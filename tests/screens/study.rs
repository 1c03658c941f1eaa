//! Studying a Dockerfile: what keys do to the picture.

use crate::screen::Screen;
use dockstep::app::effect::Effect;
use dockstep::app::layer::Layer;
use dockstep::app::mouse::{Mouse, MouseKind};
use dockstep::app::msg::Msg;
use dockstep::view::theme::Theme;

#[test]
fn the_first_picture_wide_and_narrow() {
    insta::assert_snapshot!("wide_first", Screen::django(120, 36).picture());
    insta::assert_snapshot!("narrow_first", Screen::django(80, 24).picture());
}

#[test]
fn a_crossing_wide_and_narrow() {
    let keys = ["Right", "Down", "Down"];
    let mut screen = Screen::django(120, 36);
    screen.press(&keys);
    insta::assert_snapshot!("wide_crossing", screen.picture());
    screen.resize(80, 24);
    insta::assert_snapshot!("narrow_crossing", screen.picture());
}

#[test]
fn the_help_lies_on_top_and_goes_away() {
    let mut screen = Screen::django(80, 24);
    let before = screen.picture();
    screen.press(&["?"]);
    assert_eq!(screen.app.layer(), Layer::Text);
    assert!(screen.row_with("Goes to the next instruction.").is_some());
    screen.press(&["End"]);
    assert!(screen.row_with("fg returns here").is_some());
    screen.press(&["q"]);
    assert!(screen.effects.is_empty(), "q in the help only closes it");
    assert_eq!(screen.picture(), before);
    for keys in [["?", "?"], ["?", "Esc"]] {
        screen.press(&keys);
        assert_eq!(screen.app.layer(), Layer::Study);
    }
}

#[test]
fn quitting_asks_the_host() {
    let mut screen = Screen::django(80, 24);
    screen.press(&["Esc"]);
    assert!(screen.effects.is_empty());
    screen.press(&["q"]);
    assert_eq!(screen.effects, [Effect::Quit]);
    screen.press(&["?", "Ctrl-C"]);
    assert_eq!(screen.effects, [Effect::Quit]);
}

#[test]
fn every_instruction_can_be_reached_and_left_again() {
    let mut screen = Screen::django(80, 24);
    for number in 1..=11 {
        assert!(
            screen
                .row_with(&format!("instruction {number} of 11"))
                .is_some()
        );
        let (_, y) = screen.layout.cursor.unwrap();
        assert!(screen.rows()[usize::from(y)].contains('▸'));
        screen.press(&["j"]);
    }
    for number in (1..=11).rev() {
        assert!(
            screen
                .row_with(&format!("instruction {number} of 11"))
                .is_some()
        );
        screen.press(&["k"]);
    }
}

#[test]
fn stages_are_stepped_by_their_first_line() {
    let mut screen = Screen::django(120, 36);
    screen.press(&["Right"]);
    assert!(
        screen
            .row_with("instruction 5 of 11 · stage 2 of 2")
            .is_some()
    );
    assert!(screen.row_with("▸  8  FROM python:3.9-slim").is_some());
    screen.press(&["Right", "Left"]);
    assert!(
        screen
            .row_with("instruction 1 of 11 · stage 1 of 2")
            .is_some()
    );
    let mut screen = Screen::open(b"ARG V=1\nFROM a:$V\nRUN x\n", 120, 36);
    assert!(screen.row_with("before the stages").is_some());
    screen.press(&["Right"]);
    assert!(
        screen
            .row_with("instruction 2 of 3 · stage 1 of 1")
            .is_some()
    );
}

#[test]
fn all_lines_of_an_instruction_are_marked() {
    let mut screen = Screen::django(120, 36);
    screen.press(&["j", "j", "j"]);
    for mark in ["▸  4  RUN", "│  5      &&", "│  6      &&", "  7"] {
        assert!(screen.row_with(mark).is_some(), "{mark}");
    }
}

#[test]
fn the_explanation_scrolls_to_its_end_and_starts_anew_at_the_next_instruction() {
    let text = format!("FROM a\nENV {}\nRUN x\n", "NAME=value ".repeat(60));
    let mut screen = Screen::open(text.as_bytes(), 80, 24);
    screen.press(&["j"]);
    for _ in 0..60 {
        screen.press(&["PageDown"]);
    }
    assert_eq!(screen.layout.explanation.rows_below(), 0);
    assert!(screen.layout.explanation.top > 0);
    screen.press(&["PageUp"]);
    assert!(screen.layout.explanation.rows_below() > 0);
    screen.press(&["j"]);
    assert_eq!(screen.layout.explanation.top, 0);
}

#[test]
fn a_long_file_scrolls_with_the_cursor() {
    let text = format!("FROM a\n{}", "RUN x\n".repeat(200));
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    screen.press(&["End"]);
    assert!(screen.row_with("▸ 201  RUN x").is_some());
    assert!(screen.row_with("   1  FROM a").is_none());
    screen.press(&["Home"]);
    assert!(screen.row_with("▸   1  FROM a").is_some());
}

#[test]
fn what_is_refused_is_shown_at_its_line() {
    let mut screen = Screen::open(b"FROM a\nENV b\nRUN c\n", 120, 36);
    assert!(screen.row_with("2✗ ENV b").is_some());
    screen.press(&["j"]);
    assert!(screen.row_with("ENV must have two arguments").is_some());
    let screen = Screen::open(b"# nothing but a comment\n", 120, 36);
    assert!(screen.row_with("file with no instructions").is_some());
}

#[test]
fn nothing_in_a_file_steers_the_terminal_or_breaks_a_column() {
    let text = "FROM a\nRUN echo \u{1b}[2J \u{202e}x 日本語 e\u{301} 👩\u{200d}🚀\tend\r\n";
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    screen.press(&["j"]);
    let row = screen.row_with("▸  2  RUN").unwrap();
    assert!(row.contains("␛[2J ⟨U+202E⟩x 日本語"), "{row}");
    for row in screen.rows().iter().skip(2).take(10) {
        let bars = row.chars().filter(|&sign| sign == '│').count();
        assert!(bars >= 4, "{row}");
        assert_eq!(dockstep::view::row::width(row), 120, "{row}");
    }
}

#[test]
fn without_colours_there_are_none() {
    let mut screen = Screen::themed(b"FROM a\nENV b\nRUN echo $C # d\n", 120, 36, Theme::plain());
    screen.press(&["j", "j"]);
    let picture = screen.picture();
    let legend = picture.rsplit("\n\n").next().unwrap();
    for colour in ["red", "green", "cyan", "magenta", "dim"] {
        assert!(!legend.contains(colour), "{legend}");
    }
}

/// A RUN whose explanation is long, with a word at its end that its line does not have.
fn searched(columns: u16, rows: u16) -> Screen {
    let text =
        "FROM alpine:3.20\nRUN wget -O - https://example.com/a.tar.gz | tar -xz\nENV PASSWORD=x\n";
    Screen::open(text.as_bytes(), columns, rows)
}

#[test]
fn a_search_scrolls_to_what_it_found() {
    for (columns, rows) in [(60, 20), (80, 24)] {
        let mut screen = searched(columns, rows);
        screen.press(&["/", "p", "i", "p", "e", "Enter"]);
        assert_eq!(screen.app.study().unwrap().cursor, Some(1));
        let found = screen.rows().into_iter().rev().skip(1);
        assert!(
            found
                .into_iter()
                .any(|row| row.to_lowercase().contains("pipe")),
            "{:#?}",
            screen.rows()
        );
        // Whoever scrolls away is left there.
        screen.press(&["PageUp", "PageUp", "PageUp"]);
        assert_eq!(screen.layout.explanation.top, 0);
    }
}

#[test]
fn a_search_shows_the_view_that_has_what_it_found() {
    let mut screen = searched(80, 24);
    screen.press(&["4", "/", "d", "e", "c", "i", "d", "e", "s", "Enter"]);
    assert!(
        screen.row_with("[1 Explain]").is_some(),
        "{:#?}",
        screen.rows()
    );
    let found = screen.rows().into_iter().rev().skip(1);
    assert!(found.into_iter().any(|row| row.contains("decides")));
    // What the lines themselves have is in sight in every view.
    screen.press(&["Esc", "4", "/", "a", "l", "p", "i", "n", "e", "Enter"]);
    assert!(
        screen.row_with("[4 Cache]").is_some(),
        "{:#?}",
        screen.rows()
    );
}

#[test]
fn a_search_offers_the_next_place_only_where_there_is_one() {
    let mut screen = searched(120, 36);
    let last = |screen: &Screen| screen.rows().last().cloned().unwrap();
    screen.press(&["/", "t", "a", "r", ".", "g", "z", "Enter"]);
    assert!(!last(&screen).contains("next"), "{}", last(&screen));
    screen.press(&["/", "x", "x", "x", "x", "Enter"]);
    assert!(!last(&screen).contains("next"), "{}", last(&screen));
    screen.press(&["/", "e", "Enter"]);
    assert!(last(&screen).contains("n next"), "{}", last(&screen));
}

#[test]
fn long_lines_take_several_rows_where_there_is_room() {
    let long =
        "RUN apt-get update && apt-get install -y --no-install-recommends git curl && echo the-end";
    let text = format!("FROM debian:12\n{long}\nENV A=b\n");
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    // The explanation beside it has the words too.
    let has_end = |screen: &Screen| {
        let rows = screen.rows();
        let mut files = rows.iter().filter_map(|row| row.split("││").next());
        files.any(|file| file.contains("the-end"))
    };
    assert!(has_end(&screen), "{:#?}", screen.rows());
    screen.press(&["j", "j"]);
    let (_, y) = screen.layout.cursor.unwrap();
    assert!(screen.rows()[usize::from(y)].contains("ENV A=b"));
    // A file that has to be scrolled keeps a row for each line.
    let text = format!("FROM debian:12\n{long}\n{}", "ENV A=b\n".repeat(40));
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    screen.press(&["j"]);
    assert!(!has_end(&screen), "{:#?}", screen.rows());
}

#[test]
fn a_press_on_a_row_of_a_long_line_goes_to_its_instruction() {
    let long =
        "RUN apt-get update && apt-get install -y --no-install-recommends git curl && echo the-end";
    let text = format!("FROM debian:12\n{long}\nENV A=b\n");
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    let row = |screen: &Screen, words: &str| {
        let place = screen.rows().iter().position(|row| row.contains(words));
        u16::try_from(place.unwrap()).unwrap()
    };
    for (words, instruction) in [("the-end", 1), ("ENV A=b", 2), ("FROM debian", 0)] {
        let press = Mouse {
            kind: MouseKind::Press,
            column: 10,
            row: row(&screen, words),
        };
        screen.tell(Msg::Mouse(press));
        assert_eq!(
            screen.app.study().unwrap().cursor,
            Some(instruction),
            "{words}"
        );
    }
}

#[test]
fn a_message_takes_the_rows_that_it_needs() {
    let mut screen = Screen::django(90, 24);
    let before = screen.picture();
    let fault = "The editor /nope cannot be started (No such file or directory (os error 2)): set EDITOR or VISUAL to one that is there.";
    screen.tell(Msg::Edited(Err(fault.to_owned())));
    let rows = screen.rows();
    let message = rows[rows.len() - 2..].join(" ");
    let words: Vec<&str> = message.split_whitespace().collect();
    assert_eq!(words.join(" "), format!("✗ {fault}"));
    let (_, y) = screen.layout.cursor.unwrap();
    assert!(screen.rows()[usize::from(y)].contains("▸"));
    screen.press(&["Esc"]);
    assert_eq!(screen.picture(), before);
    for (columns, rows) in [(40, 10), (40, 11), (80, 24)] {
        let mut screen = Screen::django(columns, rows);
        screen.tell(Msg::Edited(Err(fault.repeat(9))));
        assert!(screen.layout.cursor.is_some());
    }
}

#[test]
fn the_help_shows_what_belongs_to_the_screen() {
    let mut screen = Screen::django(120, 60);
    screen.press(&["?"]);
    assert!(screen.row_with("Quits.").is_some());
    assert!(screen.row_with("In the parts of an instruction").is_none());
    screen.press(&["Esc", "Enter", "?"]);
    assert!(screen.row_with("In the parts of an instruction").is_some());
    assert!(screen.row_with("1 to 5").is_some());
    let mut screen = Screen::lesson("copy-exactly", "folder-copied", 80, 24);
    screen.press(&["?"]);
    let rows = screen.layout.overlay.unwrap().rows;
    assert!(rows < 60, "{rows}");
    assert!(
        screen
            .row_with("At a question with one right option")
            .is_some()
    );
}

#[test]
fn the_help_says_where_q_leads() {
    let mut screen = Screen::lesson("copy-exactly", "not-cp", 120, 60);
    screen.press(&["x", "?"]);
    assert!(
        screen
            .row_with("Goes back to where you came from.")
            .is_some()
    );
    assert!(screen.row_with("Quits.").is_none());
}

#[test]
fn a_line_shows_its_finding_and_its_note() {
    let mut screen = Screen::open(b"FROM alpine:3.20\nENV PASSWORD=x\n", 120, 36);
    screen.press(&["j", "m", "h", "i", "Enter"]);
    assert!(
        screen.row_with("▸✎ 2! ENV PASSWORD=x").is_some(),
        "{:#?}",
        screen.rows()
    );
}

#[test]
fn a_list_repeats_only_what_it_cuts() {
    let text = "FROM alpine:3.20 AS one\nFROM alpine:3.20\n";
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    screen.press(&["t"]);
    let last = |screen: &Screen| {
        let rows = screen.rows();
        let rows = rows.iter().filter(|row| row.contains("the last stage"));
        rows.cloned().collect::<Vec<String>>()
    };
    let [row] = &last(&screen)[..] else {
        panic!("{:#?}", screen.rows());
    };
    assert_eq!(row.matches("the last stage").count(), 1, "{row}");
}
