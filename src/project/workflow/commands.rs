//! `docker build` and `docker compose build` with their words, as uses of Dockerfiles.

use crate::project::build_use::{BuildUse, Tool, UsedContext, UsedDockerfile};
use crate::project::compose::ComposeProject;
use crate::project::file_text::Files;
use crate::project::place::{context, is_elsewhere, join};
use crate::project::workflow::script::{ReadCommand, ReadWord};
use std::collections::BTreeSet;

/// The options of `docker build` that take a value, without those that matter here.
const WITH_VALUE: [&str; 43] = [
    "-t",
    "--tag",
    "--platform",
    "--cache-from",
    "--cache-to",
    "--secret",
    "--ssh",
    "--label",
    "--network",
    "-o",
    "--output",
    "--progress",
    "--builder",
    "--add-host",
    "--allow",
    "--annotation",
    "--attest",
    "--call",
    "--cgroup-parent",
    "--iidfile",
    "--metadata-file",
    "--no-cache-filter",
    "--shm-size",
    "--ulimit",
    "-m",
    "--memory",
    "--memory-swap",
    "-c",
    "--cpu-shares",
    "--cpu-period",
    "--cpu-quota",
    "--cpuset-cpus",
    "--cpuset-mems",
    "--isolation",
    "--security-opt",
    "--provenance",
    "--sbom",
    "--policy",
    "--resource",
    "--volume",
    "-v",
    "--format",
    "--jobs",
];

/// The options of `docker` and `docker compose` before the subcommand that take a value.
const GLOBAL_WITH_VALUE: [&str; 16] = [
    "-H",
    "--host",
    "-c",
    "--context",
    "--config",
    "-l",
    "--log-level",
    "--tlscacert",
    "--tlscert",
    "--tlskey",
    "-p",
    "--project-name",
    "--ansi",
    "--parallel",
    "--progress",
    "--builder",
];

/// Holds where a command stands.
#[derive(Clone, Copy)]
pub(in crate::project::workflow) struct Job<'a> {
    pub(in crate::project::workflow) tool: Tool,
    pub(in crate::project::workflow) file: &'a str,
    pub(in crate::project::workflow) name: &'a str,
    pub(in crate::project::workflow) line: u32,
}

impl Job<'_> {
    /// Makes a use in this job.
    pub(in crate::project::workflow) fn new_use(self) -> BuildUse {
        let mut used_by = BuildUse::new(self.tool, self.file, self.name);
        used_by.line = self.line;
        used_by
    }
}

/// Tells what a command builds; nothing where it builds nothing.
pub(in crate::project::workflow) fn uses(
    command: &ReadCommand,
    job: Job<'_>,
    files: Files<'_>,
) -> Vec<BuildUse> {
    let mut words = Words {
        words: &command.words,
        at: 0,
    };
    let program = words.next().map(|word| word.text.as_str());
    match program.map(|program| program.rsplit('/').next().unwrap_or(program)) {
        Some("docker" | "podman" | "nerdctl") => {}
        Some("docker-compose" | "podman-compose") => {
            return compose_build(words, command, job, files);
        }
        Some("sudo" | "time" | "exec" | "command" | "env") => {
            let inside = ReadCommand {
                words: command.words.iter().skip(1).cloned().collect(),
                ..command.clone()
            };
            return uses(&inside, job, files);
        }
        _ => return Vec::new(),
    }
    words.skip_options();
    match words.next().map(|word| word.text.as_str()) {
        Some("build") => vec![docker_build(words, command, job)],
        Some("image" | "builder") if words.takes("build") => {
            vec![docker_build(words, command, job)]
        }
        Some("buildx") => {
            words.skip_options();
            if words.takes("build") || words.takes("b") {
                vec![docker_build(words, command, job)]
            } else {
                Vec::new()
            }
        }
        Some("compose") => compose_build(words, command, job, files),
        _ => Vec::new(),
    }
}

/// Goes through the words of a command.
struct Words<'a> {
    words: &'a [ReadWord],
    at: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<&'a ReadWord> {
        let word = self.words.get(self.at)?;
        self.at += 1;
        Some(word)
    }

    /// Takes a word if it is this one.
    fn takes(&mut self, text: &str) -> bool {
        let is_next = self
            .words
            .get(self.at)
            .is_some_and(|word| word.text == text);
        self.at += usize::from(is_next);
        is_next
    }

    /// Skips options of the program itself.
    fn skip_options(&mut self) {
        while let Some(word) = self.words.get(self.at)
            && word.text.starts_with('-')
        {
            self.at += 1;
            if GLOBAL_WITH_VALUE.contains(&word.text.as_str()) {
                self.at += 1;
            }
        }
    }

    /// Gives the value of an option: behind its `=`, or the next word.
    fn value(&mut self, word: &ReadWord, names: &[&str]) -> Option<ReadWord> {
        for name in names {
            if word.text == *name {
                return Some(self.next().cloned().unwrap_or_else(|| ReadWord {
                    text: String::new(),
                    why: Some("has no value".to_owned()),
                }));
            }
            let behind = word.text.strip_prefix(name);
            let is_long = name.starts_with("--");
            let value = match behind {
                Some(behind) if is_long => behind.strip_prefix('='),
                behind => behind.filter(|_| !word.text.starts_with("--")),
            };
            if let Some(value) = value {
                return Some(ReadWord {
                    text: value.strip_prefix('=').unwrap_or(value).to_owned(),
                    why: word.why.clone(),
                });
            }
        }
        None
    }
}

fn docker_build(mut words: Words<'_>, command: &ReadCommand, job: Job<'_>) -> BuildUse {
    let mut used_by = job.new_use();
    let mut file = None;
    let mut place = None;
    while let Some(word) = words.next() {
        if let Some(value) = words.value(word, &["-f", "--file"]) {
            file = Some(value);
        } else if let Some(value) = words.value(word, &["--target"]) {
            match value.why {
                Some(why) => used_by.cannot_know("target", why),
                None => used_by.target = Some(value.text).filter(|target| !target.is_empty()),
            }
        } else if let Some(value) = words.value(word, &["--build-arg"]) {
            take_argument(&mut used_by, &value, command);
        } else if let Some(value) = words.value(word, &["--build-context"]) {
            take_context(&mut used_by, &value, command);
        } else if word.text.starts_with('-') && word.text != "-" {
            if WITH_VALUE.contains(&word.text.as_str()) {
                words.next();
            }
        } else if word.text.is_empty() && word.why.is_some() && place.is_some() {
            // A variable that may hold more options, or nothing.
            used_by.cannot_know("options", word.why.clone().unwrap_or_default());
        } else {
            place = Some(word.clone());
        }
    }
    match (place, &command.folder) {
        (None, _) => used_by.cannot_know("context", "is not named"),
        (Some(ReadWord { why: Some(why), .. }), _) => used_by.cannot_know("context", why),
        (Some(place), _) if is_elsewhere(&place.text) => {
            used_by.context = UsedContext::Elsewhere(place.text);
        }
        (Some(_), Err(why)) => used_by.cannot_know("context", why.as_str()),
        (Some(place), Ok(folder)) => used_by.context = context(folder, &place.text),
    }
    match (file, &command.folder) {
        (None, _) => used_by.take_dockerfile_in_context("Dockerfile"),
        (Some(ReadWord { why: Some(why), .. }), _) => used_by.cannot_know("dockerfile", why),
        (Some(file), _) if file.text == "-" => {
            used_by.cannot_know("dockerfile", "comes from standard input");
        }
        (Some(_), Err(why)) => used_by.cannot_know("dockerfile", why.as_str()),
        (Some(file), Ok(folder)) => match &used_by.context {
            UsedContext::Elsewhere(_) => used_by.take_dockerfile_in_context(&file.text),
            _ => used_by.dockerfile = UsedDockerfile::File(join(folder, &file.text)),
        },
    }
    used_by
}

fn take_argument(used_by: &mut BuildUse, value: &ReadWord, command: &ReadCommand) {
    let (name, given) = match value.text.split_once('=') {
        Some((name, given)) => (name, value.why.clone().map_or(Ok(given.to_owned()), Err)),
        None if value.why.is_some() => {
            used_by.cannot_know("args", value.why.clone().unwrap_or_default());
            return;
        }
        None => {
            let given = command.variables.get(&value.text).cloned();
            let none = "has the value that the shell of the build gives it, if it does";
            (
                value.text.as_str(),
                given.unwrap_or_else(|| Err(none.to_owned())),
            )
        }
    };
    match given {
        Ok(given) => {
            used_by.arguments.insert(name.to_owned(), given);
        }
        Err(why) => used_by.cannot_know(format!("args.{name}"), why),
    }
}

fn take_context(used_by: &mut BuildUse, value: &ReadWord, command: &ReadCommand) {
    let Some((name, place)) = value.text.split_once('=') else {
        return;
    };
    match (&value.why, &command.folder) {
        (Some(why), _) | (None, Err(why)) => {
            used_by.cannot_know(format!("contexts.{name}"), why.as_str());
        }
        (None, Ok(_)) if is_elsewhere(place) => {
            used_by.contexts.insert(name.to_owned(), place.to_owned());
        }
        (None, Ok(folder)) => {
            used_by
                .contexts
                .insert(name.to_owned(), join(folder, place));
        }
    }
}

/// Takes the services that `docker compose build` builds.
fn compose_build(
    mut words: Words<'_>,
    command: &ReadCommand,
    job: Job<'_>,
    files: Files<'_>,
) -> Vec<BuildUse> {
    let Ok(folder) = &command.folder else {
        return Vec::new();
    };
    let mut named = Vec::new();
    let mut profiles = BTreeSet::new();
    let mut is_build = false;
    while let Some(word) = words.next() {
        if let Some(file) = words.value(word, &["-f", "--file"]) {
            if file.why.is_some() {
                return Vec::new();
            }
            named.push(join(folder, &file.text));
        } else if let Some(profile) = words.value(word, &["--profile"]) {
            profiles.insert(profile.text);
        } else if GLOBAL_WITH_VALUE.contains(&word.text.as_str())
            || matches!(word.text.as_str(), "--env-file" | "--project-directory")
        {
            words.next();
        } else if !word.text.starts_with('-') {
            is_build = word.text == "build";
            break;
        }
    }
    if !is_build {
        return Vec::new();
    }
    let mut given = job.new_use();
    let mut services = BTreeSet::new();
    while let Some(word) = words.next() {
        if let Some(value) = words.value(word, &["--build-arg"]) {
            take_argument(&mut given, &value, command);
        } else if matches!(
            word.text.as_str(),
            "--builder" | "-m" | "--memory" | "--progress" | "--ssh"
        ) {
            words.next();
        } else if !word.text.starts_with('-') {
            services.insert(word.text.clone());
        }
    }
    // What is wrong with a compose file was said where compose files are read.
    let project = if named.is_empty() {
        ComposeProject::usual(folder, files).ok().flatten()
    } else {
        ComposeProject::of(named, files).ok()
    };
    let uses = project.and_then(|project| project.uses(files).ok());
    let is_built = |used_by: &BuildUse| {
        if services.is_empty() {
            used_by.profiles.is_empty()
                || used_by
                    .profiles
                    .iter()
                    .any(|profile| profiles.contains(profile))
        } else {
            services.contains(&used_by.name)
        }
    };
    let mut uses = uses.unwrap_or_default();
    uses.retain(is_built);
    for used_by in &mut uses {
        used_by.tool = job.tool;
        job.file.clone_into(&mut used_by.file);
        used_by.line = job.line;
        used_by.name = format!("{}: compose {}", job.name, used_by.name);
        used_by.profiles.clear();
        used_by.arguments.extend(given.arguments.clone());
        for unknown in &given.unknown {
            used_by
                .arguments
                .remove(unknown.what.trim_start_matches("args."));
            used_by.cannot_know(unknown.what.as_str(), unknown.why.as_str());
        }
    }
    uses
}
