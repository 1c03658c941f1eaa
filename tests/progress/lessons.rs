//! What is told of a lesson.

use crate::{answered, at, progress, turned};
use dockstep::build::options::BuildOptions;
use dockstep::course::lesson_reader::read_lesson;
use dockstep::course::library::{built_in, id_of};
use dockstep::course::progress::Progress;
use dockstep::course::progress::deed::{AnsweredPage, Deed, SolvedExercise};
use dockstep::course::progress::lesson_progress::Tally;

fn solved(lesson: &str, page: &str) -> Deed {
    Deed::Solved(SolvedExercise {
        lesson: lesson.to_owned(),
        page: page.to_owned(),
        idea: "order".to_owned(),
        hints_seen: 1,
        saw_solution: false,
    })
}

#[test]
fn of_several_answers_to_a_page_the_last_one_counts() {
    let mut progress = progress([
        (0, answered("a", "one", "x", false)),
        (1, answered("a", "two", "x", true)),
        (2, answered("a", "one", "x", true)),
        (3, answered("b", "two", "x", false)),
    ]);
    let lesson = progress.lesson("a");
    assert_eq!(lesson.right.iter().collect::<Vec<_>>(), ["one", "two"]);
    assert!(lesson.wrong.is_empty());
    progress.take(answered("a", "two", "x", false), at(4));
    let lesson = progress.lesson("a");
    assert_eq!(lesson.right.iter().collect::<Vec<_>>(), ["one"]);
    assert_eq!(lesson.wrong.iter().collect::<Vec<_>>(), ["two"]);
}

#[test]
fn a_lesson_is_begun_when_it_is_opened_and_not_by_a_question_in_a_review() {
    let mut progress = progress([(0, answered("a", "one", "x", true))]);
    assert!(!progress.lesson("a").is_started());
    assert_eq!(progress.last_lesson(), None);
    progress.take(turned("a", "two"), at(1));
    progress.take(turned("b", "one"), at(1));
    progress.take(answered("a", "one", "x", true), at(2));
    assert!(progress.lesson("a").is_started());
    assert_eq!(progress.lesson("a").place.as_deref(), Some("two"));
    assert_eq!(progress.last_lesson(), Some("b"));
    assert!(!progress.lesson("b").is_finished);
    let lesson = "b".to_owned();
    progress.take(Deed::Finished { lesson }, at(3));
    assert!(progress.lesson("b").is_finished);
}

#[test]
fn a_tally_counts_what_the_lesson_asks_today_and_the_rest_is_kept() {
    let mut sources = built_in().into_iter();
    let source = sources.find(|source| id_of(source).as_deref() == Some("copy-exactly"));
    let lesson = read_lesson(&source.unwrap(), &BuildOptions::default())
        .lesson
        .unwrap();
    let exercise = lesson
        .pages
        .iter()
        .find(|page| page.kind() == "exercise")
        .unwrap();
    let total = lesson
        .pages
        .iter()
        .filter(|page| page.kind() != "read")
        .count();
    let mut progress = progress([
        (0, answered("copy-exactly", "folder-copied", "x", true)),
        (1, answered("copy-exactly", "no-slash", "x", false)),
        (
            2,
            answered("copy-exactly", "a-page-of-last-year", "x", true),
        ),
    ]);
    let tally = progress.lesson("copy-exactly").tally(&lesson);
    assert_eq!(
        tally,
        Tally {
            total,
            done: 2,
            right: 1
        }
    );
    progress.take(solved("copy-exactly", &exercise.id), at(3));
    let tally = progress.lesson("copy-exactly").tally(&lesson);
    assert_eq!(
        tally,
        Tally {
            total,
            done: 3,
            right: 2
        }
    );
    assert!(
        progress
            .lesson("copy-exactly")
            .right
            .contains("a-page-of-last-year")
    );
}

#[test]
fn forgetting_a_lesson_leaves_the_others() {
    let deeds = || {
        [
            (0, answered("b", "one", "x", true)),
            (1, turned("b", "two")),
        ]
    };
    let mut with = progress(deeds());
    with.take(answered("a", "one", "x", true), at(2));
    with.take(solved("a", "three"), at(3));
    with.take(turned("a", "two"), at(4));
    let lesson = "a".to_owned();
    with.take(Deed::Finished { lesson }, at(5));
    assert_eq!(with.lessons().into_iter().collect::<Vec<_>>(), ["a", "b"]);
    assert!(with.forget("a"));
    assert_eq!(with.lessons().into_iter().collect::<Vec<_>>(), ["b"]);
    assert_eq!(with.answers(), progress(deeds()).answers());
    assert_eq!(with.lesson("a"), Progress::default().lesson("a"));
    assert_eq!(with.last_lesson(), None);
    assert!(!with.forget("a"));
}

#[test]
fn a_page_that_somebody_pasted_as_an_answer_is_cut_off() {
    let long = "é".repeat(10_000);
    let Deed::Answered(deed) = answered("a", &long, "x", true) else {
        unreachable!()
    };
    let answer = long;
    let progress = progress([(0, Deed::Answered(AnsweredPage { answer, ..deed }))]);
    let kept = &progress.answers().first().unwrap().what;
    assert_eq!(kept.answer, "é".repeat(500));
    assert_eq!(kept.page, "é".repeat(500));
}
