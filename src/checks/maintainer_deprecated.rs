//! `MaintainerDeprecated`: MAINTAINER is a label's work today.

use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};
use crate::language::keyword::Keyword;
use crate::language::span::Span;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (index, instruction, _) in checked.instructions() {
        if instruction.keyword == Keyword::Maintainer {
            let message = "Maintainer instruction is deprecated in favor of using label";
            report.add_while_reading(index, message.to_owned());
        }
    }
}

/// The label that names who answers for an image:
/// <https://github.com/opencontainers/image-spec/blob/main/annotations.md>.
const LABEL: &str = "org.opencontainers.image.authors";

/// Writes a label with the same words. Quotes around them, which MAINTAINER keeps as part of the
/// name, are the label's own then.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let stage = checked.plan.stage_of(index)?;
    let mut labels = stage.end().labels.iter();
    if labels.any(|(key, _)| key.as_known() == Some(LABEL)) {
        return None;
    }
    let invocation = checked.invocation(index)?;
    let instruction = checked.tree.instructions().get(index)?;
    let written = invocation.slice(invocation.rest);
    let unquoted = ['"', '\''].into_iter().find_map(|quote| {
        let inside = written.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inside.contains(quote)).then_some(inside)
    });
    let value = quoted_value(unquoted.unwrap_or(written), checked.tree.escape());
    let is_lower = invocation.keyword_text() == "maintainer";
    let keyword = if is_lower { "label" } else { "LABEL" };
    let place = Span {
        start: invocation.keyword_span.start,
        end: invocation.rest.end,
    };
    let text = format!("{keyword} {LABEL}={value}");
    Some(vec![Edit::of_lines(
        checked.tree,
        instruction,
        place,
        text,
    )?])
}

/// Writes a value in double quotes, so that all of it stands for itself.
fn quoted_value(value: &str, escape: char) -> String {
    let mut out = String::from('"');
    for character in value.chars() {
        if matches!(character, '"' | '$') || character == escape {
            out.push(escape);
        }
        out.push(character);
    }
    out.push('"');
    out
}
