//! `` `…` ``: commands between backticks, where a backslash is taken off before they are read.

use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::keywords::Closers;
use crate::language::shell::pieces::Mode;
use crate::language::shell::reader::Reader;
use crate::language::shell::tree::List;
use crate::language::shell::word::WordPieceKind;
use crate::language::span::slice;

impl Reader<'_> {
    /// Reads `` `…` ``; the first backtick without a backslash ends it, even between quotes.
    pub(super) fn backticks(&mut self, mode: Mode) -> Option<WordPieceKind> {
        self.nested(|reader| {
            let opener = reader.span(reader.at, reader.at + 1);
            reader.at += 1;
            let (end, has_escapes) = reader.backticks_end(mode);
            let list = if has_escapes {
                reader.unescaped_list(end, mode)
            } else {
                let outer = std::mem::take(&mut reader.closers);
                let list = reader.within(end, Self::list);
                reader.closers = outer;
                list
            };
            if reader.is_at_end() {
                reader.error(ShellErrorKind::Unterminated("`"), opener);
            } else {
                reader.at += 1;
            }
            WordPieceKind::BacktickSubstitution(list)
        })
    }

    /// Finds the closing backtick, and whether a backslash before it is taken off.
    fn backticks_end(&self, mode: Mode) -> (usize, bool) {
        let mut length = 0;
        let mut has_escapes = false;
        while let Some(byte) = self.peek_at(length) {
            match byte {
                b'`' => break,
                b'\\' => {
                    has_escapes |= self
                        .peek_at(length + 1)
                        .is_some_and(|byte| is_unescaped(byte, mode));
                    length += 2;
                }
                _ => length += 1,
            }
        }
        ((self.at + length).min(self.end), has_escapes)
    }

    /// Reads commands whose backslashes are taken off first; their spans stay those of the caller's text.
    fn unescaped_list(&mut self, end: usize, mode: Mode) -> List {
        let mut text = String::with_capacity(end - self.at);
        let mut places = Vec::with_capacity(end - self.at + 1);
        let mut characters = slice(self.text, self.at, end).char_indices().peekable();
        while let Some((offset, character)) = characters.next() {
            let mut kept = (offset, character);
            if character == '\\'
                && let Some(&next) = characters.peek()
                && next.1.is_ascii()
                && is_unescaped(next.1 as u8, mode)
            {
                kept = next;
                characters.next();
            }
            for byte in 0..kept.1.len_utf8() {
                let at = self.at + kept.0 + byte;
                places.push(self.place(at) as u32);
            }
            text.push(kept.1);
        }
        places.push(self.place(end) as u32);
        let mut reader = Reader {
            at: 0,
            end: text.len(),
            text: &text,
            places: Some(places),
            closers: Closers::default(),
            pending: Vec::new(),
            notes: std::mem::take(&mut self.notes),
        };
        let list = reader.list();
        reader.give_up_pending();
        self.notes = reader.notes;
        self.at = end;
        list
    }
}

/// Tells whether the shell takes a backslash before this byte off between backticks.
fn is_unescaped(byte: u8, mode: Mode) -> bool {
    matches!(byte, b'`' | b'$' | b'\\') || byte == b'"' && matches!(mode, Mode::DoubleQuoted)
}
