//! `dockstep find --json`: the Dockerfiles of a folder and their uses as one JSON object.
//!
//! All paths are counted from the folder that was searched. Each of `dockerfiles` has `path`, `kind`
//! (`file`, or `inline` where it stands in a compose or bake file; then `name` is the service or
//! target), `size` in bytes, the numbers of `stages` and `findings`, and `used_by`. Each use has
//! `file`, `files` (all that are laid over each other), `kind` (`compose`, `bake`, `devcontainer`,
//! `github`, `gitlab`), `name`, `line`, `context` (null where unknown), `target` (null where it is the
//! last stage, or unknown), `args`, `contexts`, `profiles`, `groups` and `unknown`: what cannot be
//! known, with why. `missing` holds uses whose Dockerfile is not there, `problems` the files that
//! were passed over.

use crate::doc::visible::visible_json;
use crate::project::build_use::{BuildUse, UsedContext};
use crate::project::listing::ProjectListing;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Writes the object.
pub fn find_json(listing: &ProjectListing) -> String {
    let report = Report {
        dockerfiles: listing
            .dockerfiles
            .iter()
            .map(|found| DockerfileReport {
                path: &found.path,
                kind: if found.inline.is_some() {
                    "inline"
                } else {
                    "file"
                },
                name: found.inline.as_ref().map(|inline| inline.name.as_str()),
                size: found.size,
                stages: found.stages,
                findings: found.findings,
                fault: found.fault.as_deref(),
                used_by: found.used_by.iter().map(use_report).collect(),
            })
            .collect(),
        missing: listing
            .missing
            .iter()
            .map(|missing| MissingReport {
                path: missing.path.as_deref(),
                why: &missing.why,
                used_by: use_report(&missing.used_by),
            })
            .collect(),
        problems: listing
            .problems
            .iter()
            .map(|problem| ProblemReport {
                file: &problem.file,
                line: (problem.line > 0).then_some(problem.line),
                message: &problem.message,
            })
            .collect(),
    };
    let json = serde_json::to_string_pretty(&report).unwrap_or_default();
    visible_json(&json).into_owned()
}

fn use_report(used_by: &BuildUse) -> UseReport<'_> {
    UseReport {
        file: &used_by.file,
        files: &used_by.files,
        kind: used_by.tool.word(),
        name: &used_by.name,
        line: (used_by.line > 0).then_some(used_by.line),
        context: match &used_by.context {
            UsedContext::Folder(context) | UsedContext::Elsewhere(context) => Some(context),
            UsedContext::Unknown => None,
        },
        target: used_by.target.as_deref(),
        args: &used_by.arguments,
        contexts: &used_by.contexts,
        profiles: &used_by.profiles,
        groups: &used_by.groups,
        unknown: used_by
            .unknown
            .iter()
            .map(|unknown| UnknownReport {
                what: &unknown.what,
                why: &unknown.why,
            })
            .collect(),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    dockerfiles: Vec<DockerfileReport<'a>>,
    missing: Vec<MissingReport<'a>>,
    problems: Vec<ProblemReport<'a>>,
}

#[derive(Serialize)]
struct DockerfileReport<'a> {
    path: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    size: u64,
    stages: usize,
    findings: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'a str>,
    used_by: Vec<UseReport<'a>>,
}

#[derive(Serialize)]
struct UseReport<'a> {
    file: &'a str,
    files: &'a [String],
    kind: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    context: Option<&'a str>,
    target: Option<&'a str>,
    args: &'a BTreeMap<String, String>,
    contexts: &'a BTreeMap<String, String>,
    profiles: &'a BTreeSet<String>,
    groups: &'a BTreeSet<String>,
    unknown: Vec<UnknownReport<'a>>,
}

#[derive(Serialize)]
struct UnknownReport<'a> {
    what: &'a str,
    why: &'a str,
}

#[derive(Serialize)]
struct MissingReport<'a> {
    path: Option<&'a str>,
    why: &'a str,
    used_by: UseReport<'a>,
}

#[derive(Serialize)]
struct ProblemReport<'a> {
    file: &'a str,
    line: Option<u32>,
    message: &'a str,
}
