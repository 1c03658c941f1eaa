//! Which instruction of a stage made a path: the one that writes there, or else the one that names it.
//!
//! It reads words only. Where no word names the path, it says nothing rather than guess.

use crate::build::command::{Command, RunCommand};
use crate::build::image_state::ImageState;
use crate::build::paths::{clean, resolve};
use crate::build::plan::Plan;
use crate::build::stage::{Base, Stage, Step};
use crate::build::state_change::StateChange;
use crate::build::value::Value;

/// Says which instruction made a path, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathOrigin {
    /// The instruction.
    pub instruction: usize,
    /// How it made the path.
    pub kind: PathOriginKind,
}

/// Says how an instruction made a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathOriginKind {
    /// A command of a RUN writes there, or names it.
    Command,
    /// COPY or ADD put it there.
    Copy,
    /// WORKDIR made the folder.
    Workdir,
}

/// Holds an origin, and whether the instruction surely writes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundOrigin {
    /// The origin.
    pub origin: PathOrigin,
    /// Whether it surely writes there; else it names the path, and what it does there is not known.
    pub is_certain: bool,
}

/// Commands that only look at a path, or take it away.
const READERS: [&str; 14] = [
    "[", "cat", "cd", "chmod", "chown", "echo", "find", "grep", "ls", "rm", "sed", "strip", "test",
    "upx",
];

/// Commands whose every path is made by them.
const MAKERS: [&str; 3] = ["mkdir", "touch", "virtualenv"];

/// Commands whose last path is made by them.
const COPIERS: [&str; 4] = ["cp", "install", "ln", "mv"];

/// Words behind which a command names what it writes.
const OUTPUT_WORDS: [&str; 8] = [
    "-o", "--output", "-O", ">", ">>", "--prefix", "--target", "venv",
];

/// Lists a stage and those it is built on, the first one first.
pub fn lineage<'a>(plan: &'a Plan, stage: &'a Stage) -> Vec<&'a Stage> {
    let mut stages = vec![stage];
    let mut current = stage;
    while let Base::Stage(parent) = current.base
        && let Some(parent) = plan.stages.get(parent)
    {
        stages.insert(0, parent);
        current = parent;
    }
    stages
}

/// Finds the instruction of a stage that made a path; nothing where none names it.
pub fn path_origin(stage: &Stage, path: &str) -> Option<PathOrigin> {
    path_origin_before(stage, path, usize::MAX)
}

/// Finds the instruction of a stage that made a path, among those above an instruction.
pub fn path_origin_before(stage: &Stage, path: &str, instruction: usize) -> Option<PathOrigin> {
    found_in(&[stage], path, instruction).map(|found| found.origin)
}

/// Finds the instruction of a stage, or of those it is built on, that made a path.
pub fn path_origin_in(plan: &Plan, stage: &Stage, path: &str) -> Option<FoundOrigin> {
    found_in(&lineage(plan, stage), path, usize::MAX)
}

/// Finds the first instruction that surely made a path, or else the first that names it.
fn found_in(stages: &[&Stage], path: &str, end: usize) -> Option<FoundOrigin> {
    let path = clean(path);
    let steps = stages
        .iter()
        .flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)))
        .filter(|(_, step)| step.instruction < end);
    let mut origins = steps
        .filter_map(|(stage, step)| found_at(step, stage.state_before(step.instruction)?, &path))
        .peekable();
    let first = origins.peek().copied()?;
    Some(origins.find(|found| found.is_certain).unwrap_or(first))
}

/// Tells whether and how a step makes a path, given the image before it.
pub(in crate::explain) fn found_at(
    step: &Step,
    before: &ImageState,
    path: &str,
) -> Option<FoundOrigin> {
    let (kind, is_certain) = match &step.command {
        Command::Run(run) => (PathOriginKind::Command, run_writes(run, before, path)?),
        Command::Copy(copy) => {
            let destination = path_from_root(copy.destination.as_known()?, before)?;
            let is_inside = copy.sources.iter().any(|source| {
                let name = source.as_known().and_then(|source| {
                    source
                        .trim_end_matches('/')
                        .rsplit('/')
                        .next()
                        .filter(|name| name.contains('.') && !matches!(*name, "." | ".."))
                });
                name.is_some_and(|name| clean(&format!("{destination}/{name}")) == path)
            });
            let is_there = destination == path && path != "/" || is_inside;
            is_there.then_some((PathOriginKind::Copy, true))?
        }
        Command::Workdir(_) => {
            let made = step.changes.iter().find_map(|change| match change {
                StateChange::WorkingDirectory(path) => path.as_known(),
                _ => None,
            })?;
            (made == path && made != "/").then_some((PathOriginKind::Workdir, true))?
        }
        _ => return None,
    };
    Some(FoundOrigin {
        origin: PathOrigin {
            instruction: step.instruction,
            kind,
        },
        is_certain,
    })
}

/// Tells whether a RUN surely writes a path, or else names it; nothing where it does neither.
fn run_writes(run: &RunCommand, before: &ImageState, path: &str) -> Option<bool> {
    let mut found = None;
    for script in scripts(run) {
        for command in script.split([';', '\n', '&', '|']) {
            let words: Vec<&str> = command.split_whitespace().collect();
            let program = words.first().copied().unwrap_or_default();
            for (index, word) in words.iter().enumerate().skip(1) {
                let (option, value) = word.split_once('=').unwrap_or(("", word));
                if READERS.contains(&program) && option.is_empty() && !behind_arrow(&words, index) {
                    continue;
                }
                if shell_path(value, before).as_deref() != Some(path) {
                    continue;
                }
                let previous = index.checked_sub(1).and_then(|index| words.get(index));
                let is_output = OUTPUT_WORDS.contains(&option)
                    || previous.is_some_and(|previous| OUTPUT_WORDS.contains(previous));
                let is_last = index + 1 == words.len();
                if is_output || MAKERS.contains(&program) || is_last && COPIERS.contains(&program) {
                    return Some(true);
                }
                // A bare word is as likely the name of a task as a path.
                if value.contains('/') {
                    found = Some(false);
                }
            }
        }
    }
    found
}

fn behind_arrow(words: &[&str], index: usize) -> bool {
    index
        .checked_sub(1)
        .and_then(|index| words.get(index))
        .is_some_and(|previous| matches!(*previous, ">" | ">>"))
}

/// Lists the texts a RUN runs: its own, and its heredocs.
pub fn scripts(run: &RunCommand) -> impl Iterator<Item = String> {
    let heredocs = run.heredocs.iter().map(|heredoc| heredoc.content.clone());
    std::iter::once(run.line.words.join(" ")).chain(heredocs)
}

/// Reads a word of a shell as a path from the root, with the variables that a RUN sees put in.
///
/// Nothing for an option, and where a variable or the working directory is not known.
pub fn shell_path(word: &str, before: &ImageState) -> Option<String> {
    let word = word.trim_matches(['"', '\'', '(', ')', '\\']);
    if word.is_empty() || word.starts_with('-') {
        return None;
    }
    let mut path = String::new();
    let mut rest = word;
    while let Some((text, from)) = rest.split_once('$') {
        path.push_str(text);
        let (name, behind) = if let Some(braced) = from.strip_prefix('{') {
            braced.split_once('}')?
        } else {
            let end = from
                .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                .unwrap_or(from.len());
            from.split_at(end)
        };
        path.push_str(before.run_environment.get(name)?.value.as_known()?);
        rest = behind;
    }
    path.push_str(rest);
    path_from_root(&path, before)
}

fn path_from_root(path: &str, before: &ImageState) -> Option<String> {
    if path.starts_with('/') {
        return Some(clean(path));
    }
    if before.working_directory.is_unknown() {
        return None;
    }
    let folder = match before.working_directory.value() {
        Some(folder) => Value::as_known(folder)?,
        None => "/",
    };
    resolve(folder, path, false, false)
        .ok()
        .map(|path| clean(&path))
}
