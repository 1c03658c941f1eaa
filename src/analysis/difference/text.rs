//! A difference as a text to read: what the build does otherwise, in the order of the new file.

use crate::analysis::Problem;
use crate::analysis::difference::steps::{StepChange, StepChangeKind};
use crate::analysis::difference::{Difference, StageDifference, StageFate};
use crate::checks::finding::Finding;
use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Change, Doc};

/// The longest value that stands whole in a line, in characters.
const LONGEST_VALUE: usize = 80;

/// Writes a difference; `names` are those of the old file and the new one. The title is the caller's.
pub fn difference_text(difference: &Difference, names: [&str; 2]) -> Doc {
    let (before, after) = &difference.problems;
    let is_built = before.is_empty() && after.is_empty();
    let mut blocks = Vec::new();
    if !is_built {
        refused(difference, names, &mut blocks);
    }
    if difference.is_empty() {
        let words = if is_built {
            "Both build the same: nothing that differs in the text has an effect."
        } else {
            "Both say the same: nothing that differs in the text would have an effect."
        };
        blocks.push(Block::Lead(Text::plain(words)));
        return Doc { blocks };
    }
    for stage in &difference.stages {
        stage_blocks(stage, is_built, &mut blocks);
    }
    if !difference.start.is_empty() {
        blocks.push(heading(if is_built {
            "What starts"
        } else {
            "What would start"
        }));
        blocks.push(Block::Changes(difference.start.clone()));
    }
    // A file that is refused has no layers to count.
    if let Some((before, after)) = difference.layers.filter(|_| is_built) {
        blocks.push(heading("Layers"));
        blocks.push(Block::Paragraph(Text::plain(format!(
            "On top of its base image, the image has {after} instead of {before}."
        ))));
    }
    findings("Findings gained", &difference.gained_findings, &mut blocks);
    findings("Findings lost", &difference.lost_findings, &mut blocks);
    Doc { blocks }
}

/// Lists what BuildKit refuses, and says what the rest is then.
fn refused(difference: &Difference, names: [&str; 2], blocks: &mut Vec<Block>) {
    let (before, after) = &difference.problems;
    let [old, new] = names;
    let line = |name: &str, problem: &Problem| {
        let mut text = Text::plain(format!("{name}:{}: ", problem.line));
        text.append(Text::code(problem.message.as_str()));
        text
    };
    let lines = before.iter().map(|problem| line(old, problem));
    let lines = lines.chain(after.iter().map(|problem| line(new, problem)));
    blocks.push(heading("BuildKit refuses"));
    blocks.push(Block::List(lines.collect()));
    let of_which = match (before.is_empty(), after.is_empty()) {
        (false, false) => "either file",
        (false, true) => old,
        _ => new,
    };
    blocks.push(Block::Paragraph(Text::plain(format!(
        "No image comes of {of_which} until that is mended. What follows compares what can be read."
    ))));
}

fn heading(words: &str) -> Block {
    Block::Heading {
        level: 2,
        text: Text::plain(words),
    }
}

fn stage_blocks(stage: &StageDifference, is_built: bool, blocks: &mut Vec<Block>) {
    let mut title = Text::plain("Stage ");
    title.append(stage.name.behind_the_word());
    if stage.is_target && is_built {
        title.push_plain(", which is built");
    }
    blocks.push(Block::Heading {
        level: 2,
        text: title,
    });
    let fate = match &stage.fate {
        StageFate::Kept => None,
        StageFate::Renamed { from } => {
            let mut text = Text::plain(match &stage.name.name {
                Some(_) => "Renamed; it was ",
                None => "It has no name any more; it was ",
            });
            if from.name.is_none() {
                text.push_plain("stage ");
            }
            text.append(from.behind_the_word());
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
        blocks.push(Block::Changes(stage.settings.iter().map(setting).collect()));
    }
    if !stage.steps.is_empty() {
        blocks.push(Block::List(stage.steps.iter().map(step_line).collect()));
    }
}

/// Tells apart a setting that is empty and one that is not set.
fn setting(change: &Change) -> Change {
    let shown =
        |text: Option<&Text>| Some(text.map_or_else(|| Text::plain("(not set)"), not_empty));
    Change {
        what: change.what.clone(),
        before: shown(change.before.as_ref()),
        after: shown(change.after.as_ref()),
    }
}

fn not_empty(text: &Text) -> Text {
    if text.to_plain().is_empty() {
        Text::plain("(empty)")
    } else {
        text.clone()
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
        _ => not_empty(text),
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
