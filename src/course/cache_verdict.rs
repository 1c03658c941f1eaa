//! What the cache does with an instruction once something is otherwise: a file is edited, a build
//! argument has another value.

use crate::analysis::Analysis;
use crate::analysis::cache_report::{CacheQuestion, Verdict, cache_report};
use crate::build::cache_prediction::changes::{ContextChanges, FileChange};
use crate::build::command::Command;
use crate::context::build_context::BuildContext;
use crate::context::tree::ContextTree;
use crate::course::build_given::BuildGiven;

/// Gives what the cache does with an instruction when a file of the context is edited.
pub fn verdict_after_edit(
    analysis: &Analysis,
    instruction: usize,
    path: &str,
) -> Result<Verdict, String> {
    let context = analysis.options().context.as_deref();
    let context = context.ok_or_else(|| "no files are given under context".to_owned())?;
    let mut changes = ContextChanges::default();
    changes.add(path, FileChange::Edited);
    if !changes.misplaced(context).is_empty() {
        return Err(format!(
            "the context has no file {path}; add it under context"
        ));
    }
    let new_context = changes.applied_to(context);
    verdict(
        instruction,
        CacheQuestion {
            old: analysis,
            new: analysis,
            old_context: context,
            new_context: &new_context,
            changes: &changes,
        },
    )
}

/// Gives what the cache does with an instruction when a build argument gets a value.
pub fn verdict_with_argument(
    analysis: &Analysis,
    instruction: usize,
    name: &str,
    value: &str,
) -> Result<Verdict, String> {
    let declared = analysis.build_arguments();
    let before = declared.iter().find(|argument| argument.name == name);
    let before = before.and_then(|argument| argument.given.as_ref().or(argument.default.as_ref()));
    if before.is_some_and(|before| before == value) {
        return Err(format!("{name} is {value} without it too"));
    }
    let nothing = BuildContext::new(ContextTree::default(), None);
    let context = analysis.options().context.as_deref();
    let given = BuildGiven::default().with_argument(name, value);
    let new = analysis.with_options(&given.applied_to(analysis.options()));
    if let Some(problem) = new.problems().first() {
        return Err(problem.message.clone());
    }
    let known = context.unwrap_or(&nothing);
    let verdict = verdict(
        instruction,
        CacheQuestion {
            old: analysis,
            new: &new,
            old_context: known,
            new_context: known,
            changes: &ContextChanges::default(),
        },
    )?;
    // Without its files, a COPY counts as one that cannot be done.
    if context.is_none() && verdict != Verdict::Cached && copies_context(analysis) {
        return Err("no files are given under context".to_owned());
    }
    Ok(verdict)
}

fn copies_context(analysis: &Analysis) -> bool {
    let mut steps = analysis
        .plan()
        .stages
        .iter()
        .flat_map(|stage| stage.steps.iter());
    steps.any(|step| match &step.command {
        Command::Copy(copy) => copy.from.is_none() && !copy.sources.is_empty(),
        _ => false,
    })
}

fn verdict(instruction: usize, question: CacheQuestion<'_>) -> Result<Verdict, String> {
    let report = cache_report(question);
    let mut steps = report.steps.iter();
    let step = steps.find(|step| step.index == instruction);
    step.map(|step| step.verdict)
        .ok_or_else(|| "it is no step of the build".to_owned())
}
