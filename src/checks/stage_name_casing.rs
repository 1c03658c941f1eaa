//! `StageNameCasing`: a stage's name has capitals, which BuildKit does not keep.

use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};
use crate::language::arguments::Arguments;
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

/// Writes the name in small letters, as BuildKit keeps it.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let invocation = checked.invocation(index)?;
    let Arguments::Words(words) = &invocation.arguments else {
        return None;
    };
    let place = *words.get(2)?;
    let name = invocation.slice(place).to_lowercase();
    Some(vec![Edit::of(&invocation, place, name)?])
}
