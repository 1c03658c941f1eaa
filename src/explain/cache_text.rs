//! What the build cache looks at for an instruction, as a text.

use crate::build::plan::Plan;
use crate::doc::template::Values;
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, Label};
use crate::explain::compose::explain;
use crate::explain::subject::{Subject, line_of};
use crate::knowledge::phrases::{phrase, plain_phrase};
use crate::language::keyword::Keyword;
use crate::language::tree::Tree;

/// Describes what makes the step of an instruction, counted from 0, run again.
pub fn cache_text(tree: &Tree, plan: &Plan, index: usize) -> Doc {
    let subject = Subject::new(tree, plan, index);
    let Some((subject, stage)) = subject
        .and_then(|subject| Some((subject.stage?, subject)))
        .map(|(stage, subject)| (subject, stage))
    else {
        let text = plain_phrase("state-of-no-stage");
        return Doc {
            blocks: vec![Block::Paragraph(text)],
        };
    };
    let remarks = explain(tree, plan, index).remarks.into_iter();
    let remarks = remarks.filter(|remark| remark.label == Label::Cache);
    let mut blocks: Vec<Block> = remarks
        .map(|remark| Block::Labelled {
            label: remark.label,
            text: remark.text,
        })
        .collect();
    let makes_layer = subject.step().is_some_and(|step| step.makes_layer);
    if !makes_layer {
        if subject.invocation.keyword != Keyword::From {
            blocks.push(Block::Paragraph(plain_phrase("cache-no-step")));
        }
        return Doc { blocks };
    }
    let steps = stage.steps.iter();
    let above = steps.filter(|step| step.makes_layer && step.instruction < index);
    let above: Vec<Text> = above
        .map(|step| Text::plain(line_of(tree, step.instruction).to_string()))
        .collect();
    if above.is_empty() {
        blocks.push(Block::Paragraph(plain_phrase("cache-first")));
    } else {
        let values = Values::from([("lines", listed(above))]);
        blocks.push(Block::Paragraph(plain_phrase("cache-before")));
        blocks.push(Block::Paragraph(phrase("cache-chain", &values)));
    }
    blocks.extend(arguments(&subject));
    Doc { blocks }
}

/// Names the build arguments that a RUN sees.
fn arguments(subject: &Subject<'_>) -> Option<Block> {
    let state = subject.before()?;
    let is_run = subject.invocation.keyword == Keyword::Run;
    let declared: Vec<Text> = state
        .arguments
        .iter()
        .map(|argument| Text::code(&*argument.name))
        .collect();
    (is_run && !declared.is_empty()).then(|| {
        let values = Values::from([("arguments", listed(declared))]);
        Block::Paragraph(phrase("cache-argument", &values))
    })
}
