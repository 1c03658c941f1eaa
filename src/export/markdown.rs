//! A text as GitHub flavoured Markdown, readable raw and rendered.
//!
//! Every value is escaped: whatever a Dockerfile holds, it comes out as those very characters and
//! never as a heading, a link, a tag or a table's edge. Each block is one line of Markdown (a table
//! one a row), which is why only the start of a line needs care.

pub mod escape;

pub mod inline;

use crate::doc::text::Text;
use crate::doc::visible::visible;
use crate::doc::{Block, Change, Doc, Part, SettingChange, SettingRow};
use crate::export::markdown::inline::{Place, inline};
use crate::export::{CHANGES, NOTHING};

/// Writes a text as Markdown, with a newline at its end.
pub fn write(doc: &Doc) -> String {
    let blocks: Vec<String> = doc
        .blocks
        .iter()
        .map(write_block)
        .filter(|block| !block.is_empty())
        .collect();
    let mut out = blocks.join("\n\n");
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn write_block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => {
            format!(
                "{} {}",
                "#".repeat(usize::from(*level).clamp(1, 6)),
                inline(text, Place::Line)
            )
        }
        Block::Paragraph(text) => inline(text, Place::Line),
        Block::Lead(text) => inline(
            &Text(vec![crate::doc::text::Inline::Strong(text.clone())]),
            Place::Line,
        ),
        Block::List(items) => lines(
            items
                .iter()
                .map(|item| format!("- {}", inline(item, Place::Line))),
        ),
        Block::Steps(items) => lines(
            items
                .iter()
                .enumerate()
                .map(|(index, item)| format!("{}. {}", index + 1, inline(item, Place::Line))),
        ),
        Block::Parts(parts) if parts.is_empty() => String::new(),
        Block::Parts(parts) => table(parts),
        Block::Labelled { label, text } => {
            format!("**{}** {}", label.word(), inline(text, Place::Line))
        }
        Block::Changes(changes) if changes.is_empty() => String::new(),
        Block::Changes(changes) => {
            format!("**{CHANGES}**\n\n{}", lines(changes.iter().map(change)))
        }
        Block::Settings(rows) if rows.is_empty() => String::new(),
        Block::Settings(rows) => settings(rows),
        Block::Code { language, code } => fenced(language.unwrap_or_default(), code),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<String>>().join("\n")
}

fn table(parts: &[Part]) -> String {
    let rows = parts.iter().map(|part| {
        // Blanks at a cell's start would be dropped when it is rendered.
        let indent = match part.depth {
            0 => String::new(),
            depth => format!("{}└ ", "&nbsp;&nbsp;".repeat(usize::from(depth) - 1)),
        };
        let written = inline(&Text::code(&part.written), Place::Cell);
        format!(
            "| {indent}{written} | {} |",
            inline(&part.meaning, Place::Cell)
        )
    });
    lines(
        [
            "| Part | What it means here |".to_owned(),
            "|---|---|".to_owned(),
        ]
        .into_iter()
        .chain(rows),
    )
}

fn settings(rows: &[SettingRow]) -> String {
    let written = rows.iter().map(|row| {
        let cell = |text: &Text| inline(text, Place::Cell);
        let sign = match row.change {
            SettingChange::None => String::new(),
            change => format!("`{}` ", change.sign()),
        };
        format!(
            "| {sign}{} | {} | {} |",
            cell(&row.name),
            cell(&row.value),
            cell(&row.origin)
        )
    });
    let head = ["| Setting | Value | From |", "|---|---|---|"];
    lines(head.map(ToOwned::to_owned).into_iter().chain(written))
}

fn change(change: &Change) -> String {
    let what = inline(&change.what, Place::Line);
    if change.before.is_none() && change.after.is_none() {
        return format!("- {what}");
    }
    let nothing = Text::plain(NOTHING);
    let before = inline(change.before.as_ref().unwrap_or(&nothing), Place::Line);
    let after = inline(change.after.as_ref().unwrap_or(&nothing), Place::Line);
    format!("- {what}: {before} → {after}")
}

/// Fences code with more backticks than stand in it.
fn fenced(language: &str, code: &str) -> String {
    let shown = visible(code.strip_suffix('\n').unwrap_or(code));
    let fence = "`".repeat((escape::longest_backticks(&shown) + 1).max(3));
    format!("{fence}{language}\n{shown}\n{fence}")
}
