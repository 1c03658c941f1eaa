//! `dockstep quiz` as a program reads it, and as a person does.

use crate::{DJANGO, Folder, dockstep, dockstep_reading, text};
use serde_json::Value;

fn questions(arguments: &[&str]) -> Vec<Value> {
    let output = dockstep(arguments);
    assert!(output.status.success(), "{output:?}");
    let lines = text(&output.stdout);
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn each_line_is_a_question_with_one_right_answer_and_reasons() {
    let questions = questions(&["quiz", "--json", "--seed", "7", "--count", "30", DJANGO]);
    assert_eq!(questions.len(), 30);
    for question in &questions {
        for field in ["id", "idea", "kind", "prompt"] {
            assert!(
                question[field].as_str().is_some_and(|it| !it.is_empty()),
                "{question}"
            );
        }
        assert!(
            question["line"].as_u64().is_some_and(|line| line >= 1),
            "{question}"
        );
        if question["kind"] == "fill-in" {
            assert!(
                question["answer"].is_string() && question["why"].is_string(),
                "{question}"
            );
            continue;
        }
        let options = question["options"].as_array().unwrap();
        let right = options.iter().filter(|it| it["right"] == true).count();
        assert_eq!(right, 1, "{question}");
        assert!(options.iter().all(|it| it["why"].is_string()), "{question}");
    }
}

#[test]
fn the_same_seed_gives_the_same_questions_and_another_gives_others() {
    let of_seed = |seed: &str| questions(&["quiz", "--json", "--seed", seed, DJANGO]);
    assert_eq!(of_seed("1").len(), 5);
    assert_eq!(of_seed("1"), of_seed("1"));
    assert_ne!(of_seed("1"), of_seed("2"));
}

#[test]
fn a_file_too_small_for_questions_says_so_beside_them() {
    let output = dockstep_reading(&["quiz", "--json", "-"], b"FROM shop/base\n");
    assert!(output.status.success(), "{output:?}");
    let said = text(&output.stderr);
    assert!(said.contains("The file has one instruction"), "{said}");
    let output = dockstep_reading(&["quiz", "--json", "-"], b"RUN true\n");
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("no FROM"), "{output:?}");
}

#[test]
fn given_image_configurations_are_asked_about() {
    let folder = Folder::new("quiz-images");
    let images = folder.write(
        "images.json",
        br#"{"*": {"os": "linux", "architecture": "amd64", "config": {"User": "shop"}}}"#,
    );
    let file = folder.write("Dockerfile", b"FROM shop/base\nRUN true\n");
    let asked = questions(&[
        "quiz",
        "--json",
        "--count",
        "50",
        "--image-configs",
        &images,
        &file,
    ]);
    let user = asked.iter().find(|it| it["id"] == "run-user@2").unwrap();
    let mut options = user["options"].as_array().unwrap().iter();
    let right = options.find(|it| it["right"] == true).unwrap();
    assert_eq!(right["text"], "shop");
}

#[test]
fn a_person_reads_questions_first_and_answers_below() {
    let output = dockstep(&["quiz", "--count", "3", DJANGO]);
    let sheet = text(&output.stdout);
    let (asked, answered) = sheet.split_once("Answers").unwrap();
    assert!(asked.contains("3. ") && !asked.contains('✓'), "{sheet}");
    assert_eq!(answered.matches('✓').count(), 3, "{sheet}");
}

#[test]
fn options_have_letters_above_and_below_and_questions_have_numbers() {
    let output = dockstep(&["quiz", "--count", "1", DJANGO]);
    let sheet = text(&output.stdout);
    let (asked, answered) = sheet.split_once("Answers").unwrap();
    for letter in ["A", "B"] {
        let option = asked
            .lines()
            .find_map(|line| line.trim().strip_prefix(letter));
        let option = option.unwrap().trim();
        assert!(
            answered.contains(&format!("{letter} · {option}")),
            "{sheet}"
        );
    }
    let numbers = asked.lines().filter(|line| line.starts_with("1. "));
    assert_eq!(numbers.count(), 1, "{sheet}");
}
