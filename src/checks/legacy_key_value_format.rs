//! `LegacyKeyValueFormat`: ENV or LABEL with white space where `=` belongs.

use crate::build::command::Command;
use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};
use crate::language::arguments::Arguments;
use crate::language::span::Span;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (stage, step) in checked.steps() {
        let (Command::Env(pairs) | Command::Label(pairs)) = &step.command else {
            continue;
        };
        for _ in pairs.iter().filter(|pair| !pair.has_equals_sign) {
            let keyword = checked.keyword_of(step);
            let message = format!(
                "\"{keyword} key=value\" should be used instead of legacy \"{keyword} key value\" format"
            );
            report.add_about_step(stage, step, message);
        }
    }
}

/// Writes `=` between name and value, and double quotes around a value with white space. A value
/// that looks like further pairs stays: whether it was meant as one, only the author can tell.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let instruction = checked.tree.instructions().get(index)?;
    let invocation = checked.invocation(index)?;
    let Arguments::Pairs(pairs) = &invocation.arguments else {
        return None;
    };
    let [pair] = pairs.as_slice() else {
        return None;
    };
    let key = invocation.slice(pair.key);
    let value = invocation.slice(pair.value);
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_-./".contains(sign);
    if !key.chars().all(is_plain) || value.split_whitespace().any(looks_like_pair) {
        return None;
    }
    let needs_quotes = value.is_empty() || value.contains(char::is_whitespace) && !is_quoted(value);
    if needs_quotes && value.contains(['"', '\'', checked.tree.escape()]) {
        return None;
    }
    let between = Span {
        start: pair.key.end,
        end: pair.value.start,
    };
    let sign = if needs_quotes { "=\"" } else { "=" };
    let mut edits = vec![Edit::of_lines(checked.tree, instruction, between, sign)?];
    if needs_quotes {
        let end = invocation.line.offset(pair.value.end.saturating_sub(1)) + 1;
        edits.push(Edit {
            span: Span { start: end, end },
            text: "\"".to_owned(),
        });
    }
    Some(edits)
}

/// Tells whether a value is one quoted text from its first to its last character.
fn is_quoted(value: &str) -> bool {
    ['"', '\''].into_iter().any(|quote| {
        let inside = value.strip_prefix(quote);
        let inside = inside.and_then(|value| value.strip_suffix(quote));
        inside.is_some_and(|inside| !inside.contains(quote))
    })
}

fn looks_like_pair(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        name.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '_')
            && name
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || "_.".contains(sign))
    })
}
