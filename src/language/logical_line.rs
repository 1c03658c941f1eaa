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
    segments: Vec<Segment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    logical: u32,
    source: u32,
}

impl<'text> LogicalLine<'text> {
    /// Joins the given spans of a source.
    pub fn join(source: &'text str, mut spans: impl Iterator<Item = Span>) -> Self {
        let first = spans.next().unwrap_or_default();
        let mut segments = vec![Segment {
            logical: 0,
            source: first.start,
        }];
        let mut text = Cow::Borrowed(first.of(source));
        for span in spans {
            segments.push(Segment {
                logical: text.len() as u32,
                source: span.start,
            });
            text.to_mut().push_str(span.of(source));
        }
        Self { text, segments }
    }

    /// Cuts the tie to the source.
    pub(in crate::language) fn into_owned(self) -> LogicalLine<'static> {
        LogicalLine {
            text: Cow::Owned(self.text.into_owned()),
            segments: self.segments,
        }
    }

    /// Gives the joined text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives the place in the file of one byte of the line.
    pub fn offset(&self, logical: u32) -> u32 {
        let index = self
            .segments
            .partition_point(|segment| segment.logical <= logical);
        self.segments
            .get(index.saturating_sub(1))
            .map_or(logical, |segment| {
                segment.source + (logical - segment.logical)
            })
    }

    /// Gives the places in the file of a span of the line: more than one where it runs over a continuation.
    pub fn spans(&self, span: Span) -> Vec<Span> {
        let mut spans = Vec::with_capacity(1);
        for (index, segment) in self.segments.iter().enumerate() {
            let end = self
                .segments
                .get(index + 1)
                .map_or(self.text.len() as u32, |next| next.logical);
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
