//! A question that waits for its answer: the prompt, the options, the field to write in.

use crate::app::practice::attempt::Attempt;
use crate::course::lesson::{Ask, Asking};
use crate::course::progress::deed::Confidence;
use crate::doc::text::Text;
use crate::view::doc::inline;
use crate::view::practice::PageRows;
use crate::view::question::{ShownOption, option_rows};
use crate::view::row::{Row, cut_left};
use crate::view::theme::Theme;
use crate::view::wrap::wrap;

/// Lays out a question that waits for its answer.
pub(in crate::view) fn rows(
    asking: &Asking,
    attempt: &Attempt,
    theme: &Theme,
    columns: usize,
) -> PageRows {
    let mut rows = PageRows::default();
    let page = &mut rows;
    let prompt = inline(&asking.prompt, theme.lead, theme);
    page.rows.extend(wrap(&prompt, columns, 0));
    page.rows.push(Row::default());
    let hint = match &asking.ask {
        Ask::ChooseOne(_) | Ask::FillIn(_) => "",
        Ask::ChooseSeveral(_) => "More than one is right.",
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
    rows
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
        let is_selected = attempt.has_moved && place == attempt.selected;
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
    let before = cut_left(attempt.line.before(), room);
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
