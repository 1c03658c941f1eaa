//! Every span is the place of what it stands for: in order, inside what holds it, no byte left over.

use dockstep::language::shell::tree::{
    Command, CompoundKind, ConditionalPart, List, Redirect, Script, SimpleCommand,
};
use dockstep::language::shell::word::{Word, WordPiece, WordPieceKind};
use dockstep::language::span::Span;

/// Checks all spans of a script that was read from `part` of `text`; says what is wrong.
pub(crate) fn check(text: &str, part: Span, script: &Script) -> Result<(), String> {
    let mut check = Check {
        text,
        script,
        covered: vec![false; text.len()],
        with_backticks: part.of(text).contains('`'),
    };
    for mark in &script.marks {
        check.cover(mark.span);
    }
    check.list(&script.list, part)?;
    for heredoc in &script.heredocs {
        heredoc
            .body
            .into_iter()
            .chain(heredoc.end)
            .for_each(|span| check.cover(span));
    }
    for error in &script.errors {
        check.inside(error.span, part)?;
    }
    check.all_covered(part)
}

struct Check<'text> {
    text: &'text str,
    script: &'text Script,
    covered: Vec<bool>,
    with_backticks: bool,
}

impl Check<'_> {
    fn cover(&mut self, span: Span) {
        if let Some(bytes) = self.covered.get_mut(span.start as usize..span.end as usize) {
            bytes.fill(true);
        }
    }

    fn inside(&self, span: Span, outer: Span) -> Result<(), String> {
        let is_inside =
            outer.start <= span.start && span.start <= span.end && span.end <= outer.end;
        let is_text = self
            .text
            .get(span.start as usize..span.end as usize)
            .is_some();
        if is_inside && is_text {
            return Ok(());
        }
        Err(format!("{span:?} is not inside {outer:?}"))
    }

    fn list(&mut self, list: &List, outer: Span) -> Result<(), String> {
        self.inside(list.span, outer)?;
        let mut at = list.span.start;
        for item in &list.items {
            self.inside(item.pipeline.span, list.span)?;
            for piped in &item.pipeline.commands {
                let span = piped.command.span();
                self.inside(span, item.pipeline.span)?;
                if span.start < at {
                    return Err(format!("{span:?} starts before {at}"));
                }
                at = span.end;
                self.command(&piped.command)?;
            }
        }
        Ok(())
    }

    fn command(&mut self, command: &Command) -> Result<(), String> {
        let span = command.span();
        match command {
            Command::Simple(command) => self.simple(command)?,
            Command::Compound(command) => self.compound(&command.kind, span)?,
        }
        self.redirects(command.redirects(), span)
    }

    fn simple(&mut self, command: &SimpleCommand) -> Result<(), String> {
        if command.span.is_empty() {
            return Err(format!("a command without bytes at {:?}", command.span));
        }
        for assignment in &command.assignments {
            self.cover(assignment.span);
            self.inside(assignment.span, command.span)?;
            self.word(&assignment.value, assignment.span)?;
            if assignment.name_span.of(self.text) != assignment.name {
                return Err(format!("{:?} is not its name", assignment.name_span));
            }
        }
        self.words(&command.words, command.span)
    }

    fn redirects(&mut self, redirects: &[Redirect], outer: Span) -> Result<(), String> {
        for redirect in redirects {
            self.inside(redirect.span, outer)?;
            self.inside(redirect.operator_span, redirect.span)?;
            if redirect.operator_span.of(self.text) != redirect.operator.written() {
                return Err(format!("{:?} is not its operator", redirect.operator_span));
            }
            self.word(&redirect.target, redirect.span)?;
            if let Some(heredoc) = self.script.heredoc(redirect)
                && let Some(body) = heredoc.body
            {
                self.pieces(&heredoc.pieces, body)?;
            }
        }
        Ok(())
    }

    fn compound(&mut self, kind: &CompoundKind, outer: Span) -> Result<(), String> {
        match kind {
            CompoundKind::Subshell(list) | CompoundKind::Group(list) => self.list(list, outer),
            CompoundKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.list(&branch.condition, outer)?;
                    self.list(&branch.body, outer)?;
                }
                otherwise
                    .as_ref()
                    .map_or(Ok(()), |list| self.list(list, outer))
            }
            CompoundKind::For {
                variable,
                words,
                body,
                ..
            } => {
                self.word(variable, outer)?;
                self.words(words.as_deref().unwrap_or_default(), outer)?;
                self.list(body, outer)
            }
            CompoundKind::ArithmeticFor { header, body } => {
                self.cover_pieces(header);
                self.pieces_in_order(header, outer)?;
                self.list(body, outer)
            }
            CompoundKind::While {
                condition, body, ..
            } => {
                self.list(condition, outer)?;
                self.list(body, outer)
            }
            CompoundKind::Case { subject, arms } => {
                self.word(subject, outer)?;
                for arm in arms {
                    self.words(&arm.patterns, outer)?;
                    self.list(&arm.body, outer)?;
                }
                Ok(())
            }
            CompoundKind::Function { name, body } => {
                self.word(name, outer)?;
                let Some(body) = body else { return Ok(()) };
                self.inside(body.span(), outer)?;
                self.command(body)
            }
            CompoundKind::Conditional(parts) => {
                for part in parts {
                    match part {
                        ConditionalPart::Word(word) => self.word(word, outer)?,
                        ConditionalPart::Operator(span) => self.inside(*span, outer)?,
                    }
                }
                Ok(())
            }
            CompoundKind::Arithmetic(pieces) => {
                self.cover_pieces(pieces);
                self.pieces_in_order(pieces, outer)
            }
        }
    }

    fn words(&mut self, words: &[Word], outer: Span) -> Result<(), String> {
        let mut at = outer.start;
        for word in words {
            if word.span.start < at || word.span.is_empty() {
                return Err(format!("{:?} is empty or starts before {at}", word.span));
            }
            at = word.span.end;
            self.word(word, outer)?;
        }
        Ok(())
    }

    fn word(&mut self, word: &Word, outer: Span) -> Result<(), String> {
        self.cover(word.span);
        self.inside(word.span, outer)?;
        self.pieces(&word.pieces, word.span)?;
        let literal = word.as_literal();
        let has_continuation = word
            .pieces
            .iter()
            .any(|piece| piece.kind == WordPieceKind::Continuation);
        if let Some(literal) = literal
            && !word.has_quotes()
            && !has_continuation
            && !self.with_backticks
            && literal != word.written(self.text)
        {
            return Err(format!(
                "{literal:?} is written {:?}",
                word.written(self.text)
            ));
        }
        Ok(())
    }

    fn cover_pieces(&mut self, pieces: &[WordPiece]) {
        for piece in pieces {
            self.cover(piece.span);
        }
    }

    /// Checks pieces that fill `outer` from end to end.
    fn pieces(&mut self, pieces: &[WordPiece], outer: Span) -> Result<(), String> {
        if !self.with_backticks && !pieces.is_empty() {
            let mut at = outer.start;
            for piece in pieces {
                if piece.span.start != at {
                    return Err(format!("{:?} does not start at {at}", piece.span));
                }
                at = piece.span.end;
            }
            if at != outer.end {
                return Err(format!("the last piece does not end at {}", outer.end));
            }
        }
        self.pieces_in_order(pieces, outer)
    }

    fn pieces_in_order(&mut self, pieces: &[WordPiece], outer: Span) -> Result<(), String> {
        let mut at = outer.start;
        for piece in pieces {
            self.inside(piece.span, outer)?;
            if piece.span.start < at || piece.span.is_empty() {
                return Err(format!("{:?} is empty or starts before {at}", piece.span));
            }
            at = piece.span.end;
            self.piece(piece)?;
        }
        Ok(())
    }

    fn piece(&mut self, piece: &WordPiece) -> Result<(), String> {
        let written = piece.span.of(self.text);
        match &piece.kind {
            WordPieceKind::Literal(text) => {
                if !self.with_backticks && text != written {
                    return Err(format!("{text:?} is written {written:?}"));
                }
                Ok(())
            }
            WordPieceKind::DoubleQuoted(pieces) | WordPieceKind::Arithmetic(pieces) => {
                self.pieces_in_order(pieces, piece.span)
            }
            WordPieceKind::Variable(variable) => {
                if variable.name_span.of(self.text) != variable.name {
                    return Err(format!("{:?} is not its name", variable.name_span));
                }
                match &variable.operation {
                    Some(operation) => self.word(&operation.word, piece.span),
                    None => Ok(()),
                }
            }
            WordPieceKind::CommandSubstitution(list)
            | WordPieceKind::BacktickSubstitution(list)
            | WordPieceKind::ProcessSubstitution { list, .. } => self.list(list, piece.span),
            WordPieceKind::Array(words) => self.words(words, piece.span),
            WordPieceKind::Escaped(_)
            | WordPieceKind::Continuation
            | WordPieceKind::SingleQuoted(_)
            | WordPieceKind::DollarQuoted(_) => Ok(()),
        }
    }

    fn all_covered(&self, part: Span) -> Result<(), String> {
        let bytes = self.text.as_bytes();
        for at in part.start as usize..part.end as usize {
            let is_blank = matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n'));
            let is_line_end = matches!(bytes.get(at), Some(b'\\' | b'\r'))
                && matches!(bytes.get(at + 1), Some(b'\n' | b'\r'));
            if !is_blank && !is_line_end && self.covered.get(at) == Some(&false) {
                return Err(format!(
                    "byte {at} of {:?} is in no word and no mark",
                    part.of(self.text)
                ));
            }
        }
        Ok(())
    }
}
