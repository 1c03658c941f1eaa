//! `FromAsCasing`: FROM and AS are written in one case.

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
        let from = invocation.keyword_text();
        if let [_, keyword, _, ..] = texts.as_slice()
            && !fits(from, keyword)
        {
            report.add_while_reading(
                index,
                format!("'{keyword}' and '{from}' keywords' casing do not match"),
            );
        }
    }
}

/// Tells whether AS is in the case of FROM; a FROM in mixed case is another rule's business.
fn fits(from: &str, keyword: &str) -> bool {
    if from == from.to_lowercase() {
        keyword == keyword.to_lowercase()
    } else if from == from.to_uppercase() {
        keyword == keyword.to_uppercase()
    } else {
        true
    }
}

/// Writes AS in the case of FROM.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let invocation = checked.invocation(index)?;
    let Arguments::Words(words) = &invocation.arguments else {
        return None;
    };
    let place = *words.get(1)?;
    let from = invocation.keyword_text();
    let written = invocation.slice(place);
    let recased = if from == from.to_lowercase() {
        written.to_lowercase()
    } else {
        written.to_uppercase()
    };
    Some(vec![Edit::of(&invocation, place, recased)?])
}
