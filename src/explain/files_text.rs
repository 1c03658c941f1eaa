//! The files that the lines of a stage are known to put into the image, as a text.

use crate::build::command::{Command, CopyCommand};
use crate::build::plan::Plan;
use crate::build::stage::{Base, Step};
use crate::build::value::Value;
use crate::doc::template::Values;
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, SettingChange, SettingRow};
use crate::explain::path_origin::lineage;
use crate::explain::shown;
use crate::explain::subject::{Subject, line_of, root_stage};
use crate::knowledge::phrases::{phrase, plain_phrase};
use crate::language::tree::Tree;

/// Describes the files after an instruction, counted from 0.
pub fn files_text(tree: &Tree, plan: &Plan, index: usize) -> Doc {
    let subject = Subject::new(tree, plan, index);
    let Some(stage) = subject.as_ref().and_then(|subject| subject.stage) else {
        let text = plain_phrase("state-of-no-stage");
        return Doc {
            blocks: vec![Block::Paragraph(text)],
        };
    };
    let makes_layer = stage.step_of(index).is_some_and(|step| step.makes_layer);
    let is_from = stage.from_instruction == index;
    let mut blocks = Vec::new();
    if !is_from {
        let name = if makes_layer { "layer" } else { "no-layer" };
        blocks.push(Block::Lead(plain_phrase(name)));
    }
    let stages = lineage(plan, stage);
    let steps = stages
        .iter()
        .flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)))
        .filter(|(_, step)| step.instruction <= index);
    let rows: Vec<SettingRow> = steps
        .filter_map(|(stage, step)| {
            let folder = stage.state_before(step.instruction);
            let folder = folder.and_then(|state| state.working_directory.value());
            row(tree, step, folder, index)
        })
        .collect();
    if rows.is_empty() {
        blocks.push(Block::Paragraph(plain_phrase("files-none")));
    } else {
        blocks.push(Block::Paragraph(plain_phrase("files-of-stage")));
        blocks.push(Block::Settings(rows));
    }
    let root = root_stage(plan, stage);
    blocks.push(Block::Paragraph(if root.base == Base::Scratch {
        plain_phrase("files-scratch")
    } else {
        let base = Text::code(root.base_name.as_str());
        phrase("files-base", &Values::from([("base", base)]))
    }));
    Doc { blocks }
}

fn row(tree: &Tree, step: &Step, folder: Option<&Value>, index: usize) -> Option<SettingRow> {
    let (name, value) = match &step.command {
        Command::Workdir(path) => (shown::value(path), plain_phrase("file-workdir")),
        Command::Copy(copy) => (destination(copy, folder), sources(copy)),
        Command::Run(_) => (Text::code("RUN"), plain_phrase("file-run")),
        _ => return None,
    };
    let is_here = step.instruction == index;
    let line = Text::plain(line_of(tree, step.instruction).to_string());
    Some(SettingRow {
        name,
        value,
        origin: if is_here {
            plain_phrase("of-this-line")
        } else {
            phrase("of-line", &Values::from([("line", line)]))
        },
        change: if is_here {
            SettingChange::New
        } else {
            SettingChange::None
        },
    })
}

/// Says where files go: below the working directory where the path is relative.
fn destination(copy: &CopyCommand, folder: Option<&Value>) -> Text {
    let written = copy.destination.as_known();
    let folder = folder.and_then(Value::as_known);
    let resolved = written
        .zip(folder)
        .and_then(|(path, folder)| crate::build::paths::resolve(folder, path, false, false).ok());
    resolved.map_or_else(|| shown::value(&copy.destination), Text::code)
}

fn sources(copy: &CopyCommand) -> Text {
    let name = match (copy.is_add, &copy.from, copy.sources.is_empty()) {
        (_, _, true) => "file-inline",
        (true, ..) => "file-add",
        (_, Some(_), _) => "file-copy-from",
        _ => "file-copy",
    };
    let from = copy.from.clone().unwrap_or_default();
    let values = Values::from([
        ("sources", listed(copy.sources.iter().map(shown::value))),
        ("from", Text::code(from)),
    ]);
    phrase(name, &values)
}
