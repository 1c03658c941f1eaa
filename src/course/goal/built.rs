//! The goal that a build of a stage runs another stage: tests that a push must wait for.

use crate::analysis::Analysis;
use crate::course::goal::stage_in_build::stage_in_build;

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, stage: &str, target: Option<&str>) -> Option<String> {
    match stage_in_build(analysis, stage, target) {
        Err(reason) => Some(reason),
        Ok(found) if found.is_needed => None,
        Ok(found) => {
            let build = target.map_or_else(
                || "the build".to_owned(),
                |target| format!("a build of {target}"),
            );
            let line = found.line;
            Some(format!(
                "{build} still leaves out the stage {stage}, line {line}: nothing in it is needed"
            ))
        }
    }
}
