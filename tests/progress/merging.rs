//! Two records of one learner, and a record in a file and back.

use crate::{START, answered, at, progress, turned};
use dockstep::course::progress::Progress;
use dockstep::course::progress::deed::{AnsweredPage, Confidence, Deed, SolvedExercise};
use dockstep::course::progress::moment::Moment;
use dockstep::course::progress_file::ProgressFile;
use dockstep::doc::visible::visible_json;
use proptest::prelude::{Strategy, any, prop, proptest};
use proptest::{prop_assert_eq, prop_oneof};

/// Makes names: few, so that they meet again, and some that nobody would choose.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "a",
            "b",
            "copy-exactly",
            "",
            "\u{1b}[31m",
            "no\nlesson"
        ])
        .prop_map(str::to_owned),
        any::<String>().prop_map(|name| name.chars().take(500).collect()),
    ]
}

fn confidence() -> impl Strategy<Value = Option<Confidence>> {
    prop::sample::select(vec![None, Some(Confidence::Sure), Some(Confidence::Guess)])
}

fn deed() -> impl Strategy<Value = Deed> {
    let answer = (
        prop::option::of(name()),
        name(),
        name(),
        any::<bool>(),
        confidence(),
        name(),
        any::<Option<u32>>(),
    );
    let answer = answer.prop_map(
        |(lesson, page, idea, is_right, confidence, answer, seconds)| {
            Deed::Answered(AnsweredPage {
                lesson,
                page,
                idea,
                is_right,
                confidence,
                answer,
                seconds,
            })
        },
    );
    let solved = (name(), name(), name(), any::<u32>(), any::<bool>());
    let solved = solved.prop_map(|(lesson, page, idea, hints_seen, saw_solution)| {
        Deed::Solved(SolvedExercise {
            lesson,
            page,
            idea,
            hints_seen,
            saw_solution,
        })
    });
    prop_oneof![
        4 => answer,
        1 => solved,
        2 => (name(), name()).prop_map(|(lesson, page)| Deed::Turned { lesson, page }),
        1 => name().prop_map(|lesson| Deed::Finished { lesson }),
    ]
}

/// Makes deeds at moments of their own, in the order of time.
fn deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let deeds = prop::collection::vec((1..90_000_u64, deed()), 0..30);
    deeds.prop_map(|deeds| {
        let mut now = 0;
        let deeds = deeds.into_iter().map(|(pause, deed)| {
            now += pause;
            (now, deed)
        });
        deeds.collect()
    })
}

fn in_a_file_and_back(progress: &Progress) -> Progress {
    let text = serde_json::to_string(&ProgressFile::from(progress.clone())).unwrap();
    let text = visible_json(&text);
    serde_json::from_str::<ProgressFile>(&text).unwrap().into()
}

proptest! {
    #[test]
    fn a_file_holds_all_of_it(deeds in deeds()) {
        let progress = progress(deeds);
        prop_assert_eq!(in_a_file_and_back(&progress), progress);
    }

    #[test]
    fn merging_what_is_there_changes_nothing(deeds in deeds(), count in 0..30_usize) {
        let whole = progress(deeds.clone());
        let part = progress(deeds.into_iter().take(count));
        let mut merged = whole.clone();
        merged.merge(whole.clone());
        merged.merge(part.clone());
        prop_assert_eq!(&merged, &whole);
        let mut grown = part;
        grown.merge(whole.clone());
        prop_assert_eq!(&grown, &whole);
    }

    #[test]
    fn two_windows_together_are_as_good_as_one(
        deeds in deeds(),
        windows in prop::collection::vec(0..3_u8, 30),
    ) {
        // A deed was seen by the first window, by the second, or by both.
        let of_window = |window: u8| {
            let deeds = deeds.iter().zip(&windows);
            let own = deeds.filter(|(_, of)| **of == window || **of == 2);
            progress(own.map(|(deed, _)| deed.clone()).collect::<Vec<_>>())
        };
        let whole = progress(deeds.clone());
        for (one, other) in [(0, 1), (1, 0)] {
            let mut merged = of_window(one);
            merged.merge(of_window(other));
            prop_assert_eq!(&merged, &whole);
        }
    }
}

#[test]
fn two_same_answers_of_one_second_are_two() {
    let one = || (0, answered("a", "one", "x", true));
    let mut merged = progress([one(), one()]);
    merged.merge(progress([one()]));
    assert_eq!(merged.answers().len(), 2);
    merged.merge(progress([one(), one(), one()]));
    assert_eq!(merged.answers().len(), 3);
}

#[test]
fn the_newer_place_wins_whichever_record_it_is_in() {
    let old = progress([(10, turned("b", "one")), (20, turned("a", "four"))]);
    let new = progress([(30, turned("b", "two"))]);
    for (one, other) in [(&old, &new), (&new, &old)] {
        let mut merged = one.clone();
        merged.merge(other.clone());
        assert_eq!(merged.lesson("a").place.as_deref(), Some("four"));
        assert_eq!(merged.lesson("b").place.as_deref(), Some("two"));
        assert_eq!(merged.last_lesson(), Some("b"));
    }
}

#[test]
fn an_answer_of_another_computer_counts_by_when_it_was_given() {
    let mut here = progress([
        (0, answered("a", "one", "x", false)),
        (20, answered("a", "one", "x", false)),
    ]);
    here.merge(progress([(10, answered("a", "one", "x", true))]));
    assert!(here.lesson("a").wrong.contains("one"));
    here.merge(progress([(30, answered("a", "one", "x", true))]));
    assert!(here.lesson("a").right.contains("one"));
}

#[test]
fn a_clock_that_runs_away_does_not_make_a_file_that_cannot_be_read() {
    let mut progress = Progress::default();
    progress.take(turned("a", "one"), Moment::of_seconds(u64::MAX));
    assert_eq!(
        in_a_file_and_back(&progress).lesson("a").place.as_deref(),
        Some("one")
    );
}

#[test]
fn what_a_later_program_of_the_same_version_adds_is_passed_over() {
    let text = format!(
        r#"{{"version": 1, "colour": "blue", "answers": [
            {{"at": {START}, "page": "one", "idea": "x", "right": true, "mood": [1, 2]}}]}}"#
    );
    let progress = Progress::from(serde_json::from_str::<ProgressFile>(&text).unwrap());
    assert_eq!(progress.answers().first().unwrap().at, at(0));
    assert_eq!(progress.answers().first().unwrap().what.lesson, None);
}
