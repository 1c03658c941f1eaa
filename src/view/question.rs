//! A question of predict mode in the place of the explanation; answered, each option with its reason.

use crate::app::layout::{Pane, keep_visible};
use crate::app::study::prediction::Prediction;
use crate::doc::text::Text;
use crate::view::doc::inline;
use crate::view::explanation;
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::wrap::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the question and its options; gives the text's place.
pub fn draw(
    prediction: &Prediction,
    top: u32,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Pane {
    let columns = usize::from(area.width);
    let mut rows = match prediction.is_right() {
        Some(is_right) => verdict(is_right, theme, columns),
        None => wrap(&Row::of("Before you read on:", theme.quiet), columns, 0),
    };
    rows.push(Row::default());
    let prompt = inline(&prediction.question.prompt, theme.lead, theme);
    rows.extend(wrap(&prompt, columns, 0));
    rows.push(Row::default());
    let mut selected = (0, 0);
    for index in 0..prediction.question.options.len() {
        let first = rows.len() as u32;
        rows.extend(option(prediction, index, theme, columns));
        if index == prediction.selected {
            selected = (first, (rows.len() as u32).saturating_sub(1));
        }
    }
    let count = rows.len() as u32;
    let top = if prediction.answer.is_none() {
        keep_visible(top, area.height, count, selected.0, selected.1)
    } else {
        top
    };
    explanation::draw(&rows, top, area, buffer)
}

/// Lays out one option: its number and text, and once one is taken, whether it is right and why.
fn option(prediction: &Prediction, index: usize, theme: &Theme, columns: usize) -> Vec<Row> {
    let Some(option) = prediction.question.options.get(index) else {
        return Vec::new();
    };
    let is_selected = index == prediction.selected;
    let number = (index + 1).to_string();
    let shown = ShownOption {
        number: &number,
        text: &option.text,
        is_selected,
        verdict: prediction.answer.map(|_| Verdict {
            is_right: Some(option.right),
            is_yours: is_selected,
            is_missed: false,
            why: &option.why,
        }),
    };
    option_rows(&shown, theme, columns)
}

/// Holds an option as it is drawn.
pub(in crate::view) struct ShownOption<'a> {
    /// What stands before it: its number, its mark.
    pub number: &'a str,
    /// Its words.
    pub text: &'a Text,
    /// Whether the reader is at it.
    pub is_selected: bool,
    /// What came of it, once there is an answer.
    pub verdict: Option<Verdict<'a>>,
}

/// Holds what came of an option.
pub(in crate::view) struct Verdict<'a> {
    /// Whether it is right; nothing where that cannot be said of it.
    pub is_right: Option<bool>,
    /// Whether the reader chose it.
    pub is_yours: bool,
    /// Whether the reader should have marked it.
    pub is_missed: bool,
    /// Why it is right, or why not.
    pub why: &'a Text,
}

/// Lays out an option, and its reason where there is one.
pub(in crate::view) fn option_rows(
    option: &ShownOption<'_>,
    theme: &Theme,
    columns: usize,
) -> Vec<Row> {
    let mut row = Row::of(if option.is_selected { "▸ " } else { "  " }, theme.cursor);
    row.push(&format!("{} ", option.number), theme.key);
    let is_yours = option
        .verdict
        .as_ref()
        .is_some_and(|verdict| verdict.is_yours);
    let is_right = option.verdict.as_ref().and_then(|verdict| verdict.is_right);
    match is_right {
        Some(true) => row.push("✓ ", theme.label),
        Some(false) if is_yours => row.push("✗ ", theme.caution),
        Some(false) => row.push("✗ ", theme.quiet),
        None => row.push(" ", theme.text),
    }
    let indent = row.width();
    let style = if option.is_selected || is_right == Some(true) {
        theme.strong
    } else {
        theme.text
    };
    row.append(&inline(option.text, style, theme));
    let Some(verdict) = &option.verdict else {
        return wrap(&row, columns, indent);
    };
    if verdict.is_yours {
        let style = if verdict.is_right == Some(true) {
            theme.label
        } else {
            theme.caution
        };
        row.push("  yours", style);
    } else if verdict.is_missed {
        row.push("  missed", theme.caution);
    }
    let mut rows = wrap(&row, columns, indent);
    if !verdict.why.is_empty() {
        let mut why = Row::default();
        why.pad(indent);
        why.append(&inline(verdict.why, theme.text, theme));
        rows.extend(wrap(&why, columns, indent));
        rows.push(Row::default());
    }
    rows
}

fn verdict(is_right: bool, theme: &Theme, columns: usize) -> Vec<Row> {
    let (words, style) = if is_right {
        ("Right.", theme.label)
    } else {
        ("Not so.", theme.caution)
    };
    let mut row = Row::of(words, style);
    row.push(" ⏎ shows the step.", theme.text);
    wrap(&row, columns, 0)
}
