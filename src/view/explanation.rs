//! The pane of the explanation: what there is to say about the instruction the reader is at.

use crate::app::layout::Pane;
use crate::view::row::Row;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws rows of a text from `top` on, or from the last screenful on; gives the pane.
pub fn draw(rows: &[Row], top: u32, area: Rect, buffer: &mut Buffer) -> Pane {
    let count = rows.len() as u32;
    let top = top.min(count.saturating_sub(u32::from(area.height)));
    for (row, y) in rows
        .iter()
        .skip(top as usize)
        .zip(area.top()..area.bottom())
    {
        row.draw(buffer, area.x, y, area.width);
    }
    Pane {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
        top,
        rows: count,
    }
}
