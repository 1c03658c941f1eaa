//! The pane of the text: the views' names, and below them what the chosen view says.

use crate::app::layout::{Pane, Tab, keep_visible};
use crate::app::study::Study;
use crate::view::doc::lay_out;
use crate::view::question;
use crate::view::row::Row;
use crate::view::tabs;
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this many rows on, a row stays free below the views' names.
const ROOMY: u16 = 14;
/// Below this many rows the views' names would leave too little of the text.
const LOWEST_WITH_TABS: u16 = 4;

/// The widest that a text gets: longer rows are hard to read.
const WIDEST: u16 = 104;

/// Draws the pane's inside; gives the text's place and the places of the views' names.
pub fn draw_study(
    study: &Study,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (Pane, Vec<Tab>) {
    if let Some(prediction) = &study.prediction {
        let pane = question::draw(prediction, study.text_top, theme, area, buffer);
        return (pane, Vec::new());
    }
    let above = match area.height {
        ROOMY.. => 2,
        LOWEST_WITH_TABS.. => 1,
        _ => 0,
    };
    let tabs = if above > 0 {
        tabs::draw(study, theme, Rect { height: 1, ..area }, buffer)
    } else {
        Vec::new()
    };
    let area = Rect {
        y: area.y + above,
        height: area.height - above,
        width: area.width.min(WIDEST),
        ..area
    };
    let mut laid_out = lay_out(&study.shown().doc, theme, usize::from(area.width));
    let mut found = None;
    if let Some(search) = &study.search {
        for (place, row) in laid_out.rows.iter_mut().enumerate() {
            if found.is_none() && row.has(&search.query) {
                found = u32::try_from(place).ok();
            }
            *row = row.marked(&search.query, theme.found);
        }
    }
    let selected = study
        .part
        .and_then(|part| laid_out.parts.get(part).copied());
    let count = laid_out.rows.len() as u32;
    let mut top = study.text_top;
    if let Some(found) = found.filter(|_| study.seeks_match) {
        top = keep_visible(top, area.height, count, found.saturating_sub(1), found + 1);
    }
    if let Some((first, last)) = selected {
        top = keep_visible(top, area.height, count, first.saturating_sub(1), last + 2);
        for row in laid_out
            .rows
            .iter_mut()
            .take(last as usize + 1)
            .skip(first as usize)
        {
            *row = std::mem::take(row).patched(theme.selected);
        }
    }
    let pane = draw(&laid_out.rows, top, area, buffer);
    if let Some((first, last)) = selected {
        mark_rows(first, last, pane, theme, buffer);
    }
    (pane, tabs)
}

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

/// Puts signs into the margin: the selected part is told by more than its weight.
fn mark_rows(first: u32, last: u32, pane: Pane, theme: &Theme, buffer: &mut Buffer) {
    let Some(x) = pane.x.checked_sub(1) else {
        return;
    };
    for row in first.max(pane.top)..=last {
        let Ok(down) = u16::try_from(row - pane.top) else {
            return;
        };
        if down < pane.height {
            let sign = if row == first { "▸" } else { "│" };
            Row::of(sign, theme.cursor).draw(buffer, x, pane.y + down, 1);
        }
    }
}
