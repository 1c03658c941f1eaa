//! Goals about the programs that the last image's stages run while they are built.

use crate::analysis::Analysis;
use crate::course::goal::{is_keyword, line_of, runs, shipped};

/// Says that no RUN of the last image calls a program.
pub(super) fn lacking(analysis: &Analysis, program: &str) -> Option<String> {
    match found(analysis, program) {
        Some(_) => None,
        None => Some(format!("no RUN of the image calls {program}")),
    }
}

/// Says that one does.
pub(super) fn present(analysis: &Analysis, program: &str) -> Option<String> {
    let line = line_of(analysis, found(analysis, program)?);
    Some(format!(
        "line {line} runs {program} in the stage that ships"
    ))
}

fn found(analysis: &Analysis, program: &str) -> Option<usize> {
    let mut instructions = shipped(analysis).into_iter();
    instructions.find(|&instruction| {
        is_keyword(analysis, instruction, "RUN") && runs(analysis, instruction, program)
    })
}
