//! `ConsistentInstructionCasing`: keywords are written in one case, the majority's.

use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    // ARG before the first FROM does not count, and is not looked at.
    let in_stages = checked
        .plan
        .stages
        .iter()
        .flat_map(|stage| &stage.instructions);
    let keywords: Vec<(usize, String)> = in_stages
        .filter_map(|&index| Some((index, checked.invocation(index)?.keyword_text().to_owned())))
        .collect();
    let lower = keywords.iter().filter(|(_, word)| is_lower(word)).count();
    let upper = keywords
        .iter()
        .filter(|(_, word)| is_upper(word) && !is_lower(word))
        .count();
    let lower_is_right = lower > upper;
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

fn is_lower(word: &str) -> bool {
    word.to_lowercase() == word
}

fn is_upper(word: &str) -> bool {
    word.to_uppercase() == word
}
