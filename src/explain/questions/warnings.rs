//! Questions about findings: what BuildKit warns of on a line.

use crate::checks::finding::Finding;
use crate::checks::rules::{RULES, Rule};
use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use crate::explain::questions::asked::Asked;
use crate::explain::questions::dice::Dice;
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::question::Question;

/// Asks of what BuildKit warns.
pub(super) fn finding(asked: &Asked<'_>) -> Option<Question> {
    let line = asked.line();
    let findings = asked.ground.findings;
    let mut here: Vec<&Finding> = findings.iter().filter(|it| it.start == line).collect();
    // Of one rule, the first finding of a line says enough.
    here.dedup_by_key(|finding| finding.rule);
    let finding = *Dice::named(asked.seed, &line.to_string()).pick(&here)?;
    let rule = RULES.iter().find(|rule| rule.name == finding.rule)?;
    let mut draft = Draft::new(asked, "finding", rule.name)?;
    draft.narrow_idea(&kebab(rule.name));
    let offer = Offer::new("right").value(first_sentence(rule));
    let message = Text::code(finding.message.as_str());
    draft.right(
        offer
            .with("check", Text::code(rule.name))
            .with("message", message),
    );
    let is_quiet = |rule: &&Rule| {
        !rule.is_experimental && !findings.iter().any(|finding| finding.rule == rule.name)
    };
    let mut others: Vec<&Rule> = RULES.iter().filter(is_quiet).collect();
    Dice::named(asked.seed, rule.name).shuffle(&mut others);
    for other in others.into_iter().take(6) {
        let offer = Offer::new("other").value(first_sentence(other));
        draft.wrong(offer.with("check", Text::code(other.name)));
    }
    draft.choose_one(asked.seed)
}

/// Gives what a rule finds, in one sentence: the first below its name.
fn first_sentence(rule: &Rule) -> Text {
    let mut lines = rule.prose.lines().skip(1);
    let line = lines.find(|line| !line.trim().is_empty());
    fill(line.unwrap_or_default(), &Values::new())
}

/// Writes `FromAsCasing` as `from-as-casing`, and `JSONArgs` as `json-args`.
pub(super) fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    let mut letters = name.chars().peekable();
    let mut was_small = false;
    while let Some(letter) = letters.next() {
        let is_next_small = letters.peek().is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && !kebab.is_empty() && (was_small || is_next_small) {
            kebab.push('-');
        }
        was_small = letter.is_lowercase();
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}
