//! The goal that a build of a stage leaves another stage out.

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, stage: &str, target: Option<&str>) -> Option<String> {
    let built = target.map(|target| {
        analysis.with_options(&BuildOptions {
            target: Some(target.to_owned()),
            ..analysis.options().clone()
        })
    });
    let built = built.as_ref().unwrap_or(analysis);
    if let Some(problem) = built.problems().first() {
        return Some(format!("line {}: {}", problem.line, problem.message));
    }
    let is_named = |name: &Option<String>| {
        name.as_deref()
            .is_some_and(|name| name.eq_ignore_ascii_case(stage))
    };
    let found = built
        .stages()
        .iter()
        .find(|outline| is_named(&outline.name));
    match found {
        None => Some(format!("there is no stage {stage}")),
        Some(outline) if outline.is_needed => {
            Some(format!("the build still needs the stage {stage}"))
        }
        Some(_) => None,
    }
}
