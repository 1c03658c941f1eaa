//! When an idea is due again, after what was answered.

use crate::{answered, at, progress, sure};
use dockstep::course::progress::Progress;
use dockstep::course::progress::deed::{Confidence, Deed, SolvedExercise};
use dockstep::course::progress::moment::Moment;
use dockstep::course::review::{due, next_due};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

fn right() -> Deed {
    answered("copy-exactly", "no-slash", "copy-destination", true)
}

fn wrong() -> Deed {
    answered("copy-exactly", "no-slash", "copy-destination", false)
}

fn solved(hints_seen: u32, saw_solution: bool) -> Deed {
    Deed::Solved(SolvedExercise {
        lesson: "copy-exactly".to_owned(),
        page: "exercise".to_owned(),
        idea: "copy-destination".to_owned(),
        hints_seen,
        saw_solution,
    })
}

/// Gives the seconds from the last deed until the one idea is due.
fn wait(deeds: impl IntoIterator<Item = (u64, Deed)>) -> u64 {
    let deeds: Vec<(u64, Deed)> = deeds.into_iter().collect();
    let last = at(deeds.last().unwrap().0);
    let progress = progress(deeds);
    assert_eq!(due(&progress, last), [], "nothing is due at once");
    let next = next_due(&progress, last).unwrap();
    let ideas = |now| due(&progress, now).len();
    assert_eq!(ideas(next), 1, "what is due next is due then");
    assert_eq!(
        ideas(Moment::of_seconds(next.seconds() - 1)),
        0,
        "and not before"
    );
    next.seconds_since(last)
}

#[test]
fn nothing_is_due_before_anything_was_asked() {
    assert_eq!(due(&Progress::default(), at(0)), []);
    assert_eq!(next_due(&Progress::default(), at(0)), None);
}

#[test]
fn a_wrong_answer_comes_back_in_ten_minutes_also_after_many_right_ones() {
    assert_eq!(wait([(0, wrong())]), 10 * MINUTE);
    let history = [
        (0, right()),
        (3 * DAY, right()),
        (20 * DAY, right()),
        (60 * DAY, wrong()),
    ];
    assert_eq!(wait(history), 10 * MINUTE);
}

#[test]
fn each_right_answer_on_time_puts_it_off_for_longer() {
    let mut history = vec![(0, right())];
    let mut waits = Vec::new();
    for _ in 0..6 {
        let (last, _) = *history.last().unwrap();
        let pause = wait(history.clone());
        waits.push(pause / DAY);
        history.push((last + pause, right()));
    }
    assert!(waits.is_sorted_by(|one, other| one < other), "{waits:?}");
    assert!((1..=3).contains(&waits[0]), "{waits:?}");
    assert!((100..2_000).contains(&waits[5]), "{waits:?}");
}

#[test]
fn who_guessed_is_asked_sooner_and_who_was_sure_later() {
    let guessed = wait([(0, sure(true, Confidence::Guess))]);
    let plain = wait([(0, right())]);
    let was_sure = wait([(0, sure(true, Confidence::Sure))]);
    assert!(
        guessed < plain && plain < was_sure,
        "{guessed} {plain} {was_sure}"
    );
    assert!(guessed > 12 * HOUR && was_sure < 10 * DAY);
    // Being sure of what is wrong is no better than not knowing it.
    assert_eq!(wait([(0, sure(false, Confidence::Sure))]), 10 * MINUTE);
}

#[test]
fn an_hour_of_practice_does_not_put_an_idea_off_for_weeks() {
    let once = wait([(0, sure(true, Confidence::Sure))]);
    let practice = (0..10).map(|count| (count * 5 * MINUTE, sure(true, Confidence::Sure)));
    let practised = wait(practice);
    assert!(practised >= once, "{practised} {once}");
    assert!(practised < 2 * once, "{practised} {once}");
}

#[test]
fn a_right_answer_just_after_a_wrong_one_is_asked_again_within_a_day() {
    let healed = wait([(0, wrong()), (10 * MINUTE, right())]);
    assert!((HOUR..DAY).contains(&healed), "{healed}");
}

#[test]
fn every_evening_is_a_day_later_though_not_always_24_hours() {
    let early = wait([(0, right()), (20 * HOUR, right())]);
    let exact = wait([(0, right()), (24 * HOUR, right())]);
    assert_eq!(early, exact);
    let same_sitting = wait([(0, right()), (2 * HOUR, right())]);
    assert!(same_sitting < exact);
}

#[test]
fn an_exercise_counts_by_the_help_that_it_took() {
    let alone = wait([(0, solved(0, false))]);
    let with_hints = wait([(0, solved(2, false))]);
    assert_eq!(alone, wait([(0, right())]));
    assert!(with_hints < alone);
    assert_eq!(wait([(0, solved(3, true))]), 10 * MINUTE);
    // It counts when it was solved, between the answers.
    let between = wait([(0, right()), (DAY, solved(0, true)), (2 * DAY, right())]);
    let without = wait([(0, right()), (2 * DAY, right())]);
    assert!(between < without);
}

#[test]
fn what_was_wrong_comes_first_then_what_is_weakest() {
    let progress = progress([
        (0, answered("a", "one", "old", true)),
        (20 * DAY, answered("a", "two", "newer", true)),
        (25 * DAY, answered("a", "three", "missed", false)),
        (30 * DAY, answered("a", "four", "fresh", true)),
    ]);
    let due = due(&progress, at(30 * DAY + HOUR));
    let ideas: Vec<&str> = due.iter().map(|due| due.idea.as_str()).collect();
    assert_eq!(ideas, ["missed", "old", "newer"]);
    assert!(due.iter().all(|due| (0.0..=1.0).contains(&due.strength)));
    assert!(due[1].strength < due[2].strength);
    assert!(due[0].was_wrong && !due[1].was_wrong);
    assert_eq!(due[0].due_since, at(25 * DAY + 10 * MINUTE));
}

#[test]
fn a_clock_that_was_ahead_hides_no_idea_for_years() {
    let mut progress = progress([(0, right())]);
    progress.take(right(), Moment::LAST);
    let now = at(DAY);
    assert!(next_due(&progress, now).unwrap().seconds_since(now) < 30 * DAY);
    progress.take(wrong(), now);
    assert_eq!(next_due(&progress, now), Some(at(DAY + 10 * MINUTE)));
}

#[test]
fn any_history_gives_a_strength_that_is_a_number() {
    let histories = [
        vec![right(); 300],
        vec![wrong(); 300],
        vec![sure(true, Confidence::Sure); 300],
    ];
    for deeds in histories {
        let deeds = deeds.into_iter().zip(0..);
        let progress = progress(deeds.map(|(deed, count)| (count * 400 * DAY, deed)));
        let due = due(&progress, Moment::LAST);
        assert!((0.0..=1.0).contains(&due[0].strength), "{due:?}");
    }
}
