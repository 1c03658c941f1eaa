//! The goal that a RUN stays cached when a file of the context changes.

use crate::analysis::Analysis;
use crate::analysis::cache_report::Verdict;
use crate::course::goal::{line_of, runs_of};
use crate::course::looked_at::verdict_after;

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, run: &str, when: &str) -> Option<String> {
    let runs = runs_of(analysis, run);
    if runs.is_empty() {
        return Some(format!("no RUN calls {run}"));
    }
    runs.into_iter().find_map(|instruction| {
        let line = line_of(analysis, instruction);
        match verdict_after(analysis, instruction, when) {
            Ok(Verdict::Cached) => None,
            Ok(Verdict::Rerun) => Some(format!(
                "line {line} ({run}) still runs again when {when} changes"
            )),
            Ok(Verdict::Depends) => Some(format!(
                "whether line {line} ({run}) runs again cannot be known before the build"
            )),
            Err(reason) => Some(format!("line {line}: {reason}")),
        }
    })
}
