//! The start of an instruction: its keyword and flags, read without joining its lines.
//!
//! Most readers want no more than this of a long RUN: colours, the kind of instruction, its flags.

use crate::language::invocation::{Flag, flags, is_ascii_space};
use crate::language::span::{Span, slice_from};
use crate::language::tree::{Instruction, PieceKind, Tree};

/// Holds the start of an instruction. All spans are places in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The keyword.
    pub keyword: Span,
    /// The flags in order; the places of one that runs over a continuation are joined to one.
    pub flags: Vec<Flag>,
    /// What stands behind them, from its first to its last byte, continuations included.
    pub rest: Span,
}

impl Tree {
    /// Reads an instruction's keyword and flags.
    pub fn head(&self, instruction: &Instruction) -> Head {
        self.head_of_first_line(instruction)
            .unwrap_or_else(|| self.head_of_all_lines(instruction))
    }

    /// Reads them off the first line, where something else follows them on it.
    fn head_of_first_line(&self, instruction: &Instruction) -> Option<Head> {
        let mut pieces = self.pieces_of(instruction);
        let (_, first) = pieces.find(|(kind, _)| *kind == PieceKind::Text)?;
        let text = first.of(self.text());
        let keyword_length = text.find(is_ascii_space)?;
        let behind = slice_from(text, keyword_length).trim_start();
        let offset = first.end as usize - behind.len();
        let (flags, rest) = flags(behind, offset, self.escape());
        let rest_text = rest.of(behind).trim_start();
        if rest_text.is_empty() {
            return None;
        }
        let last = pieces.filter(|(kind, _)| *kind == PieceKind::Text).last();
        Some(Head {
            keyword: Span::new(first.start as usize, first.start as usize + keyword_length),
            flags,
            rest: Span::new(
                first.end as usize - rest_text.len(),
                last.map_or(first.end, |(_, last)| last.end) as usize,
            ),
        })
    }

    fn head_of_all_lines(&self, instruction: &Instruction) -> Head {
        let invocation = self.invocation(instruction);
        let in_file = |span: Span| {
            let spans = invocation.line.spans(span);
            Span {
                start: spans
                    .first()
                    .map_or(instruction.span.start, |first| first.start),
                end: spans.last().map_or(instruction.span.start, |last| last.end),
            }
        };
        let flags = invocation.flags.iter().map(|flag| Flag {
            span: in_file(flag.span),
            text: flag.text.clone(),
        });
        Head {
            keyword: in_file(invocation.keyword_span),
            flags: flags.collect(),
            rest: in_file(invocation.rest),
        }
    }
}
