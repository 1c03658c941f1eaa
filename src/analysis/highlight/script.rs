//! What a shell reads of a script: commands, options, strings, variables, operators.

use crate::analysis::highlight::{Highlight, Highlights};
use crate::language::shell::tree::{
    Command, CompoundCommand, CompoundKind, ConditionalPart, List, MarkKind, Redirect, Script,
    SimpleCommand,
};
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use crate::language::span::Span;

/// Lists the stretches of a script as places in the text it was read from.
pub(in crate::analysis::highlight) fn of_script(text: &str, script: &Script) -> Highlights {
    let mut walk = Walk {
        text,
        script,
        found: Vec::new(),
    };
    for heredoc in &script.heredocs {
        walk.found
            .extend(heredoc.body.map(|body| (body, Highlight::Heredoc)));
        walk.pieces(&heredoc.pieces);
    }
    walk.list(&script.list);
    for mark in &script.marks {
        let highlight = match mark.kind {
            MarkKind::Keyword => Highlight::InnerKeyword,
            MarkKind::Operator => Highlight::Operator,
            MarkKind::Comment => Highlight::Comment,
        };
        walk.found.push((mark.span, highlight));
    }
    walk.found
}

struct Walk<'script> {
    text: &'script str,
    script: &'script Script,
    found: Highlights,
}

impl Walk<'_> {
    fn add(&mut self, span: Span, highlight: Highlight) {
        self.found.push((span, highlight));
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            for piped in &item.pipeline.commands {
                self.command(&piped.command);
            }
        }
    }

    fn command(&mut self, command: &Command) {
        match command {
            Command::Simple(command) => self.simple(command),
            Command::Compound(command) => self.compound(command),
        }
    }

    fn simple(&mut self, command: &SimpleCommand) {
        for assignment in &command.assignments {
            self.add(assignment.name_span, Highlight::Name);
            self.word(&assignment.value);
        }
        for (index, word) in command.words.iter().enumerate() {
            if index == 0 {
                self.add(word.span, Highlight::Command);
            } else if is_option(word.written(self.text)) {
                self.add(word.span, Highlight::Option);
            }
            self.word(word);
        }
        self.redirects(&command.redirects);
    }

    fn redirects(&mut self, redirects: &[Redirect]) {
        for redirect in redirects {
            if self.script.heredoc(redirect).is_some() {
                self.add(redirect.span, Highlight::Heredoc);
                continue;
            }
            self.word(&redirect.target);
        }
    }

    fn compound(&mut self, command: &CompoundCommand) {
        match &command.kind {
            CompoundKind::Subshell(list) | CompoundKind::Group(list) => self.list(list),
            CompoundKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.list(&branch.condition);
                    self.list(&branch.body);
                }
                if let Some(list) = otherwise {
                    self.list(list);
                }
            }
            CompoundKind::For {
                variable,
                words,
                body,
                ..
            } => {
                self.add(variable.span, Highlight::Name);
                self.words(words.as_deref().unwrap_or_default());
                self.list(body);
            }
            CompoundKind::ArithmeticFor { header, body } => {
                self.pieces(header);
                self.list(body);
            }
            CompoundKind::While {
                condition, body, ..
            } => {
                self.list(condition);
                self.list(body);
            }
            CompoundKind::Case { subject, arms } => {
                self.word(subject);
                for arm in arms {
                    self.words(&arm.patterns);
                    self.list(&arm.body);
                }
            }
            CompoundKind::Function { name, body } => {
                self.add(name.span, Highlight::Command);
                if let Some(body) = body {
                    self.command(body);
                }
            }
            CompoundKind::Conditional(parts) => {
                for part in parts {
                    if let ConditionalPart::Word(word) = part {
                        self.word(word);
                    }
                }
            }
            CompoundKind::Arithmetic(pieces) => self.pieces(pieces),
        }
        self.redirects(&command.redirects);
    }

    fn words(&mut self, words: &[Word]) {
        for word in words {
            self.word(word);
        }
    }

    fn word(&mut self, word: &Word) {
        self.pieces(&word.pieces);
    }

    fn pieces(&mut self, pieces: &[WordPiece]) {
        for piece in pieces {
            match &piece.kind {
                WordPieceKind::SingleQuoted(_) | WordPieceKind::DollarQuoted(_) => {
                    self.add(piece.span, Highlight::String);
                }
                WordPieceKind::DoubleQuoted(inner) => {
                    self.add(piece.span, Highlight::String);
                    self.pieces(inner);
                }
                WordPieceKind::Variable(variable) => {
                    self.add(piece.span, Highlight::Variable);
                    if let Some(operation) = &variable.operation {
                        self.word(&operation.word);
                    }
                }
                WordPieceKind::Arithmetic(inner) => {
                    self.add(piece.span, Highlight::Variable);
                    self.pieces(inner);
                }
                WordPieceKind::CommandSubstitution(list)
                | WordPieceKind::BacktickSubstitution(list)
                | WordPieceKind::ProcessSubstitution { list, .. } => {
                    self.substitution(piece.span, list);
                }
                WordPieceKind::Array(words) => self.words(words),
                WordPieceKind::Literal(_)
                | WordPieceKind::Escaped(_)
                | WordPieceKind::Continuation => {}
            }
        }
    }

    /// Marks the brackets; the commands between them look as they do elsewhere.
    fn substitution(&mut self, span: Span, list: &List) {
        if list.span.is_empty() {
            self.add(span, Highlight::Variable);
            return;
        }
        let opening = Span {
            start: span.start,
            end: list.span.start,
        };
        let closing = Span {
            start: list.span.end,
            end: span.end,
        };
        for bracket in [opening, closing] {
            let written = bracket.of(self.text);
            let blanks = written.len() - written.trim_start().len();
            let start = bracket.start as usize + blanks;
            self.add(
                Span::new(start, start + written.trim().len()),
                Highlight::Variable,
            );
        }
        self.list(list);
    }
}

/// Tells what looks like an option to every reader of a command line.
fn is_option(word: &str) -> bool {
    word.len() > 1 && word.starts_with('-')
}
