//! The text of a Dockerfile as it came, whatever its bytes.

use crate::language::span::Span;

/// Holds a file's text and remembers the bytes that were not text.
///
/// Every byte that is not valid UTF-8 stands in the text as one U+FFFD, as Go's decoder (and so
/// BuildKit) reads it. [`Source::bytes`] gives the input back to the byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    text: String,
    repairs: Vec<Repair>,
}

/// Remembers one byte that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Repair {
    offset: u32,
    byte: u8,
}

impl Source {
    /// Takes over any bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self {
                text,
                repairs: Vec::new(),
            },
            Err(error) => Self::repaired(error.as_bytes()),
        }
    }

    fn repaired(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len() + 16);
        let mut repairs = Vec::new();
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            for &byte in chunk.invalid() {
                repairs.push(Repair {
                    offset: text.len() as u32,
                    byte,
                });
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        Self { text, repairs }
    }

    /// Gives the text, with U+FFFD for every byte that was none.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives the text under a span.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Gives the input's bytes under a span, as they came.
    pub fn bytes(&self, span: Span) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(span.len());
        let mut at = span.start;
        for repair in &self.repairs {
            if repair.offset >= at && repair.offset < span.end {
                bytes.extend_from_slice(
                    self.slice(Span::new(at as usize, repair.offset as usize))
                        .as_bytes(),
                );
                bytes.push(repair.byte);
                at = repair.offset + char::REPLACEMENT_CHARACTER.len_utf8() as u32;
            }
        }
        bytes.extend_from_slice(
            self.slice(Span::new(at as usize, span.end as usize))
                .as_bytes(),
        );
        bytes
    }

    /// Tells how many bytes of the input were not text.
    pub fn repaired_bytes(&self) -> usize {
        self.repairs.len()
    }

    /// Tells how many bytes of the input lie between two offsets of the text.
    pub fn input_length(&self, span: Span) -> usize {
        let extra = char::REPLACEMENT_CHARACTER.len_utf8() - 1;
        let repaired = self
            .repairs
            .iter()
            .filter(|repair| span.contains(repair.offset))
            .count();
        span.len() - repaired * extra
    }
}

impl From<&str> for Source {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            repairs: Vec::new(),
        }
    }
}
