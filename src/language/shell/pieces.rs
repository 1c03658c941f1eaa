//! Words, piece by piece: text, quotes and escapes.

use crate::language::shell::ansi_c;
use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::keywords::{Closer, ends_word};
use crate::language::shell::reader::Reader;
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use crate::language::span::slice;

/// Names where pieces stand, which decides what quotes and backslashes mean and what ends them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A word of a command.
    Command,
    /// What stands behind `=~`.
    RegularExpression,
    /// Between double quotes.
    DoubleQuoted,
    /// The lines of a here-document.
    Heredoc,
    /// Between `((` and `))`.
    Arithmetic,
    /// Behind the operator of `${…}`.
    Braced {
        /// Whether double quotes stand around it, so that a single quote is ordinary.
        is_quoted: bool,
    },
}

impl Mode {
    fn ends_at(self, byte: u8) -> bool {
        match self {
            Self::Command => ends_word(byte),
            Self::RegularExpression => matches!(byte, b' ' | b'\t' | b'\n'),
            Self::DoubleQuoted => byte == b'"',
            Self::Braced { .. } => byte == b'}',
            Self::Heredoc | Self::Arithmetic => false,
        }
    }

    /// Tells whether quotes and backslashes count here as they do outside double quotes.
    pub(super) fn is_bare(self) -> bool {
        matches!(
            self,
            Self::Command | Self::RegularExpression | Self::Braced { is_quoted: false }
        )
    }

    /// Tells whether a backslash protects this byte.
    fn protects(self, byte: u8) -> bool {
        match self {
            Self::Heredoc => matches!(byte, b'$' | b'`' | b'\\'),
            Self::Braced { is_quoted: true } => matches!(byte, b'$' | b'`' | b'\\' | b'"' | b'}'),
            Self::DoubleQuoted | Self::Arithmetic => matches!(byte, b'$' | b'`' | b'\\' | b'"'),
            Self::Command | Self::RegularExpression | Self::Braced { is_quoted: false } => true,
        }
    }
}

impl Reader<'_> {
    /// Reads a word of a command; reads nothing where none starts.
    pub(super) fn word(&mut self) -> Option<Word> {
        let start = self.at;
        let array_start =
            self.assignment_head()
                .map(|head| head.value_start)
                .filter(|&value_start| {
                    value_start < self.end && self.text.as_bytes().get(value_start) == Some(&b'(')
                });
        if let Some(array_start) = array_start {
            self.at = array_start;
            let name = WordPiece {
                span: self.span_from(start),
                kind: WordPieceKind::Literal(slice(self.text, start, array_start).to_owned()),
            };
            let array = self
                .nested(Self::array)
                .unwrap_or_else(|| self.unread_piece(array_start));
            return Some(Word {
                span: self.span_from(start),
                pieces: vec![name, array],
            });
        }
        self.word_in(Mode::Command)
    }

    /// Reads the word behind `=~`.
    pub(super) fn regular_expression(&mut self) -> Option<Word> {
        self.word_in(Mode::RegularExpression)
    }

    fn word_in(&mut self, mode: Mode) -> Option<Word> {
        let start = self.at;
        let pieces = self.pieces(mode);
        (self.at > start).then(|| Word {
            span: self.span_from(start),
            pieces,
        })
    }

    fn unread_piece(&self, start: usize) -> WordPiece {
        WordPiece {
            span: self.span_from(start),
            kind: WordPieceKind::Literal(slice(self.text, start, self.at).to_owned()),
        }
    }

    /// Reads pieces up to what ends them, which stays unread.
    pub(super) fn pieces(&mut self, mode: Mode) -> Vec<WordPiece> {
        let mut pieces = Vec::new();
        let mut literal_start = self.at;
        while let Some(byte) = self.peek() {
            let start = self.at;
            let kind = match byte {
                b'<' | b'>' if mode == Mode::Command && self.peek_at(1) == Some(b'(') => {
                    self.process_substitution(byte == b'>')
                }
                b'\r' if mode == Mode::Command && self.newline_length() > 0 => break,
                byte if mode.ends_at(byte) => break,
                b'\\' => self.backslash(mode),
                b'\'' if mode.is_bare() => Some(self.single_quoted()),
                b'"' if mode != Mode::Heredoc => self.double_quoted(),
                b'`' => self.backticks(mode),
                b'$' => self.dollar(mode),
                b'?' | b'*' | b'+' | b'@' | b'!'
                    if mode == Mode::Command && self.peek_at(1) == Some(b'(') =>
                {
                    self.at = self.parenthesis_end(start + 2).unwrap_or(start + 1);
                    None
                }
                _ => {
                    self.at += 1;
                    None
                }
            };
            // Without a kind the bytes stay in the run of literal text.
            if let Some(kind) = kind {
                self.push_literal(&mut pieces, literal_start, start);
                pieces.push(WordPiece {
                    span: self.span_from(start),
                    kind,
                });
                literal_start = self.at;
            }
        }
        self.push_literal(&mut pieces, literal_start, self.at);
        pieces
    }

    fn push_literal(&self, pieces: &mut Vec<WordPiece>, start: usize, end: usize) {
        if end > start {
            pieces.push(WordPiece {
                span: self.span(start, end),
                kind: WordPieceKind::Literal(slice(self.text, start, end).to_owned()),
            });
        }
    }

    /// Reads a backslash; it is literal text where there is nothing that it protects.
    fn backslash(&mut self, mode: Mode) -> Option<WordPieceKind> {
        let continuation = self.continuation_length();
        if continuation > 0 {
            self.at += continuation;
            return Some(WordPieceKind::Continuation);
        }
        self.at += 1;
        let is_protected = self.peek().is_some_and(|byte| mode.protects(byte));
        if !is_protected {
            return None;
        }
        self.next_character().map(WordPieceKind::Escaped)
    }

    fn single_quoted(&mut self) -> WordPieceKind {
        let opener = self.span(self.at, self.at + 1);
        self.at += 1;
        let start = self.at;
        self.skip_while(|byte| byte != b'\'');
        let text = slice(self.text, start, self.at).to_owned();
        if self.is_at_end() {
            self.error(ShellErrorKind::Unterminated("'"), opener);
        } else {
            self.at += 1;
        }
        WordPieceKind::SingleQuoted(text)
    }

    /// Reads `"…"`; the quote is literal text where that would be too deep.
    pub(super) fn double_quoted(&mut self) -> Option<WordPieceKind> {
        let opener = self.span(self.at, self.at + 1);
        self.nested(|reader| {
            reader.at += 1;
            let pieces = reader.pieces(Mode::DoubleQuoted);
            if reader.is_at_end() {
                reader.error(ShellErrorKind::Unterminated("\""), opener);
            } else {
                reader.at += 1;
            }
            WordPieceKind::DoubleQuoted(pieces)
        })
    }

    /// Reads `$'…'` from its first quote on.
    pub(super) fn dollar_quoted(&mut self) -> WordPieceKind {
        let opener = self.span(self.at, self.at + 1);
        self.at += 1;
        let start = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'\'' => break,
                b'\\' => {
                    self.at += 1;
                    self.next_character();
                }
                _ => self.at += 1,
            }
        }
        let text = ansi_c::decode(slice(self.text, start, self.at));
        if self.is_at_end() {
            self.error(ShellErrorKind::Unterminated("'"), opener);
        } else {
            self.at += 1;
        }
        WordPieceKind::DollarQuoted(text)
    }

    fn process_substitution(&mut self, is_output: bool) -> Option<WordPieceKind> {
        let opener = self.span(self.at, self.at + 2);
        self.nested(|reader| {
            reader.at += 2;
            let list = reader.only_until(&[Closer::Parenthesis], Self::list);
            reader.end_substitution(opener);
            WordPieceKind::ProcessSubstitution { is_output, list }
        })
    }
}
