//! `UndefinedArgInFrom`: FROM uses a variable that no ARG before it declares.

use crate::build::suggest::nearest;
use crate::checks::finding::Finding;
use crate::checks::fix::edit::{Edit, renamed};
use crate::checks::run::{Checked, Report};
use std::collections::BTreeSet;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in &checked.plan.stages {
        for name in &stage.undeclared_arguments {
            let message = message(name, better_name(checked, name).as_deref());
            report.add_about_base(stage, message);
        }
    }
}

fn message(name: &str, better: Option<&str>) -> String {
    let message = format!("FROM argument '{name}' is not declared");
    match better {
        Some(better) => format!("{message} (did you mean {better}?)"),
        None => message,
    }
}

/// Finds the declared name that is nearest.
fn better_name(checked: Checked<'_>, name: &str) -> Option<String> {
    let arguments = &checked.plan.global_arguments;
    // BuildKit looks through these in no fixed order; of several equally near names it may say any.
    let known: BTreeSet<&str> = arguments
        .environment
        .iter()
        .map(|variable| &*variable.name)
        .chain(arguments.declared.iter().map(String::as_str))
        .collect();
    nearest(name, known, true).filter(|nearest| !nearest.is_empty())
}

/// Writes the name that BuildKit suggests.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    finding: &Finding,
) -> Option<Vec<Edit>> {
    let stage = checked.plan.stage_of(index)?;
    let names = stage.undeclared_arguments.iter();
    let mut names = names.map(|name| (name, better_name(checked, name)));
    let (name, better) =
        names.find(|(name, better)| message(name, better.as_deref()) == finding.message)?;
    let invocation = checked.invocation(index)?;
    renamed(&invocation, checked.tree.escape(), name, &better?)
}
