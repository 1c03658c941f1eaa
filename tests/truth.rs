//! Holds every answer against BuildKit's own, over real Dockerfiles, aspect by aspect.
//!
//! The Dockerfiles and the answers are not part of this project: where their folder is missing, the
//! tests say so and pass.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests read files, say what they skip, and stop where something is wrong"
)]

#[path = "truth/aspects.rs"]
mod aspects;
#[path = "support/loud.rs"]
mod loud;
#[path = "truth/rows.rs"]
mod rows;

use crate::aspects::{ASPECTS, contradicts_itself, of_buildkit, of_dockstep};
use crate::loud::say_loudly;
use crate::rows::{Row, options, rows};
use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::build::suggest::nearest;
use dockstep::export::inspect_json::{InspectParts, inspect_json};
use dockstep::language::source::Source;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How many files are shown for each aspect that differs.
const SHOWN: usize = 3;

fn analysis(row: &Row, options: &BTreeMap<String, BuildOptions>) -> Analysis {
    let options = options
        .get(row.platform())
        .unwrap_or_else(|| panic!("{}: no options for {}", row.file, row.platform()));
    Analysis::of(Source::new(row.bytes.clone()), options)
}

#[test]
fn every_aspect_of_every_file_is_as_buildkit_has_it() {
    let Some(rows) = rows() else { return };
    let options = options();
    let mut same: BTreeMap<&str, usize> = BTreeMap::new();
    let mut different: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut contradictions = Vec::new();
    for row in &rows {
        let line = inspect_json(
            &analysis(row, &options),
            InspectParts {
                states: true,
                ..InspectParts::default()
            },
        );
        let ours = of_dockstep(&serde_json::from_str(&line).unwrap());
        let mut theirs = of_buildkit(&row.said);
        if contradicts_itself(&row.said) {
            contradictions.push(row.file.as_str());
            theirs.remove("states");
        }
        for (aspect, wanted) in &theirs {
            let found = ours.get(aspect);
            if found == Some(wanted) {
                *same.entry(aspect).or_default() += 1;
            } else {
                let files = different.entry(aspect).or_default();
                files.push(difference(&row.file, wanted, found));
            }
        }
    }
    let mut table = String::new();
    for aspect in ASPECTS {
        let same = same.get(aspect).copied().unwrap_or_default();
        let wrong = different.get(aspect).map_or(&[][..], Vec::as_slice);
        let all = same + wrong.len();
        writeln!(table, "{aspect:17} {same:5} of {all:5} the same").unwrap();
        table.extend(wrong.iter().take(SHOWN).map(String::as_str));
    }
    say_loudly(&format!(
        "{table}LEFT OUT: the states of {} files in which BuildKit's answers contradict each other: {}",
        contradictions.len(),
        contradictions.join(", ")
    ));
    assert!(different.is_empty(), "not as BuildKit has it:\n{table}");
}

/// Shows the first entry in which two answers differ.
fn difference(file: &str, wanted: &Value, found: Option<&Value>) -> String {
    let entries = match (wanted, found) {
        (Value::Array(wanted), Some(Value::Array(found))) => {
            let pairs = wanted.iter().zip(found);
            let first = pairs.take_while(|(wanted, found)| wanted == found).count();
            Some((first, wanted.get(first), found.get(first)))
        }
        _ => None,
    };
    let (entry, wanted, found) = match entries {
        Some((index, wanted, found)) => (format!("[{index}] "), wanted, found),
        None => (String::new(), Some(wanted), found),
    };
    let shown = |value: Option<&Value>| {
        let text = value.map_or_else(|| "nothing".to_owned(), Value::to_string);
        text.chars().take(400).collect::<String>()
    };
    format!(
        "    {file}\n      BuildKit {entry}{}\n      dockstep {entry}{}\n",
        shown(wanted),
        shown(found)
    )
}

#[test]
fn what_stands_behind_a_refusal_is_still_read() {
    let Some(rows) = rows() else { return };
    let options = options();
    let refused = rows
        .iter()
        .filter(|row| row.said.get("build_ok") == Some(&Value::Bool(false)));
    let mut count = 0;
    for row in refused {
        count += 1;
        let analysis = analysis(row, &options);
        assert!(
            !analysis.problems().is_empty(),
            "{}: BuildKit refuses it, and no problem is named",
            row.file
        );
        let instructions = analysis.tree().instructions();
        if let Some(keywords) = row.keywords() {
            assert_eq!(instructions.len(), keywords.len(), "{}", row.file);
            let explained = instructions
                .iter()
                .enumerate()
                .filter(|(index, _)| analysis.explain(*index).doc().blocks.is_empty());
            assert_eq!(explained.count(), 0, "{}: not all is explained", row.file);
            continue;
        }
        let line = row.said["parse_error"]["locations"][0][0][0].as_u64();
        let Some(line) = line.and_then(|line| u32::try_from(line).ok()) else {
            continue;
        };
        let message = row.said["parse_error"]["message"].as_str();
        if message == Some("file with no instructions") {
            continue;
        }
        let starts: BTreeSet<u32> = instructions.iter().map(|it| it.first_line).collect();
        for (side, is_read) in [
            ("above", starts.iter().any(|&start| start < line)),
            ("below", starts.iter().any(|&start| start > line)),
        ] {
            let has_text = analysis
                .tree()
                .text()
                .lines()
                .zip(1..)
                .any(|(text, number)| {
                    let text = text.trim();
                    let is_there = if side == "above" {
                        number < line
                    } else {
                        number > line
                    };
                    is_there && !text.is_empty() && !text.starts_with('#')
                });
            // An instruction that runs over the error's line is there once, on the line it starts on.
            let is_one = instructions
                .iter()
                .any(|it| it.first_line <= line && it.last_line > line);
            assert!(
                is_read || !has_text || is_one,
                "{}: nothing is read {side} line {line}",
                row.file
            );
        }
    }
    eprintln!("{count} refused files are still read to their end");
}

/// BuildKit walks a map where it looks for a name that may be meant: of several equally near names
/// it says any. Files are counted where that can be seen.
#[test]
fn a_suggestion_that_buildkit_leaves_to_chance_is_one_of_the_nearest() {
    let Some(rows) = rows() else { return };
    let options = options();
    let (mut suggested, mut undetermined) = (0, Vec::new());
    for row in &rows {
        let analysis = analysis(row, &options);
        let arguments = &analysis.plan().global_arguments;
        let known: BTreeSet<&str> = arguments
            .environment
            .iter()
            .map(|variable| &*variable.name)
            .chain(arguments.declared.iter().map(String::as_str))
            .collect();
        for stage in &analysis.plan().stages {
            for name in &stage.undeclared_arguments {
                let first = nearest(name, known.iter().copied(), true);
                let last = nearest(name, known.iter().rev().copied(), true);
                assert_eq!(first.is_some(), last.is_some(), "{}", row.file);
                suggested += usize::from(first.is_some());
                if first != last {
                    undetermined.push(format!("{}: {name}", row.file));
                }
            }
        }
    }
    eprintln!(
        "UndefinedArgInFrom suggests a name {suggested} times; {} times BuildKit may say another: {undetermined:?}",
        undetermined.len()
    );
}
