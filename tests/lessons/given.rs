//! What the build of a page is given: build arguments and a platform, in predictions, exercises and goals.

use crate::{options, read};
use dockstep::course::grading::grade_exercise;
use dockstep::course::lesson::{Ask, Body, Lesson};
use dockstep::course::lesson_check::check_lessons;
use dockstep::course::lesson_source::LessonSource;
use dockstep::course::new_lesson::new_lesson;
use std::collections::BTreeSet;

const DOCKERFILE: &str = "ARG PYTHON=3.13
FROM python:${PYTHON}-slim
ARG TARGETARCH
ARG RELEASE
RUN echo $TARGETARCH $RELEASE
";

/// Makes the small lesson with more pages at its end.
fn source(pages: &str) -> LessonSource {
    let mut source = new_lesson("lesson");
    source
        .files
        .insert("given.Dockerfile".to_owned(), DOCKERFILE.to_owned());
    let text = source.files.get_mut("lesson.toml").unwrap();
    text.push_str(pages);
    source
}

fn predict(given: &str, at: &str, expect: &str) -> Lesson {
    read(&source(&format!(
        "\n[[page]]\nkind = \"predict\"\nid = \"given\"\nidea = \"cache-follows-order\"\nprompt = \"What is it?\"\n\
         dockerfile = \"given.Dockerfile\"\n{given}at = {{ instruction = \"{at}\" }}\nexpect = {expect}\nwhy = \"It is so.\"\n"
    )))
}

fn answer(lesson: &Lesson) -> &str {
    let Body::Question(asking) = &lesson.page("given").unwrap().body else {
        panic!("it asks");
    };
    let Ask::FillIn(fill_in) = &asking.ask else {
        panic!("the answer is written");
    };
    &fill_in.accepts[0]
}

#[test]
fn a_prediction_is_of_the_build_that_is_given_something() {
    let architecture = "{ run-variable = \"TARGETARCH\" }";
    for (given, expect, is) in [
        ("", architecture, "amd64"),
        ("platform = \"linux/arm64\"\n", architecture, "arm64"),
        ("platform = \"arm64\"\n", architecture, "arm64"),
        ("", "{ run-variable = \"RELEASE\" }", "not set"),
        (
            "arguments = { RELEASE = \"7\" }\n",
            "{ run-variable = \"RELEASE\" }",
            "7",
        ),
    ] {
        assert_eq!(answer(&predict(given, "RUN", expect)), is, "{given}");
    }
    for (given, is) in [
        ("", "python:3.13-slim"),
        ("arguments = { PYTHON = \"3.14\" }\n", "python:3.14-slim"),
    ] {
        assert_eq!(answer(&predict(given, "FROM", "\"base\"")), is);
    }
}

#[test]
fn what_one_page_is_given_no_other_page_is() {
    let page = |id: &str, given: &str| {
        format!(
            "\n[[page]]\nkind = \"predict\"\nid = \"{id}\"\nidea = \"cache-follows-order\"\nprompt = \"What is it?\"\n\
             dockerfile = \"given.Dockerfile\"\n{given}at = {{ instruction = \"FROM\" }}\nexpect = \"base\"\nwhy = \"It is so.\"\n"
        )
    };
    let pages = page("first", "arguments = { PYTHON = \"3.14\" }\n") + &page("given", "");
    assert_eq!(answer(&read(&source(&pages))), "python:3.13-slim");
}

const EXERCISE: &str = r#"
[[page]]
kind = "exercise"
id = "given"
idea = "cache-follows-order"
text = "Take the release that the build is given."
platform = "linux/arm64"
arguments = { RELEASE = "7" }
start = """
FROM python:3.13-slim
RUN echo 1
"""
solution = """
FROM python:3.13-slim
ARG RELEASE TARGETARCH
RUN echo $RELEASE
"""
goals = [
    { state = { of = { run-variable = "RELEASE" }, is = "7" } },
    { state = { of = { run-variable = "RELEASE" }, is = "8", arguments = { RELEASE = "8" } } },
    { state = { of = { run-variable = "TARGETARCH" }, is = "arm64" } },
    { state = { of = { run-variable = "TARGETARCH" }, is = "amd64", platform = "linux/amd64" } },
]
hints = ["One.", "Two.", "Three."]
"#;

#[test]
fn an_exercise_is_given_something_and_its_goals_may_look_again() {
    let lesson = read(&source(EXERCISE));
    let Body::Exercise(exercise) = &lesson.page("given").unwrap().body else {
        panic!("it is an exercise");
    };
    let still: Vec<String> = grade_exercise(exercise, &exercise.start)
        .into_iter()
        .filter_map(|state| state.still)
        .collect();
    assert_eq!(
        still,
        [
            "RELEASE in a RUN is still not set",
            "RELEASE in a RUN is still not set with RELEASE=8",
            "TARGETARCH in a RUN is still not set",
            "TARGETARCH in a RUN is still not set on linux/amd64",
        ]
    );
    let fixed = "FROM python:3.13-slim\nARG RELEASE=7\nARG TARGETARCH\nRUN echo $RELEASE\n";
    assert!(
        grade_exercise(exercise, fixed)
            .iter()
            .all(|state| state.still.is_none())
    );
    let faults = check_lessons(&[source(EXERCISE)], &BTreeSet::new(), &options());
    assert_eq!(faults, []);
}

/// Holds that the exercise with one stretch replaced has this fault alone.
fn check_fault(from: &str, to: &str, message: &str) {
    let source = source(&EXERCISE.replace(from, to));
    let faults = check_lessons(&[source], &BTreeSet::new(), &options());
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(messages, [message], "{to}");
}

#[test]
fn what_cannot_be_given_is_found() {
    check_fault(
        "platform = \"linux/arm64\"",
        "platform = \"linx\"",
        "platform: \"linx\": unknown operating system or architecture: invalid argument",
    );
    check_fault(
        "RELEASE = \"7\"",
        "RELEASE = 7",
        "invalid type: integer `7`, expected a string",
    );
    let goal = "{ state = { of = { run-variable = \"RELEASE\" }, is = \"7\" } },";
    for (written, message) in [
        (
            "{ cached = { run = \"pip\" } },",
            "cached has either when = \"a file\" or when-argument = \"NAME=value\"",
        ),
        (
            "{ cached = { run = \"pip\", when-argument = \"RELEASE\" } },",
            "when-argument: \"RELEASE\" is no argument; write \"NAME=value\"",
        ),
        (
            "{ cached = { run = \"pip\", when-argumnt = \"RELEASE=1\" } },",
            "there is no key \"when-argumnt\"; did you mean when-argument?",
        ),
        (
            "{ mounts = { run = \"pip\", type = \"secrt\" } },",
            "there is no value \"secrt\"; did you mean secret?",
        ),
    ] {
        check_fault(goal, written, message);
    }
}
