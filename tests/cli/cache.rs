//! `dockstep cache`.

use crate::{Folder, dockstep, text};
use serde_json::Value;
use std::process::Output;

const DOCKERFILE: &[u8] = b"FROM node AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nFROM node\nCOPY --from=build /app/node_modules /m\n";

/// A small project with its Dockerfile in its own context.
fn project(name: &str) -> (Folder, String) {
    let folder = Folder::new(name);
    folder.write("package.json", b"{}");
    folder.write("main.js", b"1");
    folder.write(".dockerignore", b"*.log\n");
    let file = folder.write("Dockerfile", DOCKERFILE);
    (folder, file)
}

fn steps(output: &Output) -> Vec<(String, u64, String)> {
    assert!(output.status.success(), "{}", text(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let steps = report["steps"].as_array().unwrap().iter();
    steps
        .map(|step| {
            let verdict = step["verdict"].as_str().unwrap().to_owned();
            (
                step["stage"].to_string(),
                step["line"].as_u64().unwrap(),
                verdict,
            )
        })
        .collect()
}

fn verdicts(output: &Output) -> Vec<String> {
    steps(output)
        .into_iter()
        .map(|(_, _, verdict)| verdict)
        .collect()
}

#[test]
fn steps_are_those_a_build_prints_with_stage_and_line() {
    let (_folder, file) = project("cache-steps");
    let output = dockstep(&["cache", &file, "--change", "main.js", "--format", "json"]);
    let wanted = [
        ("\"build\"", 2, "cached"),
        ("\"build\"", 3, "rerun"),
        ("\"build\"", 4, "rerun"),
        ("1", 6, "depends"),
    ];
    let wanted = wanted.map(|(stage, line, verdict)| (stage.to_owned(), line, verdict.to_owned()));
    assert_eq!(steps(&output), wanted);
}

#[test]
fn people_read_reasons_and_a_better_order() {
    let (_folder, file) = project("cache-text");
    let output = dockstep(&["cache", &file, "--change", "main.js"]);
    let shown = text(&output.stdout);
    for part in [
        "main.js` is another",
        "Another order keeps more",
        "COPY package.json ./",
    ] {
        assert!(shown.contains(part), "{part} in:\n{shown}");
    }
}

#[test]
fn what_is_ignored_or_only_touched_reruns_nothing() {
    let (_folder, file) = project("cache-ignored");
    for change in [["--new", "a.log"], ["--touch", "main.js"]] {
        let output = dockstep(&["cache", &file, "--format", "json", change[0], change[1]]);
        assert_eq!(verdicts(&output), ["cached"; 4], "{change:?}");
    }
}

#[test]
fn another_dockerfile_in_its_own_context_is_a_file_that_changed() {
    let (folder, file) = project("cache-against");
    let old = folder.write("../cache-against-old", b"# a comment\nFROM node AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nFROM node\nCOPY --from=build /app/node_modules /m\n");
    let output = dockstep(&["cache", &file, "--against", &old, "--format", "json"]);
    assert_eq!(verdicts(&output)[..2], ["cached", "rerun"]);
    folder.write(".dockerignore", b"Dockerfile\n");
    let output = dockstep(&["cache", &file, "--against", &old, "--format", "json"]);
    assert_eq!(verdicts(&output), ["cached"; 4]);
    std::fs::remove_file(old).unwrap();
}

#[test]
fn a_build_argument_and_a_target_are_a_change() {
    let folder = Folder::new("cache-arguments");
    let file = folder.write(
        "Dockerfile",
        b"FROM i AS a\nARG V=1\nRUN a\nFROM i\nRUN b\n",
    );
    let output =
        |arguments: &[&str]| dockstep(&[&["cache", &file, "--format", "json"], arguments].concat());
    assert_eq!(verdicts(&output(&[])), ["cached"]);
    // The build before was that of the last stage, which does not need this one.
    assert_eq!(verdicts(&output(&["--target", "a"])), ["rerun"]);
    let same = output(&["--target", "a", "--touch", "Dockerfile"]);
    assert_eq!(verdicts(&same), ["cached"]);
    let other = output(&["--target", "a", "--build-arg", "V=2"]);
    assert_eq!(verdicts(&other), ["rerun"]);
}

#[test]
fn a_change_that_cannot_be_says_what_to_write() {
    let (_folder, file) = project("cache-misplaced");
    let output = dockstep(&["cache", &file, "--change", "nope.js"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--new nope.js"));
    let output = dockstep(&["cache", &file, "--new", "main.js"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--change main.js"));
}

#[test]
fn a_file_that_buildkit_refuses_has_no_steps() {
    let folder = Folder::new("cache-refused");
    let file = folder.write("Dockerfile", b"FROM i\nRUNN x\n");
    let output = dockstep(&["cache", &file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("line 2"),
        "{}",
        text(&output.stderr)
    );
}
