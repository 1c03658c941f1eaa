//! A question and, once it is answered, the verdict with the reason of every option.

use crate::app::practice::attempt::Attempt;
use crate::course::grading::{Graded, Reason};
use crate::course::lesson::{Ask, Asking};
use crate::course::progress::deed::Confidence;
use crate::doc::text::Text;
use crate::view::doc::inline;
use crate::view::practice::PageRows;
use crate::view::question::{ShownOption, Verdict, option_rows};
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::wrap::wrap;

/// Lays a question out.
pub(in crate::view) fn rows(
    asking: &Asking,
    attempt: &Attempt,
    theme: &Theme,
    columns: usize,
) -> PageRows {
    let mut page = PageRows::default();
    if let Some(graded) = &attempt.graded {
        page.rows.extend(verdict(graded, theme, columns));
        page.rows.push(Row::default());
    }
    let prompt = inline(&asking.prompt, theme.lead, theme);
    page.rows.extend(wrap(&prompt, columns, 0));
    page.rows.push(Row::default());
    match &attempt.graded {
        Some(graded) => push_reasons(&mut page, graded, &asking.ask, attempt, theme, columns),
        None => push_question(&mut page, asking, attempt, theme, columns),
    }
    page
}

fn verdict(graded: &Graded, theme: &Theme, columns: usize) -> Vec<Row> {
    let row = if graded.is_right {
        Row::of("✓ Right.", theme.label)
    } else {
        Row::of("✗ Not so.", theme.caution)
    };
    let mut rows = wrap(&row, columns, 0);
    for remark in &graded.remarks {
        let row = inline(remark, theme.text, theme);
        rows.extend(wrap(&row, columns, 0));
    }
    rows
}

fn push_question(
    page: &mut PageRows,
    asking: &Asking,
    attempt: &Attempt,
    theme: &Theme,
    columns: usize,
) {
    let hint = match &asking.ask {
        Ask::ChooseOne(_) => "",
        Ask::ChooseSeveral(_) => "More than one is right.",
        Ask::FillIn(_) => "Write the answer.",
        Ask::PointAtLine(_) => "Point at the line in the Dockerfile with ↑↓, and press ⏎.",
        Ask::PutInOrder(_) => "Space holds a line, and ↑↓ move it.",
    };
    if !hint.is_empty() {
        page.rows
            .extend(wrap(&Row::of(hint, theme.quiet), columns, 0));
        page.rows.push(Row::default());
    }
    match &asking.ask {
        Ask::ChooseOne(options) | Ask::ChooseSeveral(options) => {
            let texts: Vec<&Text> = attempt
                .order
                .iter()
                .filter_map(|&option| options.get(option).map(|option| &option.text))
                .collect();
            push_options(page, asking, attempt, &texts, theme, columns);
        }
        Ask::PutInOrder(order) => {
            let texts: Vec<Text> = attempt
                .order
                .iter()
                .filter_map(|&item| order.items.get(item))
                .map(|item| Text::code(item.text.as_str()))
                .collect();
            let texts: Vec<&Text> = texts.iter().collect();
            push_options(page, asking, attempt, &texts, theme, columns);
        }
        Ask::FillIn(_) => push_field(page, attempt, theme, columns),
        Ask::PointAtLine(_) => {}
    }
    if let Some(confidence) = attempt.confidence {
        let words = match confidence {
            Confidence::Sure => "You are sure.",
            Confidence::Guess => "You guess.",
        };
        page.rows.push(Row::default());
        page.rows.push(Row::of(words, theme.label));
    }
}

fn push_options(
    page: &mut PageRows,
    asking: &Asking,
    attempt: &Attempt,
    texts: &[&Text],
    theme: &Theme,
    columns: usize,
) {
    let is_order = matches!(asking.ask, Ask::PutInOrder(_));
    let is_several = matches!(asking.ask, Ask::ChooseSeveral(_));
    for (place, text) in texts.iter().enumerate() {
        let is_selected = place == attempt.selected;
        let is_marked = attempt
            .order
            .get(place)
            .is_some_and(|option| attempt.marked.contains(option));
        let number = match (is_several, is_marked) {
            (true, true) => format!("{} [x]", place + 1),
            (true, false) => format!("{} [ ]", place + 1),
            _ if is_order && is_selected && attempt.is_holding => format!("{}↕", place + 1),
            _ if is_order => format!("{} ", place + 1),
            _ => (place + 1).to_string(),
        };
        let first = page.rows.len() as u32;
        let option = ShownOption {
            number: &number,
            text,
            is_selected,
            verdict: None,
        };
        page.rows.extend(option_rows(&option, theme, columns));
        if is_selected {
            page.focus = Some((first, (page.rows.len() as u32).saturating_sub(1)));
        }
    }
}

/// Draws the line in which the answer is written.
fn push_field(page: &mut PageRows, attempt: &Attempt, theme: &Theme, columns: usize) {
    let mut row = Row::of("› ", theme.key);
    let room = columns.saturating_sub(4);
    let before = crate::view::row::cut_left(attempt.line.before(), room);
    row.push(&before, theme.strong);
    let column = row.width() as u16;
    let text = attempt.line.text();
    let behind = text.get(attempt.line.before().len()..).unwrap_or_default();
    row.push(behind, theme.strong);
    let mut shown = row.cut(columns);
    let length = columns.min(40);
    if shown.width() < length {
        let missing = length - shown.width();
        shown.push(&"_".repeat(missing), theme.quiet);
    }
    let at = page.rows.len() as u32;
    page.focus = Some((at, at));
    page.typed_at = Some((at, column));
    page.rows.push(shown);
}

fn push_reasons(
    page: &mut PageRows,
    graded: &Graded,
    ask: &Ask,
    attempt: &Attempt,
    theme: &Theme,
    columns: usize,
) {
    let is_written = matches!(ask, Ask::FillIn(_));
    if is_written && !graded.reasons.iter().any(|reason| reason.is_yours) {
        let mut row = Row::of("  You wrote ", theme.text);
        row.push(attempt.line.text().trim(), theme.code);
        row.push(".", theme.text);
        page.rows.extend(wrap(&row, columns, 2));
        page.rows.push(Row::default());
    }
    let obstacles = match ask {
        Ask::PutInOrder(order) => graded.reasons.len().saturating_sub(order.items.len()),
        _ => 0,
    };
    for (place, reason) in graded.reasons.iter().enumerate() {
        if let Ask::PutInOrder(_) = ask {
            push_order_heading(page, place, obstacles, graded.is_right, theme);
        }
        let is_selected = place == attempt.selected;
        let number = match ask {
            Ask::ChooseOne(_) | Ask::ChooseSeveral(_) => (place + 1).to_string(),
            Ask::PutInOrder(_) if place >= obstacles => (place - obstacles + 1).to_string(),
            _ => "•".to_owned(),
        };
        let first = page.rows.len() as u32;
        if matches!(ask, Ask::PutInOrder(_)) {
            page.rows
                .extend(order_rows(&number, reason, is_selected, theme, columns));
        } else {
            let option = ShownOption {
                number: &number,
                text: &reason.text,
                is_selected,
                verdict: Some(Verdict {
                    is_right: reason.is_right,
                    is_yours: reason.is_yours,
                    why: &reason.why,
                }),
            };
            page.rows.extend(option_rows(&option, theme, columns));
        }
        if is_selected {
            // The first reason is read with the verdict above it.
            let first = if place == 0 { 0 } else { first };
            page.focus = Some((first, (page.rows.len() as u32).saturating_sub(2)));
        }
    }
}

/// Says above the first obstacle and above the first line what comes there.
fn push_order_heading(
    page: &mut PageRows,
    place: usize,
    obstacles: usize,
    is_right: bool,
    theme: &Theme,
) {
    let words = match place {
        0 if obstacles > 0 => "What must be so:",
        _ if place == obstacles && is_right => "Why each line stands where it stands:",
        _ if place == obstacles => "An order that is right:",
        _ => return,
    };
    page.rows.push(Row::of(words, theme.label));
}

/// Lays out what must be so in an order, or a line of a right one, with the reason.
fn order_rows(
    number: &str,
    reason: &Reason,
    is_selected: bool,
    theme: &Theme,
    columns: usize,
) -> Vec<Row> {
    let option = ShownOption {
        number,
        text: &reason.text,
        is_selected,
        verdict: None,
    };
    let mut rows = option_rows(&option, theme, columns);
    let mut why = Row::default();
    why.pad(5);
    why.append(&inline(&reason.why, theme.text, theme));
    rows.extend(wrap(&why, columns, 5));
    rows.push(Row::default());
    rows
}
