//! `--target` with a name that no stage has.

use crate::{Folder, dockstep, text};
use serde_json::Value;

const DOCKERFILE: &[u8] = b"ARG V=1\nFROM i AS base\nFROM base AS prod\n";

#[test]
fn the_stages_that_there_are_are_named_and_no_line() {
    let folder = Folder::new("target-missing");
    let file = folder.write("Dockerfile", DOCKERFILE);
    for command in [
        &["explain", &file][..],
        &["inspect", &file],
        &["cache", &file],
        &["diff", &file, &file],
        &["quiz", &file],
        &[&file],
    ] {
        let output = dockstep(&[command, &["--target", "nope"]].concat());
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert_eq!(text(&output.stdout), "", "{command:?}");
        let wanted = format!(
            "dockstep: {file}: --target nope: no stage has this name\n  Its stages: base, prod\n"
        );
        assert_eq!(text(&output.stderr), wanted, "{command:?}");
    }
}

#[test]
fn a_file_whose_stages_have_no_names_says_how_one_gets_a_name() {
    let folder = Folder::new("target-unnamed");
    let file = folder.write("Dockerfile", b"FROM i\n");
    let output = dockstep(&["explain", "--target", "\u{1b}[2J", &file]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("FROM … AS NAME gives one"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
}

#[test]
fn programs_read_the_refusal_as_json() {
    let folder = Folder::new("target-json");
    let file = folder.write("Dockerfile", DOCKERFILE);
    let output = dockstep(&["inspect", "--json", "--target", "nope", &file]);
    assert_eq!(output.status.code(), Some(0));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["ok"], false);
    assert_eq!(found["error"]["line"], Value::Null);
}
