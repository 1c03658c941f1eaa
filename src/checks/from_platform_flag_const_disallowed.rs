//! `FromPlatformFlagConstDisallowed`: `FROM --platform` names one platform for all builds.

use crate::build::platform::Platform;
use crate::checks::run::{Checked, Report};
use crate::language::quoted::quoted;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in &checked.plan.stages {
        let Some(words) = &stage.platform_words else {
            continue;
        };
        if !words.found.is_empty() || !words.missing.is_empty() {
            continue;
        }
        let Ok(platform) = Platform::parse(&words.result) else {
            continue;
        };
        // A stage named for the platform is meant for it.
        let name = stage.name.as_deref().unwrap_or_default();
        if !name.contains(&platform.os) && !name.contains(&platform.architecture) {
            let message = format!(
                "FROM --platform flag should not use constant value {}",
                quoted(&words.result)
            );
            report.add_about_base(stage, message);
        }
    }
}
