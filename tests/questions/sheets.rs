//! Made questions as pages: what they hold to be right is graded as right, whatever the way of answering.

use dockstep::analysis::Analysis;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::course::grading::{Answer, grade, right_answer};
use dockstep::course::lesson::{Ask, Body};
use dockstep::course::sheet::Sheet;
use dockstep::explain::questions::question::QuestionKind;
use dockstep::knowledge::base_images::catalogue;
use dockstep::language::source::Source;
use std::collections::BTreeSet;
use std::sync::Arc;

fn lessons_dockerfiles() -> Vec<Vec<u8>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/lessons");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("Dockerfile"))
        .filter(|path| path.is_file())
        .collect();
    folders.sort();
    folders
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

#[test]
fn the_answer_of_every_made_question_is_graded_right_and_others_wrong() {
    let options = BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    };
    let mut kinds = BTreeSet::new();
    for bytes in lessons_dockerfiles() {
        let analysis = Arc::new(Analysis::of(Source::new(bytes), &options));
        for seed in 0..12 {
            for question in analysis.questions(seed, 12) {
                let sheet = Sheet::made(&question, &analysis, "Dockerfile");
                let Body::Question(asking) = &sheet.page.body else {
                    panic!("{question:?}");
                };
                assert_eq!(asking.ask.name(), question.kind.name(), "{question:?}");
                kinds.insert(asking.ask.name());
                let graded = grade(&asking.ask, &right_answer(&asking.ask));
                assert!(graded.is_right, "{question:?}\n{graded:?}");
                for reason in &graded.reasons {
                    assert!(!reason.why.is_empty(), "{question:?}");
                }
                let wrong = match &asking.ask {
                    Ask::ChooseOne(options) | Ask::ChooseSeveral(options) => Answer::Chosen(vec![
                        options.iter().position(|option| !option.right).unwrap(),
                    ]),
                    Ask::FillIn(_) => Answer::Written("zebra".to_owned()),
                    Ask::PointAtLine(_) => Answer::Pointed(999),
                    Ask::PutInOrder(_) => panic!("no question asks for an order"),
                };
                assert!(!grade(&asking.ask, &wrong).is_right, "{question:?}");
                if question.kind == QuestionKind::FillIn {
                    assert!(!question.answers.is_empty());
                }
            }
        }
    }
    let all = ["choose-one", "fill-in", "point-at-line"];
    assert!(all.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
}
