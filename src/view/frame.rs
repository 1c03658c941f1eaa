//! What stands around a pane: a box where there is room, one rule where there is little.

use crate::view::row::Row;
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Names what stands around a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Lines on all four sides.
    Box,
    /// One line above.
    Rule,
    /// Nothing.
    None,
}

impl Frame {
    /// Tells how many rows it takes.
    pub const fn rows(self) -> u16 {
        match self {
            Self::Box => 2,
            Self::Rule => 1,
            Self::None => 0,
        }
    }

    /// Gives what is left inside.
    pub fn inside(self, area: Rect) -> Rect {
        match self {
            Self::Box if area.width < 2 || area.height < 2 => Rect::new(area.x, area.y, 0, 0),
            Self::Box => Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2),
            Self::Rule if area.height < 1 => Rect::new(area.x, area.y, 0, 0),
            Self::Rule => Rect::new(area.x, area.y + 1, area.width, area.height - 1),
            Self::None => area,
        }
    }

    /// Draws it with a title on the left and a mark on the right: of a box at its foot.
    pub fn draw(self, buffer: &mut Buffer, area: Rect, title: &Row, mark: &Row, theme: &Theme) {
        let area = area.intersection(buffer.area);
        if area.is_empty() || self == Self::None {
            return;
        }
        if self == Self::Rule {
            Row::of(&"─".repeat(usize::from(area.width)), theme.quiet)
                .draw(buffer, area.x, area.y, area.width);
            let room = area.width.saturating_sub(4 + mark.width() as u16 + 2);
            set_into(buffer, area, area.y, title, room);
            set_at_end(buffer, area, area.y, mark);
            return;
        }
        let (left, right) = (area.x, area.right() - 1);
        let (top, bottom) = (area.y, area.bottom() - 1);
        let line = "─".repeat(usize::from(area.width.saturating_sub(2)));
        for (y, corners) in [(bottom, ["╰", "╯"]), (top, ["╭", "╮"])] {
            let [first, last] = corners;
            Row::of(&format!("{first}{line}{last}"), theme.quiet).draw(buffer, left, y, area.width);
        }
        for y in top + 1..bottom {
            for x in [left, right] {
                Row::of("│", theme.quiet).draw(buffer, x, y, 1);
            }
        }
        set_into(buffer, area, top, title, area.width.saturating_sub(4));
        if bottom > top {
            set_at_end(buffer, area, bottom, mark);
        }
    }
}

/// Sets a title into the line at `y`, with a blank on both sides.
fn set_into(buffer: &mut Buffer, area: Rect, y: u16, title: &Row, room: u16) {
    if title.width() == 0 || room < 3 {
        return;
    }
    let mut framed = Row::default();
    framed.push(" ", ratatui::style::Style::new());
    framed.append(&title.cut(usize::from(room.saturating_sub(2))));
    framed.push(" ", ratatui::style::Style::new());
    framed.draw(buffer, area.x + 1, y, room);
}

/// Sets a mark at the right end of the line at `y`.
fn set_at_end(buffer: &mut Buffer, area: Rect, y: u16, mark: &Row) {
    let columns = mark.width() as u16 + 2;
    if mark.width() == 0 || columns + 2 > area.width {
        return;
    }
    let mut framed = Row::default();
    framed.push(" ", ratatui::style::Style::new());
    framed.append(mark);
    framed.push(" ", ratatui::style::Style::new());
    framed.draw(buffer, area.right() - 1 - columns, y, columns);
}

/// Says how many rows lie above and below what is visible.
pub fn more(above: u32, below: u32, theme: &Theme) -> Row {
    let text = match (above, below) {
        (0, 0) => String::new(),
        (above, 0) => format!("↑ {above}"),
        (0, below) => format!("↓ {below} more"),
        (above, below) => format!("↑ {above}  ↓ {below} more"),
    };
    Row::of(&text, theme.title)
}
