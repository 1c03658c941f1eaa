//! The first line: the program, the file, and where in it the reader is.

use crate::app::App;
use crate::app::action::Action;
use crate::app::study::Study;
use crate::doc::detail_level::DetailLevel;
use crate::doc::visible::visible_line;
use crate::view::row::{Row, cut_left, width};
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The most columns that the name keeps before the place says less.
const NAME_WIDTH: usize = 24;

/// Draws the line.
pub fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(study) = app.study() else { return };
    let columns = usize::from(area.width);
    let mut left = Row::of(" dockstep  ", theme.lead);
    let name = visible_line(&study.document.name).into_owned();
    let wanted = left.width() + width(&name).min(NAME_WIDTH).min(columns / 4) + 2;
    let place = places(app, study)
        .into_iter()
        .find(|place| wanted + width(place) < columns)
        .unwrap_or_default();
    let room = columns.saturating_sub(left.width() + width(&place) + 3);
    left.push(&cut_left(&name, room), theme.text);
    left.draw(buffer, area.x, area.y, area.width);
    let place = Row::of(&place, theme.text);
    let start = columns.saturating_sub(place.width() + 1) as u16;
    place.draw(buffer, area.x + start, area.y, area.width - start);
}

/// Says where the reader is, in fewer and fewer words.
fn places(app: &App, study: &Study) -> Vec<String> {
    let stages = study.document.analysis.stages();
    let count = study.document.instruction_count();
    let Some(cursor) = study.cursor else {
        return vec!["no instructions".to_owned()];
    };
    let stage = match study.stage() {
        Some(stage) => format!("stage {} of {}", stage + 1, stages.len()),
        None if stages.is_empty() => "no stage".to_owned(),
        None => "before the stages".to_owned(),
    };
    let instruction = format!("instruction {} of {count}", cursor + 1);
    let help = format!("      {} help", app.keys().key_of(Action::Help));
    let extras = extras(app, study);
    let short = format!("{}/{count}", cursor + 1);
    vec![
        format!("{instruction} · {stage}{extras}{help}"),
        format!("{instruction} · {stage}{extras}"),
        format!("{short} · {stage}{extras}{help}"),
        format!("{short} · {stage}{extras}"),
        format!("{short}{extras}"),
        format!("{instruction}{help}"),
        instruction,
        short,
    ]
}

/// Says what is not as it is at the start: what the build is given, and how the reader studies.
fn extras(app: &App, study: &Study) -> String {
    let mut extras: Vec<String> = Vec::new();
    if let Some(target) = &app.options().target {
        extras.push(format!("target: {}", visible_line(target)));
    }
    match app.options().arguments.len() {
        0 => {}
        1 => extras.push("1 argument given".to_owned()),
        count => extras.push(format!("{count} arguments given")),
    }
    if study.is_predicting {
        extras.push("predict".to_owned());
    }
    if study.detail != DetailLevel::New {
        extras.push(study.detail.title().to_owned());
    }
    extras.insert(0, String::new());
    extras.join(" · ")
}
