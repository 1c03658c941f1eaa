//! `JSONArgsRecommended`: CMD or ENTRYPOINT in shell form keeps signals from the program.

use crate::build::command::Command;
use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in &checked.plan.stages {
        for (index, step) in stage.steps.iter().enumerate() {
            let (Command::Cmd(line) | Command::Entrypoint(line)) = &step.command else {
                continue;
            };
            // Who sets a shell of their own has thought about it.
            let has_own_shell = stage
                .state_after_steps(index)
                .shell
                .value()
                .is_some_and(|shell| !shell.is_empty());
            if line.is_exec_form || has_own_shell || step.is_refused {
                continue;
            }
            let keyword = checked.keyword_of(step);
            let message = format!(
                "JSON arguments recommended for {keyword} to prevent unintended behavior related to OS signals"
            );
            report.add_about_step(stage, step, message);
        }
    }
}
