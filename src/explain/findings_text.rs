//! What the checks find at an instruction, as a text: the finding, why the rule exists, bad and good.

use crate::checks::finding::Finding;
use crate::checks::rules::RULES;
use crate::doc::markdown::blocks;
use crate::doc::template::Values;
use crate::doc::text::{Inline, Text, listed};
use crate::doc::{Block, Doc, Label};
use crate::knowledge::phrases::{phrase, plain_phrase};
use crate::language::tree::Instruction;

/// Describes what the checks find at an instruction.
pub fn findings_text(findings: &[Finding], instruction: &Instruction) -> Doc {
    let lines = instruction.first_line..=instruction.last_line;
    let (here, elsewhere): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .partition(|finding| lines.contains(&finding.start));
    let mut blocks = Vec::new();
    if findings.is_empty() {
        blocks.push(Block::Paragraph(plain_phrase("no-findings-at-all")));
    } else if here.is_empty() {
        blocks.push(Block::Paragraph(plain_phrase("no-findings")));
    }
    let mut told = Vec::new();
    for finding in here {
        blocks.push(Block::Lead(Text::plain(finding.rule)));
        blocks.push(Block::Labelled {
            label: Label::Caution,
            text: Text::plain(finding.message.as_str()),
        });
        if !told.contains(&finding.rule) {
            told.push(finding.rule);
            blocks.extend(prose(finding.rule));
        }
    }
    blocks.extend(others(&elsewhere));
    Doc { blocks }
}

/// Gives the rule's own text without its title, and its page.
fn prose(rule: &str) -> Vec<Block> {
    let mut rules = RULES.iter();
    let Some(rule) = rules.find(|known| known.name == rule) else {
        return Vec::new();
    };
    let mut prose = blocks(rule.prose);
    if !prose.is_empty() {
        prose.remove(0);
    }
    if !rule.url.is_empty() {
        prose.push(Block::Labelled {
            label: Label::Reference,
            text: Text(vec![Inline::Link {
                text: Text::plain(rule.url.trim_start_matches("https://")),
                url: rule.url.to_owned(),
            }]),
        });
    }
    prose
}

/// Says where else the checks find something.
fn others(elsewhere: &[&Finding]) -> Option<Block> {
    if elsewhere.is_empty() {
        return None;
    }
    let lines = elsewhere.iter().map(|finding| {
        let line = Text::plain(finding.start.to_string());
        let mut text = phrase("of-line", &Values::from([("line", line)]));
        text.push_plain(&format!(" ({})", finding.rule));
        text
    });
    let values = Values::from([("lines", listed(lines))]);
    Some(Block::Paragraph(phrase("findings-elsewhere", &values)))
}
