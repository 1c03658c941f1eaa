//! The names of the views above the text: the one that is shown stands in brackets.

use crate::app::layout::{Pane, Tab};
use crate::app::study::Study;
use crate::app::study::view::StudyView;
use crate::view::row::Row;
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the names on one row, in fewer words where there is little room; gives their places.
pub fn draw(study: &Study, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Vec<Tab> {
    let long = names(study, theme, true);
    let width: usize = long.iter().map(|(_, name)| name.width()).sum();
    let names = if width <= usize::from(area.width) {
        long
    } else {
        names(study, theme, false)
    };
    let gap = u16::from(width + StudyView::ALL.len() <= usize::from(area.width));
    let mut tabs = Vec::new();
    let mut column = area.x;
    for (view, name) in names {
        let room = area.right().saturating_sub(column);
        name.draw(buffer, column, area.y, room);
        let width = (name.width() as u16).min(room);
        let place = Pane {
            x: column,
            y: area.y,
            width,
            height: 1,
            top: 0,
            rows: 1,
        };
        tabs.push(Tab { view, place });
        column = column.saturating_add(name.width() as u16 + gap);
    }
    tabs
}

fn names(study: &Study, theme: &Theme, is_long: bool) -> Vec<(StudyView, Row)> {
    let views = StudyView::ALL.into_iter().enumerate();
    let names = views.map(|(index, view)| {
        let is_shown = study.view == view;
        let mut name = Row::of(if is_shown { "[" } else { " " }, theme.title);
        name.push(&(index + 1).to_string(), theme.key);
        if is_long || is_shown {
            let style = if is_shown { theme.title } else { theme.text };
            name.push(&format!(" {}", view.title()), style);
        }
        let findings = study
            .cursor
            .map_or(0, |cursor| study.document.finding_count(cursor));
        if view == StudyView::Checks && findings > 0 {
            name.push(&format!(" !{findings}"), theme.caution);
        }
        name.push(if is_shown { "]" } else { " " }, theme.title);
        (view, name)
    });
    names.collect()
}
