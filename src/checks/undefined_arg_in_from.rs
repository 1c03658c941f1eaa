//! `UndefinedArgInFrom`: FROM uses a variable that no ARG before it declares.

use crate::build::suggest::nearest;
use crate::checks::run::{Checked, Report};
use std::collections::BTreeSet;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    let arguments = &checked.plan.global_arguments;
    // BuildKit looks through these in no fixed order; of several equally near names it may say any.
    let known: BTreeSet<&str> = arguments
        .environment
        .iter()
        .map(|variable| &*variable.name)
        .chain(arguments.declared.iter().map(String::as_str))
        .collect();
    for stage in &checked.plan.stages {
        for name in &stage.undeclared_arguments {
            let mut message = format!("FROM argument '{name}' is not declared");
            if let Some(nearest) =
                nearest(name, known.iter().copied(), true).filter(|nearest| !nearest.is_empty())
            {
                message = format!("{message} (did you mean {nearest}?)");
            }
            report.add_about_base(stage, message);
        }
    }
}
