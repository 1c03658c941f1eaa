//! The goal that no secret stands in ARG, ENV or a layer.
//!
//! Of ARG and ENV the check `SecretsUsedInArgOrEnv` decides, by their names; of layers the names of
//! the files that are copied into a stage that the build needs: a stage that is left out makes none.

use crate::analysis::Analysis;
use crate::analysis::secret_files::is_secret_file;
use crate::course::goal::copied_before::taken;
use crate::course::goal::line_of;

/// The check that looks at names of ARG and ENV.
const RULE: &str = "SecretsUsedInArgOrEnv";

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis) -> Option<String> {
    let found = analysis
        .findings()
        .iter()
        .find(|finding| finding.rule == RULE);
    if let Some(finding) = found {
        return Some(format!("line {}: {}", finding.start, finding.message));
    }
    let needed = analysis.stages().iter().filter(|stage| stage.is_needed);
    let mut instructions = needed.flat_map(|stage| stage.instructions.iter().copied());
    instructions.find_map(|instruction| {
        let taken = taken(analysis, instruction);
        let secret = taken.iter().find(|path| is_secret_file(path))?;
        let line = line_of(analysis, instruction);
        Some(format!("line {line} still copies {secret} into a layer"))
    })
}
