//! What the build cache does after a change: held against real builds, and told as prose.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read files and stop where a case is wrong"
)]

#[path = "../support/corpus.rs"]
mod corpus;
#[path = "../support/literate.rs"]
mod literate;
#[path = "../support/loud.rs"]
mod loud;
mod real_files;
mod truth;

use crate::literate::{Case, check};
use dockstep::analysis::Analysis;
use dockstep::analysis::cache_report::{CacheQuestion, CacheReport, Verdict, cache_report};
use dockstep::build::cache_prediction::changes::{ContextChanges, FileChange};
use dockstep::build::options::BuildOptions;
use dockstep::context::build_context::{BuildContext, IgnoreFile};
use dockstep::context::ignore_rules::IgnoreRules;
use dockstep::context::tree::{ContextEntry, ContextTree, EntryKind};
use dockstep::language::source::Source;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const FILES: [&str; 5] = [
    "context.md",
    "dockerfile.md",
    "order.md",
    "run.md",
    "stages.md",
];

#[test]
fn every_case_is_as_expected() {
    check("cache", &FILES, found);
}

/// Holds a change as a case tells it.
#[derive(Default)]
struct Question {
    files: Vec<String>,
    ignore: Option<String>,
    changes: ContextChanges,
    options: BuildOptions,
    old_options: BuildOptions,
}

impl Question {
    fn report(mut self, old: &str, new: &str) -> CacheReport {
        let context = context(&self.files, self.ignore.as_deref());
        let new_context = self.changes.applied_to(&context);
        cache_report(CacheQuestion {
            old: &Analysis::of(Source::from(old), &self.old_options),
            new: &Analysis::of(Source::from(new), &self.options),
            old_context: &context,
            new_context: &new_context,
            changes: &self.changes,
        })
    }
}

/// Makes a context of files; `path -> target` is a link.
fn context(files: &[String], ignore: Option<&str>) -> BuildContext {
    let mut entries = BTreeMap::new();
    for file in files {
        let (path, target) = match file.split_once(" -> ") {
            Some((path, target)) => (path, Some(target)),
            None => (file.as_str(), None),
        };
        for (end, _) in path.match_indices('/') {
            let folder = path.get(..end).unwrap();
            entries.insert(folder.to_owned(), (EntryKind::Directory, None));
        }
        let kind = if target.is_some() {
            EntryKind::Link
        } else {
            EntryKind::File
        };
        entries.insert(path.to_owned(), (kind, target));
    }
    let entries = entries
        .into_iter()
        .map(|(path, (kind, target))| ContextEntry {
            path: path.into(),
            kind,
            bytes: 1,
            mode: 0o644,
            target: target.map(Into::into),
        });
    let ignore = ignore.map(|text| IgnoreFile {
        name: ".dockerignore".to_owned(),
        rules: IgnoreRules::read(text),
    });
    BuildContext::new(ContextTree::new(entries.collect()), ignore)
}

/// Reads a case: its options are the files there are, one `files …` line, and what changes.
fn found(case: &Case<'_>) -> String {
    let mut question = Question::default();
    for line in case.options.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let change = match word {
            "files" => {
                question.files = rest.split(", ").map(str::to_owned).collect();
                continue;
            }
            "ignore" => {
                question.ignore = Some(rest.replace(' ', "\n"));
                continue;
            }
            "touch" => {
                question.changes.touch(rest);
                continue;
            }
            "build-arg" => {
                let (name, value) = rest.split_once('=').unwrap();
                let arguments = &mut question.options.arguments;
                arguments.insert(name.to_owned(), value.to_owned());
                continue;
            }
            "target" => {
                question.options.target = Some(rest.to_owned());
                question.old_options.target = Some(rest.to_owned());
                continue;
            }
            "change" => FileChange::Edited,
            "new" => FileChange::New,
            "delete" => FileChange::Deleted,
            "chmod" => FileChange::Mode,
            _ => panic!("{}: no option: {line}", case.fact),
        };
        question.changes.add(rest, change);
    }
    let (old, new) = case
        .dockerfile
        .split_once("---\n")
        .unwrap_or((case.dockerfile, case.dockerfile));
    written(&question.report(old, new))
}

fn written(report: &CacheReport) -> String {
    let mut out = String::new();
    for step in &report.steps {
        let verdict = match step.verdict {
            Verdict::Cached => "cached",
            Verdict::Depends => "depends",
            Verdict::Rerun => "rerun",
            Verdict::Stops => "stops",
            Verdict::NotReached => "not reached",
        };
        let because = step.because.to_plain();
        write!(out, "{} {verdict}: {because}", step.line).unwrap();
        if let Some(note) = &step.note {
            write!(out, ". {}", note.to_plain()).unwrap();
        }
        out.push('\n');
    }
    for hint in &report.hints {
        writeln!(out, "hint: {}", hint.say.to_plain()).unwrap();
        for line in &hint.lines {
            writeln!(out, "    {line}").unwrap();
        }
        writeln!(out, "check: {}", hint.check.to_plain()).unwrap();
    }
    out
}
