//! Workflows of GitHub Actions: steps that run `docker build`, and those that use `docker/build-push-action`.

use crate::project::build_use::{BuildUse, Tool, UsedContext, UsedDockerfile};
use crate::project::file_name::{FileKind, kind_of};
use crate::project::file_text::{FileText, Files};
use crate::project::node::Node;
use crate::project::place::{context, folder_of, is_elsewhere, join};
use crate::project::problem::Problem;
use crate::project::workflow::commands::{Job, uses};
use crate::project::workflow::expressions::{Names, add_environment, filled, replaced, ways};
use crate::project::workflow::script::{Variables, commands};
use crate::project::yaml::documents;

/// Lists the uses that workflows of GitHub tell of.
pub(in crate::project) fn github_uses(
    paths: &[String],
    files: Files<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<BuildUse> {
    let mut uses = Vec::new();
    for path in paths
        .iter()
        .filter(|path| kind_of(path) == Some(FileKind::GitHub))
    {
        match files.read(path) {
            FileText::Text(text) => match documents(path, &text) {
                Ok(documents) => {
                    for document in &documents {
                        workflow_uses(path, document, files, &mut uses);
                    }
                }
                Err(problem) => problems.push(problem),
            },
            FileText::Missing => {}
            FileText::Refused(why) => problems.push(Problem::of(path, why)),
        }
    }
    uses
}

fn workflow_uses(path: &str, workflow: &Node, files: Files<'_>, found: &mut Vec<BuildUse>) {
    // The repository is the folder that holds `.github`.
    let root = folder_of(folder_of(folder_of(path)));
    let mut names = Names::new();
    add_environment(&mut names, workflow.get("env"));
    for (job_name, job) in workflow
        .get("jobs")
        .and_then(Node::map)
        .into_iter()
        .flatten()
    {
        let matrix = job
            .get("strategy")
            .and_then(|strategy| strategy.get("matrix"));
        for (words, way) in ways(matrix) {
            let mut names = names.clone();
            names.extend(way);
            add_environment(&mut names, job.get("env"));
            let title = if words.is_empty() {
                job_name.clone()
            } else {
                format!("{job_name} ({})", words.join(", "))
            };
            let working = working_directory(job.get("defaults"))
                .or_else(|| working_directory(workflow.get("defaults")));
            for step in job.get("steps").map_or(&[][..], Node::entries) {
                let mut names = names.clone();
                add_environment(&mut names, step.get("env"));
                let job = Job {
                    tool: Tool::GitHub,
                    file: path,
                    name: &title,
                    line: step.line,
                };
                let action = step.get("uses").and_then(Node::as_text).unwrap_or_default();
                if action.split('@').next() == Some("docker/build-push-action") {
                    found.push(action_use(step.get("with"), root, job, &names));
                }
                if let Some(run) = step.get("run").and_then(Node::as_text) {
                    let own = step.get("working-directory").and_then(Node::scalar);
                    let folder = own.or(working.clone()).unwrap_or_else(|| ".".to_owned());
                    let folder = filled(&folder, &names).map(|folder| join(root, &folder));
                    run_uses(run, &folder, job, &names, files, found);
                }
            }
        }
    }
}

fn working_directory(defaults: Option<&Node>) -> Option<String> {
    defaults?.get("run")?.get("working-directory")?.scalar()
}

/// Reads the shell commands of a step.
fn run_uses(
    run: &str,
    folder: &Result<String, String>,
    job: Job<'_>,
    names: &Names,
    files: Files<'_>,
    found: &mut Vec<BuildUse>,
) {
    let mut variables = Variables::new();
    for (name, value) in names {
        if let Some(name) = name.strip_prefix("env.") {
            variables.insert(name.to_owned(), value.clone());
        }
    }
    // What is not known is a variable to the shell that reads this.
    let mut count = 0;
    let script = replaced(run, names, |why| {
        count += 1;
        let name = format!("__expression_{count}");
        let word = format!("${{{name}}}");
        variables.insert(name, Err(why));
        word
    });
    let start = folder.clone().unwrap_or_default();
    for mut command in commands(&script, &start, variables) {
        if let Err(why) = folder {
            command.folder = Err(why.clone());
        }
        found.extend(uses(&command, job, files));
    }
}

/// Reads the inputs of `docker/build-push-action`.
fn action_use(with: Option<&Node>, root: &str, job: Job<'_>, names: &Names) -> BuildUse {
    let mut used_by = job.new_use();
    let input = |name: &str| {
        let written = with.and_then(|with| with.get(name)).and_then(Node::scalar);
        written.filter(|written| !written.trim().is_empty())
    };
    match input("context").map(|text| filled(&default_context(&text), names)) {
        None => used_by.context = UsedContext::Folder(root.to_owned()),
        Some(Ok(text)) => used_by.context = context(root, &text),
        Some(Err(why)) => used_by.cannot_know("context", why),
    }
    match input("file").map(|text| filled(&text, names)) {
        None => used_by.take_dockerfile_in_context("Dockerfile"),
        Some(Ok(text)) => match &used_by.context {
            UsedContext::Elsewhere(_) => used_by.take_dockerfile_in_context(&text),
            _ => used_by.dockerfile = UsedDockerfile::File(join(root, &text)),
        },
        Some(Err(why)) => used_by.cannot_know("dockerfile", why),
    }
    match input("target").map(|text| filled(&text, names)) {
        None => {}
        Some(Ok(target)) => used_by.target = Some(target).filter(|target| !target.is_empty()),
        Some(Err(why)) => used_by.cannot_know("target", why),
    }
    for line in lines(input("build-args")) {
        let Some((name, value)) = line.split_once('=') else {
            used_by.cannot_know("args", format!("has {line}, which is no NAME=value"));
            continue;
        };
        match filled(value, names) {
            Ok(value) => {
                used_by.arguments.insert(name.to_owned(), value);
            }
            Err(why) => used_by.cannot_know(format!("args.{name}"), why),
        }
    }
    for line in lines(input("build-contexts")) {
        if let Some((name, place)) = line.split_once('=') {
            match filled(place, names) {
                Ok(place) if is_elsewhere(&place) => {
                    used_by.contexts.insert(name.to_owned(), place);
                }
                Ok(place) => {
                    used_by.contexts.insert(name.to_owned(), join(root, &place));
                }
                Err(why) => used_by.cannot_know(format!("contexts.{name}"), why),
            }
        }
    }
    used_by
}

/// Takes the repository's own context for its folder.
fn default_context(text: &str) -> String {
    match text.trim().strip_prefix("{{defaultContext}}") {
        Some("") => ".".to_owned(),
        Some(below) => below.trim_start_matches(':').to_owned(),
        None => text.trim().to_owned(),
    }
}

fn lines(input: Option<String>) -> Vec<String> {
    let input = input.unwrap_or_default();
    let lines = input.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}
