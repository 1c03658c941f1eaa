//! `ExposeProtoCasing`: EXPOSE names a protocol in capitals.

use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    let stages = checked.plan.stages.iter();
    // Refused steps too: BuildKit speaks of the words before the one it refuses.
    for (stage, step) in stages.flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)))
    {
        for port in step.unusual_ports.iter().filter(|port| port.has_capitals) {
            let message = format!(
                "Defined protocol '{}' in EXPOSE instruction should be lowercase",
                port.word
            );
            report.add_about_step(stage, step, message);
        }
    }
}
