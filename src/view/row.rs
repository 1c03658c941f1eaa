//! One row of styled text, measured in the terminal's columns.
//!
//! Whatever is pushed goes through `visible`, so no text that is drawn can steer a terminal.
//! Widths are ratatui's own, so that what is measured here is what its buffer takes.

use crate::doc::visible::visible_line;
use crate::language::span::{slice, slice_from};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// Holds a row: pieces of text, each in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pieces: Vec<StyledText>,
    width: usize,
}

/// Holds text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledText {
    /// The text, harmless and without newlines.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

/// Measures a text in columns, as it is written: a row measures what `visible` makes of it.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        1
    } else {
        usize::from(grapheme.cell_width())
    }
}

/// Finds where a text must end to take at most `columns`; a character wider than that is not cut in two.
pub fn fitting(text: &str, columns: usize) -> usize {
    if text.is_ascii() {
        return text.len().min(columns);
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > columns {
            return at;
        }
    }
    text.len()
}

/// Gives as much of a text's beginning as `columns` can need: what lies behind is never measured.
///
/// A character that takes more than 32 bytes a column is nobody's text, and is cut.
pub fn beginning(text: &str, columns: usize) -> &str {
    slice(
        text,
        0,
        text.floor_char_boundary(columns.saturating_add(1).saturating_mul(32)),
    )
}

impl Row {
    /// Makes a row of one text.
    pub fn of(text: &str, style: Style) -> Self {
        let mut row = Self::default();
        row.push(text, style);
        row
    }

    /// Adds text behind the row.
    pub fn push(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        let text = visible_line(text);
        self.width += width(&text);
        match self.pieces.last_mut() {
            Some(last) if last.style == style => last.text.push_str(&text),
            _ => self.pieces.push(StyledText {
                text: text.into_owned(),
                style,
            }),
        }
    }

    /// Adds another row behind this one.
    pub fn append(&mut self, other: &Self) {
        for piece in &other.pieces {
            self.push(&piece.text, piece.style);
        }
    }

    /// Adds blanks until the row is `columns` wide.
    pub fn pad(&mut self, columns: usize) {
        let missing = columns.saturating_sub(self.width);
        self.push(&" ".repeat(missing), Style::new());
    }

    /// Measures the row in columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Gives the row's pieces.
    pub fn pieces(&self) -> &[StyledText] {
        &self.pieces
    }

    /// Lays a style over the whole row.
    #[must_use]
    pub fn patched(mut self, style: Style) -> Self {
        for piece in &mut self.pieces {
            piece.style = piece.style.patch(style);
        }
        self
    }

    /// Lays a style over every place that holds a text; where the text has no capitals, capitals
    /// count as small letters.
    #[must_use]
    pub fn marked(&self, text: &str, style: Style) -> Self {
        let places = self.places_of(text);
        if places.is_empty() {
            return self.clone();
        }
        let mut marked = Self::default();
        let mut start = 0;
        for piece in &self.pieces {
            let end = start + piece.text.len();
            let mut at = start;
            for &(from, to) in &places {
                let (from, to) = (from.clamp(at, end), to.clamp(at, end));
                if from < to {
                    marked.push(slice(&piece.text, at - start, from - start), piece.style);
                    let found = slice(&piece.text, from - start, to - start);
                    marked.push(found, piece.style.patch(style));
                    at = to;
                }
            }
            marked.push(slice(&piece.text, at - start, end - start), piece.style);
            start = end;
        }
        marked
    }

    /// Tells whether a text stands in the row.
    pub fn has(&self, text: &str) -> bool {
        !self.places_of(text).is_empty()
    }

    /// Lists where a text stands: the bytes of the whole row.
    fn places_of(&self, text: &str) -> Vec<(usize, usize)> {
        if text.is_empty() {
            return Vec::new();
        }
        let has_capital = text.chars().any(char::is_uppercase);
        let mut whole: String = self
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        if !has_capital {
            let small = whole.to_lowercase();
            // Some capitals take more bytes than their small letters: such a row is searched as it is.
            if small.len() == whole.len() {
                whole = small;
            }
        }
        let places = whole.match_indices(text);
        let places = places.map(|(start, found)| (start, start + found.len()));
        places.collect()
    }

    /// Cuts the row to a width; `…` stands for what is gone.
    #[must_use]
    pub fn cut(&self, columns: usize) -> Self {
        if self.width <= columns {
            return self.clone();
        }
        let mut cut = Self::default();
        if columns == 0 {
            return cut;
        }
        let mut style = Style::new();
        for piece in &self.pieces {
            style = piece.style;
            let room = columns - 1 - cut.width;
            let end = fitting(&piece.text, room);
            cut.push(slice(&piece.text, 0, end), piece.style);
            if end < piece.text.len() {
                break;
            }
        }
        cut.push("…", style);
        cut
    }

    /// Draws the row at a place, cut to what the area and the buffer hold.
    pub fn draw(&self, buffer: &mut Buffer, x: u16, y: u16, columns: u16) {
        let place = Rect::new(x, y, columns, 1).intersection(buffer.area);
        if place.is_empty() || place.x != x {
            return;
        }
        let mut at = x;
        for piece in &self.cut(usize::from(place.width)).pieces {
            let room = place.right().saturating_sub(at);
            // What lay there before leaves no style behind.
            let style = Style::reset().patch(piece.style);
            (at, _) = buffer.set_stringn(at, y, &piece.text, usize::from(room), style);
        }
    }
}

/// Cuts a text from the left to a width; `…` stands for what is gone. The end of a path says most.
pub fn cut_left(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut start = text.len();
    let mut used = 1;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme_width(grapheme);
        if used > columns {
            break;
        }
        start = at;
    }
    if columns == 0 {
        String::new()
    } else {
        format!("…{}", slice_from(text, start))
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, cut_left};
    use ratatui::style::{Modifier, Style};

    fn cut(text: &str, columns: usize) -> String {
        let row = Row::of(text, Style::new()).cut(columns);
        row.pieces()
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    #[test]
    fn what_is_too_long_is_cut_with_a_mark() {
        assert_eq!(cut("FROM alpine", 11), "FROM alpine");
        assert_eq!(cut("FROM alpine", 7), "FROM a…");
        assert_eq!(cut("FROM alpine", 1), "…");
        assert_eq!(cut("FROM alpine", 0), "");
    }

    #[test]
    fn wide_characters_are_not_cut_in_two() {
        assert_eq!(cut("日本語", 6), "日本語");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut_left("a/日本語", 5), "…本語");
    }

    #[test]
    fn found_text_is_marked_across_pieces() {
        let found = Style::new().add_modifier(Modifier::UNDERLINED);
        let mut row = Row::of("RUN p", Style::new());
        row.push("ip", Style::new().add_modifier(Modifier::BOLD));
        let marked = row.marked("pip", found);
        let pieces = marked.pieces().iter();
        let underlined =
            pieces.filter(|piece| piece.style.add_modifier.contains(Modifier::UNDERLINED));
        let underlined: Vec<&str> = underlined.map(|piece| piece.text.as_str()).collect();
        assert_eq!(underlined, ["p", "ip"]);
        assert_eq!(marked.width(), row.width());
        assert_eq!(row.marked("run", found).pieces().len(), 3);
        assert_eq!(row.marked("Run", found), row);
    }

    #[test]
    fn control_characters_become_marks() {
        assert_eq!(cut("a\u{1b}[2Jb", 9), "a␛[2Jb");
        assert_eq!(cut("a\tb\n", 9), "a␉b␊");
    }

    #[test]
    fn the_mark_takes_the_style_of_what_it_stands_for() {
        let mut row = Row::of("FROM ", Style::new().add_modifier(Modifier::BOLD));
        row.push("alpine", Style::new());
        let cut = row.cut(5);
        let last = cut.pieces().last().unwrap();
        assert_eq!(
            (last.text.as_str(), last.style),
            ("FROM…", Style::new().add_modifier(Modifier::BOLD))
        );
        assert_eq!(cut.width(), 5);
    }
}
