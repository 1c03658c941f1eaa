//! What one instruction does to the files of its image: what it brings, makes, hides, and writes twice.

use crate::build::command::{Command, CopyCommand};
use crate::build::copied_files::{CopiedFile, CopyOutcome};
use crate::build::known_files::Presence;
use crate::build::known_files::stage_files::StepFiles;
use crate::build::stage::{Stage, Step};
use crate::context::clean_path::with_parents;
use crate::doc::size::{files as file_count, size};
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::doc::{Block, Label, SettingChange, SettingRow};
use crate::explain::files_text::FilesGround;
use crate::knowledge::context_texts::{SuspectKind, suspect};
use crate::knowledge::phrases::{phrase, plain_phrase};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Up to so many files are listed one by one.
const MOST_LISTED: usize = 40;
/// Of more, so many of the biggest are.
const BIGGEST: usize = 5;
/// So many folders are counted, the biggest first.
const MOST_FOLDERS: usize = 10;
/// So many names are told that had better not come along.
const MOST_SUSPECTS: usize = 5;

/// Says what an instruction does to the files.
pub fn brought(
    ground: FilesGround<'_>,
    stage: &Stage,
    step: &Step,
    done: &StepFiles,
) -> Vec<Block> {
    match &step.command {
        Command::Copy(command) => copied(ground, stage, command, done),
        Command::Run(_) => made(step, done),
        _ => Vec::new(),
    }
}

fn paragraph(name: &str, value: &'static str, text: impl Into<String>) -> Block {
    Block::Paragraph(phrase(name, &Values::from([(value, Text::plain(text))])))
}

fn copied(
    ground: FilesGround<'_>,
    stage: &Stage,
    command: &CopyCommand,
    done: &StepFiles,
) -> Vec<Block> {
    let (files, is_complete) = match &done.copied {
        None => return vec![Block::Paragraph(plain_phrase("files-brought-unknown"))],
        Some(CopyOutcome::Refused(fault)) => {
            return vec![Block::Labelled {
                label: Label::Error,
                text: Text::plain(fault.to_string()),
            }];
        }
        Some(CopyOutcome::Files { files, is_complete }) => (files, *is_complete),
    };
    if files.is_empty() {
        let name = if is_complete {
            "files-brought-none"
        } else {
            "files-brought-unknown"
        };
        return vec![Block::Paragraph(plain_phrase(name))];
    }
    let count = file_count(files.len());
    let amount = if files.iter().all(|file| file.bytes.is_some()) {
        format!("{count}, {}", size(done.copied_bytes))
    } else {
        count
    };
    let mut blocks = vec![paragraph("files-brought", "amount", amount)];
    if command.from.is_none() && ground.context.is_some() {
        blocks.extend(suspects(files));
    }
    blocks.extend(listing(files));
    if !is_complete {
        blocks.push(Block::Paragraph(plain_phrase("files-brought-more")));
    }
    blocks.extend(later(ground, stage, done, files));
    blocks
}

/// Lists files: few of them all, of many the folders and the biggest.
fn listing(files: &[CopiedFile]) -> Vec<Block> {
    if files.len() <= MOST_LISTED {
        return vec![Block::Settings(files.iter().map(file_row).collect())];
    }
    let mut biggest: Vec<&CopiedFile> = files.iter().collect();
    biggest.sort_by_key(|file| Reverse(file.bytes));
    let biggest = biggest.into_iter().take(BIGGEST).map(file_row);
    vec![
        Block::Settings(folder_rows(files)),
        Block::Paragraph(plain_phrase("files-brought-biggest")),
        Block::Settings(biggest.collect()),
    ]
}

/// Counts the files of each folder, the biggest folder first.
fn folder_rows(files: &[CopiedFile]) -> Vec<SettingRow> {
    let mut folders: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for file in files {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let sum = folders.entry(folder).or_default();
        sum.0 += 1;
        sum.1 += file.bytes.unwrap_or(0);
    }
    let mut folders: Vec<(&str, (usize, u64))> = folders.into_iter().collect();
    folders.sort_by_key(|(_, (_, bytes))| Reverse(*bytes));
    let more = folders.len().saturating_sub(MOST_FOLDERS);
    let shown = folders.iter().take(MOST_FOLDERS);
    let mut rows: Vec<SettingRow> = shown
        .map(|(folder, (count, bytes))| {
            let amount = format!("{}, {}", file_count(*count), size(*bytes));
            setting(Text::code(format!("{folder}/")), Text::plain(amount))
        })
        .collect();
    if more > 0 {
        let values = Values::from([("count", Text::plain(more.to_string()))]);
        rows.push(setting(
            Text::plain("…"),
            phrase("files-more-folders", &values),
        ));
    }
    rows
}

fn setting(name: Text, value: Text) -> SettingRow {
    SettingRow {
        name,
        value,
        origin: Text::default(),
        change: SettingChange::None,
    }
}

fn file_row(file: &CopiedFile) -> SettingRow {
    let bytes = file.bytes.map(size).unwrap_or_default();
    let mut value = Text::plain(bytes);
    // Most files keep their path below the folder they go to: only another name is worth telling.
    let has_other_name = |source: &&String| {
        let path = file.path.strip_suffix(source.as_str());
        path.is_none_or(|folder| !folder.ends_with('/'))
    };
    if let Some(source) = file.source.as_ref().filter(has_other_name) {
        value.push_plain(if value.is_empty() { "" } else { ", " });
        let values = Values::from([("source", Text::code(source.as_str()))]);
        value.append(phrase("file-from", &values));
    }
    setting(Text::code(file.path.as_str()), value)
}

/// Names what comes along and had better not, secrets first.
fn suspects(files: &[CopiedFile]) -> Vec<Block> {
    let mut found: BTreeMap<(SuspectKind, &str), &str> = BTreeMap::new();
    for file in files {
        let Some(source) = file.source.as_deref() else {
            continue;
        };
        let mut parts = with_parents(source);
        let named = parts.find_map(|path| Some((path, suspect(path)?)));
        if let Some((path, suspect)) = named {
            found.insert((suspect.kind, path), &suspect.say);
        }
    }
    let more = found.len().saturating_sub(MOST_SUSPECTS);
    let told = found.iter().take(MOST_SUSPECTS);
    let mut blocks: Vec<Block> = told
        .map(|((_, path), say)| {
            let mut text = Text::code(*path);
            text.push_plain(&format!(" {say}"));
            Block::Labelled {
                label: Label::Caution,
                text,
            }
        })
        .collect();
    if more > 0 {
        let values = Values::from([("count", Text::plain(more.to_string()))]);
        blocks.push(Block::Labelled {
            label: Label::Caution,
            text: phrase("files-suspects-more", &values),
        });
    }
    blocks
}

/// Says what later lines of the stage do to the brought bytes: both copies ship.
fn later(
    ground: FilesGround<'_>,
    stage: &Stage,
    done: &StepFiles,
    files: &[CopiedFile],
) -> Vec<Block> {
    let Some(end) = ground.files.stage(stage.index) else {
        return Vec::new();
    };
    let (mut hidden, mut doubled) = (0, 0);
    for file in files {
        let bytes = file.bytes.unwrap_or(0);
        let now = end.end().presence(&file.path);
        match (done.after.presence(&file.path), now) {
            (_, Presence::Gone) => hidden += bytes,
            (Presence::There(then), Presence::There(now)) if then != now => doubled += bytes,
            _ => {}
        }
    }
    let mut blocks = Vec::new();
    if hidden > 0 {
        blocks.push(paragraph("files-later-hidden", "size", size(hidden)));
    }
    if doubled > 0 {
        blocks.push(paragraph("files-later-doubled", "size", size(doubled)));
    }
    blocks
}

/// Says what the commands of a RUN certainly do.
fn made(step: &Step, done: &StepFiles) -> Vec<Block> {
    let mut files = done.after.entries().map(|(_, file)| file);
    let is_certain = files.any(|file| file.instruction == step.instruction);
    let name = if is_certain || done.bytes.doubled > 0 {
        "files-made"
    } else {
        "files-made-none"
    };
    let mut blocks = vec![Block::Paragraph(plain_phrase(name))];
    if done.bytes.hidden > 0 {
        blocks.push(paragraph("files-hidden", "size", size(done.bytes.hidden)));
    }
    if done.bytes.doubled > 0 {
        blocks.push(paragraph("files-doubled", "size", size(done.bytes.doubled)));
    }
    blocks
}
