//! `NoEmptyContinuation`: an empty line inside an instruction does not end it.

use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (_, instruction, _) in checked.instructions() {
        if let Some(line) = instruction.empty_continuation_line {
            report.add_at_line(line, "Empty continuation line".to_owned());
        }
    }
}
