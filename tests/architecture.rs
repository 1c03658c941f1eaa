//! The walls of the house: which room may name which, and what may stand where.
//!
//! The compiler enforces none of this inside one crate, so the sources are read as text. Comments,
//! strings and `#[cfg(test)]` modules at the end of a file do not count.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the sources"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in reading order, each with the rooms it may name. A path with `::` opens only that part.
///
/// `course`, `app`, `view` and `export` read a Dockerfile through `analysis`; places, sources and
/// trees are what `analysis` hands out, so they may be named.
const ROOMS: &[(&str, &[&str])] = &[
    ("language", &[]),
    ("doc", &["language::span"]),
    ("context", &["language", "doc"]),
    ("build", &["language", "doc", "context"]),
    ("knowledge", &["language", "doc", "context", "build"]),
    (
        "checks",
        &["language", "doc", "context", "build", "knowledge"],
    ),
    (
        "explain",
        &["language", "doc", "context", "build", "knowledge", "checks"],
    ),
    (
        "analysis",
        &[
            "language",
            "doc",
            "context",
            "build",
            "knowledge",
            "checks",
            "explain",
        ],
    ),
    (
        "project",
        &[
            "language",
            "doc",
            "context::clean_path",
            "build::options",
            "analysis",
        ],
    ),
    ("course", COURSE),
    (
        "app",
        &[
            "doc",
            "analysis",
            "project",
            "course",
            "explain::questions::question",
            "build::options",
            "build::engine",
            "context::build_context",
            "context::archive",
            "language::source",
            "language::span",
            "language::line_index",
            "language::tree",
            "language::keyword",
        ],
    ),
    (
        "view",
        &[
            "doc",
            "analysis",
            "project",
            "course",
            "explain::questions::question",
            "app",
            "language::source",
            "language::span",
            "language::line_index",
            "language::tree",
            "language::keyword",
        ],
    ),
    ("export", READERS),
    (
        "host",
        &[
            "doc",
            "context",
            "analysis",
            "project",
            "course",
            "app",
            "view",
            "export",
            "build::options",
            "build::engine",
            "language::source",
            "language::span",
        ],
    ),
    (
        "cli",
        &[
            "language",
            "doc",
            "context",
            "build",
            "knowledge",
            "checks",
            "explain",
            "analysis",
            "project",
            "course",
            "app",
            "view",
            "export",
            "host",
        ],
    ),
];

/// What `export` may name: `analysis`, the data it hands out, and the report of a class.
const READERS: &[&str] = &[
    "doc",
    "context",
    "analysis",
    "course::results",
    "project",
    "build::options",
    "build::engine",
    "build::stage",
    "build::known_files",
    "build::copied_files",
    "build::image_state",
    "build::image_config",
    "build::value",
    "checks::finding",
    "explain::questions::question",
    "language::source",
    "language::span",
    "language::line_index",
    "language::tree",
    "language::keyword",
];

/// What `course` may name besides: what an instruction asks for and a build is given, what a change of
/// a file does, which failures are hidden, what an idea is called, the nearest word, and chance with a seed.
const COURSE: &[&str] = &[
    "doc",
    "context",
    "analysis",
    "build::command",
    "build::options",
    "build::platform",
    "build::stage",
    "build::known_files",
    "build::copied_files",
    "build::cache_prediction::changes",
    "build::image_state",
    "build::environment",
    "build::value",
    "build::suggest",
    "explain::hidden_failures",
    "explain::questions::question",
    "explain::questions::idea_title",
    "explain::questions::dice",
    "language::source",
    "language::span",
];

/// Files that may be longer than [`LONGEST_FILE`], each with the reason.
const LONG_FILES: &[(&str, &str)] = &[];

const LONGEST_FILE: usize = 600;

/// Exports that draw pictures, and so may name ratatui.
const DRAWING_EXPORTS: &[&str] = &["src/export/svg.rs"];

/// Holds one source file.
struct File {
    /// Its path from the project's folder, with `/`.
    path: String,
    text: String,
    /// The text with comments and strings blanked out, and without its test module.
    code: String,
}

impl File {
    /// Names the room the file belongs to; `main` and `lib` are the rooms' frame.
    fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let first = inside.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads every Rust file below a folder, in order.
fn files(folder: &str) -> Vec<File> {
    let mut paths = Vec::new();
    collect(&project().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code = code_of(&text);
            let path = path
                .strip_prefix(project())
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            File { path, text, code }
        })
        .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Blanks out comments, strings and characters, and cuts the test module off; lines keep their numbers.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = match character {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => string_length(rest),
            'r' if !code.ends_with(is_word) => raw_string_length(rest),
            '\'' => character_length(rest),
            _ => 0,
        };
        let (gone, behind) = rest.split_at(length);
        if gone.is_empty() {
            code.push(character);
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        } else {
            code.extend(
                gone.chars()
                    .map(|gone| if gone == '\n' { '\n' } else { ' ' }),
            );
            rest = behind;
        }
    }
    let end = code.find("#[cfg(test)]\nmod tests {").unwrap_or(code.len());
    code.truncate(end);
    code
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_string_length(text: &str) -> usize {
    let behind = text.strip_prefix('r').unwrap_or(text);
    let hashes = behind.len() - behind.trim_start_matches('#').len();
    if !behind.trim_start_matches('#').starts_with('"') {
        return 0;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let open = 1 + hashes + 1;
    let inside = text.get(open..).unwrap_or_default();
    inside
        .find(&end)
        .map_or(text.len(), |at| open + at + end.len())
}

/// Measures a character; a lifetime is none.
fn character_length(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => characters
            .skip(1)
            .find(|(_, character)| *character == '\'')
            .map_or(0, |(at, _)| at + 1),
        Some(_) => match characters.next() {
            Some((at, '\'')) => at + 1,
            _ => 0,
        },
        None => 0,
    }
}

/// Finds every path that begins with `crate::`, groups in braces spread out, each with its line.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code
            .get(..at)
            .is_some_and(|before| before.ends_with(is_word))
        {
            continue;
        }
        let line = code.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let behind = code.get(at + "crate::".len()..).unwrap_or_default();
        spread(behind, "", line, &mut found);
    }
    found
}

/// Reads one path, or a group of paths in braces.
fn spread(text: &str, prefix: &str, line: usize, found: &mut Vec<(usize, String)>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let mut depth = 0_u32;
        let mut start = 0;
        for (at, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    let item = group.get(start..at).unwrap_or_default();
                    if !item.trim().is_empty() {
                        spread(item, prefix, line, found);
                    }
                    start = at + 1;
                    if character == '}' {
                        return;
                    }
                }
                _ => {}
            }
        }
        return;
    }
    let end = text
        .find(|character| !is_word(character))
        .unwrap_or(text.len());
    let (name, behind) = text.split_at(end);
    let path = if prefix.is_empty() {
        name.to_owned()
    } else {
        format!("{prefix}::{name}")
    };
    match behind.strip_prefix("::") {
        Some(behind) => spread(behind, &path, line, found),
        None => found.push((line, path)),
    }
}

/// Tells whether `path` is `allowed` or lies in it.
fn lies_in(path: &str, allowed: &str) -> bool {
    path.strip_prefix(allowed)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Finds a name in the code of files, and tells where it may not stand.
fn forbid(name: &str, rule: &str, is_allowed: impl Fn(&File) -> bool) {
    let mut faults = String::new();
    for file in files("src").iter().filter(|file| !is_allowed(file)) {
        for (index, line) in file.code.lines().enumerate() {
            let stands_there = line.match_indices(name).any(|(at, _)| {
                !line
                    .get(..at)
                    .is_some_and(|before| before.ends_with(is_word))
                    && !line
                        .get(at + name.len()..)
                        .is_some_and(|behind| behind.starts_with(is_word))
            });
            if stands_there {
                writeln!(faults, "{}:{}: {name}: {rule}", file.path, index + 1).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

fn is_shell(file: &File) -> bool {
    matches!(file.room(), "host" | "main")
}

#[test]
fn a_room_names_only_the_rooms_it_may() {
    let mut faults = String::new();
    for file in files("src") {
        let room = file.room();
        if matches!(room, "main" | "lib") {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            writeln!(
                faults,
                "{}: {room} is no room; add it to the table of rooms",
                file.path
            )
            .unwrap();
            continue;
        };
        for (line, path) in crate_paths(&file.code) {
            if !lies_in(&path, room) && !allowed.iter().any(|allowed| lies_in(&path, allowed)) {
                let allowed = if allowed.is_empty() {
                    "nothing".to_owned()
                } else {
                    allowed.join(", ")
                };
                writeln!(
                    faults,
                    "{}:{line}: {room} names {path}; it may name {allowed}",
                    file.path
                )
                .unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn a_room_names_only_rooms_above_it() {
    for (index, (room, allowed)) in ROOMS.iter().enumerate() {
        for path in *allowed {
            let name = path.split("::").next().unwrap();
            let above = ROOMS.iter().position(|(other, _)| *other == name);
            assert!(
                above.is_some_and(|above| above < index),
                "{room} may name {path}, which is not above it"
            );
        }
    }
}

#[test]
fn no_file_is_long() {
    let mut faults = String::new();
    for file in files("src").into_iter().chain(files("tests")) {
        let lines = file.text.lines().count();
        let is_listed = LONG_FILES.iter().any(|(path, _)| *path == file.path);
        if lines > LONGEST_FILE && !is_listed {
            writeln!(
                faults,
                "{}: {lines} lines, {LONGEST_FILE} at most: cut it by ideas",
                file.path
            )
            .unwrap();
        }
        if lines <= LONGEST_FILE && is_listed {
            writeln!(faults, "{}: {lines} lines: take it off the list", file.path).unwrap();
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn a_module_is_a_file_beside_its_folder() {
    let found: Vec<String> = files("src")
        .into_iter()
        .map(|file| file.path)
        .filter(|path| path.ends_with("/mod.rs"))
        .collect();
    assert!(found.is_empty(), "write foo.rs beside foo/: {found:?}");
}

#[test]
fn crossterm_is_named_in_host_alone() {
    forbid("crossterm", "only host knows the terminal", |file| {
        file.room() == "host"
    });
}

#[test]
fn ratatui_is_named_where_pictures_are_drawn() {
    forbid(
        "ratatui",
        "only view, host and the exports that draw name it",
        |file| {
            matches!(file.room(), "view" | "host") || DRAWING_EXPORTS.contains(&file.path.as_str())
        },
    );
}

#[test]
fn the_crate_that_edits_texts_is_named_in_one_file() {
    forbid(
        "ratatui_textarea",
        "only app/text_editor.rs names it",
        |file| file.path == "src/app/text_editor.rs",
    );
}

#[test]
fn files_clocks_threads_and_the_environment_are_the_shells() {
    for name in [
        "std::fs",
        "std::env",
        "std::thread",
        "std::process",
        "std::net",
        "Instant",
        "SystemTime",
    ] {
        forbid(name, "only host and main touch the machine", |file| {
            // An exit code is a value, which the command line gives to main.
            is_shell(file)
                || name == "std::process" && file.room() == "cli" && only_exit_codes(&file.code)
        });
    }
    forbid(
        "std::{",
        "name each module of std on a line of its own, so that walls can be seen",
        is_shell,
    );
}

/// Tells whether `ExitCode` is all that a file names of `std::process`.
fn only_exit_codes(code: &str) -> bool {
    code.matches("std::process").count() == code.matches("std::process::ExitCode").count()
}

#[test]
fn each_file_says_what_it_is_for() {
    let found: Vec<String> = files("src")
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    assert!(
        found.is_empty(),
        "begin with //! and what the module is for and refuses to do: {found:?}"
    );
}

#[test]
fn nothing_is_left_undone() {
    let mut faults = String::new();
    for file in files("src").into_iter().chain(files("tests")) {
        for word in ["todo!", "unimplemented!", "#[ignore"] {
            if file.code.contains(word) {
                writeln!(faults, "{}: {word}", file.path).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn the_reader_of_sources_sees_code_and_nothing_else() {
    let code = code_of(
        "use crate::{a::{b, c}, d}; // crate::e\nlet f = \"crate::g\"; r#\"crate::h\"#; '\"'; crate::i::j();",
    );
    let paths: Vec<(usize, String)> = crate_paths(&code);
    let paths: Vec<(usize, &str)> = paths
        .iter()
        .map(|(line, path)| (*line, path.as_str()))
        .collect();
    assert_eq!(paths, [(1, "a::b"), (1, "a::c"), (1, "d"), (2, "i::j")]);
    assert!(lies_in("doc::text", "doc") && !lies_in("docs", "doc"));
}
