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
        "main.js` has changed",
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
    let other = output(&["--target", "a", "--change-arg", "V=2"]);
    assert_eq!(verdicts(&other), ["rerun"]);
    let default = output(&["--target", "a", "--change-arg", "V=1"]);
    assert_eq!(verdicts(&default), ["cached"]);
}

#[test]
fn both_builds_are_given_the_build_arguments() {
    let folder = Folder::new("cache-given");
    folder.write("app.py", b"1");
    let dockerfile = b"ARG PY=3.11\nFROM python:$PY AS dev\nARG PY\nRUN a\nCOPY app.py .\n";
    let file = folder.write("Dockerfile", dockerfile);
    let given = ["cache", &file, "--target", "dev", "--build-arg", "PY=3.12"];
    let output = |more: &[&str]| dockstep(&[&given[..], &["--format", "json"], more].concat());
    let changed = output(&["--chmod", "app.py"]);
    assert_eq!(verdicts(&changed), ["cached", "rerun"]);
    // The change of the argument counts from the value that was given.
    let other = output(&["--change-arg", "PY=3.13"]);
    assert_eq!(verdicts(&other), ["rerun", "rerun"]);
    let same = output(&["--change-arg", "PY=3.12"]);
    assert_eq!(verdicts(&same), ["cached", "cached"]);
    let old = folder.write("old", dockerfile);
    folder.write(".dockerignore", b"old\n");
    let against = output(&["--against", &old]);
    assert_eq!(verdicts(&against), ["cached", "cached"]);
}

#[test]
fn build_arguments_and_no_change_say_how_a_change_is_named() {
    let (_folder, file) = project("cache-only-arguments");
    let said = |arguments: &[&str]| {
        let output = dockstep(&[&["cache", &file], arguments].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).contains("--change-arg NAME=VALUE")
    };
    assert!(said(&["--build-arg", "V=2"]));
    assert!(!said(&["--build-arg", "V=2", "--change", "main.js"]));
    assert!(!said(&["--change-arg", "V=2"]));
}

#[test]
fn a_build_that_stops_reaches_no_step_behind() {
    let folder = Folder::new("cache-stops");
    folder.write("main.js", b"1");
    let file = folder.write(
        "Dockerfile",
        b"FROM node AS build\nWORKDIR /app\nCOPY package.json .\nRUN npm ci\nFROM node\nWORKDIR /app\nCOPY --from=build /app /app\nCOPY main.js .\n",
    );
    let change = ["cache", &file, "--change", "main.js"];
    let output = dockstep(&change);
    let shown = text(&output.stdout);
    for part in [
        "The build stops on line 3. Of 6 steps, 2 from the cache and 3 not reached.",
        "stops: `/package.json` is not in the build context",
        "8 COPY main.js .   not reached: the build stops on line 3",
    ] {
        assert!(shown.contains(part), "{part} in:\n{shown}");
    }
    let output = dockstep(&[&change[..], &["--format", "json"]].concat());
    let unreached = "not-reached";
    let wanted = ["cached", "stops", unreached, "cached", unreached, unreached];
    assert_eq!(verdicts(&output), wanted);
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
    let said = text(&output.stderr);
    assert!(
        said.contains(&format!("{file}:2: BuildKit refuses it")),
        "{said}"
    );
    let good = folder.write("good", b"FROM i\n");
    let output = dockstep(&["cache", &good, "--against", &file]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains(&format!("{file}:2: BuildKit refuses the build before")),
        "{said}"
    );
}
