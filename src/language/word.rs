//! Words with quotes, escapes and variables, as BuildKit's own small shell lexer reads them.
//!
//! This is the language of ENV values, COPY paths and FROM names, not the shell of RUN. Reading
//! never fails: the pieces before a fault stay, and the fault is kept beside them. What a word
//! comes to is decided elsewhere, where the variables are known.

use crate::language::error::WordError;
use crate::language::span::Span;

/// Holds a word's pieces in order, and what ended it early.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The pieces up to the end or to the fault.
    pub pieces: Vec<WordPiece>,
    /// The fault BuildKit refuses the word for.
    pub error: Option<WordError>,
}

/// Holds one piece of a word and its place in the text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPiece {
    /// Where it stands, its quotes, dollar and braces included.
    pub span: Span,
    /// What it is.
    pub kind: WordPieceKind,
}

/// Names what a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordPieceKind {
    /// Characters that stand for themselves.
    Literal,
    /// The escape character and the character behind it.
    Escaped,
    /// The escape character with nothing to escape: at the end, or in double quotes before an ordinary character.
    LoneEscape,
    /// Text in single quotes.
    SingleQuoted,
    /// Text in double quotes, with its pieces.
    DoubleQuoted(Vec<WordPiece>),
    /// A variable.
    Variable(Variable),
    /// `<`, or `<<` with the white space behind it.
    HeredocMark,
    /// A dollar sign that names no variable.
    LoneDollar,
}

/// Holds a reference to a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: Span,
    /// Whether braces stand around it.
    pub is_braced: bool,
    /// What is done with its value.
    pub operation: Option<Operation>,
}

/// Names what `${name…}` does with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `-`, `+`, `?`, `#` or `%` with the word behind it.
    Modify {
        /// The operator.
        operator: char,
        /// Whether a colon makes an empty value count as unset.
        with_colon: bool,
        /// What stands behind the operator.
        word: Vec<WordPiece>,
    },
    /// `/pattern/replacement`, with two slashes for every match.
    Replace {
        /// Whether every match is replaced.
        all: bool,
        /// The pattern.
        pattern: Vec<WordPiece>,
        /// What is put in its place.
        replacement: Vec<WordPiece>,
    },
}

/// How deep `${a:-${b:-…}}` may go before reading stops.
const DEEPEST: u32 = 100;

impl Word {
    /// Reads a word. `with_quotes` is false for the text of a heredoc, where quotes are ordinary.
    pub fn read(text: &str, escape: char, with_quotes: bool) -> Self {
        let mut reader = Reader {
            text,
            at: 0,
            escape,
            with_quotes,
            depth: 0,
        };
        // A byte order mark at the very start is not part of any word.
        if text.starts_with('\u{feff}') {
            reader.at = '\u{feff}'.len_utf8();
        }
        let (pieces, error) = reader.pieces(None);
        Self { pieces, error }
    }

    /// Lists the places of the outermost variables, with their dollar signs and braces.
    pub fn variable_spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        collect_variable_spans(&self.pieces, &mut spans);
        spans
    }

    /// Lists every variable the word names, nested ones too, in source order.
    pub fn variables(&self) -> Vec<&Variable> {
        let mut found = Vec::new();
        collect_variables(&self.pieces, &mut found);
        found
    }
}

fn collect_variable_spans(pieces: &[WordPiece], spans: &mut Vec<Span>) {
    for piece in pieces {
        match &piece.kind {
            WordPieceKind::Variable(_) => spans.push(piece.span),
            WordPieceKind::DoubleQuoted(pieces) => collect_variable_spans(pieces, spans),
            _ => {}
        }
    }
}

fn collect_variables<'word>(pieces: &'word [WordPiece], found: &mut Vec<&'word Variable>) {
    for piece in pieces {
        match &piece.kind {
            WordPieceKind::DoubleQuoted(pieces) => collect_variables(pieces, found),
            WordPieceKind::Variable(variable) => {
                found.push(variable);
                match &variable.operation {
                    Some(Operation::Modify { word, .. }) => collect_variables(word, found),
                    Some(Operation::Replace {
                        pattern,
                        replacement,
                        ..
                    }) => {
                        collect_variables(pattern, found);
                        collect_variables(replacement, found);
                    }
                    None => {}
                }
            }
            _ => {}
        }
    }
}

struct Reader<'text> {
    text: &'text str,
    at: usize,
    escape: char,
    with_quotes: bool,
    depth: u32,
}

/// What reading pieces gives: those before a fault, and the fault.
type Pieces = (Vec<WordPiece>, Option<WordError>);

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Reads pieces up to `stop`, which is consumed, or to the end.
    fn pieces(&mut self, stop: Option<char>) -> Pieces {
        let mut pieces: Vec<WordPiece> = Vec::new();
        while let Some(character) = self.peek() {
            if stop == Some(character) {
                self.next();
                return (pieces, None);
            }
            let start = self.at;
            let kind = match character {
                '$' => self.dollar(),
                '<' => Ok(self.heredoc_mark()),
                '\'' if self.with_quotes => self.single_quoted(),
                '"' if self.with_quotes => self.double_quoted(),
                character if character == self.escape => {
                    self.next();
                    Ok(if self.next().is_some() {
                        WordPieceKind::Escaped
                    } else {
                        WordPieceKind::LoneEscape
                    })
                }
                _ => {
                    self.next();
                    Ok(WordPieceKind::Literal)
                }
            };
            match kind {
                Ok(WordPieceKind::Literal) => push_literal(&mut pieces, start, self.at),
                Ok(kind) => pieces.push(WordPiece {
                    span: Span::new(start, self.at),
                    kind,
                }),
                Err(error) => return (pieces, Some(error)),
            }
        }
        // The caller knows better words for a missing end.
        (pieces, stop.map(|_| WordError::MissingBrace))
    }

    fn single_quoted(&mut self) -> Result<WordPieceKind, WordError> {
        self.next();
        while let Some(character) = self.next() {
            if character == '\'' {
                return Ok(WordPieceKind::SingleQuoted);
            }
        }
        Err(WordError::SingleQuote)
    }

    fn double_quoted(&mut self) -> Result<WordPieceKind, WordError> {
        self.next();
        let mut pieces = Vec::new();
        while let Some(character) = self.peek() {
            let start = self.at;
            let kind = match character {
                '"' => {
                    self.next();
                    return Ok(WordPieceKind::DoubleQuoted(pieces));
                }
                '$' => self.dollar()?,
                character if character == self.escape => {
                    self.next();
                    match self.peek() {
                        Some(next) if next == '"' || next == '$' || next == self.escape => {
                            self.next();
                            WordPieceKind::Escaped
                        }
                        _ => WordPieceKind::LoneEscape,
                    }
                }
                _ => {
                    self.next();
                    push_literal(&mut pieces, start, self.at);
                    continue;
                }
            };
            pieces.push(WordPiece {
                span: Span::new(start, self.at),
                kind,
            });
        }
        Err(WordError::DoubleQuote)
    }

    fn heredoc_mark(&mut self) -> WordPieceKind {
        self.next();
        if self.peek() == Some('<') {
            self.next();
            while matches!(self.peek(), Some('\t' | '\r' | ' ')) {
                self.next();
            }
        }
        WordPieceKind::HeredocMark
    }

    fn dollar(&mut self) -> Result<WordPieceKind, WordError> {
        self.next();
        if self.peek() != Some('{') {
            let name = self.name();
            return Ok(if name.is_empty() {
                WordPieceKind::LoneDollar
            } else {
                WordPieceKind::Variable(Variable {
                    name,
                    is_braced: false,
                    operation: None,
                })
            });
        }
        self.next();
        match self.peek() {
            None => return Err(WordError::MissingBrace),
            Some('{' | '}' | ':') => return Err(WordError::BadSubstitution),
            Some(_) => {}
        }
        let name = self.name();
        let operation = match self.next() {
            Some('}') => None,
            Some(':') => {
                let operator = self.next();
                Some(self.modify(operator, true)?)
            }
            Some('/') => Some(self.replace()?),
            operator => Some(self.modify(operator, false)?),
        };
        Ok(WordPieceKind::Variable(Variable {
            name,
            is_braced: true,
            operation,
        }))
    }

    fn modify(&mut self, operator: Option<char>, with_colon: bool) -> Result<Operation, WordError> {
        // Go prints the end of the text as U+FFFD.
        let character = operator.unwrap_or(char::REPLACEMENT_CHARACTER);
        let is_pattern = matches!(character, '#' | '%');
        if with_colon && is_pattern
            || !with_colon && !matches!(character, '-' | '+' | '?' | '#' | '%')
        {
            let colon = if with_colon { ":" } else { "" };
            return Err(WordError::UnsupportedModifier(format!(
                "{colon}{character}"
            )));
        }
        let word = self.nested('}', WordError::MissingBrace)?;
        if with_colon && !matches!(character, '-' | '+' | '?') {
            return Err(WordError::UnsupportedModifier(format!(":{character}")));
        }
        Ok(Operation::Modify {
            operator: character,
            with_colon,
            word,
        })
    }

    fn replace(&mut self) -> Result<Operation, WordError> {
        let all = self.peek() == Some('/');
        if all {
            self.next();
        }
        let pattern = self.nested('/', WordError::MissingSlash)?;
        let replacement = self.nested('}', WordError::MissingBrace)?;
        Ok(Operation::Replace {
            all,
            pattern,
            replacement,
        })
    }

    /// Reads pieces up to `stop`; whatever goes wrong at the end of the text is `missing`.
    fn nested(&mut self, stop: char, missing: WordError) -> Result<Vec<WordPiece>, WordError> {
        if self.depth >= DEEPEST {
            return Err(WordError::BadSubstitution);
        }
        self.depth += 1;
        let (pieces, error) = self.pieces(Some(stop));
        self.depth -= 1;
        match error {
            None => Ok(pieces),
            Some(_) if self.is_at_end() => Err(missing),
            Some(error) => Err(error),
        }
    }

    fn name(&mut self) -> Span {
        let start = self.at;
        match self.peek() {
            Some(digit) if digit.is_numeric() => {
                while self.peek().is_some_and(char::is_numeric) {
                    self.next();
                }
            }
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => {
                self.next();
            }
            _ => {
                while self
                    .peek()
                    .is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
                {
                    self.next();
                }
            }
        }
        Span::new(start, self.at)
    }
}

fn push_literal(pieces: &mut Vec<WordPiece>, start: usize, end: usize) {
    if let Some(last) = pieces.last_mut()
        && last.kind == WordPieceKind::Literal
        && last.span.end as usize == start
    {
        last.span.end = end as u32;
    } else {
        pieces.push(WordPiece {
            span: Span::new(start, end),
            kind: WordPieceKind::Literal,
        });
    }
}
