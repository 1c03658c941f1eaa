//! Words into lines of a width, counted in terminal columns.
//!
//! A line breaks at white space only; a word that is wider than a whole line is cut between
//! characters as a reader sees them. An address or a path stays whole, so that it can be copied: its
//! line is longer then.

use crate::export::text::ink::{Ink, Run, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Tells how many terminal columns a text takes.
pub fn width_of(text: &str) -> usize {
    // Added up by characters as they are seen, because lines are cut that way too.
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Holds one line of runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The runs from left to right.
    pub runs: Vec<Run>,
}

impl Line {
    /// Makes a line of one run.
    pub fn of(run: Run) -> Self {
        Self { runs: vec![run] }
    }

    /// Makes a line of blanks.
    pub fn blank(width: usize) -> Self {
        Self::of(Run::new(&" ".repeat(width), Style::Words))
    }

    /// Tells how many columns the line takes.
    pub fn width(&self) -> usize {
        self.runs.iter().map(|run| width_of(&run.text)).sum()
    }

    /// Adds another line's runs behind this one's.
    pub fn append(&mut self, other: Self) {
        for run in other.runs {
            self.push(&run.text, run.style);
        }
    }

    /// Adds blanks up to a column.
    pub fn pad_to(&mut self, column: usize) {
        let blanks = column.saturating_sub(self.width());
        self.push(&" ".repeat(blanks), Style::Words);
    }

    /// Writes the line as the ink has it.
    pub fn painted(&self, ink: Ink) -> String {
        let mut out = String::new();
        for run in &self.runs {
            run.paint(ink, &mut out);
        }
        out
    }

    fn push(&mut self, text: &str, style: Style) {
        match self.runs.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.style == style => last.text.push_str(text),
            _ => self.runs.push(Run::new(text, style)),
        }
    }
}

/// Breaks runs into lines: the first `first` columns wide at most, the others `rest`.
///
/// Runs without any word give one empty line; no runs give none.
pub fn wrap(runs: &[Run], first: usize, rest: usize) -> Vec<Line> {
    if runs.is_empty() {
        return Vec::new();
    }
    let mut wrapper = Wrapper {
        lines: vec![Line::default()],
        width: 0,
        space: Line::default(),
        word: Line::default(),
        first: first.max(1),
        rest: rest.max(1),
    };
    for run in runs {
        for piece in split_at_blanks(&run.text) {
            if piece.starts_with(' ') {
                wrapper.place_word();
                wrapper.add_space(piece, run.style);
            } else {
                wrapper.word.push(piece, run.style);
            }
        }
    }
    wrapper.place_word();
    wrapper.lines
}

/// Splits a text into runs of blanks and runs of everything else.
fn split_at_blanks(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest
            .find(|character| (character == ' ') != (first == ' '))
            .unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

/// Tells whether a word is an address or the path of a file, which readers copy.
fn is_copied(word: &Line) -> bool {
    let text: String = word.runs.iter().map(|run| run.text.as_str()).collect();
    // What stands before it, as a backtick or a bracket, is no part of it.
    let text = text.trim_start_matches(|character: char| {
        !character.is_alphanumeric() && !"/.~".contains(character)
    });
    let starts = ["/", "~/", "./", "../", "http://", "https://"];
    let is_on_drive = text.get(1..3) == Some(":\\");
    is_on_drive
        || starts
            .iter()
            .any(|start| text.starts_with(start) && text.len() > start.len())
}

struct Wrapper {
    lines: Vec<Line>,
    /// How wide the last line is.
    width: usize,
    /// White space that stands before the next word, if that stays on this line.
    space: Line,
    /// A word, which may be of several styles.
    word: Line,
    first: usize,
    rest: usize,
}

impl Wrapper {
    fn limit(&self) -> usize {
        if self.lines.len() == 1 {
            self.first
        } else {
            self.rest
        }
    }

    fn add_space(&mut self, blanks: &str, style: Style) {
        if style.keeps_space() {
            self.space.push(blanks, style);
        } else if self.space.runs.is_empty() {
            self.space.push(" ", style);
        }
    }

    fn place_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.runs.is_empty() {
            return;
        }
        let space = std::mem::take(&mut self.space);
        let wanted = space.width() + word.width();
        if self.width > 0 && self.width + wanted > self.limit() {
            self.break_line();
        } else if self.width > 0 {
            self.put(space);
        }
        let is_whole = self.width == 0 && is_copied(&word);
        if is_whole || word.width() <= self.limit().saturating_sub(self.width) {
            self.put(word);
        } else {
            self.put_in_pieces(&word);
        }
    }

    fn put(&mut self, line: Line) {
        self.width += line.width();
        if let Some(last) = self.lines.last_mut() {
            last.append(line);
        }
    }

    fn put_in_pieces(&mut self, word: &Line) {
        for run in &word.runs {
            for grapheme in run.text.graphemes(true) {
                if self.width > 0 && self.width + grapheme.width() > self.limit() {
                    self.break_line();
                }
                self.put(Line::of(Run::new(grapheme, run.style)));
            }
        }
    }

    fn break_line(&mut self) {
        self.lines.push(Line::default());
        self.width = 0;
    }
}
