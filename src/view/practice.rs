//! The pages of a lesson, a quiz or a review: the Dockerfile on one side, the page on the other.

use crate::analysis::Analysis;
use crate::app::App;
use crate::app::action::Action;
use crate::app::layout::{Layout, Pane, keep_visible};
use crate::app::practice::{Practice, Work};
use crate::app::practice_end::end_text;
use crate::course::lesson::{Ask, Body};
use crate::language::span::Span;
use crate::view::code::{self, Code};
use crate::view::frame::more;
use crate::view::places::PagePlaces;
use crate::view::practice_answer;
use crate::view::practice_exercise;
use crate::view::practice_question;
use crate::view::practice_reading;
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::{doc, explanation, footer, with_margins};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The most columns that a bar of pages takes.
const LONGEST_BAR: usize = 20;

/// The widest that a text gets: longer rows are hard to read.
const WIDEST: u16 = 96;

/// Holds the rows of a page, and which of them are to be visible.
#[derive(Default)]
pub(in crate::view) struct PageRows {
    /// The rows.
    pub rows: Vec<Row>,
    /// The first and the last row of what the reader is at.
    pub focus: Option<(u32, u32)>,
    /// How many rows at the head stay in sight where the others are scrolled.
    pub head: usize,
    /// Where something is typed: a row and a column.
    pub typed_at: Option<(u32, u16)>,
}

/// Draws the page that the reader is at; tells where things lie.
pub fn draw(
    app: &App,
    practice: &Practice,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Layout {
    let shown = shown_code(practice);
    let width = shown.map_or(0, code::needed_width);
    let lines = shown.map_or(0, |analysis| analysis.lines().count());
    let is_editing = practice.exercise().is_some();
    let wanted = PagePlaces::is_narrow(area).then(|| {
        let columns = usize::from(area.width.saturating_sub(2).min(WIDEST));
        let height = usize::from(area.height);
        page_rows(app, practice, theme, columns, height).rows.len()
    });
    let places = PagePlaces::of(area, shown.is_some(), is_editing, (lines, width), wanted);
    draw_header(app, practice, theme, places.header, buffer);
    let (dockerfile, code_cursor) = match (shown, places.dockerfile) {
        (Some(analysis), Some(place)) => {
            draw_code(practice, analysis, theme, &places, place, buffer)
        }
        _ => (Pane::default(), None),
    };
    let (explanation, page_cursor) = draw_page(app, practice, theme, &places, buffer);
    let typing = footer::draw(app, theme, places.footer, buffer);
    Layout {
        dockerfile,
        explanation,
        cursor: typing.or(page_cursor).or(code_cursor),
        ..Layout::default()
    }
}

/// Gives what is known of the Dockerfile that the page shows.
fn shown_code(practice: &Practice) -> Option<&Analysis> {
    if let Some((_, work)) = practice.exercise() {
        return Some(&work.analysis);
    }
    practice.page()?.dockerfile.as_deref()
}

fn draw_header(app: &App, practice: &Practice, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width);
    let mut left = Row::of(" dockstep  ", theme.lead);
    let count = practice.sheets.len();
    let place = if practice.at < count {
        format!("page {} of {count}", practice.at + 1)
    } else {
        "the end".to_owned()
    };
    let help = help_words(app);
    let bar = bar(practice, theme);
    let title = practice.run.title();
    let wanted = left.width() + title.chars().count().min(24) + 4;
    let mut right = Row::of(&place, theme.text);
    if wanted + right.width() + bar.width() + 2 < columns {
        right.push("  ", theme.text);
        right.append(&bar);
    }
    if wanted + right.width() + help.len() + 6 < columns {
        right.push("      ", theme.text);
        right.push(&help, theme.text);
    }
    let room = columns.saturating_sub(left.width() + right.width() + 3);
    left.append(&Row::of(&title, theme.text).cut(room));
    left.draw(buffer, area.x, area.y, area.width);
    let start = columns.saturating_sub(right.width() + 1) as u16;
    right.draw(buffer, area.x + start, area.y, area.width - start);
}

/// Names the key of the help; where characters are typed, one that is none.
fn help_words(app: &App) -> String {
    let keys = app.keys().keys_of(Action::Help);
    let mut keys = keys.split(' ');
    let key = if app.layer().takes_text() {
        keys.next_back()
    } else {
        keys.next()
    };
    format!("{} help", key.unwrap_or_default())
}

/// Draws a sign for each page: where the reader is, what is answered, and how.
fn bar(practice: &Practice, theme: &Theme) -> Row {
    let count = practice.sheets.len();
    let mut row = Row::default();
    if count > LONGEST_BAR {
        let done = (0..count).filter(|&index| practice.is_done(index)).count();
        let filled = done * LONGEST_BAR / count.max(1);
        row.push(&"▰".repeat(filled), theme.label);
        row.push(&"▱".repeat(LONGEST_BAR - filled), theme.quiet);
        return row;
    }
    for index in 0..count {
        let sign = if practice.is_done(index) {
            "▰"
        } else {
            "▱"
        };
        let style = match practice.result(index) {
            _ if index == practice.at => theme.cursor,
            Some(true) => theme.label,
            Some(false) => theme.caution,
            None => theme.quiet,
        };
        row.push(sign, style);
    }
    row
}

fn draw_code(
    practice: &Practice,
    analysis: &Analysis,
    theme: &Theme,
    places: &PagePlaces,
    place: Rect,
    buffer: &mut Buffer,
) -> (Pane, Option<(u16, u16)>) {
    let inside = with_margins(places.frame.inside(place));
    let selected = selected_lines(practice, analysis);
    let editor = practice.exercise().map(|(_, work)| work);
    let typed_at = editor
        .filter(|work| work.is_editing)
        .map(|work| work.editor.cursor());
    let lit = lit_spans(practice);
    let rows = analysis.lines().count();
    let mut top = practice
        .dockerfile_top
        .min(rows.saturating_sub(u32::from(inside.height)));
    let is_at_light = matches!(practice.work(), Some(Work::Reading(Some(_))));
    let kept = typed_at
        .map(|(line, _)| (line, line))
        .or_else(|| lit_lines(analysis, &lit).filter(|_| is_at_light))
        .or_else(|| selected.first().copied())
        .or_else(|| lit_lines(analysis, &lit));
    let follows = practice.is_file_following && editor.is_none() || typed_at.is_some();
    if let Some((first, last)) = kept.filter(|_| follows) {
        top = keep_visible(
            top,
            inside.height,
            rows,
            first.saturating_sub(2),
            last.min(rows.saturating_sub(1)),
        );
    }
    let pane = Pane {
        x: inside.x,
        y: inside.y,
        width: inside.width,
        height: inside.height,
        top,
        rows,
    };
    // BuildKit stops at its first error; what comes behind it follows from it.
    let problem = analysis.problems().first();
    let problem = problem.map(|problem| problem.line.max(1));
    let shown = code::visible(analysis, pane);
    let code = Code {
        highlights: analysis.highlights(shown.start, shown.end),
        analysis,
        selected,
        lit: &lit,
        found: None,
        signs: None,
        noted: &[],
        mark: &|line| {
            if problem == Some(line) {
                ("✗", theme.error)
            } else {
                (" ", theme.text)
            }
        },
        typed_at,
    };
    let long_lines = typed_at
        .is_none()
        .then(|| code::wrapped(&code, pane, theme))
        .flatten();
    let cursor = match long_lines {
        Some(rows) => code::draw_wrapped(&rows, &code, pane, buffer),
        None => code::draw(&code, pane, theme, buffer),
    };
    let mut title = Row::of("Dockerfile", theme.title);
    if let Some(work) = editor {
        let words = if work.is_editing {
            "  Esc ends editing, Ctrl-U undoes"
        } else {
            ""
        };
        title.push(words, theme.cursor);
    }
    let mark = more(pane.top, pane.rows_below(), theme);
    places.frame.draw(buffer, place, &title, &mark, theme);
    let asks_here = matches!(
        practice.question(),
        Some((asking, attempt)) if attempt.graded.is_none() && matches!(asking.ask, Ask::PointAtLine(_))
    );
    (pane, cursor.filter(|_| typed_at.is_some() || asks_here))
}

/// Lists the lines that are selected: of what is pointed at, of the reason the reader is at, or of what
/// the page speaks of.
fn selected_lines(practice: &Practice, analysis: &Analysis) -> Vec<(u32, u32)> {
    let Some(page) = practice.page() else {
        return Vec::new();
    };
    let instructions = analysis.tree().instructions();
    if let Some((asking, attempt)) = practice.question() {
        if matches!(asking.ask, Ask::PointAtLine(_)) && attempt.graded.is_none() {
            let pointed = instructions.get(attempt.pointed);
            let pointed = pointed.filter(|_| attempt.has_moved);
            return pointed
                .map(|found| (found.first_line, found.last_line))
                .into_iter()
                .collect();
        }
        let covering = |line: u32| {
            let mut instructions = instructions.iter();
            let found =
                instructions.find(|found| (found.first_line..=found.last_line).contains(&line))?;
            Some((found.first_line, found.last_line))
        };
        if let Some(line) = attempt.shown_line() {
            let mut lines: Vec<(u32, u32)> = covering(line).into_iter().collect();
            // The line that was asked about stays marked, and so does the one that was wanted.
            let asked = page.lit.iter();
            let mut others: Vec<(u32, u32)> = asked
                .map(|place| (place.first_line, place.last_line))
                .collect();
            if let Ask::PointAtLine(point) = &asking.ask {
                others.push((point.place.first_line, point.place.last_line));
            }
            for other in others {
                lines.extend((!lines.contains(&other)).then_some(other));
            }
            return lines;
        }
    }
    page.lit
        .iter()
        .map(|place| (place.first_line, place.last_line))
        .collect()
}

/// Lists the places that the text lights: the one the reader is at, or all of them.
fn lit_spans(practice: &Practice) -> Vec<Span> {
    let (Some(page), Some(Work::Reading(light))) = (practice.page(), practice.work()) else {
        return Vec::new();
    };
    let Body::Read(reading) = &page.body else {
        return Vec::new();
    };
    if let Some(light) = light {
        let light = reading.lights.get(*light);
        return light.map(|light| light.span).into_iter().collect();
    }
    let mut spans: Vec<Span> = reading.lights.iter().map(|light| light.span).collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans
}

fn lit_lines(analysis: &Analysis, lit: &[Span]) -> Option<(u32, u32)> {
    let first = lit.first()?;
    let line = analysis.lines().line(first.start);
    Some((line, line))
}

fn draw_page(
    app: &App,
    practice: &Practice,
    theme: &Theme,
    places: &PagePlaces,
    buffer: &mut Buffer,
) -> (Pane, Option<(u16, u16)>) {
    let place = places.page;
    let inside = with_margins(places.frame.inside(place));
    let inside = Rect {
        width: inside.width.min(WIDEST),
        ..inside
    };
    let columns = usize::from(inside.width);
    let page = page_rows(app, practice, theme, columns, usize::from(inside.height));
    let count = page.rows.len() as u32;
    let mut top = practice.text_top;
    if let Some((first, last)) = page.focus.filter(|_| practice.is_following) {
        top = keep_visible(top, inside.height, count, first, last);
    }
    let pane = explanation::draw(&page.rows, top, inside, buffer);
    let mut title = Row::of(&title(practice), theme.title);
    if let Some(origin) = origin(practice) {
        title.push(&format!("  {origin}"), theme.text);
    }
    let mark = more(pane.top, pane.rows_below(), theme);
    places.frame.draw(buffer, place, &title, &mark, theme);
    let cursor = page
        .typed_at
        .or_else(|| page.focus.map(|(first, _)| (first, 0)));
    let cursor = cursor.and_then(|(row, column)| {
        let down = u16::try_from(row.checked_sub(pane.top)?).ok()?;
        let is_inside = down < pane.height && column < pane.width;
        is_inside.then_some((pane.x + column, pane.y + down))
    });
    let asks_line = matches!(
        practice.question(),
        Some((asking, attempt)) if attempt.graded.is_none() && matches!(asking.ask, Ask::PointAtLine(_))
    );
    (pane, cursor.filter(|_| !asks_line))
}

/// Lays out the page that the reader is at, or the end.
fn page_rows(
    app: &App,
    practice: &Practice,
    theme: &Theme,
    columns: usize,
    height: usize,
) -> PageRows {
    let body = practice.page().map(|page| &page.body);
    match (body, practice.work()) {
        (Some(Body::Read(reading)), Some(Work::Reading(light))) => {
            practice_reading::rows(reading, *light, theme, columns)
        }
        (Some(Body::Question(asking)), Some(Work::Question(attempt))) => {
            match (&attempt.graded, practice.page()) {
                (Some(graded), Some(page)) => {
                    practice_answer::rows(page, (asking, attempt, graded), theme, columns, height)
                }
                _ => practice_question::rows(asking, attempt, theme, columns),
            }
        }
        (Some(Body::Exercise(exercise)), Some(Work::Exercise(work))) => {
            practice_exercise::rows(exercise, work, theme, columns)
        }
        _ => PageRows {
            rows: doc::rows(&end_text(app, practice), theme, columns),
            ..PageRows::default()
        },
    }
}

/// Names the kind of page.
fn title(practice: &Practice) -> String {
    let Some(page) = practice.page() else {
        return "The end".to_owned();
    };
    let words = match &page.body {
        Body::Read(_) => "Read",
        Body::Exercise(_) => "Exercise",
        Body::Question(asking) if asking.is_prediction => "Predict",
        Body::Question(_) => "Question",
    };
    words.to_owned()
}

/// Says where a page of a review comes from.
fn origin(practice: &Practice) -> Option<&str> {
    let sheet = practice.sheet()?;
    (practice.run.lesson().is_none() && sheet.lesson.is_some()).then_some(sheet.origin.as_str())
}
