//! `WorkdirRelativePath`: the first WORKDIR counts from a folder that the base image decides.

use crate::build::command::Command;
use crate::build::paths::is_absolute;
use crate::build::stage::{Base, Stage};
use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
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

/// Writes the folder that the path comes to here, where the base image is known.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let stage = checked.plan.stage_of(index)?;
    if stage.is_windows || stage.platform.is_windows() {
        return None;
    }
    let folder = stage.state_after(index).working_directory.value()?;
    let folder = folder.as_known().filter(|folder| folder.starts_with('/'))?;
    let invocation = checked.invocation(index)?;
    let written = invocation.slice(invocation.rest);
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-./@+".contains(sign);
    if written.chars().all(is_plain) && folder.chars().all(is_plain) {
        return Some(vec![Edit::of(&invocation, invocation.rest, folder)?]);
    }
    // A path with variables keeps them: the folder that it counts from is put before it.
    let before = stage.state_before(index)?.working_directory.value();
    let before = before.map_or(Some("/"), |before| before.as_known())?;
    let is_simple = before.starts_with('/') && before.chars().all(is_plain);
    let starts_plain = written.starts_with(|sign: char| is_plain(sign) || sign == '$');
    if !is_simple || !starts_plain {
        return None;
    }
    let text = format!("{}/{written}", before.trim_end_matches('/'));
    Some(vec![Edit::of(&invocation, invocation.rest, text)?])
}
