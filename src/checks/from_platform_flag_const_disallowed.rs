//! `FromPlatformFlagConstDisallowed`: `FROM --platform` names one platform for all builds.

use crate::build::platform::Platform;
use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};
use crate::language::quoted::quoted;
use crate::language::span::Span;

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

/// Takes the flag away, with the white space behind it.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let invocation = checked.invocation(index)?;
    let [flag] = invocation.flags.as_slice() else {
        return None;
    };
    let place = Span {
        start: flag.span.start,
        end: invocation.rest.start,
    };
    Some(vec![Edit::of(&invocation, place, "")?])
}
