//! What is listed of each project.

use crate::project::{Project, expected};
use serde_json::Value;
use std::fmt::Write as _;

pub(crate) const PROJECTS: [&str; 11] = [
    "bake-expressions",
    "compose-words",
    "single-service",
    "monorepo",
    "override-profiles-env",
    "bake-matrix",
    "bake-json",
    "windows",
    "devcontainer",
    "nested-ignores",
    "workflows",
];

#[test]
fn each_project_is_listed_as_expected() {
    let mut faults = String::new();
    for name in PROJECTS {
        let found = Project::unpacked(name, "listed").find_json();
        let wanted = expected(&format!("{name}.json"), &found);
        if found != wanted {
            let found = serde_json::to_string_pretty(&found).unwrap();
            writeln!(faults, "{name}: found\n{found}").unwrap();
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn five_hundred_dockerfiles_are_all_there_with_those_who_build_them() {
    let project = Project::empty("many");
    let mut compose = String::from("services:\n");
    for number in 0..500 {
        let text = format!("FROM alpine:3.20 AS a\nFROM a AS b{number}\nRUN echo {number}\n");
        project.write(&format!("services/s{number}/Dockerfile"), text);
        writeln!(
            compose,
            "  s{number}:\n    build:\n      context: services/s{number}\n      target: b{number}"
        )
        .unwrap();
    }
    project.write("compose.yaml", compose);
    let found = project.find_json();
    let dockerfiles = found["dockerfiles"].as_array().unwrap();
    assert_eq!(dockerfiles.len(), 500);
    for dockerfile in dockerfiles {
        let path = dockerfile["path"].as_str().unwrap();
        let name = path.split('/').nth(1).unwrap();
        assert_eq!(dockerfile["stages"], 2);
        let uses = dockerfile["used_by"].as_array().unwrap();
        assert_eq!(uses.len(), 1, "{path}");
        assert_eq!(uses[0]["name"], name);
        assert_eq!(uses[0]["context"], format!("services/{name}"));
        assert_eq!(uses[0]["target"], name.replace('s', "b"));
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_dockstep"))
        .args(["find", "no/such/folder"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("no/such/folder: no such folder"), "{said}");
}

#[test]
fn a_folder_without_dockerfiles_says_what_was_looked_for() {
    let project = Project::empty("none");
    project.write("README.md", "nothing");
    let said = project.find_text();
    assert!(
        said.contains("No Dockerfile lies below this folder"),
        "{said}"
    );
    assert_eq!(project.find_json()["dockerfiles"], Value::Array(Vec::new()));
}
