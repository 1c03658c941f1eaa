//! Places in a text: half-open ranges of byte offsets.

/// Names a half-open range of bytes in one text.
///
/// Offsets count bytes of [`Source::text`](crate::language::source::Source::text) unless a
/// function says that it speaks of a logical line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span from two offsets.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end.max(start) as u32,
        }
    }

    /// Tells how many bytes the span holds.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Tells whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Moves the span to the right by `offset` bytes.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self {
            start: self.start + offset as u32,
            end: self.end + offset as u32,
        }
    }

    /// Tells whether `offset` lies in the span.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Cuts the span's text out of `text`.
    ///
    /// A span that does not fit, or that would cut a character in two, gives the empty text:
    /// a wrong span may never stop the program.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// Cuts `text` from byte `start` to byte `end`, and gives the empty text where that cannot be.
pub fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// Cuts `text` from byte `start` on, and gives the empty text where that cannot be.
pub fn slice_from(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}
