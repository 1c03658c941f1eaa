//! Every view, overlay and mode, on five files and in three sizes: keys in, pictures out.
//!
//! A picture is its text and, below, its styles; the pictures of one file and size lie in one
//! snapshot, each below its name.

use crate::screen::Screen;
use std::fmt::Write as _;

/// The files: what is peculiar to each, its text, and the keys to an instruction worth looking at.
const FILES: [(&str, &[u8], &[&str]); 5] = [
    (
        "django",
        include_bytes!("../../lessons/23-django-two-stages/Dockerfile"),
        &["j", "j", "j"],
    ),
    (
        "single",
        include_bytes!("files/single.Dockerfile"),
        &["j", "j"],
    ),
    (
        "errors",
        include_bytes!("files/errors.Dockerfile"),
        &["j", "j", "j"],
    ),
    (
        "windows",
        include_bytes!("files/windows.Dockerfile"),
        &["j", "j"],
    ),
    (
        "twelve",
        include_bytes!("files/twelve.Dockerfile"),
        &["G", "h", "j", "j"],
    ),
];

/// The sizes, in columns and rows.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 50)];

/// The stops of the tour: a name, and the keys that lead there from the instruction.
const STOPS: [(&str, &[&str]); 17] = [
    ("explain", &[]),
    ("explain, scrolled", &["PageDown"]),
    ("explain for experts", &["d", "d"]),
    ("parts", &["Enter", "Down"]),
    ("state", &["2"]),
    ("files", &["3"]),
    ("cache", &["4"]),
    ("checks", &["5"]),
    ("help", &["?"]),
    ("search", &["/", "c", "o", "p", "y"]),
    ("search, found", &["/", "c", "o", "p", "y", "Enter", "n"]),
    ("target", &["t"]),
    ("arguments", &["a"]),
    ("words", &["w", "l", "a", "y"]),
    ("note", &["m", "w", "h", "y"]),
    ("a question", &["p", "k", "j"]),
    ("a question, answered", &["p", "k", "j", "1"]),
];

fn tour(name: &str) {
    let (_, bytes, way) = FILES.into_iter().find(|file| file.0 == name).unwrap();
    for (columns, rows) in SIZES {
        let mut pictures = String::new();
        for (stop, keys) in STOPS {
            let mut screen = Screen::open(bytes, columns, rows);
            screen.press(way);
            screen.press(keys);
            writeln!(pictures, "=== {stop} ===\n\n{}\n", screen.picture()).unwrap();
        }
        insta::assert_snapshot!(format!("tour_{name}_{columns}x{rows}"), pictures);
    }
}

#[test]
fn django() {
    tour("django");
}

#[test]
fn a_single_stage() {
    tour("single");
}

#[test]
fn a_file_with_errors() {
    tour("errors");
}

#[test]
fn windows() {
    tour("windows");
}

#[test]
fn twelve_stages() {
    tour("twelve");
}
