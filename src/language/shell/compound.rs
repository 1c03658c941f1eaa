//! Commands that hold commands: `( )`, `{ }`, if, for, while, function.

use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::keywords::Closer;
use crate::language::shell::reader::Reader;
use crate::language::shell::tree::{
    Branch, Command, CompoundCommand, CompoundKind, List, MarkKind, SimpleCommand,
};
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use crate::language::span::{Span, slice};

impl Reader<'_> {
    /// Reads a compound command; gives nothing, and reads nothing, where none starts.
    pub(super) fn compound(&mut self) -> Option<Command> {
        let start = self.at;
        let keyword = self.bare_word();
        let is_compound = self.peek() == Some(b'(')
            || matches!(
                keyword,
                "{" | "if" | "for" | "select" | "while" | "until" | "case" | "function" | "[["
            );
        if !is_compound {
            return None;
        }
        let Some(kind) = self.nested(|reader| reader.compound_kind(keyword)) else {
            return Some(self.unread(start));
        };
        let mut end = self.at;
        let mut redirects = Vec::new();
        // A function's redirects were read as those of its body.
        if !matches!(kind, CompoundKind::Function { .. }) {
            loop {
                self.skip_blanks();
                let Some(redirect) = self.redirect() else {
                    break;
                };
                redirects.push(redirect);
                end = self.at;
            }
        }
        Some(Command::Compound(Box::new(CompoundCommand {
            span: self.span(start, end),
            kind,
            redirects,
        })))
    }

    /// Makes one word of what was too deep to read.
    pub(super) fn unread(&self, start: usize) -> Command {
        let span = self.span_from(start);
        let word = Word {
            span,
            pieces: vec![WordPiece {
                span,
                kind: WordPieceKind::Literal(slice(self.text, start, self.at).to_owned()),
            }],
        };
        Command::Simple(SimpleCommand {
            span,
            words: vec![word],
            ..SimpleCommand::default()
        })
    }

    fn compound_kind(&mut self, keyword: &str) -> CompoundKind {
        if self.peek() == Some(b'(') {
            return self.parentheses();
        }
        let opener = self.take(MarkKind::Keyword, keyword.len());
        match keyword {
            "{" => {
                let list = self.until(&[Closer::Brace], |reader| reader.list_of_some(opener));
                self.close("}", opener);
                CompoundKind::Group(list)
            }
            "if" => self.if_command(opener),
            "while" | "until" => {
                let condition = self.until(&[Closer::Do, Closer::Done], |reader| {
                    reader.list_of_some(opener)
                });
                let body = self.loop_body(opener);
                CompoundKind::While {
                    is_until: keyword == "until",
                    condition,
                    body,
                }
            }
            "case" => self.case_command(opener),
            "function" => self.function_keyword(opener),
            "[[" => self.conditional(opener),
            keyword => self.for_command(opener, keyword == "select"),
        }
    }

    /// Reads `((…))` or `(…)`.
    fn parentheses(&mut self) -> CompoundKind {
        if self.starts_with("((")
            && let Some(end) = self.arithmetic_end(self.at + 2)
        {
            self.take(MarkKind::Operator, 2);
            let pieces = self.arithmetic_pieces(end);
            self.take(MarkKind::Operator, 2);
            return CompoundKind::Arithmetic(pieces);
        }
        let opener = self.take(MarkKind::Operator, 1);
        let list = self.until(&[Closer::Parenthesis], |reader| reader.list_of_some(opener));
        if !self.take_bracket(b')') {
            self.error(ShellErrorKind::Unterminated(")"), opener);
        }
        CompoundKind::Subshell(list)
    }

    /// Steps over the keyword that ends a command, or notes that it is missing.
    pub(super) fn close(&mut self, keyword: &'static str, opener: Span) {
        if self.take_keyword(keyword).is_none() {
            self.error(ShellErrorKind::Missing(keyword), opener);
        }
    }

    fn if_command(&mut self, opener: Span) -> CompoundKind {
        let mut branches = Vec::new();
        let mut otherwise = None;
        let mut branch_opener = opener;
        loop {
            let condition = self.until(
                &[Closer::Then, Closer::Elif, Closer::Else, Closer::Fi],
                |reader| reader.list_of_some(branch_opener),
            );
            let body = if let Some(then) = self.take_keyword("then") {
                self.until(&[Closer::Elif, Closer::Else, Closer::Fi], |reader| {
                    reader.list_of_some(then)
                })
            } else {
                self.error(ShellErrorKind::Missing("then"), branch_opener);
                self.empty_list()
            };
            branches.push(Branch { condition, body });
            match self.take_keyword("elif") {
                Some(elif) => branch_opener = elif,
                None => break,
            }
        }
        if let Some(opener) = self.take_keyword("else") {
            otherwise = Some(self.until(&[Closer::Fi], |reader| reader.list_of_some(opener)));
        }
        self.close("fi", opener);
        CompoundKind::If {
            branches,
            otherwise,
        }
    }

    /// Reads `do … done`.
    fn loop_body(&mut self, opener: Span) -> List {
        let inner = self.take_keyword("do").unwrap_or_else(|| {
            self.error(ShellErrorKind::Missing("do"), opener);
            opener
        });
        let body = self.until(&[Closer::Done], |reader| reader.list_of_some(inner));
        self.close("done", opener);
        body
    }

    fn for_command(&mut self, opener: Span, is_select: bool) -> CompoundKind {
        self.skip_blanks();
        if self.starts_with("((")
            && let Some(end) = self.arithmetic_end(self.at + 2)
        {
            self.take(MarkKind::Operator, 2);
            let header = self.arithmetic_pieces(end);
            self.take(MarkKind::Operator, 2);
            self.end_of_header();
            let body = self.for_body(opener);
            return CompoundKind::ArithmeticFor { header, body };
        }
        let variable = self.name_word(opener);
        self.skip_newlines();
        let mut words = None;
        if self.take_keyword("in").is_some() {
            let mut found = Vec::new();
            loop {
                self.skip_blanks();
                let Some(word) = self.word() else { break };
                found.push(word);
            }
            words = Some(found);
        }
        self.end_of_header();
        let body = self.for_body(opener);
        CompoundKind::For {
            is_select,
            variable,
            words,
            body,
        }
    }

    /// Reads a word that must be there.
    pub(super) fn name_word(&mut self, opener: Span) -> Word {
        self.skip_blanks();
        self.word().unwrap_or_else(|| {
            self.error(ShellErrorKind::MissingName, opener);
            Word {
                span: self.span(self.at, self.at),
                pieces: Vec::new(),
            }
        })
    }

    /// Steps over the `;` or newlines between a loop's header and its body.
    fn end_of_header(&mut self) {
        self.skip_blanks();
        if self.peek() == Some(b';') && self.closer().is_none() {
            self.take(MarkKind::Operator, 1);
        }
        self.skip_newlines();
    }

    /// Reads the body of a `for`; shells take braces too.
    fn for_body(&mut self, opener: Span) -> List {
        if self.bare_word() != "{" {
            return self.loop_body(opener);
        }
        let brace = self.take(MarkKind::Keyword, 1);
        let body = self.until(&[Closer::Brace], |reader| reader.list_of_some(brace));
        self.close("}", brace);
        body
    }

    fn function_keyword(&mut self, opener: Span) -> CompoundKind {
        let name = self.name_word(opener);
        self.skip_blanks();
        self.take_empty_parentheses();
        self.function_body(name)
    }

    /// Steps over `( )`, if that is what stands here.
    pub(super) fn take_empty_parentheses(&mut self) -> Option<Span> {
        let start = self.at;
        let mut length = 1;
        while matches!(self.peek_at(length), Some(b' ' | b'\t')) {
            length += 1;
        }
        if self.peek() != Some(b'(') || self.peek_at(length) != Some(b')') {
            return None;
        }
        self.take(MarkKind::Operator, 1);
        self.at = start + length;
        self.take(MarkKind::Operator, 1);
        Some(self.span_from(start))
    }

    /// Reads what a function runs.
    pub(super) fn function_body(&mut self, name: Word) -> CompoundKind {
        self.skip_newlines();
        let body = self.command();
        if body.is_none() {
            self.error(ShellErrorKind::MissingCommand, name.span);
        }
        CompoundKind::Function { name, body }
    }

    pub(super) fn empty_list(&self) -> List {
        List {
            span: self.span(self.at, self.at),
            items: Vec::new(),
        }
    }
}
