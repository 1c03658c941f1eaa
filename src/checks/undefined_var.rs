//! `UndefinedVar`: an instruction uses a variable that nothing sets.

use crate::build::suggest::nearest;
use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in &checked.plan.stages {
        for (index, step) in stage.steps.iter().enumerate() {
            if step.undefined_variables.is_empty() {
                continue;
            }
            let before = stage.state_after_steps(index);
            for name in &step.undefined_variables {
                let known = before
                    .run_environment
                    .iter()
                    .map(|variable| &*variable.name);
                let mut message = format!("Usage of undefined variable '${name}'");
                if let Some(nearest) =
                    nearest(name, known, true).filter(|nearest| !nearest.is_empty())
                {
                    message = format!("{message} (did you mean ${nearest}?)");
                }
                report.add_about_step(stage, step, message);
            }
        }
    }
}
