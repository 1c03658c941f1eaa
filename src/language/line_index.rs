//! From byte offsets to lines and back.

use crate::language::span::Span;

/// Knows where every line of a text starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    length: u32,
}

impl LineIndex {
    /// Reads the line starts of a text. Only `\n` ends a line, as in BuildKit.
    pub fn new(text: &str) -> Self {
        let mut starts = Vec::with_capacity(text.len() / 32 + 1);
        starts.push(0);
        starts
            .extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline as u32 + 1));
        if starts.len() > 1 && starts.last() == Some(&(text.len() as u32)) {
            starts.pop();
        }
        Self {
            starts,
            length: text.len() as u32,
        }
    }

    /// Counts the lines. A newline at the very end opens no further line.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Gives the line, counted from 1, that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset).max(1) as u32
    }

    /// Gives a line's bytes, its newline included. Lines count from 1; others are empty.
    pub fn span(&self, line: u32) -> Span {
        let index = line.saturating_sub(1) as usize;
        let Some(&start) = self.starts.get(index) else {
            return Span::new(self.length as usize, self.length as usize);
        };
        let end = self.starts.get(index + 1).copied().unwrap_or(self.length);
        Span::new(start as usize, end as usize)
    }
}
