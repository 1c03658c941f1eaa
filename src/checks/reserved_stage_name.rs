//! `ReservedStageName`: a stage is named like something BuildKit keeps for itself.

use crate::checks::run::{Checked, Report};
use crate::language::quoted::quoted;

/// The names BuildKit keeps for itself.
const RESERVED: [&str; 2] = ["context", "scratch"];

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in &checked.plan.stages {
        if let Some(name) = stage.name.as_deref().filter(|name| RESERVED.contains(name)) {
            let message = format!(
                "Stage name should not use the same name as reserved stage {}",
                quoted(name)
            );
            report.add_about_stages(1, stage.from_instruction, message);
        }
    }
}
