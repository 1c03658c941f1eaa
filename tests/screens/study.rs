//! Studying a Dockerfile: what keys do to the picture.

use crate::screen::Screen;
use dockstep::app::effect::Effect;
use dockstep::app::layer::Layer;
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
