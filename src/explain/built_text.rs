//! What an image of a local engine, built from this file, has of its lines: real sizes beside what is predicted.

use crate::build::copied_files::CopyOutcome;
use crate::build::engine::built_layers::{BuiltLayers, BuiltLine};
use crate::build::known_files::stage_files::ImageFiles;
use crate::build::plan::Plan;
use crate::build::stage::Base;
use crate::doc::size::size;
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::doc::{Block, Part};
use crate::explain::facts::Vocabulary;
use crate::explain::shown;
use crate::explain::subject::{line_of, root_stage};
use crate::knowledge::phrases::{first_rule, phrase, plain_phrase};
use crate::knowledge::rule::Facts;
use crate::language::tree::Tree;

/// What [`built_summary`] can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &["whole", "no-line", "sized", "dated", "split"],
    values: &[
        "image",
        "found",
        "lines",
        "size",
        "layers",
        "day",
        "base-size",
        "own-size",
    ],
    roles: &[],
};

/// The longest stretch of a history's line that stands in a table.
const LONGEST: usize = 60;

/// Says how big the layer of an instruction is in the image that was built; nothing where no such image
/// is known, or it says nothing of this line.
pub fn built_line(plan: &Plan, instruction: usize) -> Text {
    let Some(built) = &plan.built else {
        return Text::default();
    };
    let mut values = Values::from([("image", Text::code(built.image.as_str()))]);
    if is_root_from(plan, instruction) {
        return match built.base_bytes {
            Some(bytes) => {
                values.insert("size", Text::plain(size(bytes)));
                phrase("built-base", &values)
            }
            None => Text::default(),
        };
    }
    let Some(line) = built.line_of(instruction) else {
        return Text::default();
    };
    match &line.found {
        None if built.lines.iter().any(|line| line.found.is_some()) => {
            phrase("built-otherwise", &values)
        }
        Some(found) if line.makes_layer => match found.bytes {
            Some(0) => phrase("built-empty", &values),
            Some(bytes) => {
                values.insert("size", Text::plain(size(bytes)));
                phrase("built-layer", &values)
            }
            None => Text::default(),
        },
        _ => Text::default(),
    }
}

/// Tells whether an instruction is the FROM that brings in what the built image starts from.
fn is_root_from(plan: &Plan, instruction: usize) -> bool {
    let target = plan.target.and_then(|target| plan.stages.get(target));
    let root = target.map(|target| root_stage(plan, target));
    root.is_some_and(|root| root.base == Base::Image && root.from_instruction == instruction)
}

/// Says what the image that was built comes to, and how much of it comes from the lines of the file.
pub fn built_summary(plan: &Plan) -> Option<Text> {
    let built = plan.built.as_ref()?;
    let mut facts = Facts::default();
    facts.set_code("image", built.image.as_str());
    let found = built.lines.iter().filter(|line| line.found.is_some());
    let found = found.count();
    facts.note_if("whole", built.is_whole());
    facts.note_if("no-line", found == 0);
    facts.set_plain("found", found.to_string());
    facts.set_plain("lines", built.lines.len().to_string());
    if let (Some(bytes), Some(layers)) = (built.bytes, built.layers) {
        facts.note("sized");
        facts.set_plain("size", size(bytes));
        facts.set_plain("layers", shown::counted(layers, "layer", "layers"));
    }
    if let Some(day) = &built.created {
        facts.note("dated");
        facts.set_plain("day", day.as_str());
    }
    if let (Some(base), Some(own)) = (built.base_bytes, own_bytes(built)) {
        facts.note_if("split", base > 0);
        facts.set_plain("base-size", size(base));
        facts.set_plain("own-size", size(own));
    }
    Some(first_rule("built", &facts))
}

/// Adds up what the lines of the file, and what else lies above the base, have in the image.
fn own_bytes(built: &BuiltLayers) -> Option<u64> {
    let found = built.lines.iter().filter_map(|line| line.found.as_ref());
    found.chain(&built.foreign).map(|found| found.bytes).sum()
}

/// Lays the lines of the file beside what the image has of them: what is predicted, and the real size.
pub fn built_table(tree: &Tree, plan: &Plan, files: &ImageFiles) -> Vec<Block> {
    let (Some(built), Some(summary)) = (&plan.built, built_summary(plan)) else {
        return Vec::new();
    };
    let mut blocks = vec![Block::Paragraph(summary)];
    if built.lines.iter().all(|line| line.found.is_none()) {
        return blocks;
    }
    let rows = built.lines.iter().map(|line| Part {
        written: format!(
            "line {} {}",
            line_of(tree, line.instruction),
            keyword_of(tree, line.instruction)
        ),
        meaning: told(plan, files, line),
        ..Part::default()
    });
    let foreign = built.foreign.iter().map(|found| Part {
        written: plain_phrase("built-not-of-this-file").to_plain(),
        meaning: {
            let mut text = Text::code(shortened(&found.created_by));
            text.push_plain(" · ");
            text.append(measured(found.bytes));
            text
        },
        ..Part::default()
    });
    blocks.push(Block::Parts(rows.chain(foreign).collect()));
    blocks
}

/// Says what is predicted of a line, and what the image has.
fn told(plan: &Plan, files: &ImageFiles, line: &BuiltLine) -> Text {
    let mut text = match (line.makes_layer, predicted_bytes(plan, files, line)) {
        (false, _) => plain_phrase("built-predicted-none"),
        (true, None) => plain_phrase("built-predicted"),
        (true, Some(bytes)) => {
            let values = Values::from([("size", Text::plain(size(bytes)))]);
            phrase("built-predicted-size", &values)
        }
    };
    text.push_plain(" · ");
    text.append(match &line.found {
        None => plain_phrase("built-otherwise-short"),
        Some(found) => measured(found.bytes),
    });
    text
}

fn measured(bytes: Option<u64>) -> Text {
    match bytes {
        None => plain_phrase("built-unmeasured"),
        Some(bytes) => {
            let values = Values::from([("size", Text::plain(size(bytes)))]);
            phrase("built-measured", &values)
        }
    }
}

/// Gives how many bytes a COPY brings, where all of its files are known.
fn predicted_bytes(plan: &Plan, files: &ImageFiles, line: &BuiltLine) -> Option<u64> {
    let done = files.step(plan, line.instruction)?;
    match &done.copied {
        Some(CopyOutcome::Files { files, is_complete }) if *is_complete => {
            files.iter().map(|file| file.bytes).sum()
        }
        _ => None,
    }
}

fn keyword_of(tree: &Tree, instruction: usize) -> String {
    let instruction = tree.instructions().get(instruction);
    let keyword = instruction.map(|it| tree.invocation(it).keyword_text().to_owned());
    keyword.unwrap_or_default()
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}
