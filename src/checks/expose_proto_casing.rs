//! `ExposeProtoCasing`: EXPOSE names a protocol in capitals.

use crate::build::stage::UnusualPort;
use crate::checks::expose_invalid_format::mend_ports;
use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    let stages = checked.plan.stages.iter();
    // Refused steps too: BuildKit speaks of the words before the one it refuses.
    for (stage, step) in stages.flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)))
    {
        for port in step.unusual_ports.iter().filter(|port| port.has_capitals) {
            report.add_about_step(stage, step, message(port));
        }
    }
}

fn message(port: &UnusualPort) -> String {
    format!(
        "Defined protocol '{}' in EXPOSE instruction should be lowercase",
        port.word
    )
}

/// Writes the protocols in small letters.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    mend_ports(checked, index, |port| port.has_capitals)
}
