//! `InvalidDefaultArgInFrom`: without any `--build-arg`, FROM names no image.

use crate::build::expand::Expander;
use crate::build::reference::Reference;
use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    let arguments = &checked.plan.global_arguments;
    if !arguments.defaults_are_complete {
        return;
    }
    let look_up = |name: &str| arguments.defaults.look_up(name);
    let expander = Expander::new(checked.tree.escape(), &look_up);
    for stage in &checked.plan.stages {
        let base = expander.word(&stage.base_as_written);
        if base.error.is_some() {
            return;
        }
        if Reference::parse(&base.value.to_string()).is_err() {
            let message = format!(
                "Default value for ARG {} results in empty or invalid base image name",
                stage.base_as_written
            );
            report.add_about_stages(2, stage.from_instruction, message);
        }
    }
}
