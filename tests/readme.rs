//! The README against the truth: every command in it works, and the tests are run the way it says.

#![cfg(feature = "terminal")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read the README and run the program"
)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(project().join("README.md")).unwrap()
}

/// Lists the command lines in the README's `sh` blocks that run a program.
fn commands(readme: &str, program: &str) -> Vec<String> {
    let mut language = None;
    let mut found = Vec::new();
    for line in readme.lines() {
        match line.strip_prefix("```") {
            Some(_) if language.is_some() => language = None,
            Some(name) => language = Some(name),
            None if language == Some("sh") && line.split(' ').next() == Some(program) => {
                found.push(line.split('#').next().unwrap().trim().to_owned());
            }
            None => {}
        }
    }
    found
}

/// Takes `mark FILE` out of a command line.
fn redirection(words: &mut Vec<&str>, mark: &str) -> Option<PathBuf> {
    let at = words.iter().position(|word| *word == mark)?;
    words.remove(at);
    Some(project().join(words.remove(at)))
}

#[test]
fn every_command_in_it_works() {
    let readme = readme();
    let commands = commands(&readme, "dockstep");
    assert!(commands.len() >= 4, "{commands:?}");
    for command in commands {
        let mut words: Vec<&str> = command.split_whitespace().skip(1).collect();
        redirection(&mut words, ">");
        let stdin = redirection(&mut words, "<")
            .map_or_else(Stdio::null, |path| File::open(path).unwrap().into());
        let output = Command::new(env!("CARGO_BIN_EXE_dockstep"))
            .args(&words)
            .current_dir(project())
            // What a reader of this machine has done is their own.
            .env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"))
            .stdin(stdin)
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}\n{complaint}");
        assert!(
            [
                "python:3.9",
                "/venv",
                "django-two-stages",
                "no faults",
                "Dockerfiles in 90 minutes"
            ]
            .iter()
            .any(|shown| printed.contains(shown)),
            "{command}\n{printed}"
        );
    }
}

#[test]
fn every_option_it_names_is_in_the_help() {
    let asked = [
        vec!["--help"],
        vec!["explain", "--help"],
        vec!["inspect", "--help"],
        vec!["quiz", "--help"],
        vec!["present", "--help"],
        vec!["context", "--help"],
        vec!["find", "--help"],
        vec!["diff", "--help"],
        vec!["cache", "--help"],
        vec!["learn", "--help"],
        vec!["pack", "new", "--help"],
        vec!["pack", "results", "--help"],
        vec!["lessons", "list", "--help"],
        vec!["progress", "show", "--help"],
        vec!["progress", "export", "--help"],
        vec!["progress", "reset", "--help"],
    ];
    let help: String = asked
        .into_iter()
        .map(|words| {
            let output = Command::new(env!("CARGO_BIN_EXE_dockstep"))
                .args(&words)
                .output()
                .unwrap();
            assert!(output.status.success(), "{words:?}");
            String::from_utf8(output.stdout).unwrap()
        })
        .collect();
    let readme = readme();
    let (_, usage) = readme.split_once("## Use").unwrap();
    let (usage, _) = usage.split_once("## Keys").unwrap();
    for word in
        usage.split(|character: char| character.is_whitespace() || "`,|".contains(character))
    {
        if word.starts_with("--") && word.contains(char::is_alphabetic) {
            assert!(help.contains(word), "{word} is not in the help:\n{help}");
        }
    }
}

#[test]
fn the_tests_are_run_the_way_it_says() {
    let readme = readme();
    let commands = commands(&readme, "cargo");
    let tests: Vec<&String> = commands
        .iter()
        .filter(|command| command.starts_with("cargo test"))
        .collect();
    assert_eq!(tests.len(), 1, "{commands:?}");
    let steps = fs::read_to_string(project().join(".ci/run")).unwrap();
    let runs: Vec<&str> = steps
        .lines()
        .filter_map(|line| line.strip_prefix("step "))
        .filter(|step| step.starts_with("cargo test"))
        .collect();
    assert_eq!(runs, tests);
}

#[test]
fn every_file_it_links_to_is_there() {
    let readme = readme();
    let links = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let mut count = 0;
    for (link, _) in links.filter(|(link, _)| !link.starts_with("http")) {
        count += 1;
        assert!(project().join(link).exists(), "{link}");
    }
    assert!(count > 0);
}
