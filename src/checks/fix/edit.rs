//! Edits of a text: a place, and what stands there afterwards.

use crate::language::invocation::Invocation;
use crate::language::source::Source;
use crate::language::span::{Span, slice_from};
use crate::language::tree::{Instruction, PieceKind, Tree};
use crate::language::word::Word;

/// Holds one edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The place in the file.
    pub span: Span,
    /// What stands there afterwards; empty where something is taken away.
    pub text: String,
}

impl Edit {
    /// Puts a text in the place of a stretch of an instruction's joined line. Gives nothing where the
    /// stretch runs over the end of a line of the file.
    pub fn of(invocation: &Invocation<'_>, span: Span, text: impl Into<String>) -> Option<Self> {
        match invocation.line.spans(span).as_slice() {
            [span] => Some(Self {
                span: *span,
                text: text.into(),
            }),
            _ => None,
        }
    }

    /// The same for a stretch that may run over several lines, which become one; a comment between
    /// them would be lost, so there it gives nothing.
    pub fn of_lines(
        tree: &Tree,
        instruction: &Instruction,
        span: Span,
        text: impl Into<String>,
    ) -> Option<Self> {
        let has_comment = tree
            .pieces_of(instruction)
            .any(|(kind, _)| kind == PieceKind::InnerComment);
        let line = tree.logical_line(instruction);
        let spans = line.spans(span);
        let (first, last) = (spans.first()?, spans.last()?);
        (spans.len() == 1 || !has_comment).then(|| Self {
            span: Span {
                start: first.start,
                end: last.end,
            },
            text: text.into(),
        })
    }
}

/// Makes edits on a copy of a text; what is not touched stays byte for byte.
pub fn edited(source: &Source, edits: &[Edit]) -> Source {
    let mut bytes = Vec::with_capacity(source.text().len() + 64);
    let mut at = 0;
    for edit in edits {
        bytes.extend(source.bytes(Span::new(at, edit.span.start as usize)));
        bytes.extend_from_slice(edit.text.as_bytes());
        at = edit.span.end as usize;
    }
    bytes.extend(source.bytes(Span::new(at, source.text().len())));
    Source::new(bytes)
}

/// Writes another name for a variable wherever an instruction's flags and arguments name it.
pub fn renamed(
    invocation: &Invocation<'_>,
    escape: char,
    name: &str,
    better: &str,
) -> Option<Vec<Edit>> {
    let flags = invocation.flags.iter().map(|flag| flag.span);
    let stretches = flags.chain(std::iter::once(invocation.rest));
    let mut edits = Vec::new();
    for stretch in stretches {
        let word = Word::read(invocation.slice(stretch), escape, true);
        for span in word.variable_spans() {
            let span = span.shifted(stretch.start as usize);
            if let Some(place) = place_of_name(invocation, span, name) {
                edits.push(Edit::of(invocation, place, better)?);
            }
        }
    }
    (!edits.is_empty()).then_some(edits)
}

/// Finds the name in `$NAME`, `${NAME}` and `${NAME:-…}`.
fn place_of_name(invocation: &Invocation<'_>, variable: Span, name: &str) -> Option<Span> {
    let written = invocation.slice(variable);
    let start = if written.starts_with("${") { 2 } else { 1 };
    let behind = slice_from(written, start).strip_prefix(name)?;
    let goes_on = behind.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_');
    (!goes_on).then(|| Span::new(start, start + name.len()).shifted(variable.start as usize))
}
