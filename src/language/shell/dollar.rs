//! What a dollar sign starts: variables, `$(…)`, `$((…))`, `$'…'`.

use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::keywords::Closer;
use crate::language::shell::pieces::Mode;
use crate::language::shell::reader::Reader;
use crate::language::shell::word::{
    ShellVariable, VariableOperation, Word, WordPiece, WordPieceKind,
};
use crate::language::span::{Span, slice};

/// The operators of `${…}`, longer ones before those they start with.
const OPERATORS: [&str; 21] = [
    ":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,", "-", "=", "?", "+", "#", "%",
    "/", "^", ",", "@",
];

impl Reader<'_> {
    /// Reads what a dollar sign starts; it is literal text where it starts nothing.
    pub(super) fn dollar(&mut self, mode: Mode) -> Option<WordPieceKind> {
        match self.peek_at(1) {
            Some(b'{') => {
                let start = self.at;
                self.nested(|reader| reader.braced_variable(start, mode))
            }
            Some(b'(') => self.parenthesised(),
            Some(b'\'') if mode.is_bare() => {
                self.at += 1;
                Some(self.dollar_quoted())
            }
            Some(b'"') if mode.is_bare() => {
                self.at += 1;
                self.double_quoted()
            }
            _ => {
                self.at += 1;
                let (name, name_span) = self.variable_name();
                if name.is_empty() {
                    return None;
                }
                Some(WordPieceKind::Variable(ShellVariable {
                    name,
                    name_span,
                    is_braced: false,
                    prefix: None,
                    index: None,
                    operation: None,
                }))
            }
        }
    }

    /// Reads a variable's name: without braces a number is one digit long.
    fn variable_name(&mut self) -> (String, Span) {
        let start = self.at;
        match self.peek() {
            Some(b'0'..=b'9' | b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!') => self.at += 1,
            _ => self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
        }
        (
            slice(self.text, start, self.at).to_owned(),
            self.span_from(start),
        )
    }

    fn braced_variable(&mut self, start: usize, mode: Mode) -> WordPieceKind {
        let opener = self.span(start, start + 2);
        self.at += 2;
        let prefix = self.variable_prefix();
        let (mut name, mut name_span) = self.variable_name();
        if name.starts_with(|first: char| first.is_ascii_digit()) {
            let from = self.at - 1;
            self.skip_while(|byte| byte.is_ascii_digit());
            slice(self.text, from, self.at).clone_into(&mut name);
            name_span = self.span_from(from);
        }
        let index = self.variable_index();
        let operation = self.variable_operation(mode, &name);
        if self.peek() == Some(b'}') {
            self.at += 1;
        } else {
            self.error(ShellErrorKind::Unterminated("}"), opener);
        }
        let has_operator = operation
            .as_ref()
            .is_none_or(|operation| !operation.operator.is_empty());
        if name.is_empty() || !has_operator {
            let span = self.span_from(start);
            self.error(ShellErrorKind::BadVariable, span);
        }
        WordPieceKind::Variable(ShellVariable {
            name,
            name_span,
            is_braced: true,
            prefix,
            index,
            operation,
        })
    }

    /// Steps over the `#` or `!` before a name; in `${#}`, `${#-…}` and `${!}` it is the name.
    fn variable_prefix(&mut self) -> Option<char> {
        let prefix = match self.peek()? {
            b'#' => '#',
            b'!' => '!',
            _ => return None,
        };
        let is_before_name = match self.peek_at(1)? {
            b'@' | b'*' => true,
            b'?' | b'-' | b'$' | b'!' | b'#' => prefix == '#' && self.peek_at(2) == Some(b'}'),
            byte => byte.is_ascii_alphanumeric() || byte == b'_',
        };
        if !is_before_name {
            return None;
        }
        self.at += 1;
        Some(prefix)
    }

    fn variable_index(&mut self) -> Option<Span> {
        if self.peek() != Some(b'[') {
            return None;
        }
        let end = self.bracket_end(self.at + 1)?;
        let span = self.span(self.at + 1, end);
        self.at = end + 1;
        Some(span)
    }

    fn variable_operation(&mut self, mode: Mode, name: &str) -> Option<VariableOperation> {
        if self.is_at_end() || self.peek() == Some(b'}') {
            return None;
        }
        let operator_start = self.at;
        let operator = OPERATORS
            .into_iter()
            .find(|operator| self.starts_with(operator))
            .or_else(|| self.starts_with(":").then_some(":"))
            .filter(|_| !name.is_empty())
            .unwrap_or_default();
        self.at += operator.len();
        let operator_span = self.span_from(operator_start);
        let word_start = self.at;
        // A pattern keeps its single quotes even between double quotes.
        let is_pattern = operator.starts_with(['#', '%', '/', '^', ',']);
        let pieces = self.pieces(Mode::Braced {
            is_quoted: !mode.is_bare() && !is_pattern,
        });
        Some(VariableOperation {
            operator: operator.to_owned(),
            operator_span,
            word: Word {
                span: self.span_from(word_start),
                pieces,
            },
        })
    }

    /// Reads `$((…))` or `$(…)`.
    fn parenthesised(&mut self) -> Option<WordPieceKind> {
        let opener = self.span(self.at, self.at + 2);
        if self.peek_at(2) == Some(b'(')
            && let Some(end) = self.arithmetic_end(self.at + 3)
        {
            return self.nested(|reader| {
                reader.at += 3;
                let pieces = reader.arithmetic_pieces(end);
                reader.at += 2;
                WordPieceKind::Arithmetic(pieces)
            });
        }
        self.nested(|reader| {
            reader.at += 2;
            let list = reader.only_until(&[Closer::Parenthesis], Self::list);
            reader.end_substitution(opener);
            WordPieceKind::CommandSubstitution(list)
        })
    }

    /// Reads the pieces between `((` and the `))` at `end`.
    pub(super) fn arithmetic_pieces(&mut self, end: usize) -> Vec<WordPiece> {
        self.within(end, |reader| reader.pieces(Mode::Arithmetic))
    }

    /// Steps over the `)` of a substitution.
    pub(super) fn end_substitution(&mut self, opener: Span) {
        if self.peek() == Some(b')') {
            self.at += 1;
        } else {
            self.error(ShellErrorKind::Unterminated(")"), opener);
        }
    }
}
