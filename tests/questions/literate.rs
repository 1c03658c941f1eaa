//! Cases that are read as prose: a belief, a Dockerfile, and the question that is made of it.
//!
//! Each `.md` file of this folder holds cases: a heading that says the fact, a `dockerfile` block, an
//! `options` block, and an `expect` block. Options, one a line: `ask KIND` for a kind of question that
//! is shown, `write KIND` and `point KIND` for one whose answer is written or pointed at, `file PATH` for
//! a file of the build context, `predict LINE` for what is asked before a line is explained, `shortage`, and `target=`,
//! `build-arg`, `base` as `tests/build` has them. The right option stands first, the wrong ones in the
//! order of the alphabet. `DOCKSTEP_BLESS=1 cargo test --test questions` writes what is made now.

use crate::cases::{Case, check};
use dockstep::analysis::Analysis;
use dockstep::build::image_config::image_configs;
use dockstep::build::options::BuildOptions;
use dockstep::context::build_context::BuildContext;
use dockstep::context::tree::{ContextEntry, ContextTree, EntryKind};
use dockstep::explain::questions::question::{Question, QuestionKind};
use dockstep::language::source::Source;
use std::fmt::Write as _;
use std::sync::Arc;

const FILES: [&str; 8] = [
    "edits.md",
    "files.md",
    "folders.md",
    "stages.md",
    "starts.md",
    "variables.md",
    "ways.md",
    "words.md",
];

/// How many seeds are tried until chance takes a way of answering.
const SEEDS: u64 = 24;

#[test]
fn every_case_is_as_expected() {
    check("questions", &FILES, made);
}

/// Makes the questions that a case asks for, and writes them down.
fn made(case: &Case<'_>) -> String {
    let mut options = BuildOptions::default();
    let mut wanted = Vec::new();
    let mut files = Vec::new();
    for line in case.options.lines() {
        match line.split_once([' ', '=']) {
            Some(("target", target)) => options.target = Some(target.to_owned()),
            Some(("build-arg", argument)) => {
                let (name, value) = argument.split_once('=').unwrap();
                options.arguments.insert(name.to_owned(), value.to_owned());
            }
            Some(("base", base)) => {
                let (name, config) = base.split_once(' ').unwrap();
                let json = format!(
                    r#"{{{name:?}: {{"os": "linux", "architecture": "amd64", "config": {config}}}}}"#
                );
                options
                    .base_images
                    .given
                    .extend(image_configs(&json).unwrap());
            }
            Some(("file", path)) => files.push(ContextEntry {
                path: path.into(),
                kind: EntryKind::File,
                bytes: 1,
                mode: 0o644,
                target: None,
            }),
            _ => wanted.push(line),
        }
    }
    if !files.is_empty() {
        let context = BuildContext::new(ContextTree::new(files), None);
        options.context = Some(Arc::new(context));
    }
    let analysis = Analysis::of(Source::from(case.dockerfile), &options);
    let mut out = String::new();
    for line in wanted {
        match line.split_once(' ') {
            Some((way @ ("ask" | "write" | "point"), kind)) => {
                let mut questions = questions_of(&analysis, kind, way);
                questions.sort_by_key(|it| (it.line, it.id.clone()));
                if questions.is_empty() {
                    writeln!(out, "nothing to {way}: {kind}").unwrap();
                }
                for question in &questions {
                    write_question(&mut out, question);
                }
            }
            Some(("predict", line)) => {
                let line: u32 = line.parse().unwrap();
                let mut instructions = analysis.tree().instructions().iter();
                let index = instructions.position(|it| it.first_line == line).unwrap();
                match analysis.prediction(index, 1) {
                    Some(question) => write_question(&mut out, &question),
                    None => writeln!(out, "nothing to predict: {line}").unwrap(),
                }
            }
            _ if line == "shortage" => {
                let reason = analysis.question_shortage();
                let reason = reason.map_or_else(|| "none".to_owned(), |it| it.to_plain());
                writeln!(out, "shortage: {reason}").unwrap();
            }
            _ => panic!("{}: no option: {line}", case.fact),
        }
    }
    out
}

/// Lists the questions of a kind that are made with the seed 1, answered in a way: of a seed with which
/// chance takes that way.
fn questions_of(analysis: &Analysis, kind: &str, way: &str) -> Vec<Question> {
    let place = |question: &Question| question.id.replacen("-line@", "@", 1);
    let is_of_kind = |question: &Question| place(question).split('@').next() == Some(kind);
    let made: Vec<Vec<Question>> = (1..SEEDS)
        .map(|seed| analysis.questions(seed, usize::MAX))
        .collect();
    let first = made[0].iter().filter(|question| is_of_kind(question));
    let chosen = first.filter_map(|first| {
        let mut same = made.iter().flatten().filter(|it| place(it) == place(first));
        let wanted = same.clone().find(|question| match way {
            "write" => question.kind == QuestionKind::FillIn,
            "point" => question.kind == QuestionKind::PointAtLine,
            _ => !matches!(
                question.kind,
                QuestionKind::FillIn | QuestionKind::PointAtLine
            ),
        });
        // Some kinds are answered in one way alone.
        wanted.or_else(|| same.next().filter(|_| way == "ask"))
    });
    chosen.cloned().collect()
}

fn write_question(out: &mut String, question: &Question) {
    let kind = question.kind.name();
    writeln!(out, "{} · {kind} · {}", question.id, question.idea).unwrap();
    writeln!(out, "{}", question.prompt.to_plain()).unwrap();
    let mut options: Vec<_> = question.options.iter().collect();
    options.sort_by_key(|option| (!option.right, option.text.to_plain()));
    for option in options {
        let mark = if option.right { '+' } else { '-' };
        let (text, why) = (option.text.to_plain(), option.why.to_plain());
        writeln!(out, "{mark} {text}\n      {why}").unwrap();
    }
    if !question.answers.is_empty() {
        writeln!(out, "= {}", question.answers.join(", ")).unwrap();
    }
}
