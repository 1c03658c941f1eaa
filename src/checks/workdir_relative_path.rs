//! `WorkdirRelativePath`: the first WORKDIR counts from a folder that the base image decides.

use crate::build::command::Command;
use crate::build::paths::is_absolute;
use crate::build::stage::{Base, Stage};
use crate::checks::run::{Checked, Report};
use crate::language::quoted::quoted;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    // A stage goes on where its parent ended, so a WORKDIR of the parent counts.
    let mut has_workdir: Vec<bool> = Vec::new();
    for stage in &checked.plan.stages {
        let mut is_set = inherited(stage, &has_workdir);
        for step in &stage.steps {
            let Command::Workdir(path) = &step.command else {
                continue;
            };
            if !is_set
                && !step.is_refused
                && let Some(path) = path.as_known()
                && !is_absolute(path, stage.platform.is_windows())
            {
                let message = format!(
                    "Relative workdir {} can have unexpected results if the base image changes",
                    quoted(path)
                );
                report.add_about_step(stage, step, message);
            }
            is_set = true;
        }
        has_workdir.push(is_set);
    }
}

fn inherited(stage: &Stage, has_workdir: &[bool]) -> bool {
    match stage.base {
        Base::Stage(parent) => has_workdir.get(parent).copied().unwrap_or(false),
        _ => false,
    }
}
