//! Where another order would have kept steps: a COPY of everything above a RUN that needs one file of it.
//!
//! It only speaks where each command of the RUN is known to read nothing else, and says what to check.

use crate::build::cache_prediction::reason::Reason;
use crate::build::cache_prediction::{CacheStep, Verdict};
use crate::build::command::{Command, CopyCommand, RunCommand};
use crate::build::paths::{clean, resolve};
use crate::build::plan::Plan;
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::context::build_context::BuildContext;
use crate::context::tree::{EntryKind, lies_below};
use crate::doc::template::{Values, fill};
use crate::doc::text::{Text, listed};
use crate::explain::subject::line_of;
use crate::knowledge::manifests::{Install, installs};
use crate::knowledge::phrases::phrase;
use crate::language::shell::parse;
use crate::language::shell::simple_commands::simple_commands;
use crate::language::tree::Tree;

/// Holds another order of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reordering {
    /// The COPY that would stand lower.
    pub instruction: usize,
    /// What it would keep.
    pub say: Text,
    /// The lines in their new order.
    pub lines: Vec<String>,
    /// What to check first.
    pub check: Text,
}

/// Finds the orders that would have kept a step of this build.
pub fn reorderings(
    tree: &Tree,
    plan: &Plan,
    steps: &[CacheStep],
    context: &BuildContext,
) -> Vec<Reordering> {
    let pairs = steps.iter().zip(steps.iter().skip(1));
    let found = pairs.filter_map(|(copy, run)| {
        let is_pair = copy.stage == run.stage
            && copy.verdict == Verdict::Rerun
            && run.reason == Reason::StepBefore(copy.instruction);
        let Reason::Files(files) = &copy.reason else {
            return None;
        };
        let stage = plan.stages.get(copy.stage).filter(|_| is_pair)?;
        let changed: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        reordering(tree, stage, copy, run, &changed, context)
    });
    found.collect()
}

fn reordering(
    tree: &Tree,
    stage: &Stage,
    copy_step: &CacheStep,
    run_step: &CacheStep,
    changed: &[&str],
    context: &BuildContext,
) -> Option<Reordering> {
    let step = |step: &CacheStep| stage.steps.get(step.step).filter(|step| !step.is_trigger);
    let (Command::Copy(copy), Command::Run(run)) =
        (&step(copy_step)?.command, &step(run_step)?.command)
    else {
        return None;
    };
    let state = stage.state_after_steps(run_step.step);
    let folder = state.working_directory.value()?.as_known()?;
    let source = copied_folder(copy, folder)?;
    let (manifests, checks) = manifests(run, &source, context)?;
    let is_touched = |changed: &&str| manifests.iter().any(|manifest| manifest == *changed);
    if changed.iter().any(is_touched) {
        return None;
    }
    let between = tree
        .instructions()
        .get(copy_step.instruction + 1..=run_step.instruction)?;
    let text = |index: usize| {
        tree.instructions()
            .get(index)
            .map(|one| one.span.of(tree.text()))
    };
    let copy_text = text(copy_step.instruction)?.trim_end();
    let mut lines = vec![format!("COPY {} ./", manifests.join(" "))];
    let between = between
        .iter()
        .map(|one| one.span.of(tree.text()).trim_end().to_owned());
    lines.extend(between);
    lines.push(copy_text.to_owned());
    let mut values = Values::new();
    let line = |instruction| Text::plain(line_of(tree, instruction).to_string());
    values.insert("copy-line", line(copy_step.instruction));
    values.insert("run-line", line(run_step.instruction));
    let names = manifests.iter().map(|name| Text::code(name.as_str()));
    values.insert("files", listed(names));
    values.insert("changed", Text::code(*changed.first()?));
    let checks = checks.iter().map(|check| fill(check, &values));
    let mut check = Text::default();
    for (index, one) in checks.enumerate() {
        check.push_plain(if index > 0 { " " } else { "" });
        check.append(one);
    }
    Some(Reordering {
        instruction: copy_step.instruction,
        say: phrase("cache-order", &values),
        lines,
        check,
    })
}

/// Gives the folder of the context that a COPY brings into the working directory.
fn copied_folder(copy: &CopyCommand, folder: &str) -> Option<String> {
    let [source] = copy.sources.as_slice() else {
        return None;
    };
    let is_plain = copy.from.is_none()
        && copy.contents.is_empty()
        && copy.excludes.is_empty()
        && copy.chown.is_none()
        && copy.chmod.is_none()
        && !copy.parents
        && !copy.link;
    let destination = resolve(folder, copy.destination.as_known()?, false, false).ok()?;
    let is_here = clean(&destination) == clean(folder);
    let source = resolve("/", Value::as_known(source)?, false, false).ok()?;
    let source = clean(&source).trim_start_matches('/').to_owned();
    (is_plain && is_here).then_some(source)
}

/// Lists the manifests that the commands of a RUN read, and what to check; nothing where a command
/// may read more.
fn manifests(
    run: &RunCommand,
    source: &str,
    context: &BuildContext,
) -> Option<(Vec<String>, Vec<&'static str>)> {
    let [text] = run.line.words.as_slice() else {
        return None;
    };
    if run.line.is_exec_form || !run.heredocs.is_empty() {
        return None;
    }
    let script = parse(text);
    let commands = simple_commands(&script);
    let mut files: Vec<String> = Vec::new();
    let mut checks: Vec<&'static str> = Vec::new();
    for command in &commands {
        if !command.command.assignments.is_empty() || !command.command.redirects.is_empty() {
            return None;
        }
        let words = command.command.words.iter();
        let words: Option<Vec<String>> = words
            .map(crate::language::shell::word::Word::as_literal)
            .collect();
        let words = words?;
        let (install, more) = installs().iter().find_map(|install| {
            let files = files_of(install, &words)?;
            Some((install, files))
        })?;
        for file in more {
            let path = if source.is_empty() {
                file
            } else {
                format!("{source}/{file}")
            };
            let path = clean(&path);
            let is_file = |kind| matches!(kind, EntryKind::File);
            let is_there = context
                .sent()
                .find(&path)
                .is_some_and(|entry| is_file(entry.kind));
            // What is copied into the folder itself can be copied by name.
            let is_in_source = source.is_empty() || lies_below(&path, source);
            if is_there
                && is_in_source
                && !path
                    .get(source.len()..)
                    .unwrap_or_default()
                    .trim_start_matches('/')
                    .contains('/')
                && !files.contains(&path)
            {
                files.push(path);
            } else if install.option.is_some() && !files.contains(&path) {
                return None;
            }
        }
        if !checks.contains(&install.check.as_str()) {
            checks.push(&install.check);
        }
    }
    (!files.is_empty() && !commands.is_empty()).then_some((files, checks))
}

/// Gives the files that a call reads, if it is such a call.
fn files_of(install: &Install, words: &[String]) -> Option<Vec<String>> {
    let plain: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let command: Vec<&str> = install.command.split(' ').collect();
    let rest = plain.strip_prefix(command.as_slice())?;
    let Some(option) = &install.option else {
        // Words behind it would name packages or folders.
        return rest.is_empty().then(|| install.files.clone());
    };
    let mut named = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == option {
            named.push(words.next()?.clone());
        }
    }
    (!named.is_empty() && named.len() == rest.len()).then_some(named)
}
