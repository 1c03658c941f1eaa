//! `ConsistentInstructionCasing`: keywords are written in one case, the majority's.

use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::run::{Checked, Report};
use crate::language::arguments::Arguments;
use crate::language::keyword::Keyword;

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    let keywords = keywords(checked);
    let lower_is_right = lower_is_right(&keywords);
    for (index, word) in keywords {
        let (is_right, casing) = if lower_is_right {
            (is_lower(&word), "lowercase")
        } else {
            (is_upper(&word), "uppercase")
        };
        if !is_right {
            let message = format!(
                "Command '{word}' should match the case of the command majority ({casing})"
            );
            report.add_about_stages(1, index, message);
        }
    }
}

/// Writes the keyword, and the AS of a FROM, in the case of the majority.
pub(in crate::checks) fn mend(
    checked: Checked<'_>,
    index: usize,
    _: &Finding,
) -> Option<Vec<Edit>> {
    let lower_is_right = lower_is_right(&keywords(checked));
    let recased = |word: &str| {
        if lower_is_right {
            word.to_lowercase()
        } else {
            word.to_uppercase()
        }
    };
    let invocation = checked.invocation(index)?;
    let mut places = vec![invocation.keyword_span];
    if let (Keyword::From, Arguments::Words(words)) = (invocation.keyword, &invocation.arguments)
        && let [_, keyword, _] = words.as_slice()
    {
        places.push(*keyword);
    }
    let edits = places.into_iter().map(|place| {
        let word = recased(invocation.slice(place));
        Edit::of(&invocation, place, word)
    });
    edits.collect()
}

fn keywords(checked: Checked<'_>) -> Vec<(usize, String)> {
    // ARG before the first FROM does not count, and is not looked at.
    let in_stages = checked
        .plan
        .stages
        .iter()
        .flat_map(|stage| &stage.instructions);
    in_stages
        .filter_map(|&index| Some((index, checked.invocation(index)?.keyword_text().to_owned())))
        .collect()
}

fn lower_is_right(keywords: &[(usize, String)]) -> bool {
    let lower = keywords.iter().filter(|(_, word)| is_lower(word)).count();
    let upper = keywords
        .iter()
        .filter(|(_, word)| is_upper(word) && !is_lower(word))
        .count();
    lower > upper
}

fn is_lower(word: &str) -> bool {
    word.to_lowercase() == word
}

fn is_upper(word: &str) -> bool {
    word.to_uppercase() == word
}
