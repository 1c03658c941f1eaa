//! The one line that the builder reads where the author wrote several.

use crate::language::span::Span;
use std::borrow::Cow;

/// Holds an instruction's lines joined: continuations, comments and empty lines taken out.
///
/// Everything finer is read from [`LogicalLine::text`] and placed in it; [`LogicalLine::spans`]
/// brings such a place back to the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogicalLine<'text> {
    text: Cow<'text, str>,
    first: Segment,
    /// The segments behind the first: most lines have none, and cost no memory for them.
    others: Vec<Segment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    logical: u32,
    source: u32,
}

impl<'text> LogicalLine<'text> {
    /// Joins the given spans of a source; `length` is at least as much as they hold together.
    pub fn join(source: &'text str, mut spans: impl Iterator<Item = Span>, length: usize) -> Self {
        let first = spans.next().unwrap_or_default();
        let mut line = Self {
            text: Cow::Borrowed(first.of(source)),
            first: Segment {
                logical: 0,
                source: first.start,
            },
            others: Vec::new(),
        };
        let Some(second) = spans.next() else {
            return line;
        };
        let mut text = String::with_capacity(length);
        text.push_str(first.of(source));
        line.others.reserve(8);
        for span in std::iter::once(second).chain(spans) {
            line.others.push(Segment {
                logical: text.len() as u32,
                source: span.start,
            });
            text.push_str(span.of(source));
        }
        line.text = Cow::Owned(text);
        line
    }

    /// Cuts the tie to the source.
    pub(in crate::language) fn into_owned(self) -> LogicalLine<'static> {
        LogicalLine {
            text: Cow::Owned(self.text.into_owned()),
            first: self.first,
            others: self.others,
        }
    }

    /// Gives the joined text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives the place in the file of one byte of the line.
    pub fn offset(&self, logical: u32) -> u32 {
        let index = self
            .others
            .partition_point(|segment| segment.logical <= logical);
        let before = index.checked_sub(1).and_then(|last| self.others.get(last));
        let segment = before.unwrap_or(&self.first);
        segment.source + (logical - segment.logical)
    }

    /// Gives the places in the file of a span of the line: more than one where it runs over a continuation.
    pub fn spans(&self, span: Span) -> Vec<Span> {
        let mut spans = Vec::with_capacity(1);
        // The segments before the one that the span starts in are passed over.
        let passed = self
            .others
            .partition_point(|segment| segment.logical <= span.start);
        let segments = std::iter::once(&self.first)
            .chain(&self.others)
            .skip(passed);
        let ends = self
            .others
            .iter()
            .skip(passed)
            .map(|segment| segment.logical)
            .chain(std::iter::once(self.text.len() as u32));
        let reached = segments.zip(ends);
        for (segment, end) in reached.take_while(|(segment, _)| segment.logical < span.end) {
            let from = span.start.max(segment.logical);
            let to = span.end.min(end);
            if from < to {
                let shift = segment.source - segment.logical;
                spans.push(Span {
                    start: from + shift,
                    end: to + shift,
                });
            }
        }
        spans
    }
}
