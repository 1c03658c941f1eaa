//! The goal that a build of a stage leaves another stage out.

use crate::analysis::Analysis;
use crate::course::goal::stage_in_build::stage_in_build;

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, stage: &str, target: Option<&str>) -> Option<String> {
    match stage_in_build(analysis, stage, target) {
        Err(reason) => Some(reason),
        Ok(found) => found
            .is_needed
            .then(|| format!("the build still needs the stage {stage}")),
    }
}
