//! `ExposeInvalidFormat`: EXPOSE names an address or a host port.

use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (stage, step) in all_steps(checked) {
        for port in step.unusual_ports.iter().filter(|port| port.has_mapping) {
            let message = format!(
                "EXPOSE instruction should not define an IP address or host-port mapping, found '{}'",
                port.word
            );
            report.add_about_step(stage, step, message);
        }
    }
}

/// Lists the refused steps too: BuildKit speaks of the words before the one it refuses.
fn all_steps(
    checked: Checked<'_>,
) -> impl Iterator<Item = (&crate::build::stage::Stage, &crate::build::stage::Step)> {
    let stages = checked.plan.stages.iter();
    stages.flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)))
}
