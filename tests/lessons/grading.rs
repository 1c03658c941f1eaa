//! How answers are judged, whichever way they are given.

use crate::{lesson, options};
use dockstep::analysis::Analysis;
use dockstep::course::grading::{Answer, Graded, grade, shown_lines, shown_order};
use dockstep::course::lesson::{Ask, Body};
use dockstep::course::lesson_file::{SelectorFile, StageFile};
use dockstep::course::place::find;
use dockstep::language::source::Source;

fn judged(lesson_id: &str, page: &str, answer: &Answer) -> Graded {
    let lesson = lesson(lesson_id);
    let Body::Question(asking) = &lesson.page(page).unwrap().body else {
        panic!("{page} is no question");
    };
    grade(&asking.ask, answer)
}

#[test]
fn choosing_several_needs_all_of_them_and_no_other() {
    let ask = |chosen: &[usize]| {
        judged(
            "django-two-stages",
            "what-crosses",
            &Answer::Chosen(chosen.to_vec()),
        )
        .is_right
    };
    assert!(ask(&[0, 1]) && ask(&[1, 0]));
    assert!(!ask(&[0]) && !ask(&[0, 1, 2]) && !ask(&[]));
}

#[test]
fn every_option_is_judged_and_its_reason_given() {
    let graded = judged(
        "django-two-stages",
        "what-expose-does",
        &Answer::Chosen(vec![0]),
    );
    assert!(!graded.is_right);
    let signs: Vec<(bool, bool)> = graded
        .reasons
        .iter()
        .map(|it| (it.is_right, it.is_yours))
        .collect();
    assert_eq!(
        signs,
        [(false, true), (true, false), (false, false), (false, false)]
    );
    assert_eq!(graded.reasons[3].line, Some(14));
}

#[test]
fn a_written_answer_may_differ_in_what_does_not_matter() {
    let ask = |lesson: &str, page: &str, written: &str| {
        judged(lesson, page, &Answer::Written(written.to_owned())).is_right
    };
    let who = |written: &str| ask("django-two-stages", "who-runs-it", written);
    assert!(who("root") && who("  Root ") && who("0"));
    assert!(!who("") && !who("rooot"));
    let path = |written: &str| ask("copy-exactly", "where-the-script-lands", written);
    assert!(path("/usr/local/bin/start.sh") && !path("/usr/local/bin/START.sh"));
}

#[test]
fn a_belief_that_is_written_is_answered_with_its_reason() {
    let graded = judged(
        "django-two-stages",
        "who-runs-it",
        &Answer::Written("nobody".to_owned()),
    );
    let yours: Vec<String> = graded
        .reasons
        .iter()
        .filter(|it| it.is_yours)
        .map(|it| it.text.to_plain())
        .collect();
    assert_eq!(yours, ["nobody"]);
}

#[test]
fn a_line_is_pointed_at_anywhere_in_its_instruction() {
    let pointed = |line| {
        judged(
            "django-two-stages",
            "who-takes-the-secret",
            &Answer::Pointed(line),
        )
    };
    assert!(pointed(11).is_right);
    let other = pointed(5);
    assert!(!other.is_right);
    assert!(
        other
            .reasons
            .iter()
            .any(|it| it.is_yours && it.why.to_plain().contains("takes no file"))
    );
    assert!(
        pointed(3)
            .reasons
            .iter()
            .any(|it| it.is_yours && it.why.to_plain().contains("one file"))
    );
}

#[test]
fn an_answer_of_another_kind_is_wrong_and_harmless() {
    for answer in [
        Answer::Pointed(1),
        Answer::Chosen(vec![99]),
        Answer::Ordered(vec![7, 7]),
    ] {
        assert!(!judged("django-two-stages", "who-runs-it", &answer).is_right);
        assert!(!judged("django-two-stages", "what-crosses", &answer).is_right);
        assert!(!judged("order-for-the-cache", "put-in-order", &answer).is_right);
    }
}

#[test]
fn options_are_shuffled_the_same_way_for_the_same_seed() {
    assert_eq!(shown_order("a", 5, 3), shown_order("a", 5, 3));
    let different = (0..20).map(|seed| shown_order("a", 5, seed));
    assert!(different.collect::<std::collections::BTreeSet<_>>().len() > 5);
    let firsts = (0..60).map(|seed| shown_order("two", 2, seed)[0]);
    let right_stands_first = firsts.filter(|&first| first == 0).count();
    assert!(
        (15..45).contains(&right_stands_first),
        "{right_stands_first} of 60"
    );
    for seed in 0..200 {
        let mut order = shown_lines("lines", 3, seed);
        assert!(!order.is_sorted(), "lines to be sorted never stand sorted");
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2]);
    }
}

#[test]
fn a_selector_finds_its_line_again_after_edits_elsewhere() {
    let selector = SelectorFile {
        stage: Some(StageFile::Name("app".to_owned())),
        instruction: Some("copy".to_owned()),
        nth: Some(2),
        ..SelectorFile::default()
    };
    let line = |text: &str| {
        let analysis = Analysis::of(Source::new(text.as_bytes().to_vec()), &options());
        find(&selector, &analysis).unwrap().first_line
    };
    assert_eq!(
        line("FROM a\nCOPY x .\nFROM b AS app\nCOPY y .\nCOPY z .\n"),
        5
    );
    assert_eq!(
        line(
            "# new\nFROM a\nCOPY x .\nCOPY w .\nFROM b AS app\n\nCOPY y \\\n .\nRUN true\nCOPY z .\n"
        ),
        10
    );
}

#[test]
fn a_prediction_without_options_is_written() {
    let mut source = dockstep::course::new_lesson::new_lesson("lesson");
    let text = source.files.get_mut("lesson.toml").unwrap();
    let option = "[[page.option]]\ntext = \"it comes from the cache\"\nwhy = \"It would, if no step above it took `serve.py`.\"\n";
    assert!(text.contains(option));
    *text = text.replacen(option, "", 1).replacen(
        "expect = { runs-again-after = \"serve.py\" }",
        "expect = \"working-directory\"",
        1,
    );
    let lesson = crate::read(&source);
    let Body::Question(asking) = &lesson.page("edit-of-source").unwrap().body else {
        panic!("it is a question");
    };
    assert!(matches!(asking.ask, Ask::FillIn(_)));
    assert!(grade(&asking.ask, &Answer::Written("/shop".to_owned())).is_right);
}
