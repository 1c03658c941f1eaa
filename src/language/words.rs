//! Words between white space, with quotes kept: how ENV, LABEL and ARG are split.

use crate::language::span::{Span, slice_from};

/// Splits a text at white space, but not inside quotes or behind the escape character.
///
/// Quotes and escapes stay in the words; an escape character at the very end is dropped. It walks
/// bytes, and looks at a whole character only outside ASCII.
#[derive(Clone, Debug)]
pub struct Words<'text> {
    text: &'text str,
    escape: char,
    at: usize,
}

impl<'text> Words<'text> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'text str, escape: char) -> Self {
        Self {
            text,
            escape,
            at: 0,
        }
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Gives the length of the white space character that starts here, if one does.
    #[inline]
    fn white_space(&self, byte: u8) -> Option<usize> {
        match byte {
            b' ' | b'\t'..=b'\r' => Some(1),
            0..0x80 => None,
            _ => {
                let character = slice_from(self.text, self.at).chars().next()?;
                character.is_whitespace().then(|| character.len_utf8())
            }
        }
    }

    /// Steps over the escape character and the one behind it; tells whether there is one.
    fn skip_escaped(&mut self) -> bool {
        self.at += 1;
        let Some(byte) = self.byte() else {
            return false;
        };
        self.at += character_length(byte);
        true
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let mut byte = self.byte()?;
        while let Some(length) = self.white_space(byte) {
            self.at += length;
            byte = self.byte()?;
        }
        let start = self.at;
        let mut quote = None;
        while let Some(byte) = self.byte() {
            if is_plain(byte) && char::from(byte) != self.escape {
                self.at += 1;
                continue;
            }
            let escapes = char::from(byte) == self.escape && quote != Some(b'\'');
            if escapes {
                let at = self.at;
                if !self.skip_escaped() {
                    return (at > start).then(|| Span::new(start, at));
                }
                continue;
            }
            match quote {
                None if self.white_space(byte).is_some() => break,
                None if matches!(byte, b'\'' | b'"') => quote = Some(byte),
                Some(open) if open == byte => quote = None,
                _ => {}
            }
            self.at += character_length(byte);
        }
        Some(Span::new(start, self.at))
    }
}

/// Tells whether a byte is part of a word whatever stands around it, the escape character aside.
#[inline]
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'"' && byte != b'\''
}

/// Tells how many bytes the character has that starts with a byte.
fn character_length(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}
