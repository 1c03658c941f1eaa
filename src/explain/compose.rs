//! From facts to an explanation: the sentences that fit, in their order.

use crate::build::plan::Plan;
use crate::build::refusal::Refusal;
use crate::doc::template::fill;
use crate::doc::text::{Inline, Text};
use crate::doc::{Label, Part};
use crate::explain::built_text::built_line;
use crate::explain::changes::changes;
use crate::explain::explanation::{Explanation, Remark};
use crate::explain::facts::{Findings, PartFacts, findings};
use crate::explain::remark_order::ordered;
use crate::explain::subject::Subject;
use crate::explain::way_out::{is_about, way_out};
use crate::knowledge::instruction_texts::{InstructionTexts, RemarkRule, instruction_texts};
use crate::knowledge::phrases::plain_phrase;
use crate::knowledge::rule::Facts;
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
    let refusals = refusals(&subject);
    remarks.extend(refused_remarks(&subject, &refusals));
    remarks.extend(said_remarks(&texts.remark, &facts));
    // What commands would do is no matter on a line that runs nothing.
    if refusals.is_empty() {
        remarks.extend(command_remarks);
    }
    ordered(&mut remarks);
    remarks.push(reference(texts));
    Explanation {
        title: title(&subject),
        headline: facts.first(&texts.headline),
        parts: parts
            .into_iter()
            .map(|mut part| {
                let mut refusals = refusals.iter();
                if refusals.any(|refusal| is_about(&subject, refusal, &part.written)) {
                    part.meaning = Some(plain_phrase("part-refused"));
                }
                explained_part(part, texts, &facts)
            })
            .collect(),
        changes: changes(&subject),
        when: when(&subject, facts.first(&texts.when)),
        remarks,
    }
}

/// Says when a line matters and whether it makes a layer; behind that, how big that layer is where an
/// image of this file is known.
fn when(subject: &Subject<'_>, mut text: Text) -> Text {
    let built = built_line(subject.plan, subject.index);
    if !built.is_empty() {
        text.push_plain(if text.is_empty() { "" } else { " " });
        text.append(built);
    }
    text
}

/// Lists what BuildKit refuses in an instruction, each once.
fn refusals<'a>(subject: &Subject<'a>) -> Vec<&'a Refusal> {
    let refusals = subject.refusals().map(|located| &located.refusal);
    let mut refusals: Vec<&Refusal> = refusals.collect();
    refusals.dedup_by_key(|refusal| refusal.to_string());
    refusals
}

/// Says what BuildKit refuses, in its words, each with the way out below it.
fn refused_remarks(subject: &Subject<'_>, refusals: &[&Refusal]) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    for refusal in refusals {
        remarks.push(Remark {
            label: Label::Error,
            text: Text::plain(refusal.to_string()),
        });
        if let Some(text) = way_out(subject, refusal) {
            remarks.push(Remark {
                label: Label::Fix,
                text,
            });
        }
    }
    remarks
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
