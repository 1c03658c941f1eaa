//! `dockstep diff`.

use crate::{Folder, dockstep, dockstep_reading, text};
use serde_json::Value;

const OLD: &[u8] = b"FROM alpine AS base\nENV A=1 B=2\nCOPY a /a\nCMD [\"a\"]\n";
const SAME: &[u8] =
    b"# a comment\nFROM alpine AS base\nENV B=2\nENV A=1\nCOPY ./a /a\nCMD [ \"a\" ]\n";
const OTHER: &[u8] = b"FROM alpine AS main\nENV A=1 B=3\nCOPY a /b\nUSER app\nCMD [\"a\"]\n";

#[test]
fn what_builds_the_same_is_said_plainly_with_exit_status_0() {
    let folder = Folder::new("diff-same");
    let (old, new) = (folder.write("old", OLD), folder.write("new", SAME));
    let output = dockstep(&["diff", &old, &new]);
    assert_eq!(output.status.code(), Some(0));
    let shown = text(&output.stdout);
    assert!(shown.contains("Both build the same"), "{shown}");
}

#[test]
fn what_differs_is_told_by_effect_with_exit_status_1() {
    let folder = Folder::new("diff-other");
    let (old, new) = (folder.write("old", OLD), folder.write("new", OTHER));
    let output = dockstep(&["diff", &old, &new, "--format", "markdown"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    for part in [
        "Renamed; it was `base`",
        "ENV B",
        "user",
        "COPY `/a` to `/b`",
    ] {
        assert!(shown.contains(part), "{part} in:\n{shown}");
    }
    assert!(!shown.contains("ENV A"), "{shown}");
}

#[test]
fn programs_read_it_as_json() {
    let folder = Folder::new("diff-json");
    let old = folder.write("old", OLD);
    let output = dockstep_reading(&["diff", &old, "-", "--format", "json"], OTHER);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["same"], false);
    let stage = &report["stages"][0];
    assert_eq!(
        (&stage["fate"], &stage["was"]),
        (&Value::from("renamed"), &Value::from("base"))
    );
    let settings = stage["settings"].as_array().unwrap();
    let of = |what: &str| settings.iter().find(|one| one["what"] == what).unwrap();
    assert_eq!(of("ENV B")["before"], "2");
    assert_eq!(of("ENV B")["after"], "3");
    let kinds = stage["steps"].as_array().unwrap().iter();
    let kinds: Vec<&str> = kinds.map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["gained", "lost"]);
}

#[test]
fn what_buildkit_refuses_is_listed_with_file_and_line_and_nothing_is_said_to_be_built() {
    let folder = Folder::new("diff-refused");
    let old = folder.write("old", b"FROM i AS prod\nENV A=1\nCMD [\"a\"]\n");
    let new = folder.write("new", b"FROM i\nENV A\nRUNN x\nCMD [\"b\"]\n");
    let output = dockstep(&["diff", &old, &new]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    for part in [
        "new:2: `ENV must have",
        "new:3: ",
        "No image comes of",
        "can be read",
    ] {
        assert!(shown.contains(part), "{part} in:\n{shown}");
    }
    for part in ["stage-0", "which is built", "the image has", "What starts"] {
        assert!(!shown.contains(part), "{part} in:\n{shown}");
    }
    // A file that is refused and the same file do not build, and the same is said of both.
    let shown = text(&dockstep(&["diff", &new, &new]).stdout);
    assert!(shown.contains("No image comes of either file"), "{shown}");
    assert!(!shown.contains("Both build the same"), "{shown}");
}

#[test]
fn a_target_decides_what_is_compared() {
    let folder = Folder::new("diff-target");
    let old = folder.write(
        "old",
        b"FROM alpine AS a\nCMD [\"a\"]\nFROM alpine AS b\nCMD [\"x\"]\n",
    );
    let new = folder.write(
        "new",
        b"FROM alpine AS a\nCMD [\"a\"]\nFROM alpine AS b\nCMD [\"y\"]\n",
    );
    let starts = |arguments: &[&str]| {
        let output = dockstep(&[&["diff", &old, &new, "--format", "json"], arguments].concat());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        report["starts"].as_array().unwrap().len()
    };
    assert!(starts(&[]) > 0);
    assert_eq!(starts(&["--target", "a"]), 0);
}

#[test]
fn a_file_that_cannot_be_read_gives_exit_status_2() {
    let folder = Folder::new("diff-missing");
    let old = folder.write("old", OLD);
    for arguments in [["diff", &old, "no-such-file"], ["diff", "-", "-"]] {
        let output = dockstep(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("dockstep: "));
    }
}
