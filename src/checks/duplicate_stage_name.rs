//! `DuplicateStageName`: two stages have one name; only the last one can be meant.

use crate::checks::run::{Checked, Report};
use crate::language::quoted::quoted;
use std::collections::BTreeSet;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for stage in &checked.plan.stages {
        if let Some(name) = &stage.name
            && !seen.insert(name)
        {
            let message = format!(
                "Duplicate stage name {}, stage names should be unique",
                quoted(name)
            );
            report.add_about_stages(1, stage.from_instruction, message);
        }
    }
}
