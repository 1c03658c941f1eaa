//! The explanation of a file, or of one line of it, as one text to read from top to bottom.
//!
//! It arranges what [`Analysis`] says and adds headings; it explains nothing itself.

use crate::analysis::{Analysis, Problem};
use crate::doc::text::Text;
use crate::doc::{Block, Doc};
use crate::language::tree::Instruction;

/// The longest instruction that stands whole in a heading, in characters.
const LONGEST_TITLE: usize = 72;

/// Writes the whole file's explanation: what BuildKit refuses, the file, and each stage with its
/// instructions. The title is the caller's, who knows the file's name.
pub fn whole_file(analysis: &Analysis) -> Doc {
    let problems = analysis.problems();
    let stages = analysis.stages();
    let mut blocks = refusals(problems);
    section(
        &mut blocks,
        2,
        Text::plain("The file"),
        analysis.explain_file(),
    );
    let loose: Vec<usize> = (0..analysis.tree().instructions().len())
        .filter(|&instruction| analysis.stage_of(instruction).is_none())
        .collect();
    if !loose.is_empty() {
        let title = if stages.is_empty() {
            "Without a stage"
        } else {
            "Before the first stage"
        };
        blocks.push(heading(2, Text::plain(title)));
        for instruction in loose {
            blocks.extend(explained(analysis, instruction));
        }
    }
    for (index, stage) in stages.iter().enumerate() {
        let mut title = Text::plain(format!("Stage {} of {}", index + 1, stages.len()));
        if let Some(name) = &stage.name {
            title.push_plain(" · ");
            title.push_plain(name);
        }
        blocks.push(heading(2, title));
        blocks.extend(nested(analysis.explain_stage(index), 2));
        for &instruction in &stage.instructions {
            blocks.extend(explained(analysis, instruction));
        }
    }
    Doc { blocks }
}

/// Writes the explanation of the instruction that covers a line, counted from 1.
pub fn one_line(analysis: &Analysis, line: u32) -> Option<Doc> {
    let instruction = instruction_at(analysis, line)?;
    Some(Doc {
        blocks: explained(analysis, instruction),
    })
}

/// Finds the instruction that covers a line: its continuation lines, the comments and empty lines
/// between them, and its heredocs.
pub fn instruction_at(analysis: &Analysis, line: u32) -> Option<usize> {
    analysis
        .tree()
        .instructions()
        .iter()
        .position(|instruction| (instruction.first_line..=instruction.last_line).contains(&line))
}

/// Finds the instruction that lies nearest to a line; of two as near, the one below.
pub fn nearest_instruction(analysis: &Analysis, line: u32) -> Option<usize> {
    let distance = |instruction: &Instruction| {
        let is_above = instruction.last_line < line;
        let lines = if is_above {
            line - instruction.last_line
        } else {
            instruction.first_line.saturating_sub(line)
        };
        (lines, is_above)
    };
    let instructions = analysis.tree().instructions().iter().enumerate();
    instructions
        .min_by_key(|(_, instruction)| distance(instruction))
        .map(|(index, _)| index)
}

/// Names an instruction's lines: `line 3`, `lines 4–6`.
pub fn line_numbers(instruction: &Instruction) -> String {
    if instruction.first_line == instruction.last_line {
        format!("line {}", instruction.first_line)
    } else {
        format!("lines {}–{}", instruction.first_line, instruction.last_line)
    }
}

/// Gives an instruction on one line, cut where it is too long for a heading; tells whether it was cut.
pub fn short_title(analysis: &Analysis, index: usize) -> (String, bool) {
    let Some(instruction) = analysis.tree().instructions().get(index) else {
        return (String::new(), false);
    };
    let line = analysis.tree().logical_line(instruction);
    let title = line
        .text()
        .split_whitespace()
        .collect::<Vec<&str>>()
        .join(" ");
    if title.chars().count() <= LONGEST_TITLE {
        return (title, false);
    }
    let mut short: String = title.chars().take(LONGEST_TITLE - 1).collect();
    short.push('…');
    (short, true)
}

fn heading(level: u8, text: Text) -> Block {
    Block::Heading { level, text }
}

fn section(blocks: &mut Vec<Block>, level: u8, title: Text, doc: Doc) {
    if !doc.blocks.is_empty() {
        blocks.push(heading(level, title));
        blocks.extend(nested(doc, level));
    }
}

/// Puts a text's headings below a heading of level `below`.
fn nested(doc: Doc, below: u8) -> impl Iterator<Item = Block> {
    let highest = doc
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        })
        .min()
        .unwrap_or(1);
    let shift = (below + 1).saturating_sub(highest);
    doc.blocks.into_iter().map(move |block| match block {
        Block::Heading { level, text } => heading(level.saturating_add(shift).min(4), text),
        block => block,
    })
}

fn refusals(problems: &[Problem]) -> Vec<Block> {
    if problems.is_empty() {
        return Vec::new();
    }
    let items = problems
        .iter()
        .map(|problem| {
            let mut item = Text::plain(format!("line {}: ", problem.line.max(1)));
            item.append(Text::code(&problem.message));
            item
        })
        .collect();
    let rest = "No image comes of this file until that is mended. Everything that can be read is explained below.";
    vec![
        heading(2, Text::plain("What BuildKit refuses")),
        Block::List(items),
        Block::Paragraph(Text::plain(rest)),
    ]
}

/// Lays out one instruction: its heading, its lines where the heading cannot show them, its
/// explanation.
fn explained(analysis: &Analysis, index: usize) -> Vec<Block> {
    let Some(instruction) = analysis.tree().instructions().get(index) else {
        return Vec::new();
    };
    let (short, was_cut) = short_title(analysis, index);
    let mut title = Text::plain(format!("{} · {} · ", index + 1, line_numbers(instruction)));
    title.append(Text::code(short));
    let mut blocks = vec![heading(3, title)];
    if was_cut || instruction.first_line != instruction.last_line {
        blocks.push(Block::Code {
            language: Some("dockerfile"),
            code: analysis
                .tree()
                .source()
                .slice(instruction.span)
                .trim_end()
                .to_owned(),
        });
    }
    blocks.extend(nested(analysis.explain(index).doc(), 3));
    blocks
}
