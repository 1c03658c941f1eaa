//! What is asked in a review, and in which order.

use crate::{answer, answered, at, progress};
use dockstep::build::options::BuildOptions;
use dockstep::course::lesson::Lesson;
use dockstep::course::lesson_reader::read_lesson;
use dockstep::course::library::built_in;
use dockstep::course::progress::Progress;
use dockstep::course::progress::deed::{AnsweredPage, Deed};
use dockstep::course::review::{DueIdea, due};
use dockstep::course::review_choice::candidate::{Candidate, made_candidates, page_candidates};
use dockstep::course::review_choice::{MOST, choose, mixed};
use proptest::prelude::{Strategy, any, prop, proptest};
use proptest::{prop_assert, prop_assert_eq};
use std::collections::{BTreeMap, BTreeSet};

fn candidate(lesson: &str, page: &str, idea: &str) -> Candidate {
    Candidate {
        lesson: lesson.to_owned(),
        page: page.to_owned(),
        idea: idea.to_owned(),
        made: None,
    }
}

/// Gives the answer to a candidate.
fn answer_to(candidate: &Candidate, is_right: bool) -> Deed {
    let (lesson, page) = candidate.answered_as();
    Deed::Answered(AnsweredPage {
        lesson,
        ..answer("", &page, &candidate.idea, is_right)
    })
}

fn pages(chosen: &[Candidate]) -> Vec<&str> {
    chosen
        .iter()
        .map(|candidate| candidate.page.as_str())
        .collect()
}

/// Makes a course of few lessons and ideas, and answers to it.
fn course() -> impl Strategy<Value = (Vec<Candidate>, Vec<(usize, bool)>)> {
    let candidate = (0..5_u8, 0..12_u8, 0..6_u8, prop::option::of(0..3_u8));
    let candidates = prop::collection::btree_set(candidate, 1..40);
    let candidates = candidates.prop_map(|candidates| {
        let mut seen = BTreeSet::new();
        let candidates = candidates
            .into_iter()
            .map(|(lesson, page, idea, made)| Candidate {
                lesson: format!("lesson-{lesson}"),
                page: format!("page-{page}"),
                idea: format!("idea-{idea}"),
                made: made.map(|made| format!("made-{made}")),
            });
        candidates
            .filter(|candidate| seen.insert(candidate.name()))
            .collect()
    });
    (
        candidates,
        prop::collection::vec((any::<usize>(), any::<bool>()), 0..60),
    )
}

fn answers_to(candidates: &[Candidate], answers: &[(usize, bool)]) -> Progress {
    let deeds = answers.iter().zip(0..).map(|((which, is_right), count)| {
        let candidate = &candidates[which % candidates.len()];
        (count * 40, answer_to(candidate, *is_right))
    });
    progress(deeds)
}

/// Tells whether things can be put in a row so that no neighbours share a name.
fn can_differ<'a>(names: impl Iterator<Item = &'a String>) -> bool {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    let mut all = 0_usize;
    for name in names {
        all += 1;
        *counts.entry(name).or_default() += 1;
    }
    counts.values().all(|count| *count <= all.div_ceil(2))
}

fn neighbours_differ(chosen: &[Candidate], name: fn(&Candidate) -> &String) -> bool {
    chosen
        .windows(2)
        .all(|pair| name(&pair[0]) != name(&pair[1]))
}

proptest! {
    #[test]
    fn a_review_asks_each_due_idea_once_and_another_question_than_last_time(
        (candidates, answers) in course(),
        seed in any::<u64>(),
    ) {
        let progress = answers_to(&candidates, &answers);
        let due = due(&progress, at(4_000_000));
        let chosen = choose(&due, &candidates, &progress, seed);
        let ideas: BTreeSet<&String> = chosen.iter().map(|chosen| &chosen.idea).collect();
        prop_assert_eq!(ideas.len(), chosen.len());
        // Every answer was about a candidate's idea, so every idea that is due can be asked about.
        prop_assert_eq!(ideas, due.iter().map(|due| &due.idea).collect::<BTreeSet<_>>());
        for chosen in &chosen {
            let about = |given: &&_| {
                let given: &dockstep::course::progress::Given<AnsweredPage> = given;
                given.what.idea == chosen.idea
            };
            let last = progress.answers().iter().rfind(about).unwrap();
            let same = |candidate: &Candidate| {
                candidate.answered_as() == (last.what.lesson.clone(), last.what.page.clone())
            };
            let others = candidates.iter().filter(|other| other.idea == chosen.idea);
            prop_assert!(!same(chosen) || others.count() == 1);
        }
        if can_differ(chosen.iter().map(|chosen| &chosen.lesson)) {
            prop_assert!(neighbours_differ(&chosen, |chosen| &chosen.lesson));
        }
        prop_assert_eq!(choose(&due, &candidates, &progress, seed), chosen);
    }

    #[test]
    fn a_mixed_review_has_every_lesson_and_no_two_neighbours_of_one_idea(
        (candidates, answers) in course(),
        count in 0..50_usize,
        seed in any::<u64>(),
    ) {
        let progress = answers_to(&candidates, &answers);
        let chosen = mixed(&progress, &candidates, count, seed);
        prop_assert_eq!(chosen.len(), count.min(candidates.len()));
        let names: BTreeSet<String> = chosen.iter().map(Candidate::name).collect();
        prop_assert_eq!(names.len(), chosen.len(), "nothing is asked twice");
        let lessons = |candidates: &[Candidate]| {
            let lessons = candidates.iter().map(|candidate| candidate.lesson.clone());
            lessons.collect::<BTreeSet<_>>().len()
        };
        prop_assert_eq!(lessons(&chosen), lessons(&candidates).min(count));
        if can_differ(chosen.iter().map(|chosen| &chosen.idea)) {
            prop_assert!(neighbours_differ(&chosen, |chosen| &chosen.idea));
        }
    }
}

#[test]
fn what_was_never_asked_comes_first_then_what_was_asked_longest_ago() {
    let course = ["one", "two", "three"].map(|page| candidate("a", page, "x"));
    let mut progress = progress([(0, answered("a", "one", "x", false))]);
    let mut asked = Vec::new();
    for turn in 1..=5 {
        let now = at(turn * 3_600);
        let chosen = choose(&due(&progress, now), &course, &progress, 7);
        asked.extend(pages(&chosen).into_iter().map(str::to_owned));
        progress.take(answer_to(&chosen[0], false), now);
    }
    // Two and three in either order, then from the beginning.
    assert_eq!(asked[..2].iter().collect::<BTreeSet<_>>().len(), 2);
    assert!(!asked[..2].contains(&"one".to_owned()));
    assert_eq!(asked[2], "one");
    assert_eq!(asked[3..], asked[..2]);
}

#[test]
fn the_only_question_about_an_idea_is_asked_again() {
    let course = [candidate("a", "one", "x")];
    let progress = progress([(0, answered("a", "one", "x", false))]);
    let due = due(&progress, at(3_600));
    assert_eq!(pages(&choose(&due, &course, &progress, 0)), ["one"]);
    assert_eq!(
        choose(&due, &[], &progress, 0),
        [],
        "a lesson that is gone asks nothing"
    );
}

#[test]
fn a_sitting_is_short_and_has_the_worst() {
    let count = MOST + 5;
    let course: Vec<Candidate> = (0..count)
        .map(|number| {
            candidate(
                &format!("lesson-{}", number % 4),
                &format!("page-{number}"),
                &format!("idea-{number}"),
            )
        })
        .collect();
    let due: Vec<DueIdea> = course
        .iter()
        .map(|candidate| DueIdea {
            idea: candidate.idea.clone(),
            due_since: at(0),
            strength: 0.5,
            was_wrong: false,
        })
        .collect();
    let chosen = choose(&due, &course, &Progress::default(), 0);
    assert_eq!(
        chosen,
        course[..MOST],
        "in the order in which they are due: neighbours differ already"
    );
}

#[test]
fn a_mixed_review_begins_with_what_was_wrong_and_leaves_what_is_known_for_the_end() {
    let course = [
        candidate("a", "known", "x"),
        candidate("a", "missed", "y"),
        candidate("b", "new", "z"),
        candidate("b", "known-too", "w"),
    ];
    let progress = progress([
        (0, answered("a", "known", "x", true)),
        (1, answered("a", "missed", "y", false)),
        (2, answered("b", "known-too", "w", true)),
    ]);
    assert_eq!(pages(&mixed(&progress, &course, 2, 3)), ["missed", "new"]);
    assert_eq!(
        pages(&mixed(&progress, &course, 4, 3)),
        ["missed", "new", "known", "known-too"]
    );
}

#[test]
fn another_seed_asks_other_new_questions() {
    let course: Vec<Candidate> = (0..30)
        .map(|page| candidate("a", &page.to_string(), &page.to_string()))
        .collect();
    let of_seed = |seed| mixed(&Progress::default(), &course, 10, seed);
    assert_eq!(of_seed(1), of_seed(1));
    assert_ne!(of_seed(1), of_seed(2));
}

fn lessons() -> Vec<Lesson> {
    let sources = built_in().into_iter();
    sources
        .map(|source| {
            read_lesson(&source, &BuildOptions::default())
                .lesson
                .unwrap()
        })
        .collect()
}

#[test]
fn the_course_asks_about_its_ideas_with_pages_and_with_questions_made_from_its_files() {
    let lessons = lessons();
    for lesson in &lessons {
        let asked = page_candidates(lesson);
        assert_eq!(asked.len(), lesson.question_count());
        let made = made_candidates(lesson, 3);
        assert!(made.len() >= 5, "{}: {}", lesson.id, made.len());
        let names: BTreeSet<String> = asked.iter().chain(&made).map(Candidate::name).collect();
        assert_eq!(names.len(), asked.len() + made.len());
        for candidate in &asked {
            assert_eq!(candidate.made_question(lesson, 3), None);
        }
        for candidate in &made {
            let question = candidate.made_question(lesson, 3).unwrap();
            assert_eq!(
                (question.idea, Some(question.id)),
                (candidate.idea.clone(), candidate.made.clone())
            );
        }
    }
}

#[test]
fn a_question_made_from_a_file_is_no_part_of_the_lessons_progress() {
    let lessons = lessons();
    let made = made_candidates(&lessons[0], 0);
    let progress = progress([(0, answer_to(&made[0], false))]);
    assert!(progress.lesson(&lessons[0].id).wrong.is_empty());
    let due = due(&progress, at(3_600));
    // Another one about the same idea, or the same where there is no other.
    let about: Vec<Candidate> = made
        .iter()
        .filter(|other| other.idea == made[0].idea)
        .cloned()
        .collect();
    let chosen = choose(&due, &about, &progress, 0);
    assert_eq!(chosen.len(), 1);
    assert_eq!(chosen[0] == made[0], about.len() == 1);
}
