//! Painting one stage's row of the timeline: dots, the line between them, edges, and its end.

use crate::analysis::outline::StageOutline;
use crate::view::row::{Row, width};
use crate::view::theme::Theme;
use crate::view::timeline::track::Track;
use ratatui::style::Style;

/// Holds what rows are painted from.
pub struct Canvas<'view> {
    /// The stages.
    pub stages: &'view [StageOutline],
    /// What becomes of each.
    pub tails: &'view [&'static str],
    /// Where the dots stand.
    pub track: Track,
    /// The instruction the reader is at.
    pub cursor: Option<usize>,
    /// The instruction that is asked about: its dot would give the answer away.
    pub asked: Option<usize>,
    /// How things look.
    pub theme: &'view Theme,
}

/// Measures the end of a row: the words behind a blank, or an arrow behind a line.
pub fn tail_width(tail: &str) -> usize {
    width(tail) + 1
}

/// One cell of a row.
#[derive(Clone, Copy)]
struct Cell {
    sign: char,
    style: Style,
}

impl Canvas<'_> {
    /// Finds the first column to show so that the reader's dot is visible in `room` columns.
    pub fn window(&self, here: usize, room: usize) -> usize {
        let widest = (0..self.stages.len())
            .map(|stage| self.row_width(stage))
            .max()
            .unwrap_or(0);
        if widest <= room {
            return 0;
        }
        let column = self
            .stages
            .get(here)
            .zip(self.track.columns.get(here))
            .and_then(|(stage, columns)| {
                let index = stage
                    .instructions
                    .iter()
                    .position(|&instruction| self.is_here(instruction))?;
                columns.get(index)
            })
            .copied()
            .unwrap_or(0) as usize;
        column.saturating_sub(room / 2).min(widest - room)
    }

    /// Lists a stage's instructions with the columns of their dots.
    pub fn dots(&self, stage: usize) -> impl Iterator<Item = (usize, u32)> {
        let instructions = self.stages.get(stage).map(|stage| &stage.instructions);
        let columns = self.track.columns.get(stage);
        let pairs = instructions.into_iter().flatten().copied();
        pairs.zip(columns.into_iter().flatten().copied())
    }

    fn row_width(&self, stage: usize) -> usize {
        let tail = self.tails.get(stage).map_or(0, |tail| tail_width(tail));
        self.track.last_column(stage) as usize + 1 + tail
    }

    fn is_here(&self, instruction: usize) -> bool {
        self.cursor == Some(instruction)
    }

    fn is_reached(&self, instruction: usize) -> bool {
        self.cursor.is_some_and(|cursor| instruction <= cursor)
    }

    /// Paints the row of a stage: `room` columns from the column `window` on.
    pub fn row(&self, stage: usize, window: usize, room: usize) -> Row {
        let mut cells = self.cells(stage);
        let blank = Cell {
            sign: ' ',
            style: self.theme.text,
        };
        let is_cut = cells.len() > window + room;
        let mut visible: Vec<Cell> = cells.drain(window.min(cells.len())..).take(room).collect();
        let mark = Cell {
            sign: '…',
            style: self.theme.text,
        };
        if window > 0 {
            if visible.is_empty() {
                visible.push(blank);
            }
            if let Some(first) = visible.first_mut() {
                *first = mark;
            }
        }
        if is_cut && let Some(last) = visible.last_mut() {
            *last = mark;
        }
        let mut row = Row::default();
        for cell in visible {
            row.push(cell.sign.encode_utf8(&mut [0; 4]), cell.style);
        }
        row
    }

    fn cells(&self, stage: usize) -> Vec<Cell> {
        let blank = Cell {
            sign: ' ',
            style: self.theme.text,
        };
        let mut cells = vec![blank; self.track.last_column(stage) as usize + 1];
        self.paint_passing_edges(stage, &mut cells);
        self.paint_line(stage, &mut cells);
        self.paint_leaving_edges(stage, &mut cells);
        self.paint_dots(stage, &mut cells);
        self.paint_tail(stage, &mut cells);
        cells
    }

    fn paint_passing_edges(&self, stage: usize, cells: &mut [Cell]) {
        for edge in &self.track.edges {
            if edge.from < stage && stage < edge.to {
                put(cells, edge.column, '│', self.theme.crossing);
            }
        }
    }

    /// Draws the line between the dots, heavy as far as the reader has come.
    fn paint_line(&self, stage: usize, cells: &mut [Cell]) {
        let (Some(outline), Some(columns)) =
            (self.stages.get(stage), self.track.columns.get(stage))
        else {
            return;
        };
        let style = if outline.is_needed {
            self.theme.text
        } else {
            self.theme.skipped
        };
        for (pair, &instruction) in columns.windows(2).zip(outline.instructions.iter().skip(1)) {
            let &[from, to] = pair else { continue };
            let (line, crossed) = if self.is_reached(instruction) {
                ('━', '┿')
            } else {
                ('─', '┼')
            };
            for column in from + 1..to {
                let is_crossed = cells
                    .get(column as usize)
                    .is_some_and(|cell| cell.sign == '│');
                put(
                    cells,
                    column,
                    if is_crossed { crossed } else { line },
                    style,
                );
            }
        }
    }

    fn paint_leaving_edges(&self, stage: usize, cells: &mut [Cell]) {
        let mut leaving: Vec<u32> = self
            .track
            .edges
            .iter()
            .filter(|edge| edge.from == stage)
            .map(|edge| edge.column)
            .collect();
        leaving.sort_unstable();
        leaving.dedup();
        let Some(&last) = leaving.last() else { return };
        for column in self.track.end(stage) + 1..=last {
            let passes = cells
                .get(column as usize)
                .is_some_and(|cell| cell.sign == '│');
            let sign = match (leaving.contains(&column), column == last) {
                (true, true) if passes => '┤',
                (true, true) => '╮',
                (true, false) if passes => '┼',
                (true, false) => '┬',
                _ if passes => '┼',
                _ => '─',
            };
            put(cells, column, sign, self.theme.crossing);
        }
    }

    fn paint_dots(&self, stage: usize, cells: &mut [Cell]) {
        let (Some(outline), Some(columns)) =
            (self.stages.get(stage), self.track.columns.get(stage))
        else {
            return;
        };
        for (&instruction, &column) in outline.instructions.iter().zip(columns) {
            let crosses = outline
                .crossings
                .iter()
                .any(|crossing| crossing.instruction == instruction);
            // FROM makes no layer of its own, and brings those of its base image.
            let has_layers = outline.instructions.first() == Some(&instruction)
                || outline.layers.binary_search(&instruction).is_ok();
            let is_reached = self.is_reached(instruction);
            let is_asked = self.asked == Some(instruction);
            let sign = match (crosses, has_layers, is_reached) {
                (true, _, true) => '◆',
                (true, _, false) => '◇',
                (_, true, true) => '●',
                (_, true, false) => '○',
                (_, false, true) => '•',
                (_, false, false) => '◦',
            };
            let sign = if is_asked { '?' } else { sign };
            let mut style = match (outline.is_needed, crosses) {
                (false, _) => self.theme.skipped,
                (true, true) => self.theme.crossing,
                (true, false) => self.theme.text,
            };
            if self.is_here(instruction) {
                style = style.patch(self.theme.step);
            }
            put(cells, column, sign, style);
        }
    }

    fn paint_tail(&self, stage: usize, cells: &mut Vec<Cell>) {
        let (Some(outline), Some(tail)) = (self.stages.get(stage), self.tails.get(stage)) else {
            return;
        };
        let end = self.track.end(stage) as usize;
        let is_reached = outline
            .instructions
            .last()
            .is_some_and(|&last| self.is_reached(last));
        let (joint, style) = match (outline.is_target, outline.is_needed) {
            (true, _) if cells.len() == end + 1 => {
                (if is_reached { '━' } else { '─' }, self.theme.strong)
            }
            (true, _) => (' ', self.theme.strong),
            (false, true) => (' ', self.theme.text),
            (false, false) => (' ', self.theme.skipped),
        };
        cells.push(Cell {
            sign: joint,
            style: self.theme.text,
        });
        cells.extend(tail.chars().map(|sign| Cell { sign, style }));
    }
}

fn put(cells: &mut [Cell], column: u32, sign: char, style: Style) {
    if let Some(cell) = cells.get_mut(column as usize) {
        *cell = Cell { sign, style };
    }
}
