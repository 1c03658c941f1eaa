//! The home screen: the list of what can be opened, and what is to be said of the entry.

use crate::app::App;
use crate::app::action::Action;
use crate::app::home::{EntryState, Home, HomeEntry, Item, Section};
use crate::app::layout::{Layout, Pane, keep_visible};
use crate::course::catalogue::LessonEntry;
use crate::doc::text::Text;
use crate::project::listing::FoundDockerfile;
use crate::project::use_words::{counts, use_text};
use crate::view::doc::inline;
use crate::view::frame::more;
use crate::view::places::PagePlaces;
use crate::view::row::{Row, width};
use crate::view::theme::Theme;
use crate::view::wrap::wrap;
use crate::view::{explanation, footer, with_margins};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How many signs show how far a lesson or a part is.
const BAR: usize = 10;

/// Draws the home screen; tells where things lie.
pub fn draw(app: &App, home: &Home, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Layout {
    let places = PagePlaces::of_list(area);
    draw_header(app, home, theme, places.header, buffer);
    let list = places.dockerfile.unwrap_or(places.page);
    let (pane, cursor) = draw_list(home, theme, &places, list, buffer);
    let about = draw_about(app, home, theme, &places, buffer);
    let typing = footer::draw(app, theme, places.footer, buffer);
    Layout {
        dockerfile: pane,
        explanation: about,
        cursor: typing.or(cursor),
        ..Layout::default()
    }
}

/// Says what was done today, quietly; nothing where nothing was.
fn days_words(home: &Home) -> String {
    let today = match home.days.today {
        0 => return String::new(),
        1 => "1 answer today".to_owned(),
        count => format!("{count} answers today"),
    };
    match home.days.in_a_row {
        0 | 1 => today,
        days => format!("{today}, {days} days in a row"),
    }
}

fn draw_header(app: &App, home: &Home, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut row = Row::of(" dockstep  ", theme.lead);
    let pack = app.shelf().pack();
    let words = pack.map_or("Dockerfiles, line by line", |pack| pack.title.as_str());
    row.push(words, theme.text);
    let help = format!("{} help ", app.keys().key_of(Action::Help));
    let days = days_words(home);
    let columns = usize::from(area.width);
    for right in [format!("{days}      {help}"), help] {
        if row.width() + width(&right) + 2 < columns {
            row.pad(columns - width(&right));
            row.push(&right, theme.text);
            break;
        }
    }
    row.draw(buffer, area.x, area.y, area.width);
}

fn draw_list(
    home: &Home,
    theme: &Theme,
    places: &PagePlaces,
    place: Rect,
    buffer: &mut Buffer,
) -> (Pane, Option<(u16, u16)>) {
    let inside = with_margins(places.frame.inside(place));
    let columns = usize::from(inside.width);
    let mut rows = Vec::new();
    let mut selected = (0, 0);
    let mut index = 0;
    for section in &home.sections {
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        let first = rows.len() as u32;
        rows.push(section_row(section, theme, columns));
        for (place, entry) in section.entries.iter().enumerate() {
            if index == home.selected {
                // The title of a section comes along with its first entry.
                let top = if place == 0 { first } else { rows.len() as u32 };
                selected = (top, rows.len() as u32);
            }
            rows.push(entry_row(entry, index == home.selected, theme, columns));
            index += 1;
        }
    }
    if home.sections.is_empty() {
        rows.push(Row::of("Nothing here has such words.", theme.text));
    }
    let count = rows.len() as u32;
    let top = keep_visible(home.top, inside.height, count, selected.0, selected.1);
    let pane = explanation::draw(&rows, top, inside, buffer);
    let mut title = Row::of("Home", theme.title);
    if !home.filter.is_empty() {
        title.push(&format!("  only: {}", home.filter), theme.cursor);
    }
    let mark = more(pane.top, pane.rows_below(), theme);
    places.frame.draw(buffer, place, &title, &mark, theme);
    let down = selected.1.saturating_sub(pane.top);
    let cursor = u16::try_from(down)
        .ok()
        .filter(|down| *down < pane.height)
        .map(|down| (pane.x, pane.y + down));
    (pane, cursor)
}

/// Draws a section's title; of a part of the course, how far it is.
fn section_row(section: &Section, theme: &Theme, columns: usize) -> Row {
    let mut row = Row::of(&section.title, theme.lead);
    let mut note = Row::of(&section.note, theme.quiet);
    if let Some((done, all)) = section.done {
        note = bar(done, all, theme);
        note.push(&format!("  {done} of {all}"), theme.quiet);
    }
    if note.width() > 0 && row.width() + note.width() + 2 <= columns {
        row.pad(columns - note.width());
        row.append(&note);
    }
    row
}

/// Draws how much of something is done.
fn bar(done: usize, all: usize, theme: &Theme) -> Row {
    let filled = (done * BAR / all.max(1)).min(BAR);
    let mut bar = Row::of(&"▰".repeat(filled), theme.label);
    bar.push(&"▱".repeat(BAR - filled), theme.quiet);
    bar
}

fn entry_row(entry: &HomeEntry, is_selected: bool, theme: &Theme, columns: usize) -> Row {
    let mut row = Row::of(if is_selected { "▸ " } else { "  " }, theme.cursor);
    let (sign, style) = match entry.state {
        EntryState::Finished => ("✓ ", theme.label),
        EntryState::Begun => ("◐ ", theme.key),
        EntryState::New => ("· ", theme.quiet),
        EntryState::None => ("  ", theme.text),
    };
    row.push(sign, style);
    let style = if is_selected {
        theme.strong
    } else {
        theme.text
    };
    // As much of it as leaves the entry whole, or else the least.
    let whole = row.width() + width(&entry.text) + 2;
    let mut details = entry.details.iter();
    let detail = details
        .find(|detail| whole + width(detail) <= columns)
        .or(entry.details.last())
        .map_or("", String::as_str);
    let room = columns.saturating_sub(row.width() + width(detail) + 2);
    row.append(&Row::of(&entry.text, style).cut(room));
    if !detail.is_empty() && row.width() + width(detail) + 2 <= columns {
        row.pad(columns - width(detail));
        row.push(detail, theme.quiet);
    }
    if is_selected {
        row.pad(columns);
        row = row.patched(theme.selected);
    }
    row
}

fn draw_about(
    app: &App,
    home: &Home,
    theme: &Theme,
    places: &PagePlaces,
    buffer: &mut Buffer,
) -> Pane {
    let place = places.page;
    let inside = with_margins(places.frame.inside(place));
    let columns = usize::from(inside.width);
    let mut rows = Vec::new();
    let mut say = |words: &str, style| {
        rows.extend(wrap(&Row::of(words, style), columns, 0));
    };
    match home.selected_entry() {
        None => say("Esc shows the whole list again.", theme.text),
        Some(entry) => match &entry.item {
            Item::Lesson(id) => {
                if let Some(lesson) = app.shelf().catalogue().lesson(id) {
                    rows = lesson_rows(app, lesson, entry.state, theme, columns);
                }
            }
            Item::Review => {
                say("Review", theme.lead);
                say("", theme.text);
                say(entry.detail(), theme.text);
                say("", theme.text);
                say(
                    "What you answered comes back just before you would forget it: what was wrong soon, what was right later each time. It is asked with another question where there is one.",
                    theme.text,
                );
            }
            Item::MixedReview(id) => {
                say(&entry.text, theme.lead);
                if let Some(review) = app.shelf().catalogue().review(id) {
                    say("", theme.text);
                    say(
                        "Questions from these lessons, mixed: first those that were not right, and those you have not seen.",
                        theme.text,
                    );
                    for id in &review.lessons {
                        if let Some(lesson) = app.shelf().catalogue().lesson(id) {
                            say(&format!("  {}", lesson.title), theme.text);
                        }
                    }
                }
            }
            Item::Dockerfile { path, inline } => {
                if let Some(found) = home.project.dockerfile(path, inline.as_deref()) {
                    rows = dockerfile_rows(found, theme, columns);
                }
            }
        },
    }
    let pane = explanation::draw(&rows, home.about_top, inside, buffer);
    let mark = more(pane.top, pane.rows_below(), theme);
    places.frame.draw(
        buffer,
        place,
        &Row::of("About it", theme.title),
        &mark,
        theme,
    );
    pane
}

/// Says who builds a Dockerfile with what.
fn dockerfile_rows(found: &FoundDockerfile, theme: &Theme, columns: usize) -> Vec<Row> {
    let mut rows = wrap(&Row::of(&found.title(), theme.lead), columns, 0);
    let mut say = |row: Row| rows.extend(wrap(&row, columns, 0));
    say(Row::of(&counts(found), theme.quiet));
    say(Row::default());
    for used_by in &found.used_by {
        say(inline(&use_text(used_by), theme.text, theme));
        say(Row::default());
    }
    let has_target = found.used_by.iter().any(|used_by| used_by.target.is_some());
    if has_target && found.findings > 0 && found.stages > 1 {
        say(Row::of(
            "The findings are those of all stages: with a target, the checks pass over what it skips.",
            theme.text,
        ));
        say(Row::default());
    }
    say(Row::of(
        match found.used_by.len() {
            0 => "Nothing here says who builds it. ⏎ studies it line by line.",
            1 => "⏎ studies it line by line, with that target, these arguments and this context.",
            _ => "⏎ asks as which of them it is studied, or plain.",
        },
        theme.text,
    ));
    rows
}

/// Says what a lesson is about and how far the reader is.
fn lesson_rows(
    app: &App,
    lesson: &LessonEntry,
    state: EntryState,
    theme: &Theme,
    columns: usize,
) -> Vec<Row> {
    let mut rows = wrap(&Row::of(&lesson.title, theme.lead), columns, 0);
    let mut say = |row: Row| rows.extend(wrap(&row, columns, 0));
    say(Row::default());
    say(Row::of("It ends the belief:", theme.quiet));
    say(inline(&Text::with_code(&lesson.belief), theme.text, theme));
    say(Row::default());
    say(Row::of(
        &format!("{} minutes, {} pages", lesson.minutes, lesson.page_count),
        theme.text,
    ));
    let done = app.progress().lesson(&lesson.id);
    let answered = done.right.len() + done.wrong.len() + done.solved.len();
    if answered > 0 {
        let mut bar = bar(answered, lesson.asked_count, theme);
        let right = done.right.len() + done.solved.len();
        bar.push(
            &format!("  {answered} answered, {right} of them right"),
            theme.text,
        );
        say(bar);
    }
    let needs: Vec<&str> = lesson
        .needs
        .iter()
        .filter_map(|id| app.shelf().catalogue().lesson(id))
        .map(|lesson| lesson.title.as_str())
        .collect();
    if !needs.is_empty() {
        say(Row::default());
        say(Row::of("Better after", theme.quiet));
        for title in needs {
            say(Row::of(&format!("  {title}"), theme.text));
        }
    }
    say(Row::default());
    say(Row::of(
        match state {
            EntryState::Begun => "⏎ goes on where you left it.",
            EntryState::Finished => "⏎ opens it again: it stays as a place to look things up.",
            EntryState::New | EntryState::None => "⏎ begins.",
        },
        theme.text,
    ));
    if let Some(pack) = app.shelf().pack()
        && !pack.about.is_empty()
    {
        say(Row::default());
        say(Row::of("This pack", theme.quiet));
        say(Row::of(&pack.about, theme.text));
    }
    rows
}
