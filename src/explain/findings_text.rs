//! What the checks find at an instruction, as a text: what is wrong in plain words, BuildKit's words,
//! why it matters and what would mend it; then what is found elsewhere, and examples.

use crate::checks::finding::Finding;
use crate::checks::fix::fix;
use crate::checks::fix::preview::preview;
use crate::checks::fix::prose::{section, summary};
use crate::checks::rules::{Rule, rule};
use crate::checks::run::Checked;
use crate::doc::markdown::blocks;
use crate::doc::template::Values;
use crate::doc::text::{Inline, Text, listed};
use crate::doc::{Block, Doc, Label};
use crate::knowledge::phrases::{phrase, plain_phrase};
use crate::language::keyword::Keyword;
use crate::language::line_index::LineIndex;
use crate::language::tree::Instruction;

/// The most fixes of one rule that are shown at one instruction: each is tried before it is shown.
const MOST_FIXES: usize = 4;

/// Describes what the checks find at an instruction; where that is nothing, how much its explanation
/// warns of.
pub fn findings_text(
    checked: Checked<'_>,
    lines: &LineIndex,
    findings: &[Finding],
    instruction: &Instruction,
    caution_count: usize,
) -> Doc {
    let place = instruction.first_line..=instruction.last_line;
    let (here, elsewhere): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .partition(|finding| place.contains(&finding.start));
    let mut blocks = Vec::new();
    if here.is_empty() {
        blocks.extend(nothing(instruction.keyword, findings.is_empty()));
        blocks.extend(cautions(caution_count));
    }
    let here = by_rule(&here);
    for (rule, found) in &here {
        blocks.extend(about(checked, lines, findings, rule, found));
    }
    blocks.extend(others(&elsewhere));
    for (rule, _) in &here {
        blocks.extend(examples(rule));
    }
    Doc { blocks }
}

/// Groups findings by their rules, in the order in which these first speak.
fn by_rule<'finding>(
    findings: &[&'finding Finding],
) -> Vec<(&'static Rule, Vec<&'finding Finding>)> {
    let mut groups: Vec<(&'static Rule, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        match groups
            .iter_mut()
            .find(|(rule, _)| rule.name == finding.rule)
        {
            Some((_, group)) => group.push(finding),
            None => groups.extend(rule(finding.rule).map(|rule| (rule, vec![*finding]))),
        }
    }
    groups
}

/// Says that nothing is found, and what was looked at.
fn nothing(keyword: Keyword, in_whole_file: bool) -> [Block; 2] {
    let nothing = if in_whole_file {
        "no-findings-at-all"
    } else {
        "no-findings"
    };
    let looked_at = format!("looked-at-{}", keyword.name().to_lowercase());
    let what = match plain_phrase(&looked_at) {
        text if text.is_empty() => plain_phrase("looked-at-other"),
        text => text,
    };
    [
        Block::Lead(plain_phrase(nothing)),
        Block::Paragraph(phrase("looked-at", &Values::from([("what", what)]))),
    ]
}

/// Points to what the explanation warns of: that the checks find nothing is no all-clear.
fn cautions(count: usize) -> Option<Block> {
    let name = match count {
        0 => return None,
        1 => "checks-caution",
        _ => "checks-cautions",
    };
    let values = Values::from([("count", Text::plain(count.to_string()))]);
    Some(Block::Paragraph(phrase(name, &values)))
}

/// Says what one rule finds here, why that matters, and what would mend it.
fn about(
    checked: Checked<'_>,
    lines: &LineIndex,
    findings: &[Finding],
    rule: &Rule,
    found: &[&Finding],
) -> Vec<Block> {
    let labelled = |label, text| Block::Labelled { label, text };
    let mut blocks = vec![Block::Lead(paragraph(summary(rule.prose)))];
    let mut distinct: Vec<&Finding> = Vec::new();
    for finding in found {
        let is_said = |said: &&Finding| said.message == finding.message;
        if !distinct.iter().any(is_said) {
            distinct.push(finding);
            let mut text = Text::plain(finding.message.as_str());
            text.push_plain(&format!(" ({})", rule.name));
            blocks.push(labelled(Label::Reported, text));
        }
    }
    blocks.push(labelled(Label::Why, paragraph(section(rule.prose, "Why"))));
    blocks.push(labelled(Label::Fix, paragraph(section(rule.prose, "Fix"))));
    let mut shown = Vec::new();
    for finding in distinct.iter().take(MOST_FIXES) {
        let fix = fix(checked, findings, finding);
        if let Some(fix) = fix.filter(|fix| !shown.contains(fix)) {
            blocks.push(Block::Code {
                language: Some("diff"),
                code: preview(checked.tree.source(), lines, &fix.edits),
            });
            shown.push(fix);
        }
    }
    blocks
}

/// Reads a text of one paragraph.
fn paragraph(markdown: &str) -> Text {
    match blocks(markdown).into_iter().next() {
        Some(Block::Paragraph(text)) => text,
        _ => Text::default(),
    }
}

/// Gives the rule's examples, when it may stay, and its page.
fn examples(rule: &Rule) -> Vec<Block> {
    let mut examples = Vec::new();
    for (heading, title) in [
        ("Bad", "example-bad"),
        ("Good", "example-good"),
        ("When it is fine", "example-fine"),
    ] {
        let values = Values::from([("rule", Text::plain(rule.name))]);
        let text = phrase(title, &values);
        examples.push(Block::Heading { level: 3, text });
        examples.extend(blocks(section(rule.prose, heading)));
    }
    if !rule.url.is_empty() {
        examples.push(Block::Labelled {
            label: Label::Reference,
            text: Text(vec![Inline::Link {
                text: Text::plain(rule.url.trim_start_matches("https://")),
                url: rule.url.to_owned(),
            }]),
        });
    }
    examples
}

/// Lists what the checks find elsewhere, each rule with its lines.
fn others(elsewhere: &[&Finding]) -> Vec<Block> {
    let items = by_rule(elsewhere).into_iter().map(|(rule, found)| {
        let mut lines: Vec<u32> = found.iter().map(|finding| finding.start).collect();
        lines.dedup();
        let name = if lines.len() == 1 {
            "on-line"
        } else {
            "on-lines"
        };
        let lines = lines.iter().map(|line| Text::plain(line.to_string()));
        let mut text = phrase(name, &Values::from([("lines", listed(lines))]));
        text.push_plain(": ");
        text.append(paragraph(summary(rule.prose)));
        text.push_plain(&format!(" ({})", rule.name));
        text
    });
    let items: Vec<Text> = items.collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph(plain_phrase("findings-elsewhere")),
        Block::List(items),
    ]
}
