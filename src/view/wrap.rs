//! Breaking text into rows at the ends of words.

use crate::language::span::{slice, slice_from};
use crate::view::row::{Row, StyledText, fitting, width};

/// The fewest columns of a word that is broken at the end of a row.
const LEAST_PART: usize = 12;

/// Breaks a row into rows of at most `columns`; the rows behind the first start with `indent` blanks.
///
/// A word that no row holds is broken where the row ends.
pub fn wrap(row: &Row, columns: usize, indent: usize) -> Vec<Row> {
    let mut wrapper = Wrapper {
        columns: columns.max(1),
        indent: if indent + 4 <= columns { indent } else { 0 },
        rows: Vec::new(),
        row: Row::default(),
        has_word: false,
        blank: None,
    };
    for word in words(row.pieces()) {
        wrapper.add(&word);
    }
    wrapper.rows.push(wrapper.row);
    wrapper.rows
}

/// A word that may change its style inside, or the blanks between two words.
enum Chunk {
    Word(Vec<StyledText>),
    Blank(StyledText),
}

fn words(pieces: &[StyledText]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for piece in pieces {
        let mut rest = piece.text.as_str();
        while !rest.is_empty() {
            let is_blank = rest.starts_with(' ');
            let end = rest
                .find(|character: char| (character == ' ') != is_blank)
                .unwrap_or(rest.len());
            let text = StyledText {
                text: slice(rest, 0, end).to_owned(),
                style: piece.style,
            };
            rest = slice_from(rest, end);
            match chunks.last_mut() {
                // The folder behind a command is no word to begin a row with.
                Some(Chunk::Word(word)) if is_blank && is_one_character(rest) => word.push(text),
                _ if is_blank => chunks.push(Chunk::Blank(text)),
                Some(Chunk::Word(word)) => word.push(text),
                _ => chunks.push(Chunk::Word(vec![text])),
            }
        }
    }
    chunks
}

/// Tells whether what is left of a piece is one character: the `.` of `docker build -f x .`.
fn is_one_character(rest: &str) -> bool {
    width(rest) == 1 && rest != " "
}

struct Wrapper {
    columns: usize,
    indent: usize,
    rows: Vec<Row>,
    row: Row,
    /// Whether the row holds more than its indent.
    has_word: bool,
    blank: Option<StyledText>,
}

impl Wrapper {
    fn add(&mut self, chunk: &Chunk) {
        match chunk {
            Chunk::Blank(blank) if self.has_word || self.rows.is_empty() => {
                self.blank = Some(blank.clone());
            }
            Chunk::Blank(_) => {}
            Chunk::Word(word) => self.add_word(word),
        }
    }

    fn add_word(&mut self, word: &[StyledText]) {
        let needed: usize = word.iter().map(|piece| width(&piece.text)).sum();
        let blank = self.blank.take();
        let gap = blank.as_ref().map_or(0, |blank| blank.text.len());
        let is_too_long_here = self.row.width() + gap + needed > self.columns;
        // What no row holds is broken anyway: it starts where there is room for a good part of it.
        let fits_a_row = self.indent + needed <= self.columns;
        let has_room = self.row.width() + gap + LEAST_PART <= self.columns;
        if self.has_word && is_too_long_here && (fits_a_row || !has_room) {
            self.start_row();
        } else if let Some(blank) = blank
            && self.row.width() + gap < self.columns
        {
            self.row.push(&blank.text, blank.style);
        }
        for piece in word {
            let mut rest = piece.text.as_str();
            while !rest.is_empty() {
                let room = self.columns.saturating_sub(self.row.width());
                let end = fitting(rest, room);
                if end == 0 && self.has_word {
                    self.start_row();
                    continue;
                }
                // A character wider than a whole row is drawn cut rather than never.
                let end = if end == 0 { rest.len() } else { end };
                self.row.push(slice(rest, 0, end), piece.style);
                self.has_word = true;
                rest = slice_from(rest, end);
            }
        }
    }

    fn start_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
        self.row.pad(self.indent);
        self.has_word = false;
    }
}

#[cfg(test)]
mod tests {
    use super::wrap;
    use crate::view::row::Row;
    use ratatui::style::Style;

    fn wrapped(text: &str, columns: usize, indent: usize) -> Vec<String> {
        let row = Row::of(text, Style::new());
        wrap(&row, columns, indent)
            .iter()
            .map(|row| {
                row.pieces()
                    .iter()
                    .map(|piece| piece.text.as_str())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn rows_end_between_words() {
        assert_eq!(wrapped("one two three", 7, 0), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 8, 2), ["one two", "  three"]);
    }

    #[test]
    fn the_folder_behind_a_command_begins_no_row() {
        assert_eq!(wrapped("build -f a/b .", 13, 0), ["build -f", "a/b ."]);
        assert_eq!(wrapped("build . -f a/b", 13, 0), ["build . -f", "a/b"]);
    }

    #[test]
    fn a_word_too_long_is_broken() {
        assert_eq!(wrapped("/usr/local/bin", 6, 0), ["/usr/l", "ocal/b", "in"]);
        assert_eq!(wrapped("日本語", 3, 0), ["日", "本", "語"]);
        assert_eq!(wrapped("日", 1, 0), ["日"]);
    }

    #[test]
    fn a_word_too_long_for_any_row_starts_where_there_is_room() {
        assert_eq!(
            wrapped("see /usr/local/sbin:/usr/local/bin:/usr/bin", 20, 2),
            ["see /usr/local/sbin:", "  /usr/local/bin:/us", "  r/bin"]
        );
        assert_eq!(
            wrapped("see also there /usr/local/sbin:/usr/local/bin", 20, 0),
            ["see also there", "/usr/local/sbin:/usr", "/local/bin"]
        );
    }

    #[test]
    fn a_change_of_style_is_no_end_of_a_word() {
        let mut row = Row::of("see ", Style::new());
        row.push(
            "/venv",
            Style::new().add_modifier(ratatui::style::Modifier::BOLD),
        );
        row.push(".", Style::new());
        let rows = wrap(&row, 8, 0);
        assert_eq!(rows.len(), 2);
        assert_eq!(rows.last().unwrap().width(), 6);
    }
}
