//! The colours of a Dockerfile's own text, from its tree.

use crate::language::keyword::Keyword;
use crate::language::span::Span;
use crate::language::tree::{Instruction, PieceKind, Tree};

/// Names what a stretch of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// An instruction's keyword.
    Keyword,
    /// An instruction's flag.
    Flag,
    /// A variable.
    Variable,
    /// A comment.
    Comment,
    /// A parser directive.
    Directive,
    /// The lines of a heredoc.
    Heredoc,
    /// The sign that an instruction goes on.
    Continuation,
}

/// Lists the stretches between two offsets that are not ordinary text, in order and side by side.
pub fn highlights(tree: &Tree, from: u32, to: u32) -> Vec<(Span, Highlight)> {
    let mut found = Vec::new();
    for (kind, span) in tree.pieces() {
        if span.start >= to {
            break;
        }
        if span.end > from
            && let Some(highlight) = of_piece(kind)
        {
            found.push((span, highlight));
        }
    }
    for instruction in tree.instructions() {
        if instruction.span.start < to && instruction.span.end > from {
            of_instruction(tree, instruction, &mut found);
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn of_piece(kind: PieceKind) -> Option<Highlight> {
    match kind {
        PieceKind::Comment | PieceKind::InnerComment => Some(Highlight::Comment),
        PieceKind::Directive => Some(Highlight::Directive),
        PieceKind::Continuation => Some(Highlight::Continuation),
        PieceKind::HeredocBody | PieceKind::HeredocEnd => Some(Highlight::Heredoc),
        PieceKind::ByteOrderMark
        | PieceKind::Blank
        | PieceKind::Indent
        | PieceKind::Text
        | PieceKind::InnerBlank
        | PieceKind::LineEnd => None,
    }
}

fn of_instruction(tree: &Tree, instruction: &Instruction, found: &mut Vec<(Span, Highlight)>) {
    if instruction.keyword == Keyword::Unknown {
        return;
    }
    let invocation = tree.invocation(instruction);
    let mut add = |span: Span, highlight: Highlight| {
        found.extend(
            invocation
                .line
                .spans(span)
                .into_iter()
                .map(|span| (span, highlight)),
        );
    };
    add(invocation.keyword_span, Highlight::Keyword);
    for flag in &invocation.flags {
        add(flag.span, Highlight::Flag);
    }
    for span in invocation.variable_spans(tree.escape()) {
        add(span, Highlight::Variable);
    }
}
