//! `NoEmptyContinuation`: an empty line inside an instruction does not end it.

use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};
use crate::language::keyword::Keyword;
use crate::language::tree::PieceKind;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (_, instruction, _) in checked.instructions() {
        if let Some(line) = instruction.empty_continuation_line {
            report.add_at_line(line, "Empty continuation line".to_owned());
        }
    }
}

/// Takes the empty lines away. Where the line behind one looks like an instruction of its own, the
/// escape character above is what should go, and only the author can tell.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let instruction = checked.tree.instructions().get(index)?;
    let mut edits = Vec::new();
    let mut is_behind_empty = false;
    for (kind, span) in checked.tree.pieces_of(instruction) {
        match kind {
            PieceKind::InnerBlank => {
                is_behind_empty = true;
                edits.push(Edit {
                    span,
                    text: String::new(),
                });
            }
            PieceKind::Text if is_behind_empty => {
                let mut words = span.of(checked.tree.text()).split_whitespace();
                if words.next().map(Keyword::of) != Some(Keyword::Unknown) {
                    return None;
                }
                is_behind_empty = false;
            }
            _ => {}
        }
    }
    Some(edits)
}
