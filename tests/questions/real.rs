//! Questions about real Dockerfiles: how many there are, that they are sound, and that BuildKit agrees.

use crate::derived::{Answer, answer};
use crate::loud::say_loudly;
use crate::rows::{Row, options, rows};
use crate::said::Said;
use dockstep::analysis::Analysis;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::build::platform::Platform;
use dockstep::doc::text::{Inline, Text};
use dockstep::explain::questions::question::{AnswerOption, Question, QuestionKind};
use dockstep::knowledge::base_images::catalogue;
use dockstep::language::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How many questions are looked at of each file: as many as a long session asks.
const MOST: usize = 25;

/// How many faults are shown.
const SHOWN: usize = 20;

/// What was counted, and what is wrong.
#[derive(Default)]
struct Tally {
    files: usize,
    questions: usize,
    by_kind: BTreeMap<String, usize>,
    by_way: BTreeMap<String, usize>,
    derived: BTreeMap<String, usize>,
    silent: BTreeMap<String, usize>,
    small: BTreeMap<String, usize>,
    faults: Vec<String>,
}

fn kind_of(question: &Question) -> &str {
    question.id.split('@').next().unwrap()
}

#[test]
fn every_accepted_file_gives_five_questions_or_says_why_and_buildkit_agrees_with_the_answers() {
    let Some(rows) = rows() else { return };
    let options = options();
    let accepted: Vec<&Row> = rows
        .iter()
        .filter(|row| row.said["build_ok"] == true)
        .collect();
    let halves = accepted.split_at(accepted.len() / 2);
    let tallies = std::thread::scope(|scope| {
        let first = scope.spawn(|| tally(halves.0, &options));
        [tally(halves.1, &options), first.join().unwrap()]
    });
    let mut table = String::new();
    let mut all = Tally::default();
    for tally in tallies {
        all.files += tally.files;
        all.questions += tally.questions;
        for (mine, theirs) in [
            (&mut all.by_kind, tally.by_kind),
            (&mut all.by_way, tally.by_way),
            (&mut all.derived, tally.derived),
            (&mut all.silent, tally.silent),
            (&mut all.small, tally.small),
        ] {
            for (name, count) in theirs {
                *mine.entry(name).or_default() += count;
            }
        }
        all.faults.extend(tally.faults);
    }
    for (kind, count) in &all.by_kind {
        let derived = all.derived.get(kind).copied().unwrap_or_default();
        let silent = all.silent.get(kind).copied().unwrap_or_default();
        writeln!(
            table,
            "{kind:22} {count:6} asked {derived:6} held against BuildKit {silent:4} it is silent of"
        )
        .unwrap();
    }
    let small: usize = all.small.values().sum();
    say_loudly(&format!(
        "{} questions about {} files; {small} files give fewer than five and say why\n{table}{:?}\n{:#?}",
        all.questions, all.files, all.by_way, all.small
    ));
    let shown: Vec<&String> = all.faults.iter().take(SHOWN).collect();
    assert!(
        all.faults.is_empty(),
        "{} faults\n{shown:#?}",
        all.faults.len()
    );
    assert!(small * 10 < all.files, "most files give enough");
}

/// What is known of base images without being told: the catalogue, as the program has it.
fn catalogued(platform: &str) -> BuildOptions {
    BuildOptions {
        platform: Platform::parse(platform).unwrap(),
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    }
}

#[test]
fn no_file_gives_an_unsound_question_whatever_is_known_of_its_base() {
    let Some(rows) = rows() else { return };
    let halves = rows.split_at(rows.len() / 2);
    let look = |rows: &[Row]| {
        let (mut faults, mut small, mut refused) = (Vec::new(), 0, 0);
        for (row, seed) in rows.iter().zip(0..) {
            let options = catalogued(row.platform());
            let analysis = Analysis::of(Source::new(row.bytes.clone()), &options);
            let questions = analysis.questions(seed, 12);
            faults.extend(questions.iter().flat_map(unsound));
            let has_few = analysis.question_shortage().is_some();
            assert_eq!(has_few, analysis.questions(0, 5).len() < 5, "{}", row.file);
            small += usize::from(has_few && row.said["build_ok"] == true);
            refused += usize::from(row.said["build_ok"] != true);
            let count = analysis.tree().instructions().len().min(12);
            for prediction in (0..count).filter_map(|it| analysis.prediction(it, seed)) {
                faults.extend(unsound(&prediction));
            }
        }
        (faults, small, refused)
    };
    let [(mut faults, small, refused), (more, few, others)] = std::thread::scope(|scope| {
        let first = scope.spawn(|| look(halves.0));
        [look(halves.1), first.join().unwrap()]
    });
    faults.extend(more);
    say_loudly(&format!(
        "with what the program knows of base images: {} accepted files give fewer than five; {} files are refused",
        small + few,
        refused + others
    ));
    assert!(
        faults.is_empty(),
        "{} faults\n{:#?}",
        faults.len(),
        &faults[..faults.len().min(SHOWN)]
    );
}

fn tally(rows: &[&Row], options: &BTreeMap<String, BuildOptions>) -> Tally {
    let mut tally = Tally::default();
    for (row, seed) in rows.iter().zip(0..) {
        let analysis = Analysis::of(Source::new(row.bytes.clone()), &options[row.platform()]);
        let questions = analysis.questions(seed, MOST);
        tally.files += 1;
        tally.questions += questions.len();
        let prompts: BTreeSet<String> = questions.iter().map(|it| it.prompt.to_plain()).collect();
        let mut faults = Vec::new();
        if prompts.len() != questions.len() {
            faults.push("a prompt comes twice".to_owned());
        }
        match analysis.question_shortage() {
            Some(_) if prompts.len() >= 5 => {
                faults.push("it has enough, and says it has not".to_owned());
            }
            Some(reason) => *tally.small.entry(reason.to_plain()).or_default() += 1,
            None if prompts.len() < 5 => faults.push("few, and no reason".to_owned()),
            None => {}
        }
        for question in &questions {
            *tally
                .by_kind
                .entry(kind_of(question).to_owned())
                .or_default() += 1;
            let way = question.kind.name().to_owned();
            *tally.by_way.entry(way).or_default() += 1;
            faults.extend(unsound(question));
            faults.extend(disagrees(&mut tally, &Said::of(row), question));
        }
        let faults = faults
            .into_iter()
            .map(|fault| format!("{}: {fault}", row.file));
        tally.faults.extend(faults);
    }
    tally
}

/// Says what is wrong with a question as such.
fn unsound(question: &Question) -> Vec<String> {
    let mut faults = Vec::new();
    let right = question
        .options
        .iter()
        .filter(|option| option.right)
        .count();
    let count = question.options.len();
    let fits = match question.kind {
        QuestionKind::ChooseOne | QuestionKind::PointAtLine => right == 1 && count >= 2,
        QuestionKind::ChooseSeveral => right >= 2 && right < count,
        QuestionKind::FillIn => {
            let mut wrong = question.options.iter().filter(|option| !option.right);
            let is_accepted = |option: &AnswerOption| question.answers.contains(&words(option));
            right == 1 && !question.answers.is_empty() && !wrong.any(is_accepted)
        }
    };
    if !fits {
        faults.push(format!(
            "{right} of {count} are right of {:?}",
            question.kind
        ));
    }
    let texts: BTreeSet<String> = question.options.iter().map(words).collect();
    if texts.len() != count {
        faults.push("two options say the same".to_owned());
    }
    let two_are_enough = ["stage-is-built", "last-image", "skipped-stages"];
    if question.kind == QuestionKind::ChooseOne
        && count < 3
        && !two_are_enough.contains(&kind_of(question))
    {
        faults.push("fewer than three options".to_owned());
    }
    for text in question
        .options
        .iter()
        .flat_map(|it| [&it.text, &it.why])
        .chain([&question.prompt])
    {
        if text.is_empty() || has_gap(text) {
            faults.push(format!("a gap: {:?}", text.to_plain()));
        }
    }
    let is_kebab = |idea: &str| {
        let mut letters = idea.bytes();
        letters.all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
    };
    if !is_kebab(&question.idea) {
        faults.push(format!("the idea is {:?}", question.idea));
    }
    let faults = faults.into_iter();
    faults
        .map(|fault| format!("{}: {fault}", question.id))
        .collect()
}

fn words(option: &AnswerOption) -> String {
    option.text.to_plain().trim().to_owned()
}

/// Tells whether a sentence has a name in braces that nothing filled, or an unknown value.
fn has_gap(text: &Text) -> bool {
    text.0.iter().any(|inline| match inline {
        Inline::Plain(words) => words.contains(['{', '}']),
        Inline::Unknown(_) => true,
        _ => false,
    })
}

/// Holds a question against what BuildKit says.
fn disagrees(tally: &mut Tally, said: &Said<'_>, question: &Question) -> Option<String> {
    let wanted = answer(said, &question.id)?;
    let kind = kind_of(question).to_owned();
    if wanted == Answer::Silent {
        *tally.silent.entry(kind).or_default() += 1;
        return None;
    }
    *tally.derived.entry(kind).or_default() += 1;
    let (right, wrong): (Vec<&AnswerOption>, Vec<&AnswerOption>) =
        question.options.iter().partition(|option| option.right);
    let agrees = match &wanted {
        Answer::Text(text) => {
            right.iter().all(|option| words(option) == text.trim())
                && wrong.iter().all(|option| words(option) != text.trim())
        }
        Answer::Stages(lines) => {
            let names = |option: &&AnswerOption| {
                let words = words(option);
                lines
                    .iter()
                    .any(|line| words.ends_with(&format!("(line {line})")))
            };
            right.iter().all(names) && !wrong.iter().any(names)
        }
        Answer::Line(line) => {
            let names =
                |option: &&AnswerOption| words(option).starts_with(&format!("line {line}:"));
            right.iter().all(names) && !wrong.iter().any(names)
        }
        Answer::Silent => true,
    };
    (!agrees).then(|| {
        let right: Vec<String> = right.into_iter().map(words).collect();
        format!(
            "{}: BuildKit {wanted:?}, the question {right:?}",
            question.id
        )
    })
}
