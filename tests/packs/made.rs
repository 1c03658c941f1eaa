//! Lessons made from Dockerfiles: they have no fault, their key plays them, and everybody gets the same.

use crate::corpus::real_files;
use crate::options;
use dockstep::course::grading::{grade, right_answer};
use dockstep::course::lesson::Body;
use dockstep::course::lesson_check::check_lessons;
use dockstep::course::lesson_reader::read_lesson;
use dockstep::course::pack::made_lesson::{Making, MakingFault, made_lesson};
use std::collections::BTreeSet;
use std::fs;

/// Every so many-th of the real files is made a lesson of.
const STEP: usize = 40;

fn making<'a>(dockerfile: &'a str, context: Option<Vec<(&'a str, &'a str)>>) -> Making<'a> {
    Making {
        path: "team/Dockerfile".to_owned(),
        dockerfile,
        context,
        id: "our-own",
        title: "Our \"own\" \u{7f}\\ {id}",
        questions: 8,
    }
}

#[test]
fn real_files_become_lessons_without_a_fault() {
    let Some(files) = real_files() else {
        return;
    };
    let (mut made, mut refused) = (0, 0);
    for path in files.iter().step_by(STEP) {
        let Ok(text) = fs::read_to_string(path) else {
            continue;
        };
        let shown = path.display();
        let source = match made_lesson(&making(&text, None), &options()) {
            Ok(source) => source,
            Err(MakingFault::Refused { line, message }) => {
                assert!(line > 0 && !message.is_empty(), "{shown}");
                refused += 1;
                continue;
            }
            Err(MakingFault::NothingToAsk(reason)) => {
                assert!(!reason.is_empty(), "{shown}");
                refused += 1;
                continue;
            }
        };
        let read = read_lesson(&source, &options());
        assert_eq!(read.faults, [], "{shown}");
        assert_eq!(
            check_lessons(&[source], &BTreeSet::new(), &options()),
            [],
            "{shown}"
        );
        let lesson = read.lesson.unwrap();
        assert_eq!(lesson.title, "Our \"own\" \u{7f}\\ {id}");
        assert!((2..=9).contains(&lesson.pages.len()), "{shown}");
        let asks = lesson.pages.iter().filter_map(|page| match &page.body {
            Body::Question(asking) => Some((page, asking)),
            _ => None,
        });
        let mut lines = Vec::new();
        for (page, asking) in asks {
            let graded = grade(&asking.ask, &right_answer(&asking.ask));
            assert!(graded.is_right, "{shown}: {}: {graded:#?}", page.id);
            lines.extend(page.lit.first().map(|place| place.first_line));
        }
        assert!(lines.is_sorted(), "{shown}: {lines:?}");
        made += 1;
    }
    assert!(made > 4 * refused, "{made} made, {refused} refused");
}

#[test]
fn questions_rest_on_the_files_of_the_context() {
    let dockerfile =
        "FROM alpine:3.20\nWORKDIR /app\nCOPY src /app/src\nCMD [\"/app/src/run.sh\"]\n";
    let with = made_lesson(
        &making(dockerfile, Some(vec![("src/run.sh", "#!/bin/sh\n")])),
        &options(),
    )
    .unwrap();
    assert_eq!(with.files["context/src/run.sh"], "#!/bin/sh\n");
    let lesson = read_lesson(&with, &options()).lesson.unwrap();
    let analysis = lesson.pages[0].dockerfile.as_ref().unwrap();
    assert!(analysis.options().context.is_some());
    // Once more is the same once more.
    let again = made_lesson(
        &making(dockerfile, Some(vec![("src/run.sh", "#!/bin/sh\n")])),
        &options(),
    );
    assert_eq!(again.unwrap(), with);
}
