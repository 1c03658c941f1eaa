//! The goal that a program starts in a folder: that of WORKDIR, or of a `cd` before it in its RUN.

use crate::analysis::Analysis;
use crate::course::goal::{is_call, line_of, runs_of};

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, run: &str, folder: &str) -> Option<String> {
    let runs = runs_of(analysis, run);
    if runs.is_empty() {
        return Some(format!("no RUN calls {run}"));
    }
    let wanted = without_slash(folder);
    runs.into_iter().find_map(|instruction| {
        let line = line_of(analysis, instruction);
        let text = analysis.tree().text();
        let commands = analysis.commands(instruction);
        let mut calls = commands
            .iter()
            .filter(|command| is_call(&command.name, command.span.of(text), run));
        calls.find_map(|command| match command.folder.as_deref() {
            Some(found) if without_slash(found) == wanted => None,
            Some(found) => Some(format!("line {line} still runs {run} in {found}")),
            None => Some(format!(
                "in which folder line {line} runs {run} is not known"
            )),
        })
    })
}

/// Takes the slash off the end of a folder that is not the root.
fn without_slash(folder: &str) -> &str {
    match folder.trim_end_matches('/') {
        "" => "/",
        folder => folder,
    }
}
