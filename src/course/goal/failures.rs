//! The goal that the build stops at every failure: no RUN of a stage that is built hides one.

use crate::analysis::Analysis;
use crate::course::goal::{is_keyword, line_of};
use crate::explain::hidden_failures::Hider;

/// Says which line hides which command's failure.
pub(super) fn still(analysis: &Analysis) -> Option<String> {
    let needed = analysis.stages().iter().filter(|stage| stage.is_needed);
    let instructions = needed.flat_map(|stage| stage.instructions.iter().copied());
    let mut runs = instructions.filter(|&instruction| is_keyword(analysis, instruction, "RUN"));
    runs.find_map(|instruction| {
        let Some(hidden) = analysis.hidden_failures(instruction) else {
            let line = line_of(analysis, instruction);
            return Some(format!(
                "whether line {line} hides a failure is not known: its script is not read here"
            ));
        };
        let first = hidden.first()?;
        let line = analysis.lines().line(first.span.start);
        let (command, how) = (&first.command, how(first.by));
        Some(format!("line {line} hides a failure of {command}: {how}"))
    })
}

/// Says how a failure is hidden.
const fn how(hider: Hider) -> &'static str {
    match hider {
        Hider::Semicolon => "; goes on whatever came of it",
        Hider::Newline => "the next line runs whatever came of it",
        Hider::Pipe => "of a pipe, only the last command's failure counts",
        Hider::Fallback => "what stands behind || always succeeds",
        Hider::Background => "& goes on without waiting for it",
        Hider::NextRound => "the loop goes on with its next round",
        Hider::LeftOfAnd => "set -e does not stop left of &&",
    }
}
