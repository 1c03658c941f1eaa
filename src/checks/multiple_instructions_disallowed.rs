//! `MultipleInstructionsDisallowed`: of several CMD, ENTRYPOINT or HEALTHCHECK only the last one counts.

use crate::build::command::Command;
use crate::build::stage::Step;
use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};
use crate::language::keyword::Keyword;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for stage in &checked.plan.stages {
        let is_kind: [fn(&Command) -> bool; 3] = [
            |command| matches!(command, Command::Cmd(_)),
            |command| matches!(command, Command::Entrypoint(_)),
            |command| matches!(command, Command::Healthcheck(_)),
        ];
        for is_kind in is_kind {
            let mut previous: Option<&Step> = None;
            for step in stage.steps.iter().filter(|step| is_kind(&step.command)) {
                if let Some(previous) = previous {
                    let message = format!(
                        "Multiple {} instructions should not be used in the same stage because only the last one will be used",
                        checked.keyword_of(step)
                    );
                    report.add_about_step_at(stage, step, previous, message);
                }
                previous = Some(step);
            }
        }
    }
}

/// Takes the instruction away that a later one undoes.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let instruction = checked.tree.instructions().get(index)?;
    let is_kind = matches!(
        instruction.keyword,
        Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck
    );
    is_kind.then(|| {
        vec![Edit {
            span: instruction.span,
            text: String::new(),
        }]
    })
}
