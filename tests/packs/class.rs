//! Who is in a class, and what counts of it.

use crate::{START, answer, guessed, read_as, record, timed};
use dockstep::course::progress::Given;
use dockstep::course::progress::deed::{AnsweredPage, SolvedExercise};
use dockstep::course::progress::moment::Moment;
use dockstep::course::results::asked::{AskedLesson, AskedOf, AskedQuestion};
use dockstep::course::results::class::{Class, LeftOut, ReadResults};
use dockstep::course::results::class_report::ClassReport;
use dockstep::course::results::person_progress::LessonCell;
use dockstep::course::results::results_file::ClassRecord;

fn labels(class: &Class) -> Vec<&str> {
    class
        .participants
        .iter()
        .map(|person| person.label.as_str())
        .collect()
}

fn right(page: &str) -> AnsweredPage {
    answer("l", page, "i", true, "x")
}

fn wrong(page: &str, words: &str) -> AnsweredPage {
    answer("l", page, "i", false, words)
}

#[test]
fn people_of_one_name_are_told_apart_by_their_files() {
    let class = Class::of(vec![
        read_as("room/b.json", record("Ada", vec![right("1")])),
        read_as("room/a.json", record("Ada", vec![wrong("1", "y")])),
        read_as("room/c.json", record("grace", vec![right("1")])),
    ]);
    assert_eq!(labels(&class), ["Ada (a.json)", "Ada (b.json)", "grace"]);
    assert_eq!(class.left_out, []);
    let class = Class::of(vec![
        read_as("one/ada.json", record("Ada", vec![right("1")])),
        read_as("two/ada.json", record("Ada ", vec![wrong("1", "y")])),
        read_as("x.json", record("Ada (one/ada.json)", vec![right("1")])),
    ]);
    assert_eq!(
        labels(&class),
        [
            "Ada (one/ada.json)",
            "Ada (one/ada.json) (2)",
            "Ada (two/ada.json)"
        ]
    );
}

#[test]
fn two_people_who_did_nothing_yet_are_two_people() {
    let class = Class::of(vec![
        read_as("a.json", record("Ada", Vec::new())),
        read_as("b.json", record("Ada", Vec::new())),
    ]);
    assert_eq!(labels(&class), ["Ada (a.json)", "Ada (b.json)"]);
}

#[test]
fn the_same_file_and_an_earlier_export_count_once() {
    let early = record("Ada", vec![right("1")]);
    let late = ClassRecord {
        exported_at: Moment::of_seconds(START + 90_000),
        ..record("Ada", vec![right("1"), wrong("2", "y")])
    };
    let class = Class::of(vec![
        read_as("early.json", early.clone()),
        read_as("late.json", late.clone()),
        read_as("copy of late.json", late.clone()),
        ReadResults {
            file: "photo.png".to_owned(),
            record: Err("it is no file of dockstep progress export --name".to_owned()),
        },
        // The same answers, and other people.
        read_as(
            "other.json",
            ClassRecord {
                name: "Grace".to_owned(),
                ..early
            },
        ),
    ]);
    assert_eq!(labels(&class), ["Ada", "Grace"]);
    assert_eq!(class.participants[0].record, late);
    let told = |file: &str, why: &str| LeftOut {
        file: file.to_owned(),
        why: why.to_owned(),
    };
    assert_eq!(
        class.left_out,
        [
            told(
                "early.json",
                "it is an earlier export of what late.json holds"
            ),
            told("copy of late.json", "it holds the same as late.json"),
            told(
                "photo.png",
                "it is no file of dockstep progress export --name"
            ),
        ]
    );
}

#[test]
fn first_answers_count_and_last_ones_tell_what_was_learned() {
    let class = Class::of(vec![
        read_as(
            "a",
            record("Ada", vec![wrong("1", "y"), right("1"), right("2")]),
        ),
        read_as(
            "b",
            record("Bob", vec![guessed(right("2")), wrong("1", "z")]),
        ),
        read_as("c", record("Cyd", vec![right("1"), wrong("2", "y")])),
    ]);
    let report = ClassReport::of(&class, &AskedOf::default());
    assert_eq!(report.answers, 6);
    let [idea] = report.ideas.as_slice() else {
        panic!("{:?}", report.ideas);
    };
    // Ada's first answer about it is wrong, Bob's is a right guess, Cyd's is right.
    assert_eq!(
        (idea.asked, idea.knew, idea.guessed, idea.know_now),
        (3, 2, 1, 1)
    );
    let [one, two] = report.questions.as_slice() else {
        panic!("{:?}", report.questions);
    };
    assert_eq!((one.answered, one.right, one.guesses), (3, 1, 0));
    assert_eq!((two.answered, two.right, two.guesses), (3, 2, 1));
}

#[test]
fn the_wrong_answer_that_drew_most_is_named() {
    let several = AskedQuestion {
        page: "several".to_owned(),
        idea: "i".to_owned(),
        prompt: "Which?".to_owned(),
        right: "a | b".to_owned(),
        wrong_of_several: vec!["bad".to_owned(), "bad one".to_owned()],
        is_order: false,
    };
    let order = AskedQuestion {
        page: "order".to_owned(),
        prompt: "Sort.".to_owned(),
        wrong_of_several: Vec::new(),
        is_order: true,
        ..several.clone()
    };
    let asked = AskedOf {
        pack: None,
        lessons: vec![AskedLesson {
            id: "l".to_owned(),
            title: "L".to_owned(),
            questions: vec![several, order],
            exercises: Vec::new(),
        }],
        ..AskedOf::default()
    };
    let given = [
        ("several", "a | bad one"),
        ("several", "bad one"),
        ("several", "a | bad | b"),
        ("order", "2 0 1"),
        ("order", "2 0 1"),
        ("order", "1 0 2"),
        ("free", " /app "),
        ("free", "/app"),
        ("free", ""),
    ];
    let people = given.iter().enumerate();
    let people = people.map(|(number, (page, words))| {
        read_as(
            &number.to_string(),
            record(&number.to_string(), vec![wrong(page, words)]),
        )
    });
    let report = ClassReport::of(&Class::of(people.collect()), &asked);
    let drawn: Vec<(&str, &str, usize)> = report
        .questions
        .iter()
        .map(|question| {
            let drawn = question.drawn.as_ref().unwrap();
            (question.page.as_str(), drawn.answer.as_str(), drawn.count)
        })
        .collect();
    assert_eq!(
        drawn,
        [
            ("several", "bad one", 2),
            ("order", "3 1 2", 2),
            ("free", "/app", 2)
        ]
    );
}

#[test]
fn with_a_pack_its_lessons_alone_count_and_say_how_far_everybody_is() {
    let question = |page: &str| AskedQuestion {
        page: page.to_owned(),
        idea: "i".to_owned(),
        prompt: "?".to_owned(),
        right: "x".to_owned(),
        wrong_of_several: Vec::new(),
        is_order: false,
    };
    let asked = AskedOf {
        pack: Some("Team".to_owned()),
        lessons: vec![
            AskedLesson {
                id: "l".to_owned(),
                title: "First".to_owned(),
                questions: vec![question("1"), question("2")],
                exercises: vec!["mend".to_owned()],
            },
            AskedLesson {
                id: "m".to_owned(),
                title: "Second".to_owned(),
                questions: vec![question("1")],
                exercises: Vec::new(),
            },
        ],
        ..AskedOf::default()
    };
    let solved = |lesson: &str, page: &str| Given {
        at: Moment::of_seconds(START),
        what: SolvedExercise {
            lesson: lesson.to_owned(),
            page: page.to_owned(),
            idea: "i".to_owned(),
            hints_seen: 0,
            saw_solution: false,
        },
    };
    let ada = ClassRecord {
        solved: vec![
            solved("l", "mend"),
            solved("l", "mend"),
            solved("elsewhere", "x"),
        ],
        finished: vec![Given {
            at: Moment::of_seconds(START),
            what: "l".to_owned(),
        }],
        ..record(
            "Ada",
            vec![
                timed(right("1"), 20),
                timed(wrong("2", "y"), 45),
                timed(right("gone-since"), 1),
                answer("elsewhere", "1", "other", true, "x"),
                AnsweredPage {
                    lesson: None,
                    ..answer("", "run-sees@7", "other", true, "x")
                },
            ],
        )
    };
    let bob = record("Bob", Vec::new());
    let class = Class::of(vec![read_as("a", ada), read_as("b", bob)]);
    let report = ClassReport::of(&class, &asked);
    let [ada, bob] = report.people.as_slice() else {
        panic!("{:?}", report.people);
    };
    assert_eq!(
        (
            ada.answered,
            ada.right,
            ada.solved,
            ada.finished,
            ada.seconds
        ),
        (3, 2, 1, 1, 66)
    );
    let cell = |total, done, right, is_finished| LessonCell {
        total,
        done,
        right,
        is_finished,
    };
    assert_eq!(ada.lessons, [cell(3, 3, 2, true), cell(1, 0, 0, false)]);
    assert_eq!(bob.lessons, [cell(3, 0, 0, false), cell(1, 0, 0, false)]);
    assert_eq!(report.ideas.len(), 1);
    assert_eq!(report.lessons[0].finished, 1);
    // Without a pack, what was done elsewhere counts too, and made questions tell of ideas.
    let report = ClassReport::of(
        &class,
        &AskedOf {
            pack: None,
            ..asked
        },
    );
    let ids: Vec<&str> = report
        .lessons
        .iter()
        .map(|lesson| lesson.id.as_str())
        .collect();
    assert_eq!(ids, ["l", "elsewhere"]);
    assert_eq!(report.ideas.len(), 2);
    assert_eq!(report.people[0].solved, 2);
}
