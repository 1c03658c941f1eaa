//! The goal that a file is copied before a RUN, without the rest of the context.
//!
//! The rest counts as copied where one COPY or ADD of the same stage, above the RUN, takes the whole
//! context as it is sent.

use crate::analysis::Analysis;
use crate::build::copied_files::CopyOutcome;
use crate::course::goal::{line_of, runs_of};
use std::collections::BTreeSet;

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, file: &str, run: &str) -> Option<String> {
    let runs = runs_of(analysis, run);
    if runs.is_empty() {
        return Some(format!("no RUN calls {run}"));
    }
    runs.into_iter()
        .find_map(|run_at| before(analysis, file, run, run_at))
}

fn before(analysis: &Analysis, file: &str, run: &str, run_at: usize) -> Option<String> {
    let stage = analysis
        .stage_of(run_at)
        .and_then(|stage| analysis.stages().get(stage))?;
    let earlier = stage.instructions.iter().copied().filter(|&at| at < run_at);
    let mut is_copied = false;
    let all = whole_context(analysis);
    for instruction in earlier {
        let taken = taken(analysis, instruction);
        let line = line_of(analysis, instruction);
        if taken.len() > 1 && !all.is_empty() && taken.is_superset(&all) {
            return Some(format!("line {line} still copies everything before {run}"));
        }
        is_copied |= taken.contains(file);
    }
    (!is_copied).then(|| {
        let line = line_of(analysis, run_at);
        format!("nothing copies {file} above line {line}, where {run} runs")
    })
}

/// Lists the paths of the context that are sent.
fn whole_context(analysis: &Analysis) -> BTreeSet<String> {
    let context = analysis.options().context.as_deref();
    let entries = context.map_or(&[][..], |context| context.sent().entries());
    let files = entries
        .iter()
        .filter(|entry| entry.kind == crate::context::tree::EntryKind::File);
    files.map(|entry| entry.path.to_string()).collect()
}

/// Lists the paths of the context that an instruction copies.
pub(super) fn taken(analysis: &Analysis, instruction: usize) -> BTreeSet<String> {
    let files = analysis.files();
    let step = files.step(analysis.plan(), instruction);
    let stage_copy = analysis
        .stages()
        .iter()
        .flat_map(|stage| &stage.crossings)
        .any(|crossing| crossing.instruction == instruction);
    match step.and_then(|step| step.copied.as_ref()) {
        Some(CopyOutcome::Files { files, .. }) if !stage_copy => files
            .iter()
            .filter_map(|file| file.source.clone())
            .collect(),
        _ => BTreeSet::new(),
    }
}
