//! Command lines that cannot be meant, and what is said of them and of folders: in words, never a machine's.

use crate::{DJANGO, Folder, dockstep, text};
use std::process::{Command, Stdio};

fn refused(arguments: &[&str]) -> String {
    let output = dockstep(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    text(&output.stderr)
}

#[test]
fn numbers_that_cannot_be_meant_are_refused_in_words() {
    for (arguments, said) in [
        (
            &["explain", DJANGO, "--line", "0"][..],
            "lines are counted from 1",
        ),
        (
            &["explain", DJANGO, "--line", "99999999999"],
            "there is no such line; the file has",
        ),
        (&["explain", DJANGO, "--line", "x"], "such as 10"),
        (&["quiz", DJANGO, "--count", "0"], "write 1 or more"),
        (&["quiz", "23", "--count", "0"], "write 1 or more"),
        (&["quiz", "23", "--seed", "x"], "such as 7"),
    ] {
        let found = refused(arguments);
        assert!(found.contains(said), "{arguments:?}: {found}");
        assert!(
            !found.contains("target type") && !found.contains("..="),
            "{found}"
        );
    }
}

#[test]
fn a_word_that_is_no_command_names_the_nearest_one() {
    assert_eq!(
        refused(&["explan", "Dockerfile"]),
        "dockstep: there is no command explan\n  Did you mean: dockstep explain\n"
    );
    assert!(refused(&["explan", "--line", "3", "x"]).contains("dockstep explain"));
    let said = refused(&["zebra", "Dockerfile"]);
    assert!(said.contains("zebra: this is no command"), "{said}");
    // What clap says well is left to it.
    assert!(refused(&["lessons", "lisst"]).contains("lisst"));
    assert!(refused(&["explain", DJANGO, "--lin", "3"]).contains("--lin"));
}

/// Runs the program in a folder, for a reader who has done nothing yet.
fn in_folder(folder: &Folder, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dockstep"));
    command
        .current_dir(&folder.0)
        .env("XDG_DATA_HOME", folder.0.join("data"))
        .env("XDG_CONFIG_HOME", folder.0.join("config"))
        .args(arguments)
        .stdin(Stdio::null());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    text(&output.stdout)
}

#[test]
fn the_working_folder_is_called_by_its_name() {
    let folder = Folder::new("asked-folder");
    folder.write("Dockerfile", b"FROM i\n");
    for command in ["find", "context"] {
        let shown = in_folder(&folder, &[command]);
        assert!(shown.starts_with("asked-folder\n════════════\n"), "{shown}");
    }
    assert!(in_folder(&folder, &["find", ".."]).starts_with("tmp\n═══\n"));
}

#[test]
fn the_home_screen_says_that_the_folder_has_no_dockerfile() {
    let folder = Folder::new("asked-home");
    let words = "No Dockerfile lies in this folder or below it.";
    let shown = in_folder(&folder, &[]);
    assert!(shown.contains(words), "{shown}");
    folder.write("Dockerfile", b"FROM i\n");
    let shown = in_folder(&folder, &[]);
    assert!(!shown.contains(words), "{shown}");
}
