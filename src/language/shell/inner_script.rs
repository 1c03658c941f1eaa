//! The script in a word: what `sh -c '…'` hands to another shell, and the way back to the file.
//!
//! The inner script's text is put together from places in the file alone, so a span of it is always
//! the same bytes there. Where quoting makes other bytes of it (`$'\n'`, JSON's `\u0041`), it
//! refuses: a script without places would be lit where it does not stand.

use crate::language::logical_line::LogicalLine;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use crate::language::span::{Span, slice};

impl RunScript<'_> {
    /// Gives the script in one of this script's words, its quotes and backslashes taken off.
    ///
    /// Variables and substitutions between double quotes stay as written:
    /// [`RunScript::is_put_in`] tells their places.
    pub fn inside_word(&self, word: &Word) -> Option<Self> {
        let mut content = Content::default();
        content.add_pieces(&word.pieces, self.text())?;
        self.inside(content)
    }

    /// Gives the script in a string of an exec form; the span has its quotes.
    pub fn inside_string(&self, string: Span) -> Option<Self> {
        let mut content = Content::default();
        content.add_string(string, self.text())?;
        self.inside(content)
    }

    fn inside(&self, content: Content) -> Option<Self> {
        if content.length == 0 {
            return None;
        }
        let spans = content.spans.iter().flat_map(|span| self.spans(*span));
        let line = LogicalLine::join(self.source, spans, content.length);
        let holes = content
            .holes
            .into_iter()
            .chain(self.holes_in(&content.spans));
        let mut holes: Vec<Span> = holes.collect();
        holes.sort_unstable();
        (line.text().len() == content.length).then(|| Self {
            source: self.source,
            part: Span::new(0, content.length),
            line,
            interpreter: None,
            holes,
        })
    }

    /// Lists this script's own holes as places in a text made of some of its spans.
    fn holes_in(&self, spans: &[Span]) -> Vec<Span> {
        let mut holes = Vec::new();
        let mut length = 0;
        for span in spans {
            let first = self.holes.partition_point(|hole| hole.end <= span.start);
            let behind = self.holes.get(first..).unwrap_or_default();
            for hole in behind.iter().take_while(|hole| hole.start < span.end) {
                let shift = |offset: u32| length + (offset - span.start) as usize;
                let start = shift(hole.start.max(span.start));
                holes.push(Span::new(start, shift(hole.end.min(span.end))));
            }
            length += span.len();
        }
        holes
    }
}

/// Holds what a word comes to: places in the text around it, in order.
#[derive(Default)]
struct Content {
    spans: Vec<Span>,
    /// Places in the text that the spans come to.
    holes: Vec<Span>,
    length: usize,
}

impl Content {
    fn add(&mut self, span: Span) {
        self.length += span.len();
        match self.spans.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.spans.push(span),
        }
    }

    fn add_exactly(&mut self, span: Span, wanted: &str, text: &str) -> Option<()> {
        (span.of(text) == wanted).then(|| self.add(span))
    }

    fn add_pieces(&mut self, pieces: &[WordPiece], text: &str) -> Option<()> {
        for piece in pieces {
            let span = piece.span;
            match &piece.kind {
                WordPieceKind::Literal(literal) => self.add_exactly(span, literal, text)?,
                WordPieceKind::Escaped(character) => {
                    let start = (span.end as usize).checked_sub(character.len_utf8())?;
                    let kept = Span::new(start, span.end as usize);
                    self.add_exactly(kept, character.encode_utf8(&mut [0; 4]), text)?;
                }
                WordPieceKind::Continuation => {}
                WordPieceKind::SingleQuoted(quoted) => {
                    let start = span.start as usize + 1;
                    self.add_exactly(Span::new(start, start + quoted.len()), quoted, text)?;
                }
                WordPieceKind::DoubleQuoted(pieces) => self.add_pieces(pieces, text)?,
                WordPieceKind::Variable(_)
                | WordPieceKind::CommandSubstitution(_)
                | WordPieceKind::BacktickSubstitution(_)
                | WordPieceKind::Arithmetic(_) => {
                    self.holes
                        .push(Span::new(self.length, self.length + span.len()));
                    self.add(span);
                }
                WordPieceKind::DollarQuoted(_)
                | WordPieceKind::ProcessSubstitution { .. }
                | WordPieceKind::Array(_) => return None,
            }
        }
        Some(())
    }

    /// Adds what stands between the quotes of a JSON string.
    fn add_string(&mut self, string: Span, text: &str) -> Option<()> {
        let mut at = string.start as usize + 1;
        let end = (string.end as usize).checked_sub(1)?;
        while at < end {
            let rest = slice(text, at, end);
            let plain = rest.find('\\').unwrap_or(rest.len());
            if plain > 0 {
                self.add(Span::new(at, at + plain));
            }
            at += plain;
            if plain < rest.len() {
                // Only these three stand for the very byte behind the backslash.
                matches!(text.as_bytes().get(at + 1)?, b'"' | b'\\' | b'/').then_some(())?;
                self.add(Span::new(at + 1, at + 2));
                at += 2;
            }
        }
        Some(())
    }
}
