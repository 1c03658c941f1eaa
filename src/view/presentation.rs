//! A presentation: the room's screen, one page with much room and few words, and the instructor's.

mod instructor;

mod page_text;

use crate::analysis::Analysis;
use crate::app::App;
use crate::app::layout::{Layout, Pane, keep_visible};
use crate::app::presentation::Presentation;
use crate::app::presentation::slide::{Slide, SlideKind};
use crate::course::lesson::{Ask, Body};
use crate::language::span::Span;
use crate::view::code::{self, Code};
use crate::view::explanation;
use crate::view::frame::more;
use crate::view::practice::PageRows;
use crate::view::presentation::page_text::{Manner, lit_spans, page_rows};
use crate::view::row::Row;
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this many columns on, the Dockerfile and the text stand side by side.
const WIDE: u16 = 110;

/// The widest that a text gets: who sits far away reads short rows.
const WIDEST: u16 = 72;

/// The columns between a Dockerfile and the text beside it.
const GAP: u16 = 6;

/// Draws it; tells where things lie.
pub fn draw(
    app: &App,
    presentation: &Presentation,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Layout {
    if !presentation.is_for_room() {
        return instructor::draw(app, presentation, theme, area, buffer);
    }
    if presentation.is_blank {
        return Layout::default();
    }
    let Some(slide) = presentation.slide() else {
        return Layout::default();
    };
    let inside = inside(area);
    let shown = shown_code(presentation, slide);
    let (code_place, text_place) = places(inside, shown);
    let columns = usize::from(text_place.width);
    let laid_out = |step, is_dense| {
        let manner = Manner {
            columns,
            step,
            is_dense,
        };
        page_rows(presentation, slide, theme, manner)
    };
    let height = u32::from(text_place.height);
    let mut page = laid_out(presentation.step, false);
    if page.rows.len() as u32 > height {
        page = laid_out(presentation.step, true);
    }
    let count = page.rows.len() as u32;
    // Where the page begins is settled by its first picture: nothing moves as more is shown.
    let first_count = laid_out(0, false).rows.len() as u32;
    let first_shown = presentation.page_of(slide);
    let first_shown = first_shown.and_then(|page| page.dockerfile.as_ref());
    let lines = first_shown.map_or(0, |analysis| analysis.lines().count());
    let is_beside = code_place.is_some_and(|place| place.x != text_place.x);
    // What has room stands a little above the middle.
    let down = if code_place.is_some() && !is_beside {
        0
    } else {
        let needed = first_count.max(if is_beside { lines } else { 0 });
        let down = height.saturating_sub(needed) / 3;
        down.min(height.saturating_sub(count)) as u16
    };
    let lower = |place: Rect| Rect {
        y: place.y + down,
        height: place.height - down,
        ..place
    };
    let dockerfile = match (shown, code_place) {
        (Some(analysis), Some(place)) => {
            draw_code(presentation, slide, analysis, theme, lower(place), buffer)
        }
        _ => Pane::default(),
    };
    let place = keep_head(&mut page, lower(text_place), buffer);
    let count = page.rows.len() as u32;
    let mut top = presentation.text_top;
    if let Some((first, last)) = page.focus.filter(|_| presentation.is_following) {
        top = keep_visible(top, place.height, count, first, last);
    }
    let pane = explanation::draw(&page.rows, top, place, buffer);
    draw_last_line(app, presentation, theme, pane, (area, buffer));
    let cursor = page.focus.and_then(|(first, _)| {
        let down = u16::try_from(first.checked_sub(pane.top)?).ok()?;
        (down < pane.height).then_some((pane.x, pane.y + down))
    });
    Layout {
        dockerfile,
        explanation: pane,
        cursor,
        ..Layout::default()
    }
}

/// Keeps the question in sight where its options and reasons have to be scrolled; gives the place that
/// is left for these.
fn keep_head(page: &mut PageRows, place: Rect, buffer: &mut Buffer) -> Rect {
    let is_whole = page.rows.len() <= usize::from(place.height);
    let Ok(head) = u16::try_from(page.head) else {
        return place;
    };
    if is_whole || head > place.height / 2 {
        return place;
    }
    let rest = page.rows.split_off(page.head);
    let kept = std::mem::replace(&mut page.rows, rest);
    explanation::draw(
        &kept,
        0,
        Rect {
            height: head,
            ..place
        },
        buffer,
    );
    let head_rows = u32::from(head);
    page.focus = page.focus.map(|(first, last)| {
        (
            first.saturating_sub(head_rows),
            last.saturating_sub(head_rows),
        )
    });
    Rect {
        y: place.y + head,
        height: place.height - head,
        ..place
    }
}

/// Leaves wide margins where there is room for them.
fn inside(area: Rect) -> Rect {
    let sides = match area.width {
        160.. => 12,
        110.. => 6,
        70.. => 3,
        _ => 1,
    };
    let (above, below) = if area.height >= 20 { (1, 2) } else { (0, 1) };
    Rect {
        x: area.x + sides,
        y: area.y + above,
        width: area.width - 2 * sides,
        height: area.height - above - below,
    }
}

/// Divides what is inside between the Dockerfile, where there is one, and the text.
fn places(inside: Rect, shown: Option<&Analysis>) -> (Option<Rect>, Rect) {
    let Some(analysis) = shown else {
        let text = Rect {
            width: inside.width.min(WIDEST),
            ..inside
        };
        return (None, text);
    };
    let needed = u16::try_from(code::needed_width(analysis) + 1).unwrap_or(u16::MAX);
    if inside.width + 12 >= WIDE {
        let most = inside.width * 11 / 20;
        let code = needed.clamp(30.min(most), most);
        let x = inside.x + code + GAP;
        let text = Rect {
            x,
            width: (inside.right() - x).min(WIDEST),
            ..inside
        };
        let code = Rect {
            width: code,
            ..inside
        };
        return (Some(code), text);
    }
    let lines = u16::try_from(analysis.lines().count()).unwrap_or(u16::MAX);
    let height = lines.min(inside.height * 9 / 20).max(1);
    let code = Rect { height, ..inside };
    let y = inside.y + height + 1;
    let text = Rect {
        y,
        height: inside.bottom().saturating_sub(y),
        width: inside.width.min(WIDEST),
        ..inside
    };
    (Some(code), text)
}

/// Gives the Dockerfile that the page shows; of an exercise, a solution once it is asked for.
fn shown_code<'a>(presentation: &'a Presentation, slide: &'a Slide) -> Option<&'a Analysis> {
    let page = presentation.page_of(slide)?;
    if matches!(page.body, Body::Exercise(_))
        && presentation.step >= slide.steps
        && let Some(solution) = &slide.solution
    {
        return Some(solution);
    }
    page.dockerfile.as_deref()
}

fn draw_code(
    presentation: &Presentation,
    slide: &Slide,
    analysis: &Analysis,
    theme: &Theme,
    place: Rect,
    buffer: &mut Buffer,
) -> Pane {
    let selected = selected_lines(presentation, slide, analysis);
    let lit = lit_spans(presentation, slide);
    let rows = analysis.lines().count();
    let first_lit = lit.first().map(|span| analysis.lines().line(span.start));
    let kept = first_lit
        .map(|line| (line, line))
        .or_else(|| selected.first().copied());
    let top = kept.map_or(0, |(first, last)| {
        keep_visible(0, place.height, rows, first.saturating_sub(2), last)
    });
    let pane = Pane {
        x: place.x,
        y: place.y,
        width: place.width,
        height: place.height,
        top,
        rows,
    };
    let visible = code::visible(analysis, pane);
    let code = Code {
        highlights: analysis.highlights(visible.start, visible.end),
        analysis,
        selected,
        lit: &lit,
        found: None,
        signs: None,
        noted: &[],
        mark: &|_| (" ", theme.text),
        typed_at: None,
    };
    match code::wrapped(&code, pane, theme) {
        Some(rows) => {
            code::draw_wrapped(&rows, &code, pane, buffer);
        }
        None => {
            code::draw(&code, pane, theme, buffer);
        }
    }
    pane
}

/// Lists the lines that stand out: of the reason that is told, of the answer, of what the page speaks of.
fn selected_lines(
    presentation: &Presentation,
    slide: &Slide,
    analysis: &Analysis,
) -> Vec<(u32, u32)> {
    let Some(page) = presentation.page_of(slide) else {
        return Vec::new();
    };
    let mut lines: Vec<(u32, u32)> = Vec::new();
    if let Some(line) = slide
        .reason(presentation.step)
        .and_then(|reason| reason.line)
    {
        let mut instructions = analysis.tree().instructions().iter();
        let found = instructions.find(|found| (found.first_line..=found.last_line).contains(&line));
        lines.extend(found.map(|found| (found.first_line, found.last_line)));
    }
    if let Body::Question(asking) = &page.body
        && let Ask::PointAtLine(point) = &asking.ask
        && presentation.step > 0
    {
        let place = (point.place.first_line, point.place.last_line);
        if !lines.contains(&place) {
            lines.push(place);
        }
    }
    for place in &page.lit {
        let place = (place.first_line, place.last_line);
        if !lines.contains(&place) {
            lines.push(place);
        }
    }
    lines
}

/// Draws the last line: the lesson, what lies out of sight and the page, or what there is to say for a
/// moment.
fn draw_last_line(
    app: &App,
    presentation: &Presentation,
    theme: &Theme,
    text: Pane,
    (area, buffer): (Rect, &mut Buffer),
) {
    let y = area.bottom() - 1;
    let columns = usize::from(area.width);
    let place = if presentation.typed.is_empty() {
        format!("{} / {}", presentation.at + 1, presentation.slides.len())
    } else {
        format!("page {} ⏎", presentation.typed)
    };
    let mut right = more(text.top, text.rows_below(), theme);
    if right.width() > 0 {
        right.push("   ", theme.quiet);
    }
    right.push(&place, theme.quiet);
    let start = columns.saturating_sub(right.width() + 2) as u16;
    let left = match app.status() {
        Some(status) => Row::of(
            &status.text,
            if status.is_problem {
                theme.caution
            } else {
                theme.quiet
            },
        ),
        None => Row::of(&lesson_words(presentation), theme.quiet),
    };
    left.cut(usize::from(start).saturating_sub(4)).draw(
        buffer,
        area.x + 2,
        y,
        start.saturating_sub(3),
    );
    right.draw(buffer, area.x + start, y, area.width - start);
}

/// Names the lesson below its pages; its title page says it large.
fn lesson_words(presentation: &Presentation) -> String {
    let slide = presentation.slide();
    let slide = slide.filter(|slide| matches!(slide.kind, SlideKind::Page { .. }));
    let lesson = slide.and_then(|slide| presentation.lesson_of(slide));
    lesson.map_or_else(String::new, |lesson| lesson.lesson.title.clone())
}

/// Lists the spans of a text's lights that stand in a block.
pub(in crate::view::presentation) fn sorted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, span.end));
    spans
}
