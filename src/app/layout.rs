//! Where the last picture put things: what drawing gives back, as plain data.
//!
//! Drawing writes nothing else. The picture settles the scroll offsets (only it knows how many rows
//! a text takes), and the app adopts them with [`Msg::Drawn`](crate::app::Msg::Drawn).

use crate::app::study::view::StudyView;

/// Holds where the panes of the last picture lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Whether the terminal is too small for anything but a line that says so.
    pub is_too_small: bool,
    /// The inside of the Dockerfile's pane.
    pub dockerfile: Pane,
    /// The lines of that pane's rows, counted from 1, where long ones take several; empty where each row
    /// is a line.
    pub dockerfile_lines: Vec<u32>,
    /// The inside of the explanation's pane.
    pub explanation: Pane,
    /// The inside of the timeline.
    pub timeline: Pane,
    /// The inside of what lies on top: its rows are those of the text, or the entries of the list.
    pub overlay: Option<Pane>,
    /// The names of the views.
    pub tabs: Vec<Tab>,
    /// The visible dots of the timeline.
    pub dots: Vec<Dot>,
    /// Where the terminal cursor stands: column and row.
    pub cursor: Option<(u16, u16)>,
}

/// Holds the place of a view's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tab {
    /// The view.
    pub view: StudyView,
    /// Where its name stands.
    pub place: Pane,
}

/// Holds the place of an instruction's dot in the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// The instruction, counted from 0.
    pub instruction: usize,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

/// Holds a pane's place and what it shows of its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// The leftmost column.
    pub x: u16,
    /// The topmost row.
    pub y: u16,
    /// How many columns.
    pub width: u16,
    /// How many rows.
    pub height: u16,
    /// The first row of the content that is visible.
    pub top: u32,
    /// How many rows the content has.
    pub rows: u32,
}

impl Pane {
    /// Tells how many rows lie below what is visible.
    pub fn rows_below(&self) -> u32 {
        self.rows.saturating_sub(self.top + u32::from(self.height))
    }
}

/// Moves a scroll offset as little as needed for the rows `first..=last` of `rows` to be visible;
/// of more rows than there is room for, the first ones.
pub fn keep_visible(top: u32, height: u16, rows: u32, first: u32, last: u32) -> u32 {
    let height = u32::from(height);
    let lowest = rows.saturating_sub(height);
    let mut top = top.min(lowest);
    if last >= top + height {
        top = (last + 1).saturating_sub(height);
    }
    top.min(first).min(lowest)
}

#[cfg(test)]
mod tests {
    use super::keep_visible;

    #[test]
    fn the_offset_moves_as_little_as_needed() {
        assert_eq!(keep_visible(0, 5, 20, 2, 3), 0);
        assert_eq!(keep_visible(0, 5, 20, 6, 7), 3);
        assert_eq!(keep_visible(10, 5, 20, 4, 4), 4);
        assert_eq!(keep_visible(18, 5, 20, 19, 19), 15);
        assert_eq!(keep_visible(0, 3, 20, 5, 12), 5);
        assert_eq!(keep_visible(7, 9, 4, 3, 3), 0);
    }
}
