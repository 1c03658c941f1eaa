//! The instructor's screen: the page with its notes and its answer on one side, the time and what comes
//! next on the other.

use crate::app::App;
use crate::app::layout::Layout;
use crate::app::presentation::Presentation;
use crate::app::presentation::guide::{page_guide, time_guide};
use crate::view::frame::{Frame, more};
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::{doc, explanation, footer, with_margins};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this many columns on, the time stands beside the page.
const WIDE: u16 = 100;

/// The columns of the time and what comes next.
const TIME_WIDTH: u16 = 42;

/// Draws it; tells where things lie.
pub(in crate::view::presentation) fn draw(
    app: &App,
    presentation: &Presentation,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Layout {
    let last = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    let middle = Rect {
        height: area.height - 1,
        ..area
    };
    let (page, time, frame) = if middle.width >= WIDE {
        let page = Rect {
            width: middle.width - TIME_WIDTH,
            ..middle
        };
        let time = Rect {
            x: page.right(),
            width: TIME_WIDTH,
            ..middle
        };
        (page, time, Frame::Box)
    } else {
        let rows = time_rows(presentation, theme, middle.width);
        let height = (rows.len() as u16 + 1).min(middle.height / 2);
        let time = Rect { height, ..middle };
        let page = Rect {
            y: middle.y + height,
            height: middle.height - height,
            ..middle
        };
        (page, time, Frame::Rule)
    };
    let inside = with_margins(frame.inside(time));
    let rows = time_rows(presentation, theme, inside.width + 2);
    explanation::draw(&rows, 0, inside, buffer);
    let title = Row::of(&presentation.programme.title, theme.title);
    frame.draw(buffer, time, &title, &Row::default(), theme);
    let inside = with_margins(frame.inside(page));
    let rows = presentation.slide().map_or_else(Vec::new, |slide| {
        let text = page_guide(presentation, slide);
        doc::rows(&text, theme, usize::from(inside.width.min(96)))
    });
    let pane = explanation::draw(&rows, presentation.text_top, inside, buffer);
    let mut title = Row::of("On the screen", theme.title);
    if !presentation.typed.is_empty() {
        let words = format!("  page {} ⏎", presentation.typed);
        title.push(&words, theme.cursor);
    }
    let mark = more(pane.top, pane.rows_below(), theme);
    frame.draw(buffer, page, &title, &mark, theme);
    let typing = footer::draw(app, theme, last, buffer);
    Layout {
        explanation: pane,
        cursor: typing.or(Some((pane.x, pane.y))),
        ..Layout::default()
    }
}

fn time_rows(presentation: &Presentation, theme: &Theme, columns: u16) -> Vec<Row> {
    let columns = usize::from(columns.saturating_sub(2));
    doc::rows(&time_guide(presentation), theme, columns)
}
