//! Pipelines of GitLab CI: jobs whose scripts run `docker build`.

use crate::project::build_use::{BuildUse, Tool};
use crate::project::file_name::{FileKind, kind_of};
use crate::project::file_text::{FileText, Files};
use crate::project::node::Node;
use crate::project::place::{folder_of, name_of};
use crate::project::problem::Problem;
use crate::project::workflow::commands::{Job, uses};
use crate::project::workflow::script::{Variables, commands};
use crate::project::yaml::documents;
use std::collections::BTreeMap;

/// The names at the top of a pipeline that are no jobs.
const NO_JOBS: [&str; 11] = [
    "default",
    "include",
    "stages",
    "variables",
    "workflow",
    "image",
    "services",
    "cache",
    "before_script",
    "after_script",
    "spec",
];

/// How many jobs may extend each other.
const LONGEST_CHAIN: usize = 10;

/// Lists the uses that pipelines of GitLab tell of.
pub(in crate::project) fn gitlab_uses(
    paths: &[String],
    files: Files<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<BuildUse> {
    let mut found = Vec::new();
    for path in paths
        .iter()
        .filter(|path| kind_of(path) == Some(FileKind::GitLab))
    {
        match files.read(path) {
            FileText::Text(text) => match documents(path, &text) {
                Ok(documents) => {
                    for document in &documents {
                        pipeline_uses(path, document, files, &mut found);
                    }
                }
                Err(problem) => problems.push(problem),
            },
            FileText::Missing => {}
            FileText::Refused(why) => problems.push(Problem::of(path, why)),
        }
    }
    found
}

fn pipeline_uses(path: &str, pipeline: &Node, files: Files<'_>, found: &mut Vec<BuildUse>) {
    let Some(jobs) = pipeline.map() else { return };
    for (name, job) in jobs {
        if name.starts_with('.') || NO_JOBS.contains(&name.as_str()) || job.map().is_none() {
            continue;
        }
        let chain = chain(jobs, job);
        let first = |key: &str| {
            let mut chain = chain.iter();
            chain.find_map(|job| job.get(key)).or_else(|| {
                let default = pipeline.get("default").and_then(|default| default.get(key));
                default.or_else(|| pipeline.get(key).filter(|_| key != "script"))
            })
        };
        let mut variables = Variables::new();
        take_variables(&mut variables, pipeline.get("variables"));
        for job in chain.iter().rev() {
            take_variables(&mut variables, job.get("variables"));
        }
        let mut script = String::new();
        for key in ["before_script", "script"] {
            add_lines(&mut script, first(key), 0);
        }
        let job = Job {
            tool: Tool::GitLab,
            file: path,
            name,
            line: job.line,
        };
        for command in commands(&script, root(path), variables) {
            found.extend(uses(&command, job, files));
        }
    }
}

/// Gives the repository that a pipeline lies in.
fn root(path: &str) -> &str {
    if name_of(path).starts_with(".gitlab-ci.") {
        return folder_of(path);
    }
    let above = ["/.gitlab-ci/", "/.gitlab/"];
    let cut = above.iter().find_map(|part| path.split_once(part));
    match cut {
        Some((root, _)) => root,
        None if path.starts_with(".gitlab") => ".",
        None => folder_of(path),
    }
}

/// Lists a job and those that it extends, the nearest first.
fn chain<'a>(jobs: &'a BTreeMap<String, Node>, job: &'a Node) -> Vec<&'a Node> {
    let mut chain = vec![job];
    let mut at = 0;
    while let Some(job) = chain.get(at).copied()
        && chain.len() < LONGEST_CHAIN
    {
        at += 1;
        let bases = job.get("extends").map_or(&[][..], Node::entries);
        let bases = bases.iter().rev().filter_map(Node::scalar);
        chain.extend(bases.filter_map(|name| jobs.get(&name)));
    }
    chain
}

fn take_variables(variables: &mut Variables, node: Option<&Node>) {
    for (name, value) in node.and_then(Node::map).into_iter().flatten() {
        let value = value.get("value").unwrap_or(value);
        let Some(text) = value.scalar() else { continue };
        // A value may name variables that GitLab or its settings give.
        let value = if text.contains('$') {
            Err(format!("hangs on {text}"))
        } else {
            Ok(text)
        };
        variables.insert(name.clone(), value);
    }
}

/// Adds the lines of a script, lists in lists too.
fn add_lines(script: &mut String, node: Option<&Node>, depth: usize) {
    for entry in node.map_or(&[][..], Node::entries) {
        match entry.scalar() {
            Some(text) => {
                script.push_str(&text);
                script.push('\n');
            }
            None if depth < 8 => {
                if let crate::project::node::Value::List(_) = entry.value {
                    add_lines(script, Some(entry), depth + 1);
                }
            }
            None => {}
        }
    }
}
