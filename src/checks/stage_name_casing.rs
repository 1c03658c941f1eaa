//! `StageNameCasing`: a stage's name has capitals, which BuildKit does not keep.

use crate::checks::run::{Checked, Report};
use crate::language::keyword::Keyword;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (index, instruction, _) in checked.instructions() {
        if instruction.keyword != Keyword::From {
            continue;
        }
        let invocation = checked.tree.invocation(instruction);
        let texts = invocation.arguments.texts(invocation.line.text());
        if let [_, _, name] = texts.as_slice()
            && *name != name.to_lowercase()
        {
            report.add_while_reading(index, format!("Stage name '{name}' should be lowercase"));
        }
    }
}
