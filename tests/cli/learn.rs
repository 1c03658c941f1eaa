//! Lessons, quizzes and the review in a pipe: what the screen would show, on paper.

use crate::{Folder, text};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the program for a reader who has done nothing yet.
fn dockstep(name: &str, arguments: &[&str]) -> Output {
    let folder = Folder::new(&format!("learn-{name}"));
    run_in(&folder.0, arguments)
}

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dockstep"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .args(arguments)
        .stdin(Stdio::null());
    command.output().unwrap()
}

#[test]
fn a_lesson_is_printed_with_its_answers_below_all_pages() {
    let output = dockstep("printed", &["learn", "copy-exactly"]);
    assert!(output.status.success(), "{output:?}");
    let text = text(&output.stdout);
    let pages = text.find("Page 1 of 11: read").unwrap();
    let answers = text.find("\nAnswers\n").unwrap();
    assert!(pages < answers);
    assert!(text.contains("Page 11 of 11: exercise"));
    // No answer is told above.
    let (above, below) = text.split_at(answers);
    assert!(!above.contains('✓'));
    assert!(below.contains("✓ /etc/shop: "), "{below}");
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn the_next_lesson_is_the_first_that_is_not_finished() {
    let output = dockstep("next", &["learn"]);
    assert!(text(&output.stdout).contains("1 A first image"));
}

#[test]
fn a_lesson_that_is_not_there_is_told_with_a_way_out() {
    for (arguments, fault) in [
        (&["learn", "zebra"][..], "there is no lesson \"zebra\""),
        (
            &["learn", "7", "--page", "99"],
            "there is no page \"99\"; it has 11",
        ),
        (&["learn", "a"], "fits several lessons"),
        (&["learn", "--lessons", "src"], "there is no lesson.toml"),
        (&["quiz", "zebra"], "zebra"),
    ] {
        let output = dockstep("absent", arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let fault_said = text(&output.stderr);
        assert!(fault_said.contains(fault), "{arguments:?}: {fault_said}");
    }
}

#[test]
fn the_questions_of_a_lesson_are_printed_without_its_texts() {
    let output = dockstep("quiz", &["quiz", "23"]);
    let text = text(&output.stdout);
    assert!(text.contains("Page 1 of 9: "), "{text}");
    assert!(!text.contains(": read") && !text.contains(": exercise"));
}

#[test]
fn so_many_questions_of_a_lesson_are_drawn_by_the_seed() {
    let drawn = |seed: &str, count: &str| {
        let output = dockstep("drawn", &["quiz", "23", "--count", count, "--seed", seed]);
        assert!(output.status.success(), "{output:?}");
        text(&output.stdout)
    };
    assert!(drawn("1", "2").contains("Page 1 of 2: "));
    assert_eq!(drawn("1", "2"), drawn("1", "2"));
    assert!((2..9).any(|seed| drawn(&seed.to_string(), "2") != drawn("1", "2")));
    assert!(drawn("1", "99").contains("Page 1 of 9: "));
    let output = dockstep("drawn", &["quiz", "23", "--json"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn lists_show_the_numbers_that_lessons_are_named_by() {
    let shown = text(&dockstep("numbers", &["lessons", "list"]).stdout);
    let line = shown
        .lines()
        .find(|line| line.contains("django-two-stages"));
    assert!(
        line.unwrap().starts_with(" 23  django-two-stages "),
        "{shown}"
    );
    let at = |line: &str| line.find(" min ").unwrap();
    let places: Vec<usize> = shown.lines().map(at).collect();
    assert!(places.iter().all(|place| *place == places[0]), "{shown}");
    let shown = text(&dockstep("numbers", &["progress", "show"]).stdout);
    let lines = shown.lines().take_while(|line| !line.is_empty());
    let places: Vec<usize> = lines.map(|line| line.find("not begun").unwrap()).collect();
    assert_eq!(places.len(), 30);
    assert!(places.iter().all(|place| *place == places[0]), "{shown}");
    let said = text(&dockstep("numbers", &["learn", "stages"]).stderr);
    assert!(
        said.contains("23 django-two-stages, 24 targets-and-skipped-stages"),
        "{said}"
    );
}

#[test]
fn a_review_without_anything_to_review_says_so() {
    let output = dockstep("review", &["review"]);
    assert!(output.status.success());
    assert!(text(&output.stdout).contains("Nothing is due"));
}

#[test]
fn the_home_screen_is_printed_as_a_list() {
    let output = dockstep("home", &[]);
    let text = text(&output.stdout);
    for words in [
        "Foundations",
        "Multi-stage builds",
        "BuildKit",
        "30 Platforms",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn own_lessons_of_the_configuration_folder_are_there() {
    let folder = Folder::new("learn-own");
    let own = folder.0.join("config/dockstep/lessons/mine");
    let made = run_in(&folder.0, &["lessons", "new", &own.to_string_lossy()]);
    assert!(made.status.success(), "{made:?}");
    let output = run_in(&folder.0, &["learn", "mine"]);
    assert!(output.status.success(), "{output:?}");
    assert!(text(&output.stdout).contains("Page 1 of 4"));
    // One with faults is told, and the rest is there.
    std::fs::write(own.join("lesson.toml"), "format = 1\nid = \"mine\"\n").unwrap();
    let output = run_in(&folder.0, &["learn", "7"]);
    assert!(text(&output.stdout).contains("COPY, exactly"));
}
