//! The lessons of the course: they pass the check, can be played to the end, and claim what is so.

use crate::loud::say_loudly;
use crate::{lesson, options, read};
use dockstep::course::catalogue::{Catalogue, CourseEntry, MixedReview};
use dockstep::course::goal::Goal;
use dockstep::course::grading::{Answer, Graded, grade, grade_exercise, right_answer};
use dockstep::course::lesson::{Ask, Body, Lesson, Page};
use dockstep::course::lesson_check::check_lessons;
use dockstep::course::library::{built_in, with_added};
use dockstep::course::new_lesson::new_lesson;
use dockstep::knowledge::question_texts::question_file;
use std::collections::{BTreeMap, BTreeSet};

fn lessons() -> Vec<Lesson> {
    built_in().iter().map(read).collect()
}

fn asks(lesson: &Lesson) -> impl Iterator<Item = (&str, &Ask)> {
    lesson.pages.iter().filter_map(|page| match &page.body {
        Body::Question(asking) => Some((page.id.as_str(), &asking.ask)),
        _ => None,
    })
}

#[test]
fn the_course_has_no_fault() {
    let sources = built_in();
    assert_eq!(sources.len(), 30);
    assert_eq!(check_lessons(&sources, &BTreeSet::new(), &options()), []);
}

#[test]
fn every_kind_of_page_and_of_goal_is_used() {
    let lessons = lessons();
    let pages = lessons.iter().flat_map(|lesson| &lesson.pages);
    let kinds: BTreeSet<&str> = pages.clone().map(Page::kind).collect();
    let all = "choose-one choose-several exercise fill-in point-at-line predict put-in-order read";
    assert_eq!(kinds, all.split(' ').collect());
    let mut goals: BTreeSet<&str> = BTreeSet::new();
    for page in pages {
        if let Body::Exercise(exercise) = &page.body {
            goals.extend(exercise.goals.iter().map(Goal::kind));
        }
    }
    for kind in Goal::KINDS {
        assert!(goals.contains(kind), "no lesson has the goal {kind}");
    }
}

#[test]
fn every_lesson_asks_at_least_eight_questions() {
    for lesson in lessons() {
        assert!(lesson.question_count() >= 8, "{}", lesson.id);
        assert!((5..=12).contains(&lesson.pages.len()), "{}", lesson.id);
    }
}

#[test]
fn an_exercise_cannot_be_passed_untouched_and_its_solution_passes() {
    for lesson in lessons() {
        for page in &lesson.pages {
            let Body::Exercise(exercise) = &page.body else {
                continue;
            };
            let start = grade_exercise(exercise, &exercise.start);
            assert!(
                start.iter().any(|state| state.still.is_some()),
                "{}",
                page.id
            );
            for state in grade_exercise(exercise, &exercise.solution) {
                assert_eq!(state.still, None, "{}: {}", page.id, state.title);
            }
        }
    }
}

#[test]
fn the_key_of_answers_plays_every_lesson_to_its_end() {
    for lesson in lessons() {
        for (id, ask) in asks(&lesson) {
            let graded = grade(ask, &right_answer(ask));
            assert!(graded.is_right, "{id}: {graded:#?}");
            assert_eq!(graded.remarks, [], "{id}");
            assert_has_reasons(id, &graded);
        }
    }
}

#[test]
fn wrong_answers_alone_show_every_reason() {
    for lesson in lessons() {
        for (id, ask) in asks(&lesson) {
            for answer in wrong_answers(ask) {
                let graded = grade(ask, &answer);
                assert!(!graded.is_right, "{id}: {answer:?}");
                assert_has_reasons(id, &graded);
            }
        }
    }
}

fn assert_has_reasons(id: &str, graded: &Graded) {
    assert!(!graded.reasons.is_empty(), "{id}");
    for reason in &graded.reasons {
        assert!(!reason.why.to_plain().trim().is_empty(), "{id}: {reason:?}");
    }
}

fn wrong_answers(ask: &Ask) -> Vec<Answer> {
    match ask {
        Ask::ChooseOne(options) => {
            let wrong = (0..options.len()).filter(|&index| !options[index].right);
            wrong.map(|index| Answer::Chosen(vec![index])).collect()
        }
        Ask::ChooseSeveral(options) => vec![
            Answer::Chosen(Vec::new()),
            Answer::Chosen((0..options.len()).collect()),
            Answer::Chosen(vec![
                options.iter().position(|option| option.right).unwrap(),
            ]),
        ],
        Ask::FillIn(fill_in) => {
            let beliefs = fill_in.beliefs.iter();
            let beliefs = beliefs.map(|belief| Answer::Written(belief.text.to_plain()));
            beliefs.chain([Answer::Written(String::new())]).collect()
        }
        Ask::PointAtLine(point) => {
            let others = point.others.iter();
            let others = others.map(|(place, _)| Answer::Pointed(place.first_line));
            others.chain([Answer::Pointed(999)]).collect()
        }
        Ask::PutInOrder(order) => {
            vec![Answer::Ordered((0..order.items.len()).rev().collect())]
        }
    }
}

#[test]
fn predictions_say_what_real_builds_showed() {
    let answer = |lesson: &Lesson, id: &str| {
        let page = lesson.page(id).unwrap();
        let Body::Question(asking) = &page.body else {
            panic!("{id}");
        };
        let Ask::ChooseOne(options) = &asking.ask else {
            panic!("{id}");
        };
        options
            .iter()
            .find(|option| option.right)
            .unwrap()
            .text
            .to_plain()
    };
    let copy = lesson("copy-exactly");
    // COPY app /d/ and COPY a b /x of the truth's copy.json, with other names.
    assert_eq!(
        answer(&copy, "folder-copied"),
        "/shop/css/site.css, /shop/index.html"
    );
    assert_eq!(answer(&copy, "no-slash"), "/etc/shop");
    assert_eq!(answer(&copy, "pattern-without-match"), "nothing");
    let order = lesson("order-for-the-cache");
    assert_eq!(answer(&order, "edit-of-code"), "it runs again");
    assert_eq!(
        answer(&order, "edit-of-code-ordered"),
        "it comes from the cache"
    );
    assert_eq!(answer(&order, "edit-of-list"), "it runs again");
    let django = lesson("django-two-stages");
    assert_eq!(
        answer(&django, "where-the-list-lands"),
        "/app/requirements.txt"
    );
    assert_eq!(answer(&django, "folder-after-second-from"), "/");
    assert_eq!(
        answer(&django, "path-after-env"),
        "/venv/bin:/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    );
}

#[test]
fn every_idea_is_asked_in_two_ways_at_least() {
    let lessons = lessons();
    let mut questions: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for lesson in &lessons {
        for page in lesson.pages.iter().filter(|page| page.asks()) {
            let idea = page.idea.as_deref().unwrap();
            let asked = questions.entry(idea).or_default();
            assert!(asked.insert((&lesson.id, &page.id)));
        }
        for idea in &lesson.ideas {
            questions.entry(idea).or_default();
        }
    }
    let few: Vec<_> = questions
        .iter()
        .filter(|(_, asked)| asked.len() < 2)
        .collect();
    assert!(few.is_empty(), "{few:#?}");
    let all: usize = questions.values().map(BTreeSet::len).sum();
    assert!(all >= 240, "{all}");
}

#[test]
fn a_good_part_of_the_ideas_is_asked_by_made_questions_too() {
    let made: BTreeSet<&str> = question_file()
        .question
        .values()
        .map(|question| question.idea.as_str())
        .collect();
    let lessons = lessons();
    let ideas: BTreeSet<&str> = lessons
        .iter()
        .flat_map(|lesson| &lesson.ideas)
        .map(String::as_str)
        .collect();
    let shared = ideas.iter().filter(|idea| made.contains(*idea)).count();
    assert!(shared >= 20, "{shared} of {}", ideas.len());
}

#[test]
fn the_course_lists_every_lesson_once_in_the_order_of_their_numbers() {
    let catalogue = Catalogue::of(&built_in());
    let numbers: Vec<u32> = catalogue
        .lessons()
        .map(|lesson| lesson.number.unwrap())
        .collect();
    assert_eq!(numbers, (1..=30).collect::<Vec<u32>>());
    let titles: Vec<&str> = catalogue
        .parts
        .iter()
        .map(|part| part.title.as_str())
        .collect();
    assert_eq!(titles, ["Foundations", "Multi-stage builds", "BuildKit"]);
    let reviews = catalogue.parts.iter().flat_map(|part| &part.entries);
    let reviews: Vec<&MixedReview> = reviews
        .filter_map(|entry| match entry {
            CourseEntry::Review(review) => Some(review),
            CourseEntry::Lesson(_) => None,
        })
        .collect();
    assert_eq!(reviews.len(), 7);
    let asked: usize = reviews.iter().map(|review| review.lessons.len()).sum();
    assert_eq!(asked, 30, "each lesson is asked about in one review");
}

#[test]
fn a_page_has_about_a_hundred_words_at_most() {
    for lesson in lessons() {
        for page in &lesson.pages {
            let text = match &page.body {
                Body::Read(reading) => reading.text.to_plain(),
                Body::Exercise(exercise) => exercise.text.text.to_plain(),
                Body::Question(asking) => asking.prompt.to_plain(),
            };
            let words = text.split_whitespace().count();
            assert!(words <= 115, "{} {}: {words} words", lesson.id, page.id);
        }
    }
}

/// An idea comes back in review with another question, so the course should have two of each; a new
/// lesson may be the first to ask.
#[test]
fn ideas_with_one_question_alone_are_said() {
    let lessons = lessons();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in lessons.iter().flat_map(|lesson| &lesson.pages) {
        if let Some(idea) = &page.idea {
            *counts.entry(idea).or_default() += 1;
        }
    }
    let once: Vec<String> = counts
        .iter()
        .filter(|(_, count)| **count == 1)
        .map(|(idea, _)| {
            let has_idea = |lesson: &&Lesson| lesson.ideas.iter().any(|known| known == idea);
            let lesson = lessons.iter().find(has_idea).unwrap();
            format!("{idea} ({})", lesson.id)
        })
        .collect();
    if !once.is_empty() {
        say_loudly(&format!(
            "{} of the course's {} ideas are asked once: {}",
            once.len(),
            counts.len(),
            once.join(", ")
        ));
    }
}

#[test]
fn words_light_up_the_part_they_speak_of() {
    let django = lesson("django-two-stages");
    let page = django.page("two-images").unwrap();
    let Body::Read(reading) = &page.body else {
        panic!("it is a page to read");
    };
    let text = page.dockerfile.as_ref().unwrap().tree().text();
    let parts: Vec<&str> = reading
        .lights
        .iter()
        .map(|light| light.span.of(text))
        .collect();
    assert_eq!(parts, ["python:3.9 AS builder", "python:3.9-slim"]);
    let lines: Vec<u32> = page.lit.iter().map(|place| place.first_line).collect();
    assert_eq!(lines, [1, 8]);
}

#[test]
fn a_new_lesson_passes_the_check() {
    let source = new_lesson("my lessons/07-Ports and so on");
    assert_eq!(read(&source).id, "ports-and-so-on");
    assert_eq!(check_lessons(&[source], &BTreeSet::new(), &options()), []);
}

#[test]
fn an_added_lesson_takes_the_place_of_one_with_its_id() {
    let count = built_in().len();
    let mut own = new_lesson("copy-exactly");
    own.folder = "mine".to_owned();
    let all = with_added(built_in(), vec![own.clone(), new_lesson("another")]);
    assert_eq!(all.len(), count + 1);
    assert!(all.contains(&own));
    let ids: BTreeSet<String> = all.iter().map(|source| read(source).id).collect();
    assert_eq!(ids.len(), count + 1);
}
