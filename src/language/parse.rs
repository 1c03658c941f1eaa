//! From any text to a tree, line by line, as BuildKit's parser walks it.

use crate::language::arguments::Arguments;
use crate::language::directive::{Directive, DirectiveName, DirectiveReader};
use crate::language::error::SyntaxError;
use crate::language::heredoc::{Heredoc, heredoc_marks};
use crate::language::invocation::{ascii_space_in, is_ascii_space};
use crate::language::keyword::Keyword;
use crate::language::source::Source;
use crate::language::span::{Span, slice, slice_from};
use crate::language::tree::{Instruction, LocatedError, Piece, PieceKind, Tree};
use std::sync::OnceLock;

/// The longest line, its newline included, that BuildKit's line reader holds.
const LONGEST_LINE: usize = 65_536;

/// Reads a Dockerfile. Any bytes give a tree; what BuildKit would refuse is in [`Tree::errors`].
pub fn parse(source: Source) -> Tree {
    let text = source.text();
    let mut parser = Parser {
        text,
        at: 0,
        line: 0,
        escape: '\\',
        pieces: Vec::with_capacity(text.len() / 16 + 4),
        instructions: Vec::with_capacity(text.len() / 96 + 2),
        directives: Vec::new(),
        errors: Vec::new(),
        reader: DirectiveReader::default(),
        first_comment: 0,
        met_long_line: false,
    };
    parser.run();
    let Parser {
        pieces,
        instructions,
        directives,
        errors,
        escape,
        line,
        ..
    } = parser;
    Tree {
        pieces,
        instructions,
        directives,
        parse_errors: errors,
        errors: OnceLock::new(),
        escape,
        line_count: line,
        source,
    }
}

struct Parser<'text> {
    text: &'text str,
    at: usize,
    /// How many lines were read.
    line: u32,
    escape: char,
    pieces: Vec<Piece>,
    instructions: Vec<Instruction>,
    directives: Vec<Directive>,
    errors: Vec<LocatedError>,
    reader: DirectiveReader,
    /// The first piece behind the last instruction: the comments from there on belong to the next one.
    first_comment: u32,
    met_long_line: bool,
}

/// A line of the file: where it starts, where its text ends, where the next one starts.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    next: usize,
    /// Whether a `<` is in it: only such an instruction can open a heredoc.
    has_less_than: bool,
}

impl Parser<'_> {
    fn run(&mut self) {
        while let Some(mut line) = self.next_line() {
            if self.line == 1 && slice_from(self.text, line.start).starts_with('\u{feff}') {
                self.push(PieceKind::ByteOrderMark, 0);
                line.start = '\u{feff}'.len_utf8().min(line.end);
            }
            let content = without_indent(slice(self.text, line.start, line.end));
            let is_comment = content.starts_with('#');
            if !self.reader.is_done() && self.directive(content, line) {
                continue;
            }
            if is_comment {
                self.push(PieceKind::Comment, line.start);
            } else if content.is_empty() {
                // Behind a byte order mark that is all of the file there is no line.
                if line.next > line.start {
                    self.push(PieceKind::Blank, line.start);
                }
            } else {
                self.instruction(line, line.end - content.len());
            }
        }
        if self.instructions.is_empty() {
            self.errors.retain(|located| {
                matches!(
                    located.error,
                    SyntaxError::InvalidEscape(_) | SyntaxError::RepeatedDirective(_)
                )
            });
            self.refuse(self.line, SyntaxError::NoInstructions);
        }
    }

    fn push(&mut self, kind: PieceKind, start: usize) {
        self.pieces.push(Piece {
            kind,
            start: start as u32,
        });
    }

    fn refuse(&mut self, line: u32, error: SyntaxError) {
        self.errors.push(LocatedError { line, error });
    }

    fn next_line(&mut self) -> Option<Line> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut has_less_than = false;
        let mut searched = start;
        // One search finds the line's end and the signs of heredocs before it.
        let newline = loop {
            let Some(length) = memchr::memchr2(b'\n', b'<', bytes.get(searched..)?) else {
                break None;
            };
            searched += length + 1;
            if bytes.get(searched - 1) == Some(&b'\n') {
                break Some(searched);
            }
            has_less_than = true;
        };
        let next = newline.unwrap_or(self.text.len());
        let length = next - start;
        if (length > LONGEST_LINE || length == LONGEST_LINE && newline.is_none())
            && !self.met_long_line
        {
            self.met_long_line = true;
            self.refuse(self.line, SyntaxError::LineTooLong);
        }
        let mut end = next;
        while end > start && matches!(bytes.get(end - 1), Some(b'\n' | b'\r')) {
            end -= 1;
        }
        self.at = next;
        self.line += 1;
        Some(Line {
            start,
            end,
            next,
            has_less_than,
        })
    }

    /// Reads a line as a directive; tells whether it is one.
    fn directive(&mut self, content: &str, line: Line) -> bool {
        let (name, value) = match self.reader.read(content) {
            Ok(Some(directive)) => directive,
            Ok(None) => return false,
            Err(error) => {
                // BuildKit counts the line only afterwards: the first line is 0 here.
                self.refuse(self.line - 1, error);
                return false;
            }
        };
        if name == DirectiveName::Escape {
            match value.as_str() {
                "\\" => self.escape = '\\',
                "`" => self.escape = '`',
                _ => self.refuse(self.line - 1, SyntaxError::InvalidEscape(value.clone())),
            }
        }
        self.push(PieceKind::Directive, line.start);
        self.directives.push(Directive {
            name,
            value,
            line: self.line,
            span: Span::new(line.start, line.end),
        });
        true
    }

    fn instruction(&mut self, line: Line, content_start: usize) {
        let first_line = self.line;
        let first_piece = self.pieces.len() as u32;
        if content_start > line.start {
            self.push(PieceKind::Indent, line.start);
        }
        let (first_end, mut goes_on) = self.text_and_end(content_start, line.end);
        let mut has_empty_continuation = false;
        let mut has_less_than = line.has_less_than;
        while goes_on {
            let Some(line) = self.next_line() else { break };
            has_less_than |= line.has_less_than;
            let content = without_indent(slice(self.text, line.start, line.end));
            if content.starts_with('#') {
                self.push(PieceKind::InnerComment, line.start);
            } else if content.is_empty() {
                has_empty_continuation = true;
                self.push(PieceKind::InnerBlank, line.start);
            } else {
                (_, goes_on) = self.text_and_end(line.start, line.end);
            }
        }
        let mut instruction = Instruction {
            keyword: Keyword::Unknown,
            first_line,
            last_line: self.line,
            span: Span::new(line.start, self.at),
            empty_continuation_line: has_empty_continuation.then_some(self.line),
            heredocs: Vec::new(),
            pieces: first_piece..self.pieces.len() as u32,
            comments_from: self.first_comment,
        };
        instruction.keyword = self.keyword(content_start, first_end, &instruction);
        if has_less_than {
            self.heredocs(&mut instruction);
        }
        instruction.last_line = self.line;
        instruction.span.end = self.at as u32;
        instruction.pieces.end = self.pieces.len() as u32;
        self.first_comment = instruction.pieces.end;
        self.instructions.push(instruction);
    }

    /// Places a line's text and what ends it; gives the text's end and whether the next line belongs to it.
    fn text_and_end(&mut self, start: usize, end: usize) -> (usize, bool) {
        let bytes = self.text.as_bytes();
        let is_escape = |at: usize| {
            at > start
                && bytes
                    .get(at - 1)
                    .is_some_and(|&byte| char::from(byte) == self.escape)
        };
        let mut last = end;
        while last > start && matches!(bytes.get(last - 1), Some(b' ' | b'\t')) {
            last -= 1;
        }
        let is_continued = is_escape(last) && !is_escape(last - 1);
        let text_end = if is_continued { last - 1 } else { end };
        if text_end > start {
            self.push(PieceKind::Text, start);
        }
        if is_continued {
            self.push(PieceKind::Continuation, text_end);
        } else if text_end < self.at {
            self.push(PieceKind::LineEnd, text_end);
        }
        (text_end, is_continued)
    }

    /// Finds the keyword, in the first line where it ends there.
    fn keyword(&self, start: usize, end: usize, instruction: &Instruction) -> Keyword {
        let first = slice(self.text, start, end);
        if let Some(length) = ascii_space_in(first.as_bytes()) {
            return Keyword::of(slice(first, 0, length));
        }
        let joined = self.joined(instruction);
        let word = joined
            .trim()
            .split(is_ascii_space)
            .next()
            .unwrap_or_default();
        Keyword::of(word)
    }

    fn joined(&self, instruction: &Instruction) -> String {
        let mut joined = String::with_capacity(instruction.span.len());
        for index in instruction.pieces.start as usize..instruction.pieces.end as usize {
            if let Some(piece) = self.pieces.get(index)
                && piece.kind == PieceKind::Text
            {
                let end = self
                    .pieces
                    .get(index + 1)
                    .map_or(self.at, |next| next.start as usize);
                joined.push_str(slice(self.text, piece.start as usize, end));
            }
        }
        joined
    }

    fn heredocs(&mut self, instruction: &mut Instruction) {
        if !(instruction.keyword.takes_heredocs() || instruction.keyword == Keyword::Onbuild)
            || memchr::memchr_iter(b'<', instruction.span.of(self.text).as_bytes())
                .nth(1)
                .is_none()
        {
            return;
        }
        let joined = self.joined(instruction);
        if !joined.contains("<<") || !may_hold_heredocs(&joined, self.escape) {
            return;
        }
        let marks = match heredoc_marks(&joined) {
            Ok(marks) => marks,
            Err(error) => return self.refuse(instruction.first_line, error),
        };
        for mark in marks {
            let start = self.at;
            let mut body_end = start;
            let mut end = None;
            while let Some(line) = self.next_line() {
                let content = slice(self.text, line.start, line.end);
                let candidate = if mark.strips_tabs {
                    content.trim_start_matches('\t')
                } else {
                    content
                };
                if candidate == mark.name {
                    end = Some(Span::new(line.start, line.end));
                    break;
                }
                body_end = line.next;
            }
            if body_end > start {
                self.push(PieceKind::HeredocBody, start);
            }
            match end {
                Some(end) => self.push(PieceKind::HeredocEnd, end.start as usize),
                None => self.refuse(instruction.first_line, SyntaxError::UnterminatedHeredoc),
            }
            instruction.heredocs.push(Heredoc {
                name: mark.name,
                expands: mark.expands,
                strips_tabs: mark.strips_tabs,
                body: Span::new(start, body_end),
                end,
            });
        }
    }
}

/// Takes the white space off the start; most lines have none, or blanks alone.
fn without_indent(line: &str) -> &str {
    let blanks = line.bytes().take_while(|byte| *byte == b' ').count();
    let line = slice_from(line, blanks);
    if line
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_graphic())
    {
        return line;
    }
    line.trim_start()
}

/// Tells whether an instruction's form allows heredocs: RUN, COPY or ADD, also behind ONBUILD, not in JSON.
fn may_hold_heredocs(joined: &str, escape: char) -> bool {
    use crate::language::invocation::Invocation;
    use crate::language::logical_line::LogicalLine;
    let length = joined.len();
    let line = LogicalLine::join(joined, std::iter::once(Span::new(0, length)), length);
    let mut invocation = Invocation::read(line, escape);
    if let Arguments::Trigger(trigger) = invocation.arguments {
        invocation = *trigger;
    }
    invocation.keyword.takes_heredocs() && !invocation.arguments.is_json()
}
