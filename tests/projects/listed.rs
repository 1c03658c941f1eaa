//! What is listed of each project.

use crate::project::{Project, expected};
use serde_json::Value;
use std::fmt::Write as _;

pub(crate) const PROJECTS: [&str; 14] = [
    "bake-json-repeated",
    "bake-kinds",
    "compose-project-name",
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
fn many_aliases_of_one_anchor_are_usual() {
    let project = Project::empty("aliases");
    project.write("app/Dockerfile", "FROM alpine:3.20\n");
    let mut compose = String::from("x-app: &app\n  build: ./app\nservices:\n");
    for number in 0..300 {
        writeln!(compose, "  s{number}:\n    <<: *app").unwrap();
    }
    project.write("compose.yaml", compose);
    let found = project.find_json();
    assert_eq!(found["problems"], Value::Array(Vec::new()));
    let uses = found["dockerfiles"][0]["used_by"].as_array().unwrap();
    assert_eq!(uses.len(), 300);
}

#[test]
fn services_beside_a_development_container_are_built_too() {
    let project = Project::empty("beside");
    project.write("web/Dockerfile", "FROM alpine:3.20\n");
    project.write("mail/Dockerfile", "FROM alpine:3.20\n");
    project.write(
        "compose.dev.yaml",
        "services:\n  web:\n    build: ./web\n  mail:\n    build: ./mail\n",
    );
    project.write(
        ".devcontainer/devcontainer.json",
        "{\"dockerComposeFile\": \"../compose.dev.yaml\", \"service\": \"web\"}",
    );
    let found = project.find_json();
    let use_of = |place: usize| &found["dockerfiles"][place]["used_by"];
    assert_eq!(found["dockerfiles"][0]["path"], "mail/Dockerfile");
    assert_eq!(use_of(0)[0]["kind"], "compose");
    assert_eq!(use_of(0).as_array().unwrap().len(), 1);
    assert_eq!(use_of(1)[0]["kind"], "devcontainer");
    assert_eq!(use_of(1).as_array().unwrap().len(), 1);
}

#[test]
fn an_argument_whose_name_hangs_on_the_shell_has_no_value() {
    let project = Project::empty("argument-names");
    project.write("Dockerfile", "FROM alpine:3.20\n");
    project.write(
        "compose.yaml",
        "services:\n  app:\n    build:\n      context: .\n      args:\n        - ${NAME}=1\n        - ${OTHER:-A}=2\n",
    );
    let used_by = &project.find_json()["dockerfiles"][0]["used_by"][0];
    assert_eq!(used_by["args"], serde_json::json!({ "A": "2" }));
    assert_eq!(used_by["unknown"][0]["what"], "args.${NAME}");
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
