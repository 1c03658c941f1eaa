//! The last line: what is typed, what there is to say for a moment, or the keys that help most.
//!
//! A message that is longer than a row takes more of them from the panes, for as long as it stands.

use crate::app::action::Action;
use crate::app::keys::FooterEntry;
use crate::app::layer::Layer;
use crate::app::prompt::Prompt;
use crate::app::{App, Overlay};
use crate::view::row::{Row, cut_left, width};
use crate::view::theme::Theme;
use crate::view::wrap::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What leaving a Dockerfile does where something lies behind it.
const BACK: &str = "back";

/// How far the further rows of a message stand in.
const INDENT: usize = 3;

/// Draws the line, or the first row of a message; gives where the terminal cursor stands while something is typed.
pub fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    if let Some(Overlay::Prompt(prompt)) = app.overlay() {
        return Some(draw_prompt(app, prompt, theme, area, buffer));
    }
    if let Some(message) = message(app, theme) {
        let rows = message_rows(&message, area.width);
        if let Some(row) = rows.first().filter(|_| area.height > 0) {
            row.draw(buffer, area.x, area.y, area.width);
        }
        return None;
    }
    let row = if is_answered(app) {
        Row::of(" ⏎ shows the step   ↑↓ scroll the reasons", theme.text)
    } else {
        keys(app, usize::from(area.width), theme)
    };
    row.draw(buffer, area.x, area.y, area.width);
    None
}

/// Writes what there is to say for a moment on one row of any width.
fn message(app: &App, theme: &Theme) -> Option<Row> {
    if let Some(status) = app.status() {
        let style = if status.is_problem {
            theme.error
        } else {
            theme.text
        };
        let mut row = Row::of(" ", theme.text);
        row.push(if status.is_problem { "✗ " } else { "" }, style);
        row.push(&status.text, style);
        return Some(row);
    }
    let failure = app.failure()?;
    let mut row = Row::of(" ✗ ", theme.error);
    let text = format!("{}: what you see was read before.", failure.summary());
    row.push(&text, theme.error);
    Some(row)
}

/// Breaks a message into the rows that it takes.
fn message_rows(message: &Row, columns: u16) -> Vec<Row> {
    wrap(message, usize::from(columns), INDENT)
}

/// Counts the rows that a message takes behind the first one; while something is typed, none is shown.
pub fn further_rows(app: &App, theme: &Theme, columns: u16) -> u16 {
    let is_typing = matches!(app.overlay(), Some(Overlay::Prompt(_)));
    let message = message(app, theme).filter(|_| !is_typing);
    let rows = message.map_or(0, |message| message_rows(&message, columns).len());
    u16::try_from(rows.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// Draws the rows of a message behind its first one.
pub fn draw_further(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let rows = message(app, theme).map(|message| message_rows(&message, area.width));
    let rows = rows.unwrap_or_default();
    for (row, y) in rows.iter().skip(1).zip(area.top()..area.bottom()) {
        row.draw(buffer, area.x, y, area.width);
    }
}

/// Tells whether a question of predict mode has its answer.
fn is_answered(app: &App) -> bool {
    let study = app.study().filter(|_| app.overlay().is_none());
    let prediction = study.and_then(|study| study.prediction.as_ref());
    prediction.is_some_and(|prediction| prediction.answer.is_some())
}

/// Writes the keys of whoever has the keyboard; where room is short, the highest ranks go first.
fn keys(app: &App, columns: usize, theme: &Theme) -> Row {
    let layer = app.layer();
    // While something is typed, the characters that work everywhere are typed too.
    let everywhere = (!layer.takes_text()).then_some(Layer::Everywhere);
    let layers = [Some(layer), everywhere];
    let bindings = app.keys().bindings.iter();
    let mut entries: Vec<FooterEntry> = bindings
        .filter(|binding| layers.contains(&Some(binding.layer)))
        .filter_map(|binding| {
            let mut footer = binding.footer.clone()?;
            if binding.action == Action::Back && layer == Layer::Study && app.has_more_behind() {
                BACK.clone_into(&mut footer.text);
            }
            Some(footer)
        })
        .collect();
    let mut row = line(&entries, theme);
    while row.width() > columns && entries.len() > 1 {
        let last = entries.iter().map(|entry| entry.rank).max();
        if let Some(place) = entries.iter().rposition(|entry| Some(entry.rank) == last) {
            entries.remove(place);
        }
        row = line(&entries, theme);
    }
    row
}

fn line(entries: &[FooterEntry], theme: &Theme) -> Row {
    let mut row = Row::of(" ", theme.text);
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            row.push("   ", theme.text);
        }
        row.push(&entry.keys, theme.key);
        row.push(" ", theme.text);
        row.push(&entry.text, theme.text);
    }
    row
}

/// Draws the line that is typed, and on the right what it is for.
fn draw_prompt(
    app: &App,
    prompt: &Prompt,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let mut row = Row::of(" ", theme.text);
    row.push(&prompt.title, theme.key);
    let columns = usize::from(area.width);
    let room = columns.saturating_sub(row.width() + 2);
    row.push(&cut_left(prompt.editor.before(), room), theme.strong);
    let cursor = area.x + (row.width() as u16).min(area.width.saturating_sub(1));
    let text = prompt.editor.text();
    let behind = text.get(prompt.editor.before().len()..).unwrap_or_default();
    row.push(behind, theme.strong);
    let hint = hint(app, prompt);
    if row.width() + width(&hint) + 4 <= columns {
        row.pad(columns - width(&hint) - 1);
        row.push(&hint, theme.quiet);
    }
    row.draw(buffer, area.x, area.y, area.width);
    (cursor, area.y)
}

/// Says what the line is for; while searching, how many places there are.
fn hint(app: &App, prompt: &Prompt) -> String {
    let search = app.study().and_then(|study| study.search.as_ref());
    match search {
        Some(search) if prompt.title == "/" => match search.places.len() {
            0 => "found nowhere".to_owned(),
            1 => "at one instruction".to_owned(),
            count => format!("at {count} instructions"),
        },
        _ => prompt.hint.clone(),
    }
}
