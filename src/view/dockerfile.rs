//! The pane of the Dockerfile: its lines, their numbers, and the instruction the reader is at.

use crate::analysis::cache_report::Verdict;
use crate::analysis::highlight::{Highlight, between};
use crate::app::layout::{Pane, keep_visible};
use crate::app::study::Study;
use crate::app::study::what_if::sign;
use crate::language::span::{Span, slice_from};
use crate::view::highlight::style;
use crate::view::row::{Row, beginning};
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many columns a tab goes on to.
const TAB: usize = 4;

/// Measures the columns that the longest line needs, its number included; long files are not
/// measured to their end.
pub fn needed_width(study: &Study, most: usize) -> usize {
    let lines = study.document.analysis.lines();
    let longest = (1..=lines.count().min(2000))
        .map(|line| lines.span(line).len().saturating_sub(1))
        .max()
        .unwrap_or(0);
    let signs = usize::from(study.what_if.is_some());
    (longest + gutter_width(lines.count()) + signs).min(most)
}

/// Measures the sign, the number, the mark of a fault, and a blank.
fn gutter_width(lines: u32) -> usize {
    digits(lines) + 4
}

fn digits(lines: u32) -> usize {
    lines.to_string().len().max(2)
}

/// Draws the lines; gives the pane and where the terminal cursor stands.
pub fn draw(
    study: &Study,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (Pane, Option<(u16, u16)>) {
    let pane = settle(study, area);
    let analysis = &study.document.analysis;
    let lines = analysis.lines();
    let selected = study
        .cursor
        .and_then(|cursor| study.document.lines_of(cursor));
    let marks = Marks::of_study(study);
    let signs = cache_signs(study, theme);
    let shown = Span {
        start: lines.span(pane.top + 1).start,
        end: lines
            .span((pane.top + u32::from(pane.height)).min(pane.rows))
            .end,
    };
    let highlights = study.document.highlights(shown);
    let mut cursor = None;
    for row_index in 0..pane.height {
        let line = pane.top + u32::from(row_index) + 1;
        if line > pane.rows {
            break;
        }
        let y = area.y + row_index;
        let is_selected = selected.is_some_and(|(first, last)| (first..=last).contains(&line));
        let is_first = selected.is_some_and(|(first, _)| first == line);
        let mut row = Row::default();
        let sign = match (is_first, is_selected) {
            (true, _) => "▸",
            (_, true) => "│",
            _ => " ",
        };
        row.push(sign, theme.cursor);
        row.push(" ", theme.cursor);
        let number = format!("{line:>width$}", width = digits(pane.rows));
        row.push(
            &number,
            if is_selected {
                theme.cursor
            } else {
                theme.quiet
            },
        );
        let (mark, style) = marks.of(line, theme);
        row.push(mark, style);
        if study.what_if.is_some() {
            let (sign, style) = signs.get(&line).copied().unwrap_or((" ", theme.text));
            row.push(sign, style);
        }
        row.push(" ", theme.text);
        if is_first {
            cursor = Some((area.x.saturating_add(row.width() as u16), y));
        }
        let mut code = code_row(
            analysis.tree().text(),
            lines.span(line),
            &highlights,
            study.lit_spans(),
            theme,
            area.width,
        );
        if let Some(search) = &study.search {
            code = code.marked(&search.query, theme.found);
        }
        row.append(&if is_selected {
            code.patched(theme.selected)
        } else {
            code
        });
        row.draw(buffer, area.x, y, area.width);
    }
    let inside = |(x, _): &(u16, u16)| *x < area.right();
    (pane, cursor.filter(inside))
}

/// Gives the signs of what the cache would do, by the first lines of the steps.
fn cache_signs(study: &Study, theme: &Theme) -> BTreeMap<u32, (&'static str, Style)> {
    let report = study.what_if.as_ref();
    let report = report.and_then(|what_if| what_if.answer.as_ref().ok());
    // A FROM may run triggers of its base: the one that runs speaks for all.
    let mut verdicts: BTreeMap<u32, Verdict> = BTreeMap::new();
    for step in report.iter().flat_map(|report| &report.steps) {
        let verdict = verdicts.entry(step.line).or_insert(step.verdict);
        *verdict = step.verdict.max(*verdict);
    }
    let signs = verdicts.into_iter().map(|(line, verdict)| {
        let style = match verdict {
            Verdict::Cached => theme.quiet,
            Verdict::Rerun => theme.caution,
            Verdict::Depends => theme.unknown,
        };
        (line, (sign(verdict), style))
    });
    signs.collect()
}

/// The lines that carry a mark beside their number.
struct Marks {
    refused: Vec<u32>,
    found: Vec<u32>,
    noted: Vec<u32>,
}

impl Marks {
    fn of_study(study: &Study) -> Self {
        let analysis = &study.document.analysis;
        let refused = analysis.problems().iter();
        let found = analysis.findings().iter();
        let noted = study.notes.keys();
        Self {
            refused: refused.map(|problem| problem.line.max(1)).collect(),
            found: found.map(|finding| finding.start).collect(),
            noted: noted
                .filter_map(|&instruction| study.document.lines_of(instruction))
                .map(|(first, _)| first)
                .collect(),
        }
    }

    fn of(&self, line: u32, theme: &Theme) -> (&'static str, Style) {
        if self.refused.contains(&line) {
            ("✗", theme.error)
        } else if self.found.contains(&line) {
            ("!", theme.caution)
        } else if self.noted.contains(&line) {
            ("✎", theme.label)
        } else {
            (" ", theme.text)
        }
    }
}

/// Keeps the selected lines visible, with a line around them where there is room.
fn settle(study: &Study, area: Rect) -> Pane {
    let rows = study.document.analysis.lines().count();
    let (first, last) = study.focused_lines().unwrap_or((1, 1));
    let (first, last) = (first.saturating_sub(1), last.saturating_sub(1));
    let has_room = last - first + 3 <= u32::from(area.height);
    let margin = u32::from(has_room);
    let least = keep_visible(
        study.dockerfile_top,
        area.height,
        rows,
        first.saturating_sub(margin),
        (last + margin).min(rows.saturating_sub(1)),
    );
    let top = roomy(
        study.dockerfile_top,
        least,
        (first, last),
        area.height,
        rows,
    );
    Pane {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
        top,
        rows,
    }
}

/// Where the pane must move at all, moves it far enough for the next steps in the same direction: the
/// lines stand still while the reader steps on, and a step writes little.
fn roomy(before: u32, least: u32, (first, last): (u32, u32), height: u16, rows: u32) -> u32 {
    let height = u32::from(height);
    let lowest = rows.saturating_sub(height);
    match least.cmp(&before) {
        Ordering::Greater => first
            .saturating_sub(height / 4)
            .clamp(least.min(lowest), lowest),
        Ordering::Less => (last + 1 + height / 4).saturating_sub(height).min(least),
        Ordering::Equal => least,
    }
}

/// Makes the row of one line, tabs widened, in the colours of what stands on it. A line that is too
/// long for its pane starts where the lit part does.
fn code_row(
    text: &str,
    line: Span,
    highlights: &[(Span, Highlight)],
    lit: &[Span],
    theme: &Theme,
    columns: u16,
) -> Row {
    let columns = usize::from(columns);
    let written = line.of(text).trim_end_matches(['\n', '\r']);
    let skipped = skipped(written, line.start, lit, columns);
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
    row
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
