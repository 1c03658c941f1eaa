//! The shell's words: quotes, escapes, variables and substitutions in them.
//!
//! Holds what is written and what quoting makes of it; refuses to expand anything.

use crate::language::shell::tree::List;
use crate::language::span::Span;

/// Holds one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Its bytes, quotes included.
    pub span: Span,
    /// Its pieces side by side: together they are the word.
    pub pieces: Vec<WordPiece>,
}

/// Holds one piece of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordPiece {
    /// Its bytes; quotes, dollar and brackets included.
    pub span: Span,
    /// What it is.
    pub kind: WordPieceKind,
}

/// Names what a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordPieceKind {
    /// Characters that stand for themselves, `*` and `?` included.
    Literal(String),
    /// A backslash and the character it protects; holds that character.
    Escaped(char),
    /// A backslash and a newline, which come to nothing.
    Continuation,
    /// `'…'`; holds what is between.
    SingleQuoted(String),
    /// `"…"`, also bash's `$"…"`.
    DoubleQuoted(Vec<WordPiece>),
    /// `$'…'` (bash); holds what its escapes come to.
    DollarQuoted(String),
    /// `$name` or `${name…}`.
    Variable(ShellVariable),
    /// `$(…)`; what the commands write stands in its place.
    CommandSubstitution(List),
    /// `` `…` ``, the old form of the same.
    BacktickSubstitution(List),
    /// `$((…))`; holds what is between.
    Arithmetic(Vec<WordPiece>),
    /// `<(…)` or `>(…)` (bash); a file name stands in its place.
    ProcessSubstitution {
        /// Whether it is `>(…)`: the commands read what is written to the file.
        is_output: bool,
        /// The commands.
        list: List,
    },
    /// `(…)` behind `NAME=` (bash).
    Array(Vec<Word>),
}

/// Holds a reference to a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShellVariable {
    /// Its name: letters, digits, or one of `@*#?-$!`. Empty where the text has an error.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Whether braces stand around it.
    pub is_braced: bool,
    /// `#` (its length) or `!` (the variable it names) before the name.
    pub prefix: Option<char>,
    /// What stands in `[…]` behind the name (bash).
    pub index: Option<Span>,
    /// What is done with its value.
    pub operation: Option<VariableOperation>,
}

/// Holds what `${name…}` does with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableOperation {
    /// The operator as written: `:-`, `##`, `/`, …
    pub operator: String,
    /// Where the operator stands.
    pub operator_span: Span,
    /// What stands behind it, up to the closing brace.
    pub word: Word,
}

impl Word {
    /// Gives the word as written, cut out of the text it was read from.
    pub fn written<'text>(&self, text: &'text str) -> &'text str {
        self.span.of(text)
    }

    /// Gives the text without quotes and escapes, if nothing in the word is left to the shell's run.
    ///
    /// `*`, `?`, `[…]`, `{a,b}` and `~` count as themselves here.
    pub fn as_literal(&self) -> Option<String> {
        let mut literal = String::new();
        push_literal(&self.pieces, &mut literal).then_some(literal)
    }

    /// Gives the text as far as it is known: [`Word::as_literal`], or else the word as written.
    pub fn text(&self, text: &str) -> String {
        self.as_literal()
            .unwrap_or_else(|| self.written(text).to_owned())
    }

    /// Tells whether any part of the word is quoted or escaped.
    pub fn has_quotes(&self) -> bool {
        self.pieces.iter().any(|piece| {
            matches!(
                piece.kind,
                WordPieceKind::Escaped(_)
                    | WordPieceKind::SingleQuoted(_)
                    | WordPieceKind::DoubleQuoted(_)
                    | WordPieceKind::DollarQuoted(_)
            )
        })
    }

    /// Lists every variable the word names, nested ones too but not those inside substitutions.
    pub fn variables(&self) -> Vec<&ShellVariable> {
        let mut variables = Vec::new();
        collect_variables(&self.pieces, &mut variables);
        variables
    }
}

/// Adds what the pieces come to; tells whether all of them are known.
fn push_literal(pieces: &[WordPiece], literal: &mut String) -> bool {
    pieces.iter().all(|piece| match &piece.kind {
        WordPieceKind::Literal(text)
        | WordPieceKind::SingleQuoted(text)
        | WordPieceKind::DollarQuoted(text) => {
            literal.push_str(text);
            true
        }
        WordPieceKind::Escaped(character) => {
            literal.push(*character);
            true
        }
        WordPieceKind::Continuation => true,
        WordPieceKind::DoubleQuoted(pieces) => push_literal(pieces, literal),
        WordPieceKind::Variable(_)
        | WordPieceKind::CommandSubstitution(_)
        | WordPieceKind::BacktickSubstitution(_)
        | WordPieceKind::Arithmetic(_)
        | WordPieceKind::ProcessSubstitution { .. }
        | WordPieceKind::Array(_) => false,
    })
}

fn collect_variables<'word>(pieces: &'word [WordPiece], variables: &mut Vec<&'word ShellVariable>) {
    for piece in pieces {
        match &piece.kind {
            WordPieceKind::DoubleQuoted(pieces) | WordPieceKind::Arithmetic(pieces) => {
                collect_variables(pieces, variables);
            }
            WordPieceKind::Array(words) => {
                for word in words {
                    collect_variables(&word.pieces, variables);
                }
            }
            WordPieceKind::Variable(variable) => {
                variables.push(variable);
                if let Some(operation) = &variable.operation {
                    collect_variables(&operation.word.pieces, variables);
                }
            }
            _ => {}
        }
    }
}
