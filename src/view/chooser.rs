//! A list to choose from, in a box on top of the screen.

use crate::app::chooser::{Choice, Chooser, Entry};
use crate::app::layout::{Pane, keep_visible};
use crate::doc::text::Text;
use crate::view::doc::inline;
use crate::view::frame::{Frame, more};
use crate::view::overlay;
use crate::view::row::{Row, cut_left, width};
use crate::view::theme::Theme;
use crate::view::wrap::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The most rows that the selected entry's own text takes below the list.
const DETAIL_ROWS: usize = 5;
/// How many columns may stay free at the end of a row.
const FREE: usize = 12;
/// The widest that the column of entries gets beside their details.
const WIDEST_TEXT: usize = 36;

/// Up to this many columns, what stands beside the entries leaves them the room.
const SHORT_DETAIL: usize = 12;

/// Draws the list; gives the place of its entries, and where the terminal cursor stands.
pub fn draw(
    chooser: &Chooser,
    theme: &Theme,
    screen: Rect,
    buffer: &mut Buffer,
) -> (Pane, Option<(u16, u16)>) {
    let columns = screen.width.saturating_sub(2).min(overlay::WIDEST);
    let room = usize::from(columns.saturating_sub(4));
    let column = column(chooser, room);
    let detail = detail(chooser, theme, room, column);
    let typed_rows = usize::from(chooser.filter.is_some());
    let entries = chooser.entries.len().max(1);
    let area = overlay::place(screen, columns, entries + typed_rows + detail.len() + 1);
    let title = Row::of(&chooser.title, theme.title);
    let inside = overlay::open(area, &title, &Row::default(), theme, buffer);
    let mut cursor = None;
    let mut list = inside;
    if let Some(filter) = &chooser.filter
        && list.height > 0
    {
        let mut row = Row::of("› ", theme.cursor);
        let room = usize::from(list.width).saturating_sub(3);
        row.push(&cut_left(filter.before(), room), theme.strong);
        cursor = Some((list.x + (row.width() as u16).min(list.width), list.y));
        let before = filter.before().len();
        row.push(
            filter.text().get(before..).unwrap_or_default(),
            theme.strong,
        );
        row.draw(buffer, list.x, list.y, list.width);
        list.y += 1;
        list.height -= 1;
    }
    let below = (detail.len() as u16 + 1).min(list.height.saturating_sub(1));
    list.height -= below;
    let pane = draw_entries(chooser, theme, list, column, buffer);
    draw_below(chooser, &detail, theme, inside, list.bottom(), buffer);
    let mark = more(pane.top, pane.rows_below(), theme);
    Frame::Box.draw(buffer, area, &title, &mark, theme);
    let selected = chooser.selected as u32;
    let row = u16::try_from(selected.saturating_sub(pane.top)).unwrap_or(0);
    (pane, cursor.or(Some((pane.x, pane.y + row))))
}

fn inline_width(text: &Text) -> usize {
    width(&text.to_plain())
}

/// Measures the column of entries.
fn column(chooser: &Chooser, room: usize) -> usize {
    let has_details = chooser.entries.iter().any(|entry| !entry.detail.is_empty());
    let texts = chooser.entries.iter().map(|entry| width(&entry.text));
    let longest = texts.max().unwrap_or(0);
    let details = chooser.entries.iter();
    let widest = details.map(|entry| inline_width(&entry.detail)).max();
    let widest = widest.unwrap_or(0);
    if has_details && widest <= SHORT_DETAIL {
        longest.min(room.saturating_sub(widest + 4))
    } else if has_details {
        longest.min(WIDEST_TEXT).min(room / 2)
    } else {
        longest.min(room)
    }
}

/// Gives the selected entry's own text in rows, where the list has to cut it. As many rows as the longest
/// such entry may need are kept: the box stands still while the reader goes through the list.
fn detail(chooser: &Chooser, theme: &Theme, room: usize, column: usize) -> Vec<Row> {
    let beside = room.saturating_sub(column + 4);
    let cut_width = |entry: &Entry| {
        let (text, detail) = (width(&entry.text), inline_width(&entry.detail));
        (text > column || detail > beside).then_some(text + 2 + detail)
    };
    let Some(longest) = chooser.entries.iter().filter_map(cut_width).max() else {
        return Vec::new();
    };
    let selected = chooser.selected_entry();
    let selected = selected.filter(|entry| cut_width(entry).is_some());
    let mut rows = selected.map_or_else(Vec::new, |entry| {
        let mut row = Row::of(&entry.text, theme.strong);
        row.push("  ", theme.text);
        row.append(&inline(&entry.detail, theme.text, theme));
        wrap(&row, room, 2)
    });
    // Rows end with a word: not all of them are full.
    let kept = longest.div_ceil(room.saturating_sub(FREE).max(1));
    rows.resize(kept.max(rows.len()).min(DETAIL_ROWS), Row::default());
    rows.insert(0, Row::of(&"─".repeat(room), theme.quiet));
    rows
}

fn draw_entries(
    chooser: &Chooser,
    theme: &Theme,
    area: Rect,
    column: usize,
    buffer: &mut Buffer,
) -> Pane {
    let rows = chooser.shown.len() as u32;
    let selected = chooser.selected as u32;
    let top = keep_visible(chooser.top, area.height, rows, selected, selected);
    if rows == 0 {
        let empty = Row::of(&chooser.empty, theme.text);
        empty.draw(buffer, area.x, area.y, area.width);
    }
    let visible = chooser.shown.iter().enumerate().skip(top as usize);
    for ((place, &index), y) in visible.zip(area.top()..area.bottom()) {
        let Some(entry) = chooser.entries.get(index) else {
            continue;
        };
        let is_selected = place == chooser.selected;
        let mut row = Row::of(if is_selected { "▸ " } else { "  " }, theme.cursor);
        let style = if entry.is_current {
            theme.strong
        } else {
            theme.text
        };
        // The end of a path says which file it is; the beginning of anything else what it is.
        let text = if matches!(entry.choice, Choice::Dockerfile { .. }) {
            Row::of(&cut_left(&entry.text, column), style)
        } else {
            Row::of(&entry.text, style).cut(column)
        };
        row.append(&text);
        row.pad(column + 4);
        row.append(&inline(&entry.detail, theme.text, theme));
        if is_selected {
            row = row.patched(theme.selected);
        }
        row.draw(buffer, area.x, y, area.width);
    }
    Pane {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
        top,
        rows,
    }
}

/// Draws the selected entry's own text and what to do here.
fn draw_below(
    chooser: &Chooser,
    detail: &[Row],
    theme: &Theme,
    inside: Rect,
    top: u16,
    buffer: &mut Buffer,
) {
    let hint = Row::of(&chooser.hint, theme.quiet);
    for (row, y) in detail.iter().chain([&hint]).zip(top..inside.bottom()) {
        row.draw(buffer, inside.x, y, inside.width);
    }
}
