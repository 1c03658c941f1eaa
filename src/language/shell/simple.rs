//! Simple commands: assignments, words and redirects.

use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::keywords::ends_word;
use crate::language::shell::reader::Reader;
use crate::language::shell::tree::{
    Assignment, Command, CompoundCommand, MarkKind, Redirect, RedirectOperator, SimpleCommand,
};
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use crate::language::span::{Span, slice};

/// The redirect operators, longer ones before those they start with.
const OPERATORS: [RedirectOperator; 12] = [
    RedirectOperator::AppendBoth,
    RedirectOperator::HereString,
    RedirectOperator::HeredocWithoutTabs,
    RedirectOperator::WriteBoth,
    RedirectOperator::Heredoc,
    RedirectOperator::ReadWrite,
    RedirectOperator::DuplicateInput,
    RedirectOperator::DuplicateOutput,
    RedirectOperator::Append,
    RedirectOperator::Overwrite,
    RedirectOperator::Read,
    RedirectOperator::Write,
];

impl Reader<'_> {
    /// Reads a simple command or, where `()` follows its name, a function. At least one byte is read.
    pub(super) fn simple(&mut self) -> Command {
        let start = self.at;
        let mut command = SimpleCommand::default();
        let mut end = start;
        loop {
            self.skip_blanks();
            if let Some(redirect) = self.redirect() {
                command.redirects.push(redirect);
            } else if command.words.is_empty()
                && let Some(assignment) = self.assignment()
            {
                command.assignments.push(assignment);
            } else if let Some(word) = self.word() {
                command.words.push(word);
            } else if self.peek() == Some(b'(') {
                if let Some(function) = self.function(start, &mut command) {
                    return function;
                }
                command.words.extend(self.unexpected_parenthesis());
            } else {
                break;
            }
            end = self.at;
        }
        command.span = self.span(start, end);
        Command::Simple(command)
    }

    /// Reads a function, if `(` and `)` stand behind the only word of a command.
    fn function(&mut self, start: usize, command: &mut SimpleCommand) -> Option<Command> {
        if command.words.len() != 1
            || !command.assignments.is_empty()
            || !command.redirects.is_empty()
        {
            return None;
        }
        self.take_empty_parentheses()?;
        let name = command.words.pop()?;
        let Some(kind) = self.nested(|reader| reader.function_body(name)) else {
            return Some(self.unread(start));
        };
        Some(Command::Compound(Box::new(CompoundCommand {
            span: self.span_from(start),
            kind,
            redirects: Vec::new(),
        })))
    }

    /// Reads a parenthesis among words as the text it was meant to be.
    fn unexpected_parenthesis(&mut self) -> Option<Word> {
        let start = self.at;
        let end = self.parenthesis_end(start + 1);
        let Some(end) = end else {
            let span = self.take(MarkKind::Operator, 1);
            self.error(ShellErrorKind::UnexpectedParenthesis, span);
            return None;
        };
        self.at = end;
        let span = self.span_from(start);
        self.error(ShellErrorKind::UnexpectedParenthesis, span);
        Some(Word {
            span,
            pieces: vec![WordPiece {
                span,
                kind: WordPieceKind::Literal(slice(self.text, start, end).to_owned()),
            }],
        })
    }

    /// Reads `NAME=value`, `NAME+=value` or `NAME[…]=value`; reads nothing where none stands.
    fn assignment(&mut self) -> Option<Assignment> {
        let start = self.at;
        let head = self.assignment_head()?;
        self.at = head.name_end;
        let name = slice(self.text, start, self.at).to_owned();
        let name_span = self.span_from(start);
        self.at = head.value_start;
        let value_start = self.at;
        let pieces = if self.peek() == Some(b'(') {
            vec![self.array()]
        } else {
            self.word().map(|word| word.pieces).unwrap_or_default()
        };
        Some(Assignment {
            span: self.span_from(start),
            name,
            name_span,
            index: head.index.map(|(from, to)| self.span(from, to)),
            appends: head.appends,
            value: Word {
                span: self.span_from(value_start),
                pieces,
            },
        })
    }

    /// Finds the name and the equals sign of an assignment.
    pub(super) fn assignment_head(&self) -> Option<AssignmentHead> {
        if !self
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        {
            return None;
        }
        let mut length = 1;
        while self
            .peek_at(length)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            length += 1;
        }
        let name_end = self.at + length;
        let mut index = None;
        if self.peek_at(length) == Some(b'[') {
            let from = length + 1;
            while self
                .peek_at(length)
                .is_some_and(|byte| byte != b']' && !ends_word(byte))
            {
                length += 1;
            }
            if self.peek_at(length) != Some(b']') {
                return None;
            }
            index = Some((self.at + from, self.at + length));
            length += 1;
        }
        let appends = self.peek_at(length) == Some(b'+');
        length += usize::from(appends);
        (self.peek_at(length) == Some(b'=')).then_some(AssignmentHead {
            name_end,
            index,
            appends,
            value_start: self.at + length + 1,
        })
    }

    /// Reads bash's `(…)` behind `NAME=`.
    pub(super) fn array(&mut self) -> WordPiece {
        let start = self.at;
        let opener = self.take(MarkKind::Operator, 1);
        let mut words = Vec::new();
        loop {
            self.skip_newlines();
            if self.take_bracket(b')') {
                break;
            }
            if self.is_at_end() {
                self.error(ShellErrorKind::Unterminated(")"), opener);
                break;
            }
            if let Some(word) = self.word() {
                words.push(word);
            } else {
                let span = self.take(MarkKind::Operator, 1);
                self.error(ShellErrorKind::UnexpectedOperator, span);
            }
        }
        WordPiece {
            span: self.span_from(start),
            kind: WordPieceKind::Array(words),
        }
    }

    /// Reads a redirect; reads nothing where none stands.
    pub(super) fn redirect(&mut self) -> Option<Redirect> {
        let start = self.at;
        let descriptor_length = self.descriptor_length();
        let behind = slice(self.text, start + descriptor_length, self.end);
        let operator = OPERATORS
            .into_iter()
            .find(|operator| behind.starts_with(operator.written()))?;
        let is_both = matches!(
            operator,
            RedirectOperator::WriteBoth | RedirectOperator::AppendBoth
        );
        let is_substitution = behind.starts_with("<(") || behind.starts_with(">(");
        if descriptor_length > 0 && is_both || descriptor_length == 0 && is_substitution {
            return None;
        }
        self.at = start + descriptor_length;
        let descriptor = (descriptor_length > 0).then(|| self.span_from(start));
        let operator_start = self.at;
        self.at += operator.written().len();
        let operator_span = self.span_from(operator_start);
        self.mark(MarkKind::Operator, start);
        let operator_end = self.at;
        self.skip_blanks();
        let target_start = self.at;
        // A number right before the next operator is that one's descriptor.
        let target = if self.descriptor_length() > 0 {
            None
        } else {
            self.word()
        };
        let target = target.unwrap_or_else(|| {
            self.error(ShellErrorKind::MissingTarget, operator_span);
            Word {
                span: self.span(operator_end, operator_end),
                pieces: Vec::new(),
            }
        });
        let end = target.span.end.max(operator_span.end);
        let span = Span {
            start: self.place(start) as u32,
            end,
        };
        let is_heredoc = matches!(
            operator,
            RedirectOperator::Heredoc | RedirectOperator::HeredocWithoutTabs
        );
        let heredoc = (is_heredoc && !target.pieces.is_empty()).then(|| {
            let written = slice(self.text, target_start, self.at);
            self.open_heredoc(
                &target,
                written,
                operator == RedirectOperator::HeredocWithoutTabs,
            )
        });
        Some(Redirect {
            span,
            descriptor,
            operator,
            operator_span,
            target,
            heredoc,
        })
    }

    /// Tells how long the number or `{name}` is that stands right before a redirect: 0 where there is none.
    fn descriptor_length(&self) -> usize {
        let mut length = 0;
        match self.peek() {
            Some(b'0'..=b'9') => {
                while self
                    .peek_at(length)
                    .is_some_and(|byte| byte.is_ascii_digit())
                {
                    length += 1;
                }
            }
            Some(b'{') => {
                length = 1;
                while self
                    .peek_at(length)
                    .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                {
                    length += 1;
                }
                if length == 1 || self.peek_at(length) != Some(b'}') {
                    return 0;
                }
                length += 1;
            }
            _ => return 0,
        }
        if matches!(self.peek_at(length), Some(b'<' | b'>')) {
            length
        } else {
            0
        }
    }
}

/// Places the parts of an assignment before its value.
pub(super) struct AssignmentHead {
    pub(super) name_end: usize,
    index: Option<(usize, usize)>,
    appends: bool,
    pub(super) value_start: usize,
}
