//! A stage as a build of some stage has it: goals ask whether it runs there.

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;
use crate::course::goal::line_of;

/// Holds a stage of a build.
pub(super) struct StageInBuild {
    /// The line of its FROM.
    pub(super) line: u32,
    /// Whether the build runs it.
    pub(super) is_needed: bool,
}

/// Finds a stage by its name in a build of the target, the last stage where none is named; else says
/// what is in the way.
pub(super) fn stage_in_build(
    analysis: &Analysis,
    stage: &str,
    target: Option<&str>,
) -> Result<StageInBuild, String> {
    let built = target.map(|target| {
        analysis.with_options(&BuildOptions {
            target: Some(target.to_owned()),
            ..analysis.options().clone()
        })
    });
    let built = built.as_ref().unwrap_or(analysis);
    if let Some(problem) = built.problems().first() {
        return Err(format!("line {}: {}", problem.line, problem.message));
    }
    let is_named = |name: &Option<String>| {
        let name = name.as_deref();
        name.is_some_and(|name| name.eq_ignore_ascii_case(stage))
    };
    // Of two stages with one name the last one counts.
    let mut stages = built.stages().iter().rev();
    let found = stages.find(|outline| is_named(&outline.name));
    let found = found.ok_or_else(|| format!("there is no stage {stage}"))?;
    let from = found.instructions.first().copied().unwrap_or_default();
    Ok(StageInBuild {
        line: line_of(built, from),
        is_needed: found.is_needed,
    })
}
