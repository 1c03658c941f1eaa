//! The files of an image after an instruction, as a text: what the line brings, and what is known to be there.
//!
//! It says only what is certain. What a base image holds, what lies behind a URL, and what a command
//! writes besides what its words certainly say stays unknown, and is called so.

pub mod brought;

pub mod folded;

use crate::build::command::{Command, CopyCommand};
use crate::build::copied_files::CopyOutcome;
use crate::build::known_files::KnownFiles;
use crate::build::known_files::stage_files::{ImageFiles, StepFiles};
use crate::build::plan::Plan;
use crate::build::stage::{Base, Stage, Step};
use crate::build::value::Value;
use crate::context::build_context::BuildContext;
use crate::doc::template::Values;
use crate::doc::text::{Text, listed};
use crate::doc::{Block, Doc, SettingChange, SettingRow};
use crate::explain::built_text::built_line;
use crate::explain::files_text::brought::brought;
use crate::explain::files_text::folded::folded;
use crate::explain::path_origin::lineage;
use crate::explain::shown;
use crate::explain::subject::{line_of, root_stage};
use crate::knowledge::phrases::{phrase, plain_phrase};
use crate::language::tree::Tree;
use std::sync::OnceLock;

/// Holds what the files of an image are told from.
#[derive(Clone, Copy, Debug)]
pub struct FilesGround<'a> {
    /// The Dockerfile.
    pub tree: &'a Tree,
    /// What BuildKit makes of it.
    pub plan: &'a Plan,
    /// The files after every step, as far as they are known.
    pub files: &'a ImageFiles,
    /// The build context, where it was listed.
    pub context: Option<&'a BuildContext>,
}

impl FilesGround<'_> {
    /// Says on which line an instruction stands.
    pub(in crate::explain) fn origin(&self, instruction: usize, here: usize) -> Text {
        if instruction == here {
            return plain_phrase("file-of-this-line");
        }
        let line = Text::plain(line_of(self.tree, instruction).to_string());
        phrase("of-line", &Values::from([("line", line)]))
    }
}

/// Describes the files after an instruction, counted from 0.
pub fn files_text(ground: FilesGround<'_>, index: usize) -> Doc {
    let Some(stage) = ground.plan.stage_of(index) else {
        let text = plain_phrase("state-of-no-stage");
        return Doc {
            blocks: vec![Block::Paragraph(text)],
        };
    };
    let step = stage.step_of(index);
    let done = ground.files.step(ground.plan, index);
    let mut blocks = Vec::new();
    if stage.from_instruction != index {
        let makes_layer = step.is_some_and(|step| step.makes_layer);
        let name = if makes_layer { "layer" } else { "no-layer" };
        blocks.push(Block::Lead(plain_phrase(name)));
    }
    let built = built_line(ground.plan, index);
    if !built.is_empty() {
        blocks.push(Block::Paragraph(built));
    }
    if let (Some(step), Some(done)) = (step, done) {
        blocks.extend(brought(ground, stage, step, done));
    }
    blocks.extend(known_after(ground, stage, index));
    Doc { blocks }
}

/// Lists what is known to be in the image after an instruction, and says what is not.
fn known_after(ground: FilesGround<'_>, stage: &Stage, index: usize) -> Vec<Block> {
    let stages = lineage(ground.plan, stage);
    let steps = stages.iter().flat_map(|stage| stage.steps.iter());
    let steps: Vec<&Step> = steps.filter(|step| step.instruction <= index).collect();
    let mut rows = {
        let before = files_behind(ground, stage, |step| step.instruction < index);
        let after = files_behind(ground, stage, |step| step.instruction <= index);
        folded(ground, before, after, index)
    };
    rows.extend(stages.iter().flat_map(|stage| {
        let steps = stage.steps.iter();
        let steps = steps.filter(|step| step.instruction <= index);
        steps.filter_map(|step| unknown_copy(ground, stage, step, index))
    }));
    let mut blocks = vec![Block::Heading {
        level: 3,
        text: plain_phrase("heading-files-after"),
    }];
    let runs = steps
        .iter()
        .filter(|step| matches!(step.command, Command::Run(_)));
    let lines = runs.map(|step| line_of(ground.tree, step.instruction).to_string());
    let lines: Vec<Text> = lines.map(Text::plain).collect();
    blocks.push(match (rows.is_empty(), lines.is_empty()) {
        (true, true) => Block::Paragraph(plain_phrase("files-none")),
        (true, false) => Block::Paragraph(plain_phrase("files-none-known")),
        (false, _) => Block::Settings(rows),
    });
    if !lines.is_empty() {
        let name = if lines.len() == 1 {
            "files-run"
        } else {
            "files-runs"
        };
        let values = Values::from([("lines", listed(lines))]);
        blocks.push(Block::Paragraph(phrase(name, &values)));
    }
    let root = root_stage(ground.plan, stage);
    blocks.push(Block::Paragraph(if root.base == Base::Scratch {
        plain_phrase("files-scratch")
    } else {
        let base = Text::code(root.base_name.as_str());
        phrase("files-base", &Values::from([("base", base)]))
    }));
    blocks
}

/// Gives what is known after the last step that a test lets through, or else at the stage's start.
fn files_behind<'a>(
    ground: FilesGround<'a>,
    stage: &Stage,
    is_done: impl Fn(&Step) -> bool,
) -> &'a KnownFiles {
    static NOTHING: OnceLock<KnownFiles> = OnceLock::new();
    let nothing = NOTHING.get_or_init(KnownFiles::default);
    let Some(files) = ground.files.stage(stage.index) else {
        return nothing;
    };
    let steps = stage.steps.iter().zip(&files.steps);
    let mut done = steps.rev().filter(|(step, _)| is_done(step));
    done.next().map_or(&files.start, |(_, done)| &done.after)
}

/// Says of a COPY or ADD that brings what is not known where its files go.
fn unknown_copy(
    ground: FilesGround<'_>,
    stage: &Stage,
    step: &Step,
    index: usize,
) -> Option<SettingRow> {
    let Command::Copy(copy) = &step.command else {
        return None;
    };
    let done = ground.files.step(ground.plan, step.instruction);
    if !brings_unknown(done) || step.is_trigger {
        return None;
    }
    let folder = stage.state_before(step.instruction);
    let folder = folder.and_then(|state| state.working_directory.value());
    let is_here = step.instruction == index;
    Some(SettingRow {
        name: destination(copy, folder),
        value: sources(copy),
        origin: ground.origin(step.instruction, index),
        change: if is_here {
            SettingChange::New
        } else {
            SettingChange::None
        },
    })
}

/// Tells whether a COPY or ADD brings files that are not known.
fn brings_unknown(done: Option<&StepFiles>) -> bool {
    match done.and_then(|done| done.copied.as_ref()) {
        Some(CopyOutcome::Files { is_complete, .. }) => !is_complete,
        Some(CopyOutcome::Refused(_)) => false,
        None => true,
    }
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
