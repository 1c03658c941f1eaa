//! The pane of the Dockerfile: its lines, their numbers, and the instruction the reader is at.

use crate::analysis::cache_report::Verdict;
use crate::app::layout::{Pane, keep_visible};
use crate::app::study::Study;
use crate::app::study::what_if::sign;
use crate::view::code::{self, Code};
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Measures the columns that the longest line needs, its number included; long files are not
/// measured to their end.
pub fn needed_width(study: &Study, most: usize) -> usize {
    let signs = usize::from(study.what_if.is_some());
    (code::needed_width(&study.document.analysis) + signs).min(most)
}

/// Draws the lines; gives the pane, where the terminal cursor stands, and, where lines take several
/// rows, the line of each row.
pub fn draw(
    study: &Study,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (Pane, Option<(u16, u16)>, Vec<u32>) {
    let pane = settle(study, area);
    let selected = study
        .cursor
        .and_then(|cursor| study.document.lines_of(cursor));
    let marks = Marks::of_study(study);
    let signs = study.what_if.is_some().then(|| cache_signs(study, theme));
    let analysis = &study.document.analysis;
    let code = Code {
        highlights: study.document.highlights(code::visible(analysis, pane)),
        analysis,
        selected: selected.into_iter().collect(),
        lit: study.lit_spans(),
        found: study.search.as_ref().map(|search| search.query.as_str()),
        signs,
        noted: &marks.noted,
        mark: &|line| marks.of(line, theme),
        typed_at: None,
    };
    if let Some(rows) = code::wrapped(&code, pane, theme) {
        let pane = Pane {
            rows: rows.len() as u32,
            ..pane
        };
        let cursor = code::draw_wrapped(&rows, &code, pane, buffer);
        let lines = rows.into_iter().map(|row| row.line).collect();
        return (pane, cursor, lines);
    }
    let cursor = code::draw(&code, pane, theme, buffer);
    (pane, cursor, Vec::new())
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
            Verdict::Cached | Verdict::NotReached => theme.quiet,
            Verdict::Rerun | Verdict::Stops => theme.caution,
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
