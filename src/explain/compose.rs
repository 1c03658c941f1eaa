//! From facts to an explanation: the sentences that fit, in their order.

use crate::build::plan::Plan;
use crate::build::refusals::{Moment, Phase};
use crate::doc::template::fill;
use crate::doc::text::{Inline, Text};
use crate::doc::{Label, Part};
use crate::explain::changes::changes;
use crate::explain::explanation::{Explanation, Remark};
use crate::explain::facts::{Findings, PartFacts, findings};
use crate::explain::remark_order::ordered;
use crate::explain::subject::Subject;
use crate::knowledge::instruction_texts::{InstructionTexts, RemarkRule, instruction_texts};
use crate::knowledge::rule::Facts;
use crate::language::keyword::Keyword;
use crate::language::tree::Tree;
use std::collections::BTreeSet;

/// Explains one instruction.
pub fn explain(tree: &Tree, plan: &Plan, index: usize) -> Explanation {
    let Some(subject) = Subject::new(tree, plan, index) else {
        return Explanation::default();
    };
    let texts = instruction_texts(subject.invocation.keyword);
    let Findings {
        facts,
        parts,
        remarks: command_remarks,
    } = findings(&subject);
    let mut remarks = Vec::new();
    let lines = subject.instruction.first_line..=subject.instruction.last_line;
    let refusals = plan.refusals.iter().filter(|located| match located.line {
        Some(line) => lines.contains(&line),
        None => located.moment == Moment::new(Phase::Graph, index),
    });
    let mut refused: Vec<String> = refusals
        .map(|located| located.refusal.to_string())
        .collect();
    refused.dedup();
    remarks.extend(refused.into_iter().map(|message| Remark {
        label: Label::Error,
        text: Text::plain(message),
    }));
    remarks.extend(said_remarks(&texts.remark, &facts));
    remarks.extend(command_remarks);
    if subject.invocation.keyword == Keyword::Run {
        ordered(&mut remarks);
    }
    remarks.push(reference(texts));
    Explanation {
        title: title(&subject),
        headline: facts.first(&texts.headline),
        parts: parts
            .into_iter()
            .map(|part| explained_part(part, texts, &facts))
            .collect(),
        changes: changes(&subject),
        when: facts.first(&texts.when),
        remarks,
    }
}

/// Gives the instruction on one line, as the builder reads it.
fn title(subject: &Subject<'_>) -> String {
    let line = subject.invocation.line.text().trim();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Says the remarks that fit: of each group the first alone.
pub fn said_remarks(rules: &[RemarkRule], facts: &Facts) -> Vec<Remark> {
    let mut groups = BTreeSet::new();
    let mut remarks = Vec::new();
    for rule in rules {
        let is_new = rule.group.is_empty() || !groups.contains(rule.group.as_str());
        if is_new && facts.fits(&rule.condition) {
            groups.insert(rule.group.as_str());
            remarks.push(Remark {
                label: rule.label.into(),
                text: fill(&rule.say, &facts.values),
            });
        }
    }
    remarks
}

fn explained_part(part: PartFacts, texts: &InstructionTexts, facts: &Facts) -> Part {
    let meaning = part.meaning.unwrap_or_else(|| {
        let facts = facts.joined(&part.facts);
        let mut rules = texts.part.iter();
        let rule = rules.find(|rule| rule.role == part.role && facts.fits(&rule.condition));
        rule.map_or_else(Text::default, |rule| fill(&rule.say, &facts.values))
    });
    Part {
        written: part.written,
        meaning,
        depth: part.depth,
        spans: part.spans,
    }
}

fn reference(texts: &InstructionTexts) -> Remark {
    Remark {
        label: Label::Reference,
        text: Text(vec![Inline::Link {
            text: Text::plain(texts.reference.trim_start_matches("https://")),
            url: texts.reference.clone(),
        }]),
    }
}
