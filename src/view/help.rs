//! The help: the table of keys in a box on top of the screen.

use crate::app::App;
use crate::app::action::Action;
use crate::app::help::{Help, help_text};
use crate::app::layout::Pane;
use crate::view::doc;
use crate::view::explanation;
use crate::view::frame::{Frame, more};
use crate::view::row::{Row, width};
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The widest that the box gets; longer rows are hard to read.
const WIDEST: u16 = 88;

/// Draws the help; gives its inside.
pub fn draw(app: &App, help: Help, theme: &Theme, screen: Rect, buffer: &mut Buffer) -> Pane {
    let columns = screen.width.saturating_sub(2).min(WIDEST);
    let text_columns = columns.saturating_sub(4);
    let rows = doc::rows(&help_text(app.keys()), theme, usize::from(text_columns));
    let height = (rows.len() as u16 + 2).min(screen.height.saturating_sub(2));
    let area = Rect::new(
        screen.x + (screen.width - columns) / 2,
        screen.y + (screen.height - height) / 2,
        columns,
        height,
    );
    clear(area, buffer);
    let inside = Frame::Box.inside(area);
    let text_area = Rect::new(inside.x + 1, inside.y, text_columns, inside.height);
    let pane = explanation::draw(&rows, help.top, text_area, buffer);
    let mark = more(pane.top, pane.rows_below(), theme);
    Frame::Box.draw(buffer, area, &title(app, theme), &mark, theme);
    pane
}

fn title(app: &App, theme: &Theme) -> Row {
    let mut title = Row::of("Help", theme.title);
    let close = app
        .keys()
        .bindings
        .iter()
        .find(|binding| binding.action == Action::Close);
    if let Some(key) = close.and_then(|binding| binding.keys.first()) {
        title.push(&format!("  {key} closes it"), theme.text);
    }
    title
}

/// Makes room for what lies on top, without half a wide character at its edge.
fn clear(area: Rect, buffer: &mut Buffer) {
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
