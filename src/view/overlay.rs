//! The box that lies on top of the screen: room made for it, and its frame.

use crate::view::frame::Frame;
use crate::view::row::{Row, width};
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The widest that a box gets; longer rows are hard to read.
pub const WIDEST: u16 = 88;

/// Places a box of so many rows inside, and at most so many columns, in the middle of the screen.
pub fn place(screen: Rect, columns: u16, rows: usize) -> Rect {
    let columns = columns.min(screen.width.saturating_sub(2));
    let rows = u16::try_from(rows.saturating_add(2)).unwrap_or(u16::MAX);
    let height = rows.min(screen.height.saturating_sub(2));
    Rect::new(
        screen.x + (screen.width - columns) / 2,
        screen.y + (screen.height - height) / 2,
        columns,
        height,
    )
}

/// Makes room for a box and draws its frame; gives its inside without the margins.
pub fn open(area: Rect, title: &Row, mark: &Row, theme: &Theme, buffer: &mut Buffer) -> Rect {
    clear(area, buffer);
    Frame::Box.draw(buffer, area, title, mark, theme);
    let inside = Frame::Box.inside(area);
    Rect {
        x: inside.x + 1.min(inside.width),
        width: inside.width.saturating_sub(2),
        ..inside
    }
}

/// Makes room for what lies on top, without half a wide character at its edge.
pub fn clear(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if area.x > buffer.area.x
            && let Some(cell) = buffer.cell_mut((area.x - 1, y))
            && width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}
