//! The reader's place in the text, and what it notes on the way.
//!
//! Refuses to look back: every byte is read once, but for the bounded scans of `look_ahead`.

use crate::language::shell::error::{ShellError, ShellErrorKind};
use crate::language::shell::keywords::Closers;
use crate::language::shell::tree::{Mark, MarkKind, Script, ShellHeredoc};
use crate::language::span::{Span, slice};

/// How deep commands and words may be nested before reading stops.
const DEEPEST: u32 = 100;

/// Reads one text, or one part of it.
pub(super) struct Reader<'text> {
    pub(super) text: &'text str,
    /// The byte that is read next.
    pub(super) at: usize,
    /// Where reading stops; narrowed for parts whose end is known.
    pub(super) end: usize,
    /// For each byte of a text that is not the caller's (backticks with escapes): its place in the caller's.
    pub(super) places: Option<Vec<u32>>,
    /// What may end the list that is read.
    pub(super) closers: Closers,
    /// The here-documents whose lines come behind the next newline, and the words that end them.
    pub(super) pending: Vec<(usize, Span)>,
    pub(super) notes: Notes,
}

/// What is kept for the whole script, however many readers share the work.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) errors: Vec<ShellError>,
    pub(super) marks: Vec<Mark>,
    pub(super) heredocs: Vec<ShellHeredoc>,
    /// How many bytes may still be scanned ahead.
    pub(super) look_ahead: usize,
    depth: u32,
    is_too_deep: bool,
}

impl<'text> Reader<'text> {
    pub(super) fn new(text: &'text str, part: Span) -> Self {
        let mut end = (part.end as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut start = (part.start as usize).min(end);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        Self {
            text,
            at: start,
            end,
            places: None,
            closers: Closers::default(),
            pending: Vec::new(),
            notes: Notes {
                look_ahead: (end - start).saturating_mul(16).saturating_add(4096),
                ..Notes::default()
            },
        }
    }

    /// Reads everything.
    pub(super) fn script(mut self) -> Script {
        let list = self.list();
        self.give_up_pending();
        let Notes {
            mut errors,
            mut marks,
            heredocs,
            ..
        } = self.notes;
        // Here-documents and backticks are read out of order.
        errors.sort_by_key(|error| (error.span, error.kind));
        marks.sort_unstable();
        Script {
            list,
            errors,
            marks,
            heredocs,
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.end
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    /// Looks at the byte `distance` bytes ahead.
    pub(super) fn peek_at(&self, distance: usize) -> Option<u8> {
        let at = self.at + distance;
        if at >= self.end {
            return None;
        }
        self.text.as_bytes().get(at).copied()
    }

    /// Gives what is still to be read.
    pub(super) fn rest(&self) -> &'text str {
        slice(self.text, self.at, self.end)
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Steps over one character and gives it.
    pub(super) fn next_character(&mut self) -> Option<char> {
        let character = self.rest().chars().next()?;
        self.at += character.len_utf8();
        Some(character)
    }

    /// Steps over bytes while they are wanted.
    pub(super) fn skip_while(&mut self, is_wanted: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&is_wanted) {
            self.at += 1;
        }
    }

    /// Gives the place of a byte in the caller's text.
    pub(super) fn place(&self, at: usize) -> usize {
        self.places.as_ref().map_or(at, |places| {
            places
                .get(at)
                .or(places.last())
                .copied()
                .unwrap_or_default() as usize
        })
    }

    /// Makes a span of the caller's text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        // The end is the place behind the last byte, not that of the next one: an escape that was
        // taken off may stand between them.
        let behind = |at: usize| {
            at.checked_sub(1)
                .map_or_else(|| self.place(0), |last| self.place(last) + 1)
        };
        let start = if end > start {
            self.place(start)
        } else {
            behind(start)
        };
        Span::new(start, behind(end))
    }

    /// Makes a span from `start` to where the reader stands.
    pub(super) fn span_from(&self, start: usize) -> Span {
        self.span(start, self.at)
    }

    pub(super) fn mark(&mut self, kind: MarkKind, start: usize) {
        let span = self.span_from(start);
        self.notes.marks.push(Mark { span, kind });
    }

    /// Steps over `length` bytes and marks them.
    pub(super) fn take(&mut self, kind: MarkKind, length: usize) -> Span {
        let start = self.at;
        self.at += length;
        self.mark(kind, start);
        self.span_from(start)
    }

    pub(super) fn error(&mut self, kind: ShellErrorKind, span: Span) {
        // What was too deep to read leaves everything around it open; saying so would help nobody.
        if !self.notes.is_too_deep {
            self.notes.errors.push(ShellError { span, kind });
        }
    }

    /// Reads something that may hold itself; gives nothing where that is too deep.
    ///
    /// Then everything up to the end of the part is stepped over: the caller keeps it as literal text.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.notes.depth >= DEEPEST {
            let start = self.at;
            self.at = self.end;
            self.error(ShellErrorKind::TooDeep, self.span_from(start));
            self.notes.is_too_deep = true;
            return None;
        }
        self.notes.depth += 1;
        let value = read(self);
        self.notes.depth -= 1;
        Some(value)
    }

    /// Reads a part whose end is known: nothing in it can reach beyond, nothing outside can end it.
    pub(super) fn within<T>(&mut self, end: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer_end = std::mem::replace(&mut self.end, end);
        let outer_pending = std::mem::take(&mut self.pending);
        let value = read(self);
        self.give_up_pending();
        self.pending = outer_pending;
        self.end = outer_end;
        self.at = end;
        value
    }

    /// Tells how long the newline is that stands here: 0 where there is none.
    ///
    /// A carriage return before it belongs to it: a real shell would see it, and fail in words that
    /// help nobody, but the commands are still worth explaining.
    pub(super) fn newline_length(&self) -> usize {
        self.newline_length_at(0)
    }

    pub(super) fn newline_length_at(&self, distance: usize) -> usize {
        match self.peek_at(distance) {
            Some(b'\n') => 1,
            Some(b'\r') if self.peek_at(distance + 1) == Some(b'\n') => 2,
            _ => 0,
        }
    }

    /// Tells how long the backslash and newline are that stand here: 0 where there are none.
    pub(super) fn continuation_length(&self) -> usize {
        if self.peek() != Some(b'\\') {
            return 0;
        }
        match self.newline_length_at(1) {
            0 => 0,
            length => length + 1,
        }
    }

    /// Steps over white space, continuations and a comment; stops before a newline.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t') => self.at += 1,
                Some(b'\\') => match self.continuation_length() {
                    0 => return,
                    length => self.at += length,
                },
                Some(b'#') => {
                    let start = self.at;
                    while !self.is_at_end() && self.newline_length() == 0 {
                        self.at += 1;
                    }
                    self.mark(MarkKind::Comment, start);
                    return;
                }
                _ => return,
            }
        }
    }

    /// Steps over a newline and over the here-documents behind it; tells whether there was one.
    pub(super) fn newline(&mut self) -> bool {
        let length = self.newline_length();
        self.at += length;
        if length > 0 && !self.pending.is_empty() {
            self.read_pending();
        }
        length > 0
    }

    /// Steps over white space, comments and newlines.
    pub(super) fn skip_newlines(&mut self) {
        self.skip_blanks();
        while self.newline() {
            self.skip_blanks();
        }
    }
}
