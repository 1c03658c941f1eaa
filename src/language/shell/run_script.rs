//! The script that an instruction hands to its shell, and the way back to the file.
//!
//! Refuses to decide whether that shell is one: the caller knows SHELL and the base image.

use crate::language::arguments::Arguments;
use crate::language::heredoc::heredoc_mark;
use crate::language::invocation::Invocation;
use crate::language::keyword::Keyword;
use crate::language::logical_line::LogicalLine;
use crate::language::shell::parse_part;
use crate::language::shell::tree::Script;
use crate::language::span::Span;
use crate::language::tree::{Instruction, PieceKind, Tree};

/// Holds the text that a shell would run for an instruction in shell form.
#[derive(Clone, Debug)]
pub struct RunScript<'text> {
    pub(super) source: &'text str,
    pub(super) line: LogicalLine<'text>,
    pub(super) part: Span,
    pub(super) interpreter: Option<String>,
    /// What the shell around it puts in before this script is read, in source order.
    pub(super) holes: Vec<Span>,
}

impl<'text> RunScript<'text> {
    /// Finds the script of RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD, or of an ONBUILD with one of them.
    ///
    /// Gives nothing for the exec form and for instructions that run nothing. Here-documents of RUN
    /// are part of the text: the lines behind `RUN <<EOF` are the script, and behind
    /// `RUN cat <<EOF` they follow the joined line.
    pub fn of(tree: &'text Tree, instruction: &Instruction) -> Option<Self> {
        let invocation = tree.invocation(instruction);
        let part = shell_form(&invocation)?;
        let text = part.of(invocation.line.text());
        let Some(heredoc) = instruction.heredocs.first() else {
            return Some(Self {
                source: tree.text(),
                line: tree.logical_line(instruction),
                part,
                interpreter: None,
                holes: Vec::new(),
            });
        };
        if matches!(heredoc_mark(text), Ok(Some(_))) {
            let body = heredoc.body;
            let first_line = body.of(tree.text()).lines().next().unwrap_or_default();
            return Some(Self {
                source: tree.text(),
                line: LogicalLine::join(tree.text(), std::iter::once(body), body.len()),
                part: Span::new(0, body.len()),
                interpreter: first_line.strip_prefix("#!").map(interpreter),
                holes: Vec::new(),
            });
        }
        let pieces = tree.pieces_of(instruction).filter(|(kind, _)| {
            matches!(
                kind,
                PieceKind::Text
                    | PieceKind::LineEnd
                    | PieceKind::HeredocBody
                    | PieceKind::HeredocEnd
            )
        });
        let spans = pieces.map(|(_, span)| span);
        let line = LogicalLine::join(tree.text(), spans, instruction.span.len());
        let part = Span::new(part.start as usize, line.text().len());
        Some(Self {
            source: tree.text(),
            line,
            part,
            interpreter: None,
            holes: Vec::new(),
        })
    }

    /// Gives the text that all spans of the script are bytes of.
    pub fn text(&self) -> &str {
        self.line.text()
    }

    /// Gives the part of the text that is the script: keyword and flags stand before it.
    pub fn part(&self) -> Span {
        self.part
    }

    /// Gives the program that a `#!` line asks for, without its folder: `python3` for `#!/usr/bin/env python3`.
    pub fn interpreter(&self) -> Option<&str> {
        self.interpreter.as_deref()
    }

    /// Tells whether a `#!` line names something else than a Unix shell.
    pub fn has_foreign_interpreter(&self) -> bool {
        self.interpreter()
            .is_some_and(|name| !matches!(name, "sh" | "bash" | "dash" | "ash" | "ksh" | "zsh"))
    }

    /// Reads the script.
    pub fn parse(&self) -> Script {
        parse_part(self.text(), self.part)
    }

    /// Tells whether the shell around this script decides all that stands at a place: a variable, a substitution.
    pub fn is_put_in(&self, span: Span) -> bool {
        let index = self.holes.partition_point(|hole| hole.end <= span.start);
        let hole = self.holes.get(index);
        hole.is_some_and(|hole| hole.contains(span.start) && span.end <= hole.end)
    }

    /// Gives the places in the file of a span of the script.
    pub fn spans(&self, span: Span) -> Vec<Span> {
        self.line.spans(span)
    }
}

/// Finds the text behind keyword and flags, if a shell is to run it.
fn shell_form(invocation: &Invocation<'_>) -> Option<Span> {
    match &invocation.arguments {
        Arguments::Text(span)
            if matches!(
                invocation.keyword,
                Keyword::Run | Keyword::Cmd | Keyword::Entrypoint
            ) =>
        {
            Some(*span)
        }
        Arguments::Health(kind, command)
            if kind.of(invocation.line.text()).eq_ignore_ascii_case("cmd") =>
        {
            match command.as_ref() {
                Arguments::Text(span) => Some(*span),
                _ => None,
            }
        }
        Arguments::Trigger(trigger) => shell_form(trigger),
        _ => None,
    }
}

fn interpreter(line: &str) -> String {
    let mut words = line.split_ascii_whitespace();
    let program = |word: &str| word.rsplit('/').next().unwrap_or_default().to_owned();
    let first = words.next().map(program).unwrap_or_default();
    if first != "env" {
        return first;
    }
    words
        .find(|word| !word.starts_with('-') && !word.contains('='))
        .map(program)
        .unwrap_or_default()
}
