//! Pictures of the state: [`draw`] paints an [`App`] into a buffer and writes nothing else.
//!
//! The files are named as in [`app`](crate::app). Everything that is drawn goes through
//! [`row::Row`], which makes other people's characters harmless. This room refuses to know terminals;
//! it paints ratatui buffers of any size, from 0×0 on.

pub mod theme;

pub mod row;

pub mod wrap;

pub mod doc;

pub mod frame;

pub mod places;

pub mod header;

pub mod code;

pub mod dockerfile;

pub mod highlight;

pub mod explanation;

pub mod question;

pub mod timeline;

pub mod footer;

pub mod tabs;

pub mod overlay;

pub mod help;

pub mod chooser;

pub mod practice;

mod practice_reading;

mod practice_question;

mod practice_answer;

mod practice_exercise;

pub mod home;

pub mod presentation;

use crate::analysis::Problem;
use crate::app::front::Front;
use crate::app::layout::{Layout, Pane, Tab};
use crate::app::presentation::Presentation;
use crate::app::study::Study;
use crate::app::{App, Overlay};
use crate::view::frame::more;
use crate::view::places::{LEAST_HEIGHT, LEAST_WIDTH, Places};
use crate::view::row::{Row, beginning};
use crate::view::theme::Theme;
use crate::view::wrap::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Paints the app into an area of a buffer; tells where things lie.
pub fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Layout {
    let area = area.intersection(buffer.area);
    if !places::is_enough(area) {
        draw_too_small(theme, area, buffer);
        return Layout {
            is_too_small: true,
            ..Layout::default()
        };
    }
    let (area, further) = with_room_for_message(app, theme, area);
    let mut layout = match (app.front(), app.home(), app.practice(), app.study()) {
        (Some(Front::Presentation), ..) => match app.presentation() {
            Some(presentation) => presentation::draw(app, presentation, theme, area, buffer),
            None => return Layout::default(),
        },
        (Some(Front::Home), Some(home), ..) => home::draw(app, home, theme, area, buffer),
        (Some(Front::Practice), _, Some(practice), _) => {
            practice::draw(app, practice, theme, area, buffer)
        }
        (Some(Front::Study), .., Some(study)) => draw_study(app, study, theme, area, buffer),
        _ => return Layout::default(),
    };
    match app.overlay() {
        Some(Overlay::Help(help)) => {
            let pane = help::draw(app, *help, theme, area, buffer);
            layout.cursor = Some((pane.x, pane.y));
            layout.overlay = Some(pane);
        }
        Some(Overlay::Chooser(chooser)) => {
            let (pane, cursor) = chooser::draw(chooser, theme, area, buffer);
            layout.cursor = cursor;
            layout.overlay = Some(pane);
        }
        Some(Overlay::Prompt(_)) | None => {}
    }
    footer::draw_further(app, theme, further, buffer);
    theme.paint_ground(area, buffer);
    theme.paint_ground(further, buffer);
    layout
}

/// Divides the screen where a message takes more than the last row; a room's screen has its own last
/// row.
fn with_room_for_message(app: &App, theme: &Theme, area: Rect) -> (Rect, Rect) {
    let is_room = app.front() == Some(Front::Presentation)
        && app.presentation().is_some_and(Presentation::is_for_room);
    let wanted = if is_room {
        0
    } else {
        footer::further_rows(app, theme, area.width)
    };
    let further = wanted.min(area.height.saturating_sub(LEAST_HEIGHT));
    let screen = Rect {
        height: area.height - further,
        ..area
    };
    let below = Rect {
        y: screen.bottom(),
        height: further,
        ..area
    };
    (screen, below)
}

/// Says what is needed, over as many rows as there are.
fn draw_too_small(theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let text = format!(
        "dockstep needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows; this terminal has {}×{}",
        area.width, area.height
    );
    let rows = wrap(&Row::of(&text, theme.text), usize::from(area.width), 0);
    for (row, y) in rows.iter().zip(area.top()..area.bottom()) {
        row.draw(buffer, area.x, y, area.width);
    }
}

fn draw_study(app: &App, study: &Study, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Layout {
    let stages = study.document.analysis.stages();
    let lines = study.document.analysis.lines().count();
    let line_width = dockerfile::needed_width(study, usize::from(area.width));
    let places = Places::of(area, stages.len(), lines, line_width);
    header::draw(app, theme, places.header, buffer);
    let (dockerfile, cursor, dockerfile_lines) = draw_dockerfile(study, theme, &places, buffer);
    let (explanation, tabs) = draw_explanation(study, theme, &places, buffer);
    let (timeline, dots) = timeline::draw(study, stages, theme, &places, buffer);
    let typing = footer::draw(app, theme, places.footer, buffer);
    Layout {
        is_too_small: false,
        dockerfile,
        dockerfile_lines,
        explanation,
        timeline,
        overlay: None,
        tabs,
        dots,
        cursor: typing.or(cursor),
    }
}

fn draw_dockerfile(
    study: &Study,
    theme: &Theme,
    places: &Places,
    buffer: &mut Buffer,
) -> (Pane, Option<(u16, u16)>, Vec<u32>) {
    let inside = with_margins(places.frame.inside(places.dockerfile));
    let (pane, cursor, lines) = dockerfile::draw(study, theme, inside, buffer);
    let mut title = Row::of("Dockerfile", theme.title);
    title.push(&refused(study.document.analysis.problems()), theme.error);
    if let Some(what_if) = &study.what_if {
        title.push("  what if ", theme.caution);
        title.append(&doc::inline(
            &what_if.supposed.title(),
            theme.caution,
            theme,
        ));
    }
    let mark = more(pane.top, pane.rows_below(), theme);
    places
        .frame
        .draw(buffer, places.dockerfile, &title, &mark, theme);
    (pane, cursor, lines)
}

/// Says which line BuildKit refuses, or how many.
fn refused(problems: &[Problem]) -> String {
    let mut lines: Vec<u32> = problems.iter().map(|problem| problem.line.max(1)).collect();
    lines.dedup();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("  ✗ line {line} refused"),
        lines => format!("  ✗ {} lines refused", lines.len()),
    }
}

fn draw_explanation(
    study: &Study,
    theme: &Theme,
    places: &Places,
    buffer: &mut Buffer,
) -> (Pane, Vec<Tab>) {
    let inside = with_margins(places.frame.inside(places.explanation));
    let (pane, tabs) = explanation::draw_study(study, theme, inside, buffer);
    let width = usize::from(inside.width);
    let mut title = Row::of(beginning(&study.shown().title, width), theme.title);
    let parts = study.parts();
    if let Some(place) = study.part
        && let Some(part) = parts.get(place)
    {
        let counted = format!("part {} of {}: ", place + 1, parts.len());
        title = Row::of(&counted, theme.cursor);
        title.push(beginning(&part.written, width), theme.title);
    }
    let mark = more(pane.top, pane.rows_below(), theme);
    places
        .frame
        .draw(buffer, places.explanation, &title, &mark, theme);
    (pane, tabs)
}

/// Leaves one column free on both sides.
fn with_margins(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        width: area.width.saturating_sub(2),
        ..area
    }
}
