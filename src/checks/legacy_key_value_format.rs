//! `LegacyKeyValueFormat`: ENV or LABEL with white space where `=` belongs.

use crate::build::command::Command;
use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (stage, step) in checked.steps() {
        let (Command::Env(pairs) | Command::Label(pairs)) = &step.command else {
            continue;
        };
        for _ in pairs.iter().filter(|pair| !pair.has_equals_sign) {
            let keyword = checked.keyword_of(step);
            let message = format!(
                "\"{keyword} key=value\" should be used instead of legacy \"{keyword} key value\" format"
            );
            report.add_about_step(stage, step, message);
        }
    }
}
