//! Lines of a Dockerfile with their numbers, signs and colours: what every pane of code is made of.

use crate::analysis::Analysis;
use crate::analysis::highlight::{Highlight, Highlights, between};
use crate::app::layout::Pane;
use crate::language::span::{Span, slice, slice_from};
use crate::view::highlight::style;
use crate::view::row::{Row, beginning};
use crate::view::theme::Theme;
use crate::view::wrap::wrap;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use std::collections::BTreeMap;

/// How many columns a tab goes on to.
const TAB: usize = 4;

/// How far the rows of a line are indented behind its first one.
const CONTINUED: usize = 4;

/// The most lines that are measured of a file.
const MOST_MEASURED: u32 = 2000;

/// Holds what a pane shows of a Dockerfile.
pub struct Code<'a> {
    /// What is known of the text.
    pub analysis: &'a Analysis,
    /// What the stretches of the visible lines are.
    pub highlights: Highlights,
    /// The first and the last line of each instruction that is selected; the first one is the reader's.
    pub selected: Vec<(u32, u32)>,
    /// The places that are lit.
    pub lit: &'a [Span],
    /// What was searched for.
    pub found: Option<&'a str>,
    /// Signs in a column of their own, by line.
    pub signs: Option<BTreeMap<u32, (&'static str, Style)>>,
    /// The lines with a note of the reader.
    pub noted: &'a [u32],
    /// The mark beside a line's number.
    pub mark: &'a dyn Fn(u32) -> (&'static str, Style),
    /// Where something is typed: a line and a byte in it, which are kept visible.
    pub typed_at: Option<(u32, usize)>,
}

/// Measures the columns that the longest line needs, its number included; long files are not
/// measured to their end.
pub fn needed_width(analysis: &Analysis) -> usize {
    let lines = analysis.lines();
    let longest = (1..=lines.count().min(MOST_MEASURED))
        .map(|line| lines.span(line).len().saturating_sub(1))
        .max()
        .unwrap_or(0);
    longest + gutter_width(lines.count())
}

/// Measures the sign, the place of a note, the number, the mark of a fault, and a blank.
fn gutter_width(lines: u32) -> usize {
    digits(lines) + 4
}

fn digits(lines: u32) -> usize {
    lines.to_string().len().max(2)
}

/// Gives the stretch of the file that a pane shows.
pub fn visible(analysis: &Analysis, pane: Pane) -> Span {
    let lines = analysis.lines();
    let last = (pane.top + u32::from(pane.height)).min(pane.rows);
    Span {
        start: lines.span(pane.top + 1).start,
        end: lines.span(last).end,
    }
}

/// Draws the lines; gives where the terminal cursor stands.
pub fn draw(code: &Code<'_>, pane: Pane, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let lines = code.analysis.lines();
    let text = code.analysis.tree().text();
    let mut cursor = None;
    for row_index in 0..pane.height {
        let line = pane.top + u32::from(row_index) + 1;
        if line > pane.rows {
            break;
        }
        let y = pane.y + row_index;
        let mut selected = code.selected.iter();
        let own = selected.find(|(first, last)| (*first..=*last).contains(&line));
        let is_first = own.is_some_and(|(first, _)| *first == line);
        let mut row = gutter(code, line, own.is_some(), is_first, pane.rows, theme);
        let is_reader = is_first && code.selected.first() == own;
        let typed = code.typed_at.filter(|(at, _)| *at == line);
        let start = row.width() as u16;
        let span = lines.span(line);
        let (mut written, skipped) = code_row(
            text,
            span,
            code,
            typed.map(|(_, byte)| byte),
            theme,
            if typed.is_some() {
                pane.width.saturating_sub(start)
            } else {
                pane.width
            },
        );
        if let Some((_, byte)) = typed {
            let before = slice(span.of(text), skipped.min(byte), byte);
            let column = start + shown_width(before, usize::from(skipped > 0)) as u16;
            cursor = Some((pane.x.saturating_add(column), y));
        } else if is_reader && code.typed_at.is_none() {
            cursor = Some((pane.x.saturating_add(start), y));
        }
        if let Some(query) = code.found {
            written = written.marked(query, theme.found);
        }
        row.append(&if own.is_some() {
            written.patched(theme.selected)
        } else {
            written
        });
        row.draw(buffer, pane.x, y, pane.width);
    }
    let right = pane.x.saturating_add(pane.width);
    cursor.filter(|(x, _)| *x < right)
}

/// Holds a row of a line that may take several.
pub struct WrappedRow {
    /// The line.
    pub line: u32,
    /// Its row.
    pub row: Row,
}

/// Draws the rows of lines that may take several; gives where the terminal cursor stands: at the start of
/// the reader's instruction.
pub fn draw_wrapped(
    rows: &[WrappedRow],
    code: &Code<'_>,
    pane: Pane,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    for (wrapped, y) in rows.iter().zip(pane.y..pane.y.saturating_add(pane.height)) {
        wrapped.row.draw(buffer, pane.x, y, pane.width);
    }
    let (first, _) = *code.selected.first()?;
    let row = rows.iter().position(|wrapped| wrapped.line == first)?;
    let gutter = gutter_width(code.analysis.lines().count()) + usize::from(code.signs.is_some());
    let column = pane.x.saturating_add(u16::try_from(gutter).ok()?);
    let y = pane.y.saturating_add(u16::try_from(row).ok()?);
    (column < pane.x.saturating_add(pane.width)).then_some((column, y))
}

/// Lays lines that are too long for a pane out in several rows, where all of it has room: every line, or
/// else those that are selected; nothing where the pane has to be scrolled.
pub fn wrapped(code: &Code<'_>, pane: Pane, theme: &Theme) -> Option<Vec<WrappedRow>> {
    if pane.top > 0 || pane.rows > u32::from(pane.height) {
        return None;
    }
    let all = wrapped_rows(code, pane, theme, |_| true);
    let room = usize::from(pane.height);
    if all.len() <= room {
        return Some(all);
    }
    let is_selected = |line: u32| {
        let mut selected = code.selected.iter();
        selected.any(|(first, last)| (*first..=*last).contains(&line))
    };
    let some = wrapped_rows(code, pane, theme, is_selected);
    (some.len() <= room).then_some(some)
}

fn wrapped_rows(
    code: &Code<'_>,
    pane: Pane,
    theme: &Theme,
    is_wrapped: impl Fn(u32) -> bool,
) -> Vec<WrappedRow> {
    let lines = code.analysis.lines();
    let text = code.analysis.tree().text();
    let columns = usize::from(pane.width);
    let mut rows = Vec::new();
    for line in 1..=pane.rows {
        // More lines than rows: it does not fit, whatever they are.
        if rows.len() > usize::from(pane.height) {
            return rows;
        }
        let mut selected = code.selected.iter();
        let own = selected.find(|(first, last)| (*first..=*last).contains(&line));
        let is_first = own.is_some_and(|(first, _)| *first == line);
        let gutter = gutter(code, line, own.is_some(), is_first, pane.rows, theme);
        let room = columns.saturating_sub(gutter.width()).max(1);
        let widest = if is_wrapped(line) {
            u16::MAX
        } else {
            pane.width
        };
        let (mut written, _) = code_row(text, lines.span(line), code, None, theme, widest);
        if let Some(query) = code.found {
            written = written.marked(query, theme.found);
        }
        if own.is_some() {
            written = written.patched(theme.selected);
        }
        let pieces = if is_wrapped(line) {
            wrap(&written, room, CONTINUED)
        } else {
            vec![written]
        };
        for (index, piece) in pieces.iter().enumerate() {
            let mut row = Row::default();
            if index == 0 {
                row.append(&gutter);
            } else {
                row.push(if own.is_some() { "│" } else { " " }, theme.cursor);
                row.pad(gutter.width());
            }
            row.append(piece);
            rows.push(WrappedRow { line, row });
        }
    }
    rows
}

/// Makes what stands before a line.
fn gutter(
    code: &Code<'_>,
    line: u32,
    is_selected: bool,
    is_first: bool,
    lines: u32,
    theme: &Theme,
) -> Row {
    let mut row = Row::default();
    let sign = match (is_first, is_selected) {
        (true, _) => "▸",
        (_, true) => "│",
        _ => " ",
    };
    row.push(sign, theme.cursor);
    // A note has a place of its own: a line may have a finding too.
    if code.noted.contains(&line) {
        row.push("✎", theme.label);
    } else {
        row.push(" ", theme.cursor);
    }
    let number = format!("{line:>width$}", width = digits(lines));
    row.push(
        &number,
        if is_selected {
            theme.cursor
        } else {
            theme.quiet
        },
    );
    let (mark, style) = (code.mark)(line);
    row.push(mark, style);
    if let Some(signs) = &code.signs {
        let (sign, style) = signs.get(&line).copied().unwrap_or((" ", theme.text));
        row.push(sign, style);
    }
    row.push(" ", theme.text);
    row
}

/// Measures a text as it is drawn behind so many columns, tabs widened.
fn shown_width(text: &str, start: usize) -> usize {
    let mut row = Row::default();
    row.pad(start);
    push_code(&mut row, text, Style::new());
    row.width()
}

/// Makes the row of one line, tabs widened, in the colours of what stands on it. A line that is too
/// long for its pane starts where the lit part does.
fn code_row(
    text: &str,
    line: Span,
    code: &Code<'_>,
    typed: Option<usize>,
    theme: &Theme,
    columns: u16,
) -> (Row, usize) {
    let columns = usize::from(columns);
    let (lit, highlights): (&[Span], &[(Span, Highlight)]) = (code.lit, &code.highlights);
    let written = line.of(text).trim_end_matches(['\n', '\r']);
    let skipped = match typed {
        Some(byte) => skipped_before_typed(written, byte, columns),
        None => skipped(written, line.start, lit, columns),
    };
    let whole = slice_from(written, skipped);
    let shown = beginning(whole, columns);
    let start = line.start + skipped as u32;
    let end = start + shown.len() as u32;
    let mut row = Row::default();
    if skipped > 0 {
        row.push("…", theme.text);
    }
    let mut at = start;
    for (span, highlight) in between(highlights, start, end) {
        let from = span.start.max(at);
        let to = span.end.min(end);
        if from < to {
            push_lit(&mut row, text, (at, from), theme.text, lit, theme);
            push_lit(
                &mut row,
                text,
                (from, to),
                style(*highlight, theme),
                lit,
                theme,
            );
            at = to;
        }
    }
    push_lit(&mut row, text, (at.min(end), end), theme.text, lit, theme);
    if shown.len() < whole.len() {
        row.pad(columns);
        row.push("…", theme.text);
    }
    (row, skipped)
}

/// Counts the bytes at the start of a line that make room for the place where something is typed.
fn skipped_before_typed(line: &str, byte: usize, columns: usize) -> usize {
    if byte + 2 < columns {
        return 0;
    }
    let skipped = (byte + 2 + columns / 4).saturating_sub(columns);
    line.floor_char_boundary(skipped.min(byte))
}

/// Counts the bytes at the start of a line that make room for its lit part.
fn skipped(line: &str, start: u32, lit: &[Span], columns: usize) -> usize {
    let end = start + line.len() as u32;
    let mut lit = lit
        .iter()
        .filter(|span| span.start < end && span.end > start);
    let Some(first) = lit.next() else { return 0 };
    let from = first.start.max(start) - start;
    let to = first.end.min(end) - start;
    if (to as usize) < columns.saturating_sub(8) {
        return 0;
    }
    let mut skipped = (from as usize).saturating_sub(columns / 4);
    while !line.is_char_boundary(skipped) {
        skipped -= 1;
    }
    skipped
}

/// Pushes a stretch of the file, what is lit in it told apart.
fn push_lit(
    row: &mut Row,
    text: &str,
    (start, end): (u32, u32),
    style: Style,
    lit: &[Span],
    theme: &Theme,
) {
    let mut at = start;
    for span in lit {
        let from = span.start.clamp(at, end);
        let to = span.end.clamp(at, end);
        if from < to {
            push_code(
                row,
                Span {
                    start: at,
                    end: from,
                }
                .of(text),
                style,
            );
            push_code(
                row,
                Span {
                    start: from,
                    end: to,
                }
                .of(text),
                style.patch(theme.lit),
            );
            at = to;
        }
    }
    push_code(row, Span { start: at, end }.of(text), style);
}

fn push_code(row: &mut Row, text: &str, style: Style) {
    let mut rest = text;
    while let Some(tab) = rest.find('\t') {
        let (before, from) = rest.split_at(tab);
        row.push(before, style);
        row.pad((row.width() / TAB + 1) * TAB);
        rest = slice_from(from, 1);
    }
    row.push(rest, style);
}
