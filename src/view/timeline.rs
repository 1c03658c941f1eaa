//! The timeline: a map of the stages, one dot an instruction, filled up to where the reader is.

pub mod track;

pub mod canvas;

use crate::analysis::outline::StageOutline;
use crate::app::layout::{Dot, Pane, keep_visible};
use crate::app::study::Study;
use crate::view::doc::inline;
use crate::view::frame::more;
use crate::view::places::Places;
use crate::view::row::{Row, beginning};
use crate::view::theme::Theme;
use crate::view::timeline::canvas::Canvas;
use crate::view::timeline::track::Track;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The widest that a stage's name gets, in columns.
const NAME_WIDTH: usize = 16;
/// The widest that a base image's name gets on a wide screen, in columns.
const BASE_WIDTH: usize = 26;

/// Draws the stages around the reader's; gives the pane.
pub fn draw(
    study: &Study,
    stages: &[StageOutline],
    theme: &Theme,
    places: &Places,
    buffer: &mut Buffer,
) -> (Pane, Vec<Dot>) {
    let inside = places.timeline_frame.inside(places.timeline);
    let area = Rect {
        x: inside.x + 1.min(inside.width),
        width: inside.width.saturating_sub(2),
        ..inside
    };
    let here = study.stage();
    let row = here.unwrap_or(0) as u32;
    let rows = stages.len() as u32;
    let pane = Pane {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
        top: middle(row, area.height, rows),
        rows,
    };
    let mark = more(pane.top, pane.rows_below(), theme);
    let title = Row::of("Stages", theme.title);
    places
        .timeline_frame
        .draw(buffer, places.timeline, &title, &mark, theme);
    if stages.is_empty() {
        Row::of("No stage: a stage starts with FROM.", theme.text)
            .draw(buffer, area.x, area.y, area.width);
        return (pane, Vec::new());
    }
    let labels = Labels::of(stages, theme, usize::from(area.width));
    let room = usize::from(area.width).saturating_sub(labels.width);
    let tails: Vec<&str> = (0..stages.len()).map(|stage| tail(stages, stage)).collect();
    let canvas = Canvas {
        stages,
        tails: &tails,
        track: fitting_track(stages, &tails, room),
        cursor: study.cursor,
        asked: asked(study),
        theme,
    };
    let window = canvas.window(here.unwrap_or(0), room);
    let mut dots = Vec::new();
    for (stage, y) in (pane.top as usize..stages.len()).zip(area.top()..area.bottom()) {
        let mut row = labels.row(stage, here == Some(stage), theme);
        row.append(&canvas.row(stage, window, room));
        row.draw(buffer, area.x, y, area.width);
        let left = labels.width;
        let visible = canvas.dots(stage).filter_map(|(instruction, column)| {
            let column = (column as usize).checked_sub(window)?;
            (column < room).then_some(Dot {
                instruction,
                column: area.x + (left + column) as u16,
                row: y,
            })
        });
        dots.extend(visible);
    }
    (pane, dots)
}

/// Gives the instruction that a question is asked about and not answered.
fn asked(study: &Study) -> Option<usize> {
    let prediction = study.prediction.as_ref()?;
    prediction
        .answer
        .is_none()
        .then_some(study.cursor)
        .flatten()
}

/// Keeps the reader's stage in the middle of what is visible.
fn middle(row: u32, height: u16, rows: u32) -> u32 {
    let half = u32::from(height.saturating_sub(1)) / 2;
    let first = row.saturating_sub(half);
    let last = (first + u32::from(height)).min(rows).saturating_sub(1);
    keep_visible(first, height, rows, first, last)
}

/// Places the dots as far apart as there is room for.
fn fitting_track(stages: &[StageOutline], tails: &[&str], room: usize) -> Track {
    for step in [3, 2] {
        let track = Track::place(stages, step);
        let width = tails
            .iter()
            .enumerate()
            .map(|(stage, tail)| track.last_column(stage) as usize + 1 + canvas::tail_width(tail))
            .max()
            .unwrap_or(0);
        if width <= room {
            return track;
        }
    }
    Track::place(stages, 1)
}

/// Says what becomes of a stage.
fn tail(stages: &[StageOutline], stage: usize) -> &'static str {
    match stages.get(stage) {
        Some(outline) if outline.is_target => "▶ image",
        Some(outline) if !outline.is_needed => "skipped",
        _ if is_under_target(stages, stage) => "goes on below",
        _ => "left behind",
    }
}

/// Tells whether the target starts from a stage, at once or through others: then the image holds it.
fn is_under_target(stages: &[StageOutline], stage: usize) -> bool {
    let mut at = stages.iter().position(|outline| outline.is_target);
    while let Some(base) =
        at.and_then(|index| stages.get(index)?.based_on.filter(|&base| base < index))
    {
        if base == stage {
            return true;
        }
        at = Some(base);
    }
    false
}

/// The two columns before the track: names and base images.
struct Labels {
    rows: Vec<Row>,
    width: usize,
}

impl Labels {
    fn of(stages: &[StageOutline], theme: &Theme, columns: usize) -> Self {
        let names: Vec<Row> = (0..stages.len())
            .map(|stage| name(stages, stage, theme).cut(NAME_WIDTH))
            .collect();
        let base_width = match columns {
            100.. => BASE_WIDTH,
            60.. => 16,
            _ => 0,
        };
        let bases: Vec<Row> = stages
            .iter()
            .map(|stage| inline(&stage.base, theme.text, theme).cut(base_width))
            .collect();
        let name_column = names.iter().map(Row::width).max().unwrap_or(0);
        let base_column = bases.iter().map(Row::width).max().unwrap_or(0);
        let gap = usize::from(base_column > 0) * 2;
        let rows = names
            .into_iter()
            .zip(&bases)
            .zip(stages)
            .map(|((name, base), stage)| {
                let mut row = name;
                row.pad(name_column + gap);
                row.append(base);
                row.pad(name_column + gap + base_column + 2);
                if stage.is_needed {
                    row
                } else {
                    row.patched(theme.skipped)
                }
            })
            .collect();
        Self {
            rows,
            // The sign of the reader's stage and a blank stand before the name.
            width: 2 + name_column + gap + base_column + 2,
        }
    }

    fn row(&self, stage: usize, is_here: bool, theme: &Theme) -> Row {
        let mut row = Row::of(if is_here { "▸ " } else { "  " }, theme.cursor);
        if let Some(labels) = self.rows.get(stage) {
            row.append(labels);
        }
        row
    }
}

fn name(stages: &[StageOutline], stage: usize, theme: &Theme) -> Row {
    match stages
        .get(stage)
        .and_then(|outline| outline.name.as_deref())
    {
        Some(name) => Row::of(beginning(name, NAME_WIDTH), theme.strong),
        None if stage + 1 == stages.len() => Row::of("(last)", Style::new()),
        None => Row::of(&format!("(stage {})", stage + 1), Style::new()),
    }
}
