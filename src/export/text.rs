//! A text for terminals, pipes and logs: wrapped, aligned, with or without colour.
//!
//! No line is wider than asked for, but for lines of code, which are never broken, and for addresses
//! and paths, which can be copied whole. Without colour nothing is lost: code stands in backticks, and
//! what is unknown in `‹ ›`, in either ink.

pub mod ink;

pub mod wrap;

use crate::doc::text::Text;
use crate::doc::visible::visible;
use crate::doc::{Block, Change, Doc, Label, Part, SettingRow};
use crate::export::text::ink::{Ink, Run, Style, runs};
use crate::export::text::wrap::{Line, width_of, wrap};
use crate::export::{CHANGES, NOTHING};

/// The narrowest text: below that, hanging indents leave no room for words.
const NARROWEST: usize = 24;

/// The columns between a left and a right column.
const GAP: usize = 3;

/// Writes a text, `width` columns wide at most, with a newline at the end of each line.
pub fn write(doc: &Doc, width: usize, ink: Ink) -> String {
    let mut writer = Writer {
        width: width.max(NARROWEST),
        ink,
        lines: Vec::new(),
    };
    let mut blocks = doc.blocks.as_slice();
    while let Some(block) = blocks.first() {
        let together = blocks
            .iter()
            .take_while(|block| is_labelled(block))
            .count()
            .max(1);
        let (group, rest) = blocks.split_at(together);
        let before = writer.lines.len();
        writer.space_above(block);
        let after_space = writer.lines.len();
        writer.group(group);
        if writer.lines.len() == after_space {
            writer.lines.truncate(before);
        }
        blocks = rest;
    }
    let mut out = String::new();
    for line in writer.lines {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Tells whether a block stands in the column of labels, where neighbours are set close together.
const fn is_labelled(block: &Block) -> bool {
    matches!(block, Block::Labelled { .. } | Block::Changes(_))
}

struct Writer {
    width: usize,
    ink: Ink,
    lines: Vec<String>,
}

impl Writer {
    fn space_above(&mut self, block: &Block) {
        if self.lines.is_empty() {
            return;
        }
        self.lines.push(String::new());
        if matches!(block, Block::Heading { level: ..=2, .. }) {
            self.lines.push(String::new());
        }
    }

    /// Writes one block, or several labelled ones that share a column.
    fn group(&mut self, group: &[Block]) {
        let column = group.iter().map(label_width).max().unwrap_or_default() + GAP;
        for block in group {
            match block {
                Block::Heading { level, text } => self.heading(*level, text),
                Block::Paragraph(text) => {
                    self.hanging(Line::default(), 0, &runs(text, Style::Words, self.ink));
                }
                Block::Lead(text) => {
                    self.hanging(Line::default(), 0, &runs(text, Style::Strong, self.ink));
                }
                Block::List(items) => {
                    for item in items {
                        self.item("• ", item);
                    }
                }
                Block::Steps(items) => {
                    let digits = items.len().to_string().len();
                    for (index, item) in items.iter().enumerate() {
                        self.item(&format!("{:>digits$}. ", index + 1), item);
                    }
                }
                Block::Parts(parts) => self.parts(parts),
                Block::Labelled { label, text } => {
                    let runs = runs(text, Style::Words, self.ink);
                    self.labelled(label.word(), label_style(*label), (column, 0), &runs);
                }
                Block::Changes(changes) => {
                    for (index, change) in changes.iter().enumerate() {
                        let word = if index == 0 { CHANGES } else { "" };
                        self.labelled(word, Style::Label, (column, 2), &self.change(change));
                    }
                }
                Block::Settings(rows) => self.settings(rows),
                Block::Code { language, code } => self.code(*language == Some("diff"), code),
            }
        }
    }

    fn heading(&mut self, level: u8, text: &Text) {
        let start = self.lines.len();
        self.hanging(Line::default(), 0, &runs(text, Style::Heading, self.ink));
        let rule = match level {
            ..=1 => '═',
            2 => '─',
            _ => return,
        };
        let plain = wrap(
            &runs(text, Style::Heading, Ink::Plain),
            self.width,
            self.width,
        );
        let longest = plain.iter().map(Line::width).max().unwrap_or_default();
        if self.lines.len() > start && longest > 0 {
            self.lines
                .push(String::from(rule).repeat(longest.min(self.width)));
        }
    }

    fn item(&mut self, mark: &str, text: &Text) {
        let indent = width_of(mark);
        self.hanging(
            Line::of(Run::new(mark, Style::Words)),
            indent,
            &runs(text, Style::Words, self.ink),
        );
    }

    /// Writes runs behind the start of a line; further lines start at column `indent`.
    fn hanging(&mut self, start: Line, indent: usize, runs: &[Run]) {
        let first_width = self.width.saturating_sub(start.width());
        let rest_width = self.width.saturating_sub(indent);
        let mut start = Some(start);
        for wrapped in wrap(runs, first_width, rest_width) {
            let mut line = start.take().unwrap_or_else(|| Line::blank(indent));
            line.append(wrapped);
            self.lines.push(line.painted(self.ink));
        }
    }

    /// Writes runs at a column behind a label; further lines stand `indent` more to the right.
    fn labelled(
        &mut self,
        word: &str,
        style: Style,
        (column, indent): (usize, usize),
        runs: &[Run],
    ) {
        let mut start = Line::of(Run::new(word, style));
        // Where the column would leave no room, text starts right behind its label instead.
        let column = if column * 2 > self.width { 2 } else { column };
        start.pad_to(column.max(start.width() + 1));
        self.hanging(start, column + indent, runs);
    }

    /// Writes parts in two columns; one that is wider than its column gets a line of its own.
    fn parts(&mut self, parts: &[Part]) {
        let cap = (self.width / 3).min(30);
        let left = |part: &Part| 2 + usize::from(part.depth) * 2;
        let column = parts
            .iter()
            .map(|part| left(part) + width_of(&crate::doc::visible::visible_line(&part.written)))
            .filter(|&width| width <= cap)
            .max()
            .unwrap_or(4)
            + GAP;
        for part in parts {
            let indent = left(part).min(self.width / 3);
            let written = runs(&Text::code(&part.written), Style::Column, self.ink);
            let mut meaning = runs(&part.meaning, Style::Words, self.ink);
            let width: usize = written.iter().map(|run| width_of(&run.text)).sum();
            if indent + width + GAP > column {
                self.hanging(Line::blank(indent), indent, &written);
                self.hanging(Line::blank(column), column, &meaning);
                continue;
            }
            let mut start = Line::blank(indent);
            start.append(Line { runs: written });
            start.pad_to(column);
            if meaning.is_empty() {
                meaning.push(Run::new("", Style::Words));
            }
            self.hanging(start, column, &meaning);
        }
    }

    /// Writes settings: a sign for what changed, the name, the value, and where it comes from.
    fn settings(&mut self, rows: &[SettingRow]) {
        let names = rows
            .iter()
            .map(|row| runs(&row.name, Style::Words, self.ink));
        let names: Vec<Vec<Run>> = names.collect();
        let width = |name: &[Run]| name.iter().map(|run| width_of(&run.text)).sum::<usize>();
        let widths = names.iter().map(|name| width(name));
        let widest = widths.filter(|&width| width <= self.width / 3).max();
        let column = 2 + widest.unwrap_or(4) + GAP;
        for (row, name) in rows.iter().zip(names) {
            let mut text = runs(&row.value, Style::Words, self.ink);
            if !row.origin.is_empty() {
                text.push(Run::new(" (", Style::Words));
                text.extend(runs(&row.origin, Style::Words, self.ink));
                text.push(Run::new(")", Style::Words));
            }
            let sign = format!("{} ", row.change.sign());
            let mut start = Line::of(Run::new(&sign, Style::Label));
            let is_wide = width(&name) + 2 + GAP > column;
            start.append(Line { runs: name });
            if is_wide {
                start.append(Line::of(Run::new("  ", Style::Words)));
            } else {
                start.pad_to(column);
            }
            self.hanging(start, column, &text);
        }
    }

    fn change(&self, change: &Change) -> Vec<Run> {
        let mut all = runs(&change.what, Style::Words, self.ink);
        if change.before.is_none() && change.after.is_none() {
            return all;
        }
        let nothing = Text::plain(NOTHING);
        all.push(Run::new("  ", Style::Code));
        all.extend(runs(
            change.before.as_ref().unwrap_or(&nothing),
            Style::Words,
            self.ink,
        ));
        all.push(Run::new(" → ", Style::Words));
        all.extend(runs(
            change.after.as_ref().unwrap_or(&nothing),
            Style::Words,
            self.ink,
        ));
        all
    }

    /// Writes code; in a difference the sign at a line's start gives its colour.
    fn code(&mut self, is_difference: bool, code: &str) {
        for line in code.strip_suffix('\n').unwrap_or(code).split('\n') {
            let shown = visible(line.strip_suffix('\r').unwrap_or(line)).replace('\t', "    ");
            let mut start = Line::blank(4);
            let style = match line.chars().next() {
                Some('-') if is_difference => Style::Gone,
                Some('+') if is_difference => Style::Come,
                _ => Style::Block,
            };
            start.append(Line::of(Run::new(&shown, style)));
            self.lines.push(start.painted(self.ink));
        }
    }
}

fn label_width(block: &Block) -> usize {
    match block {
        Block::Labelled { label, .. } => width_of(label.word()),
        Block::Changes(_) => width_of(CHANGES),
        _ => 0,
    }
}

const fn label_style(label: Label) -> Style {
    match label {
        Label::Caution | Label::Error => Style::Warning,
        _ => Style::Label,
    }
}
