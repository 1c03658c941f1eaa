//! `UndefinedVar`: an instruction uses a variable that nothing sets.

use crate::build::command::Command;
use crate::build::image_state::ImageState;
use crate::build::suggest::nearest;
use crate::checks::finding::Finding;
use crate::checks::fix::edit::{Edit, renamed};
use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in &checked.plan.stages {
        for (index, step) in stage.steps.iter().enumerate() {
            if step.undefined_variables.is_empty() {
                continue;
            }
            let before = stage.state_after_steps(index);
            for name in &step.undefined_variables {
                let message = message(name, better_name(before, name).as_deref());
                report.add_about_step(stage, step, message);
            }
        }
    }
}

fn message(name: &str, better: Option<&str>) -> String {
    let message = format!("Usage of undefined variable '${name}'");
    match better {
        Some(better) => format!("{message} (did you mean ${better}?)"),
        None => message,
    }
}

/// Finds the set name that is nearest.
fn better_name(before: &ImageState, name: &str) -> Option<String> {
    let known = before.run_environment.iter();
    let known = known.map(|variable| &*variable.name);
    nearest(name, known, true).filter(|nearest| !nearest.is_empty())
}

/// Writes the name that BuildKit suggests. An ENV that adds to a variable it sets itself, as in
/// `CPATH=/include:$CPATH`, does mean that name, although nothing sets it yet.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    finding: &Finding,
) -> Option<Vec<Edit>> {
    let stage = checked.plan.stage_of(index)?;
    let before = stage.state_before(index)?;
    let step = stage.step_of(index)?;
    let names = step.undefined_variables.iter();
    let mut names = names.map(|name| (name, better_name(before, name)));
    let (name, better) =
        names.find(|(name, better)| message(name, better.as_deref()) == finding.message)?;
    let sets_it_itself = match &step.command {
        Command::Env(pairs) => pairs
            .iter()
            .any(|pair| pair.key.as_known() == Some(name.as_str())),
        _ => false,
    };
    if sets_it_itself {
        return None;
    }
    let invocation = checked.invocation(index)?;
    renamed(&invocation, checked.tree.escape(), name, &better?)
}
