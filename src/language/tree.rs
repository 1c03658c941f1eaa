//! The tree of a Dockerfile: every byte has a place, whatever the file says.

use crate::language::directive::Directive;
use crate::language::error::SyntaxError;
use crate::language::heredoc::Heredoc;
use crate::language::invocation::Invocation;
use crate::language::keyword::Keyword;
use crate::language::logical_line::LogicalLine;
use crate::language::source::Source;
use crate::language::span::Span;
use std::ops::Range;
use std::sync::OnceLock;

/// Holds a parsed Dockerfile.
///
/// The pieces lie side by side from the first byte to the last; instructions are ranges of them.
/// Finer parts (flags, arguments, words) are computed on demand by [`Tree::invocation`], because
/// most readers look at one instruction at a time.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(in crate::language) source: Source,
    pub(in crate::language) pieces: Vec<Piece>,
    pub(in crate::language) instructions: Vec<Instruction>,
    pub(in crate::language) directives: Vec<Directive>,
    /// What reading the lines showed.
    pub(in crate::language) parse_errors: Vec<LocatedError>,
    /// The same with what the arguments show, once somebody asks.
    pub(in crate::language) errors: OnceLock<Vec<LocatedError>>,
    pub(in crate::language) escape: char,
    pub(in crate::language) line_count: u32,
}

/// Names what a piece of the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A byte order mark at the start.
    ByteOrderMark,
    /// A line with nothing on it, between instructions.
    Blank,
    /// A whole comment line, between instructions.
    Comment,
    /// A line that is a parser directive.
    Directive,
    /// White space before an instruction.
    Indent,
    /// Text of an instruction.
    Text,
    /// An escape character at the end of a line, with the white space and newline behind it.
    Continuation,
    /// A comment line inside an instruction; the builder drops it.
    InnerComment,
    /// An empty line inside an instruction; the builder drops it, with a warning.
    InnerBlank,
    /// The end of an instruction's line.
    LineEnd,
    /// The lines of a heredoc.
    HeredocBody,
    /// The line that ends a heredoc.
    HeredocEnd,
}

/// Places one piece; it ends where the next one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What the piece is.
    pub kind: PieceKind,
    /// The offset of its first byte.
    pub start: u32,
}

/// Holds one instruction with its continuation lines and heredocs.
#[derive(Clone, Debug)]
pub struct Instruction {
    /// Which of the eighteen it is.
    pub keyword: Keyword,
    /// Its first line, counted from 1.
    pub first_line: u32,
    /// Its last line, heredocs included.
    pub last_line: u32,
    /// Its bytes from the first to the last line, the final newline included.
    pub span: Span,
    /// The last line before its heredocs, where a continuation runs over an empty line: BuildKit's warning names it.
    pub empty_continuation_line: Option<u32>,
    /// Its heredocs in order.
    pub heredocs: Vec<Heredoc>,
    pub(in crate::language) pieces: Range<u32>,
    /// The comment lines that belong to it, as a range of pieces above it.
    pub(in crate::language) comments_from: u32,
}

/// Places an error: the lines it stands on and BuildKit's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedError {
    /// The first line it speaks of, counted from 1; BuildKit gives 0 for some errors of the first line.
    pub line: u32,
    /// What is wrong.
    pub error: SyntaxError,
}

impl Tree {
    /// Gives the source the tree was read from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Gives the text the tree was read from.
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// Lists the instructions in source order, also those that BuildKit would refuse.
    pub fn instructions(&self) -> &[Instruction] {
        &self.instructions
    }

    /// Lists the parser directives that took effect.
    pub fn directives(&self) -> &[Directive] {
        &self.directives
    }

    /// Lists what BuildKit's parser refuses. It stops at the first; the tree goes on.
    pub fn errors(&self) -> &[LocatedError] {
        self.errors.get_or_init(|| {
            let mut errors = self.parse_errors.clone();
            errors.extend(self.refused_arguments());
            errors.sort_by_key(|located| located.line);
            errors
        })
    }

    /// Lists the errors that only an instruction's arguments show.
    fn refused_arguments(&self) -> impl Iterator<Item = LocatedError> + '_ {
        let may_be_refused = |instruction: &&Instruction| match instruction.keyword {
            Keyword::Env | Keyword::Label | Keyword::Onbuild => true,
            Keyword::Add
            | Keyword::Copy
            | Keyword::Volume
            | Keyword::Cmd
            | Keyword::Entrypoint
            | Keyword::Run
            | Keyword::Shell
            | Keyword::Healthcheck => {
                let written = instruction.span.of(self.text());
                memchr::memchr(b'[', written.as_bytes()).is_some()
            }
            _ => false,
        };
        let instructions = self.instructions.iter().filter(may_be_refused);
        instructions.filter_map(|instruction| {
            let invocation = self.invocation(instruction);
            Some(LocatedError {
                line: instruction.first_line,
                error: invocation.arguments.error()?.clone(),
            })
        })
    }

    /// Gives the escape character: `\` or, after `# escape`, a backtick.
    pub fn escape(&self) -> char {
        self.escape
    }

    /// Counts the lines.
    pub fn line_count(&self) -> u32 {
        self.line_count
    }

    /// Lists all pieces; together they are the whole text.
    pub fn pieces(&self) -> impl Iterator<Item = (PieceKind, Span)> + '_ {
        self.pieces_in(0..self.pieces.len() as u32)
    }

    /// Lists the pieces of one instruction.
    pub fn pieces_of(
        &self,
        instruction: &Instruction,
    ) -> impl Iterator<Item = (PieceKind, Span)> + '_ {
        self.pieces_in(instruction.pieces.clone())
    }

    /// Lists the pieces that reach into the bytes between two offsets.
    pub fn pieces_between(
        &self,
        from: u32,
        to: u32,
    ) -> impl Iterator<Item = (PieceKind, Span)> + '_ {
        // A piece ends where the next one starts.
        let behind = self.pieces.partition_point(|piece| piece.start <= from);
        let end = self.pieces.partition_point(|piece| piece.start < to);
        let first = behind.saturating_sub(1);
        self.pieces_in(first as u32..end.max(first) as u32)
    }

    fn pieces_in(&self, range: Range<u32>) -> impl Iterator<Item = (PieceKind, Span)> + '_ {
        let range = range.start as usize..range.end as usize;
        let end = self
            .pieces
            .get(range.end)
            .map_or(self.text().len() as u32, |next| next.start);
        let pieces = self.pieces.get(range).unwrap_or_default();
        let ends = pieces.iter().skip(1).map(|next| next.start);
        pieces
            .iter()
            .zip(ends.chain(std::iter::once(end)))
            .map(|(piece, end)| {
                (
                    piece.kind,
                    Span {
                        start: piece.start,
                        end,
                    },
                )
            })
    }

    /// Joins an instruction's lines to the one line that the builder reads.
    pub fn logical_line(&self, instruction: &Instruction) -> LogicalLine<'_> {
        let texts = self
            .pieces_of(instruction)
            .filter(|(kind, _)| *kind == PieceKind::Text)
            .map(|(_, span)| span);
        LogicalLine::join(self.text(), texts, instruction.span.len())
    }

    /// Takes an instruction apart: keyword, flags, arguments.
    pub fn invocation(&self, instruction: &Instruction) -> Invocation<'_> {
        let line = self.logical_line(instruction);
        Invocation::read_as(instruction.keyword, line, self.escape)
    }

    /// Lists the comment lines above an instruction as BuildKit attaches them: trimmed, without
    /// their `#`, from the last empty comment on.
    pub fn comments(&self, instruction: &Instruction) -> Vec<&str> {
        let mut comments = Vec::new();
        for (kind, span) in self.pieces_in(instruction.comments_from..instruction.pieces.start) {
            if kind == PieceKind::Comment {
                // BuildKit drops the line's first byte, which is white space if the comment is indented.
                let mut characters = span.of(self.text()).chars();
                characters.next();
                let comment = characters.as_str().trim();
                if comment.is_empty() {
                    comments.clear();
                } else {
                    comments.push(comment);
                }
            }
        }
        comments
    }
}
