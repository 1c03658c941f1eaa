//! A difference as a text to read: what the build does otherwise, in the order of the new file.

use crate::analysis::difference::steps::{StepChange, StepChangeKind};
use crate::analysis::difference::{Difference, StageDifference, StageFate};
use crate::checks::finding::Finding;
use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Doc};

/// The longest value that stands whole in a line, in characters.
const LONGEST_VALUE: usize = 80;

/// Writes a difference. The title is the caller's, who knows the files' names.
pub fn difference_text(difference: &Difference) -> Doc {
    if difference.is_empty() {
        let words = "Both build the same: nothing that differs in the text has an effect.";
        return Doc {
            blocks: vec![Block::Lead(Text::plain(words))],
        };
    }
    let mut blocks = Vec::new();
    if let Some((before, after)) = &difference.refusal {
        blocks.push(heading("BuildKit refuses"));
        let line = |name: &str, refusal: &Option<String>| {
            let mut text = Text::plain(name);
            match refusal {
                Some(words) => text.append(Text::code(words.as_str())),
                None => text.push_plain("nothing"),
            }
            text
        };
        blocks.push(Block::List(vec![
            line("the old file: ", before),
            line("the new file: ", after),
        ]));
    }
    for stage in &difference.stages {
        stage_blocks(stage, &mut blocks);
    }
    if !difference.start.is_empty() {
        blocks.push(heading("What starts"));
        blocks.push(Block::Changes(difference.start.clone()));
    }
    if let Some((before, after)) = difference.layers {
        blocks.push(heading("Layers"));
        blocks.push(Block::Paragraph(Text::plain(format!(
            "On top of its base image, the image has {after} instead of {before}."
        ))));
    }
    findings("Findings gained", &difference.gained_findings, &mut blocks);
    findings("Findings lost", &difference.lost_findings, &mut blocks);
    Doc { blocks }
}

fn heading(words: &str) -> Block {
    Block::Heading {
        level: 2,
        text: Text::plain(words),
    }
}

fn stage_blocks(stage: &StageDifference, blocks: &mut Vec<Block>) {
    let mut title = Text::plain("Stage ");
    title.append(Text::code(stage.name.as_str()));
    if stage.is_target {
        title.push_plain(", which is built");
    }
    blocks.push(Block::Heading {
        level: 2,
        text: title,
    });
    let fate = match &stage.fate {
        StageFate::Kept => None,
        StageFate::Renamed { from } => {
            let mut text = Text::plain("Renamed; it was ");
            text.append(Text::code(from.as_str()));
            text.push_plain(".");
            Some(text)
        }
        StageFate::Added { is_needed: true } => Some(Text::plain("Added.")),
        StageFate::Added { is_needed: false } => {
            Some(Text::plain("Added; what is built does not need it."))
        }
        StageFate::Removed { was_needed: true } => Some(Text::plain("Removed.")),
        StageFate::Removed { was_needed: false } => {
            Some(Text::plain("Removed; what was built did not need it."))
        }
    };
    blocks.extend(fate.map(Block::Paragraph));
    if !stage.settings.is_empty() {
        blocks.push(Block::Changes(stage.settings.clone()));
    }
    if !stage.steps.is_empty() {
        blocks.push(Block::List(stage.steps.iter().map(step_line).collect()));
    }
}

fn step_line(step: &StepChange) -> Text {
    let word = match step.kind {
        StepChangeKind::Gained => "new",
        StepChangeKind::Lost => "gone",
        StepChangeKind::Moved => "at another place",
        StepChangeKind::Changed => "otherwise",
    };
    let file = match step.kind {
        StepChangeKind::Lost => "old line",
        _ => "line",
    };
    let mut text = Text::plain(format!("{word}, {file} {}: ", step.line));
    text.append(step.what.clone());
    for change in &step.changes {
        text.push_plain(" · ");
        text.append(change.what.clone());
        text.push_plain(" ");
        text.append(shortened(change.after.as_ref()));
        text.push_plain(" instead of ");
        text.append(shortened(change.before.as_ref()));
    }
    text
}

/// Cuts a value that is too long to stand in a line.
fn shortened(text: Option<&Text>) -> Text {
    let Some(text) = text else {
        return Text::plain("nothing");
    };
    match text.0.as_slice() {
        [Inline::Code(code)] if code.chars().count() > LONGEST_VALUE => {
            let start: String = code.chars().take(LONGEST_VALUE).collect();
            Text::code(format!("{start}…"))
        }
        _ => text.clone(),
    }
}

fn findings(title: &str, findings: &[Finding], blocks: &mut Vec<Block>) {
    if findings.is_empty() {
        return;
    }
    blocks.push(heading(title));
    let lines = findings.iter().map(|finding| {
        let mut line = Text::plain(format!("line {}: {} (", finding.start, finding.message));
        line.append(Text::code(finding.rule));
        line.push_plain(")");
        line
    });
    blocks.push(Block::List(lines.collect()));
}
