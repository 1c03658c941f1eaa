//! `context --format json`: the build context as one JSON object.
//!
//! `root` is the folder as it was named, `ignore_file` the ignore file's name or null. Each of
//! `entries` has `path`, `kind` (`file`, `directory`, `link`, `other`), `bytes` (a file's size),
//! `included` (whether a build can see it; a directory is seen as soon as one entry in it is),
//! and `pattern` and `line`: the last pattern that matches the path or a directory it lies in, as
//! it is written, and where; null where none matches. `problems` holds what could not be listed,
//! and is left out where there is none; `error` likewise is BuildKit's word about an ignore file
//! that it refuses.

use crate::context::build_context::{BuildContext, DecidedEntry};
use crate::context::tree::{EntryKind, ListingFault};
use serde::Serialize;

/// Writes the object; `keeps` chooses the entries by their paths.
pub fn context_json(root: &str, context: &BuildContext, keeps: impl Fn(&str) -> bool) -> String {
    let rules = context.rules();
    let entry = |decided: DecidedEntry<'_>| {
        let pattern = decided.decision.pattern;
        let pattern = pattern.and_then(|index| rules?.patterns().get(index));
        EntryReport {
            path: decided.entry.path.to_string(),
            kind: kind(decided.entry.kind),
            bytes: decided.entry.bytes,
            included: decided.is_sent,
            pattern: pattern.map(|pattern| pattern.written.as_str()),
            line: pattern.map(|pattern| pattern.line),
        }
    };
    let problems = context.tree().problems().iter();
    let report = Report {
        root,
        ignore_file: context.ignore_file().map(|file| file.name.as_str()),
        error: context.error().map(|error| ErrorReport {
            line: error.line,
            message: error.to_string(),
        }),
        entries: context
            .decided()
            .filter(|decided| keeps(&decided.entry.path))
            .map(entry)
            .collect(),
        problems: problems
            .map(|problem| ProblemReport {
                path: &problem.path,
                fault: fault(&problem.fault),
            })
            .collect(),
    };
    serde_json::to_string(&report).unwrap_or_default()
}

fn kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::File => "file",
        EntryKind::Directory => "directory",
        EntryKind::Link => "link",
        EntryKind::Other => "other",
    }
}

fn fault(fault: &ListingFault) -> &str {
    match fault {
        ListingFault::Unreadable(reason) => reason,
        ListingFault::NotUtf8 => "the name is not UTF-8",
        ListingFault::Vanished => "gone while it was listed",
        ListingFault::TooMany(_) => "too many entries",
        ListingFault::Cancelled => "cancelled",
    }
}

#[derive(Serialize)]
struct Report<'a> {
    root: &'a str,
    ignore_file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorReport>,
    entries: Vec<EntryReport<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<ProblemReport<'a>>,
}

#[derive(Serialize)]
struct ErrorReport {
    line: u32,
    message: String,
}

#[derive(Serialize)]
struct EntryReport<'a> {
    path: String,
    kind: &'static str,
    bytes: u64,
    included: bool,
    pattern: Option<&'a str>,
    line: Option<u32>,
}

#[derive(Serialize)]
struct ProblemReport<'a> {
    path: &'a str,
    fault: &'a str,
}
