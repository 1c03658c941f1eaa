//! `ExposeInvalidFormat`: EXPOSE names an address or a host port.

use crate::build::stage::UnusualPort;
use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};
use crate::language::arguments::Arguments;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (stage, step) in all_steps(checked) {
        for port in step.unusual_ports.iter().filter(|port| port.has_mapping) {
            report.add_about_step(stage, step, message(port));
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

fn message(port: &UnusualPort) -> String {
    format!(
        "EXPOSE instruction should not define an IP address or host-port mapping, found '{}'",
        port.word
    )
}

/// Leaves the container's ports alone.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    mend_ports(checked, index, |port| port.has_mapping)
}

/// Writes ports as BuildKit keeps them: without an address, the protocol in small letters. A word
/// that has a variable in it stays.
pub(in crate::checks) fn mend_ports(
    checked: Checked<'_>,
    index: usize,
    is_meant: impl Fn(&UnusualPort) -> bool,
) -> Option<Vec<Edit>> {
    let step = checked.plan.stage_of(index)?.step_of(index)?;
    let invocation = checked.invocation(index)?;
    let Arguments::Words(words) = &invocation.arguments else {
        return None;
    };
    let is_unusual = |word: &str| {
        let mut ports = step.unusual_ports.iter();
        ports.any(|port| port.word == word && is_meant(port))
    };
    let words = words.iter().map(|place| (place, invocation.slice(*place)));
    let edits = words.filter(|(_, word)| is_unusual(word));
    let edits = edits.map(|(place, word)| {
        let (_, kept) = word.rsplit_once(':').unwrap_or(("", word));
        Edit::of(&invocation, *place, kept.to_lowercase())
    });
    edits.collect()
}
