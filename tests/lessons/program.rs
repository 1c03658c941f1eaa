//! `dockstep lessons`, as an author runs it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_dockstep");
    Command::new(program).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Gives a folder of its own for a test, which is not there yet.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    folder
}

#[test]
fn a_new_lesson_is_written_checked_and_never_written_over() {
    let folder = folder("lessons-new");
    let path = folder.to_str().unwrap();
    let written = run(&["lessons", "new", path]);
    assert_eq!(written.status.code(), Some(0));
    let checked = run(&["lessons", "check", path]);
    assert_eq!(
        (said(&checked).as_str(), checked.status.code()),
        ("1 lesson, no faults\n", Some(0))
    );
    fs::write(folder.join("lesson.toml"), "format = 1\nid = \"mine\"\n").unwrap();
    let again = run(&["lessons", "new", path]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(folder.join("lesson.toml")).unwrap(),
        "format = 1\nid = \"mine\"\n"
    );
}

#[test]
fn faults_are_one_line_each_and_the_exit_status_tells() {
    let folder = folder("lessons-faults");
    let path = folder.to_str().unwrap();
    run(&["lessons", "new", path]);
    let file = folder.join("lesson.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replace("minutes = 3", "minutes = 0")
            .replace("needs = []", "needs = [\"x\"]"),
    )
    .unwrap();
    let checked = run(&["lessons", "check", path]);
    assert_eq!(checked.status.code(), Some(1));
    let said = said(&checked);
    let lines: Vec<&str> = said
        .lines()
        .map(|line| line.strip_prefix(path).unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            "/lesson.toml:7: needs: there is no lesson \"x\"",
            "/lesson.toml:8: minutes lie between 1 and 60",
        ]
    );
    let nothing = run(&["lessons", "check", "no/such/folder"]);
    assert_eq!(nothing.status.code(), Some(2));
}

#[test]
fn the_list_is_the_course_and_what_is_added() {
    let folder = folder("lessons-added");
    run(&["lessons", "new", folder.join("one").to_str().unwrap()]);
    run(&["lessons", "new", folder.join("two").to_str().unwrap()]);
    let ids = |arguments: &[&str]| -> Vec<String> {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(0));
        let said = said(&output);
        let lines = said
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines
            .map(|lesson| lesson["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let course = ids(&["lessons", "list", "--json"]);
    assert!(course.contains(&"django-two-stages".to_owned()));
    let with = ids(&[
        "lessons",
        "list",
        "--json",
        "--lessons",
        folder.to_str().unwrap(),
    ]);
    assert_eq!(
        with,
        [course, vec!["one".to_owned(), "two".to_owned()]].concat()
    );
}

#[test]
fn the_schema_knows_every_key_of_the_lessons() {
    let output = run(&["lessons", "schema"]);
    let schema: serde_json::Value = serde_json::from_str(&said(&output)).unwrap();
    let text = schema.to_string();
    let lesson = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/lessons/10-order-for-the-cache/lesson.toml"
    ))
    .unwrap();
    let keys = lesson.lines().filter_map(|line| line.split_once(" = "));
    let keys = keys
        .map(|(key, _)| key)
        .filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    let mut count = 0;
    for key in keys {
        assert!(text.contains(&format!("\"{key}\"")), "{key}");
        count += 1;
    }
    assert!(count > 50);
    assert_eq!(schema["properties"]["page"]["type"], "array");
}

#[test]
fn notes_for_instructors_are_checked_and_stay_out_of_what_learners_see() {
    let folder = folder("lessons-notes");
    let path = folder.to_str().unwrap();
    run(&["lessons", "new", path]);
    let file = folder.join("lesson.toml");
    let plain = fs::read_to_string(&file).unwrap();
    let page = "[[page]]\nkind = \"read\"\n";
    assert!(plain.contains(page), "{plain}");
    let noted = plain.replacen(page, &format!("{page}notes = \"Draw the kitchen.\"\n"), 1);
    let noted = noted.replacen(
        "minutes = 3\n",
        "minutes = 3\nnotes = \"Ask for **hands**.\"\n",
        1,
    );
    fs::write(&file, &noted).unwrap();
    let checked = run(&["lessons", "check", path]);
    assert_eq!(said(&checked), "1 lesson, no faults\n");
    let printed = |command: &str| {
        said(&run(&[
            command,
            "lessons-notes",
            "--lessons",
            path,
            "--plain",
        ]))
    };
    let shown = printed("present");
    assert!(shown.contains("Draw the kitchen."), "{shown}");
    assert!(shown.contains("Ask for hands."), "{shown}");
    let learnt = printed("learn");
    assert!(learnt.contains("takes every file"), "{learnt}");
    assert!(!learnt.contains("kitchen"), "{learnt}");
    let empty = noted.replacen("Draw the kitchen.", " ", 1);
    fs::write(&file, empty).unwrap();
    let checked = said(&run(&["lessons", "check", path]));
    assert!(
        checked.contains("the notes are empty; leave the key out"),
        "{checked}"
    );
}
