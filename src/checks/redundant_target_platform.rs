//! `RedundantTargetPlatform`: `FROM --platform=$TARGETPLATFORM` says what is so anyway.

use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::from_platform_flag_const_disallowed;
use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    let target = checked.plan.global_environment().get("TARGETPLATFORM");
    let target = target.map(|variable| variable.value.to_string());
    for stage in &checked.plan.stages {
        let Some(words) = &stage.platform_words else {
            continue;
        };
        let is_only_variable =
            words.found.len() == 1 && words.found.iter().any(|name| name == "TARGETPLATFORM");
        if is_only_variable && words.missing.is_empty() && Some(&words.result) == target.as_ref() {
            let message = format!(
                "Setting platform to predefined {} in FROM is redundant as this is the default behavior",
                words.written
            );
            report.add_about_base(stage, message);
        }
    }
}

/// Takes the flag away.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    finding: &Finding,
) -> Option<Vec<Edit>> {
    from_platform_flag_const_disallowed::mend(checked, index, finding)
}
