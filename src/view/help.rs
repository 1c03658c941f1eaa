//! The help: the table of keys in a box on top of the screen.

use crate::app::App;
use crate::app::action::Action;
use crate::app::help::{Help, help_text};
use crate::app::layout::Pane;
use crate::view::frame::{Frame, more};
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::{doc, explanation, overlay};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the help; gives its inside.
pub fn draw(app: &App, help: Help, theme: &Theme, screen: Rect, buffer: &mut Buffer) -> Pane {
    let columns = screen.width.saturating_sub(2).min(overlay::WIDEST);
    let text = help_text(app.keys(), help.layer, app.has_more_behind());
    let rows = doc::rows(&text, theme, usize::from(columns.saturating_sub(4)));
    let area = overlay::place(screen, columns, rows.len());
    let title = title(app, theme);
    let inside = overlay::open(area, &title, &Row::default(), theme, buffer);
    let pane = explanation::draw(&rows, help.top, inside, buffer);
    let mark = more(pane.top, pane.rows_below(), theme);
    Frame::Box.draw(buffer, area, &title, &mark, theme);
    pane
}

fn title(app: &App, theme: &Theme) -> Row {
    let mut title = Row::of("Help", theme.title);
    let key = app.keys().key_of(Action::Help);
    title.push(&format!("  Esc or {key} closes it"), theme.text);
    title
}
