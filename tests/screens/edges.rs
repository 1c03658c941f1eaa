//! Files that are long, wide or deep, and files that vanish under the reader.

use crate::screen::Screen;
use dockstep::app::file_error::{FileError, FileFault};
use dockstep::app::msg::{Msg, ReadFile};
use std::fmt::Write as _;

/// Every key of the study, and a few of what lies on top.
const KEYS: [&str; 34] = [
    "j",
    "Enter",
    "Down",
    "End",
    "Esc",
    "2",
    "PageDown",
    "3",
    "4",
    "5",
    "1",
    "l",
    "h",
    "G",
    "k",
    "b",
    "Backspace",
    "t",
    "Down",
    "Enter",
    "a",
    "Esc",
    "w",
    "Esc",
    "/",
    "x",
    "Enter",
    "n",
    "N",
    "d",
    "p",
    "j",
    "1",
    "Enter",
];

/// Opens a text in two sizes and presses every key; no row is wider than the screen.
fn survives(text: &str) {
    for (columns, rows) in [(120, 36), (80, 24)] {
        let mut screen = Screen::open(text.as_bytes(), columns, rows);
        for key in KEYS {
            screen.press(&[key]);
            let widest = screen
                .rows()
                .iter()
                .map(|row| dockstep::view::row::width(row))
                .max();
            assert!(widest <= Some(usize::from(columns)), "after {key}");
        }
    }
}

#[test]
fn ten_thousand_lines() {
    let block =
        "RUN set -e; \\\n  apk add --no-cache \"$A\" \\\n  # why\n  && echo 'b' \\\n  | tee /c\n";
    let text = format!("FROM alpine\n{}", block.repeat(2_000));
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    screen.press(&["G"]);
    assert!(screen.row_with("▸  9997").is_some(), "{:?}", screen.rows());
    screen.press(&["g", "j", "2", "5"]);
    assert!(screen.row_with("▸     2").is_some(), "{:?}", screen.rows());
}

#[test]
fn a_line_of_five_thousand_characters() {
    let text = format!(
        "FROM alpine\nRUN true{}\n",
        " && echo \"$A\" -b 'c' > /d".repeat(200)
    );
    survives(&text);
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    // The last part lies far to the right: the line is shown from there.
    screen.press(&["j", "Enter", "End"]);
    let row = screen
        .row_with("▸   2")
        .or(screen.row_with("▸  2"))
        .unwrap();
    assert!(row.contains('…'), "{row}");
}

#[test]
fn sixty_stages() {
    let mut text = "FROM alpine AS s0\n".to_owned();
    for stage in 1..60 {
        let from = stage - 1;
        writeln!(text, "FROM alpine AS s{stage}\nCOPY --from=s{from} /a /a").unwrap();
    }
    survives(&text);
    let mut screen = Screen::open(text.as_bytes(), 120, 36);
    screen.press(&["G"]);
    assert!(screen.row_with("stage 60 of 60").is_some());
    assert!(screen.row_with("▸ s59").is_some(), "{:?}", screen.rows());
}

#[test]
fn two_hundred_parts_in_one_run() {
    let text = format!(
        "FROM alpine\nRUN apk add{}\n",
        " \\\n    package".repeat(200)
    );
    survives(&text);
}

#[test]
fn wide_characters_and_tabs() {
    survives(
        "FROM alpine\nRUN echo '日本語日本語' \\\n\t&& echo \"e\u{301}e\u{301}\" \\\n\t\t日本 | ﾞ\nLABEL 名前=\"値\u{202e}\"\n",
    );
}

#[test]
fn what_vanishes_or_breaks_leaves_what_was_read() {
    let mut screen = Screen::open(b"FROM alpine\nRUN one\n", 120, 36);
    screen.press(&["j"]);
    for fault in [
        FileFault::Missing,
        FileFault::Unreadable("permission denied".to_owned()),
        FileFault::Binary,
        FileFault::Empty,
        FileFault::TooLarge,
    ] {
        let path = "shop/Dockerfile".to_owned();
        screen.tell(Msg::FileChanged(Err(FileError { path, fault })));
        assert!(screen.row_with("what you see was read before").is_some());
        assert!(screen.row_with("▸  2  RUN one").is_some());
    }
    screen.tell(Msg::FileChanged(Ok(ReadFile {
        name: "shop/Dockerfile".to_owned(),
        path: None,
        bytes: b"FROM alpine\nENV A=b\nRUN one\n".to_vec(),
    })));
    assert!(screen.row_with("▸  3  RUN one").is_some());
    assert!(screen.row_with("what you see was read before").is_none());
}
