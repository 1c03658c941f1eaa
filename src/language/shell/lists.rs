//! Lists and pipelines: what stands between `&&`, `||`, `;`, `&`, newlines and pipes.

use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::reader::Reader;
use crate::language::shell::tree::{
    Command, Joint, List, ListItem, MarkKind, PipedCommand, Pipeline,
};
use crate::language::span::Span;

impl Reader<'_> {
    /// Reads pipelines up to what ends the list, which stays unread.
    pub(super) fn list(&mut self) -> List {
        let mut items: Vec<ListItem> = Vec::new();
        let mut joint = Joint::First;
        let mut operator = None;
        // The first item of the chain of `&&` and `||` that an `&` would leave running.
        let mut chain_start = 0;
        loop {
            self.skip_newlines();
            if self.is_at_end() || self.is_at_closer_in_use() {
                break;
            }
            if self.skip_closer() {
                // What follows it follows on the command before it.
                self.skip_blanks();
                if self.is_at_separator() {
                    (joint, operator) = self.separator();
                }
                continue;
            }
            if self.skip_operator() {
                continue;
            }
            let Some(pipeline) = self.pipeline() else {
                // Only what cannot start a command leads here; it is skipped above the next time.
                continue;
            };
            if !matches!(joint, Joint::And | Joint::Or) {
                chain_start = items.len();
            }
            items.push(ListItem {
                joint: if items.is_empty() {
                    Joint::First
                } else {
                    joint
                },
                operator: if items.is_empty() { None } else { operator },
                pipeline,
                is_background: false,
            });
            (joint, operator) = self.separator();
            if joint == Joint::Background {
                for item in items.iter_mut().skip(chain_start) {
                    item.is_background = true;
                }
            }
        }
        if let (Joint::And | Joint::Or, Some(operator)) = (joint, operator) {
            self.error(ShellErrorKind::MissingCommand, operator);
        }
        let span = match (items.first(), items.last()) {
            (Some(first), Some(last)) => Span {
                start: first.pipeline.span.start,
                end: last.pipeline.span.end.max(first.pipeline.span.start),
            },
            _ => self.span(self.at, self.at),
        };
        List { span, items }
    }

    /// Reads a list that a shell does not accept empty; `opener` is what the list belongs to.
    pub(super) fn list_of_some(&mut self, opener: Span) -> List {
        let list = self.list();
        if list.items.is_empty() {
            self.error(ShellErrorKind::MissingCommand, opener);
        }
        list
    }

    fn is_at_closer_in_use(&self) -> bool {
        self.closer()
            .is_some_and(|(closer, _)| self.closers.expects(closer))
    }

    /// Steps over what would end something, but nothing is open; tells whether it stood here.
    fn skip_closer(&mut self) -> bool {
        let Some((_, length)) = self.closer() else {
            return false;
        };
        let is_keyword = self
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'}');
        let kind = if is_keyword {
            MarkKind::Keyword
        } else {
            MarkKind::Operator
        };
        let span = self.take(kind, length);
        self.error(ShellErrorKind::NothingToClose, span);
        true
    }

    /// Steps over an operator where a command belongs; tells whether one stood here.
    fn skip_operator(&mut self) -> bool {
        let length = match self.peek() {
            Some(b'&') if self.starts_with("&&") => 2,
            Some(b'&') if self.starts_with("&>") => return false,
            Some(b'|') if self.starts_with("||") || self.starts_with("|&") => 2,
            Some(b'&' | b'|' | b';') => 1,
            _ => return false,
        };
        let span = self.take(MarkKind::Operator, length);
        self.error(ShellErrorKind::UnexpectedOperator, span);
        true
    }

    /// Tells whether something stands here that joins commands of a list.
    fn is_at_separator(&self) -> bool {
        let is_operator = match self.peek() {
            Some(b'&') => !self.starts_with("&>"),
            Some(b'|') => self.starts_with("||"),
            Some(b';') => self.closer().is_none(),
            _ => false,
        };
        is_operator || self.newline_length() > 0
    }

    /// Reads what stands between two items of a list.
    fn separator(&mut self) -> (Joint, Option<Span>) {
        self.skip_blanks();
        if self.is_at_end() || self.closer().is_some() {
            return (Joint::Semicolon, None);
        }
        let start = self.at;
        let (joint, length) = match self.peek() {
            Some(b'&') if self.starts_with("&&") => (Joint::And, 2),
            Some(b'&') => (Joint::Background, 1),
            Some(b'|') if self.starts_with("||") => (Joint::Or, 2),
            Some(b';') => (Joint::Semicolon, 1),
            _ if self.newline_length() > 0 => {
                let span = self.span(start, start + self.newline_length());
                self.newline();
                return (Joint::Newline, Some(span));
            }
            _ => {
                let width = self.rest().chars().next().map_or(0, char::len_utf8);
                let place = self.span(self.at, self.at + width);
                self.error(ShellErrorKind::MissingSeparator, place);
                return (Joint::Semicolon, None);
            }
        };
        let span = self.take(MarkKind::Operator, length);
        (joint, Some(span))
    }

    /// Reads commands between pipes; gives nothing where no command can start.
    fn pipeline(&mut self) -> Option<Pipeline> {
        let start = self.at;
        let mut is_negated = false;
        let mut is_timed = false;
        let mut end = start;
        loop {
            match self.bare_word() {
                "!" => is_negated = !is_negated,
                "time" => is_timed = true,
                _ => break,
            }
            let length = self.bare_word().len();
            self.take(MarkKind::Keyword, length);
            end = self.at;
            self.skip_blanks();
            if is_timed && self.bare_word() == "-p" {
                self.take(MarkKind::Keyword, 2);
                end = self.at;
                self.skip_blanks();
            }
        }
        let mut commands = Vec::new();
        let mut joint = Joint::First;
        let mut operator = None;
        while let Some(command) = self.command() {
            commands.push(PipedCommand {
                joint,
                operator,
                command,
            });
            self.skip_blanks();
            let is_pipe = self.peek() == Some(b'|') && !self.starts_with("||");
            if !is_pipe {
                operator = None;
                break;
            }
            let with_errors = self.starts_with("|&");
            joint = if with_errors {
                Joint::PipeWithErrors
            } else {
                Joint::Pipe
            };
            operator = Some(self.take(MarkKind::Operator, if with_errors { 2 } else { 1 }));
            self.skip_newlines();
        }
        if let Some(operator) = operator {
            self.error(ShellErrorKind::MissingCommand, operator);
        }
        if commands.is_empty() && end == start {
            return None;
        }
        let first = self.span(start, start).start;
        let last = commands
            .last()
            .map_or_else(|| self.span(start, end).end, |last| last.command.span().end);
        if commands.is_empty() && !is_timed {
            let span = Span {
                start: first,
                end: last,
            };
            self.error(ShellErrorKind::MissingCommand, span);
        }
        Some(Pipeline {
            span: Span {
                start: first,
                end: last.max(first),
            },
            is_negated,
            is_timed,
            commands,
        })
    }

    /// Reads one command; gives nothing where an operator, a closer or the end stands.
    pub(super) fn command(&mut self) -> Option<Command> {
        if self.is_at_end() || self.closer().is_some() || self.newline_length() > 0 {
            return None;
        }
        match self.peek() {
            Some(b';' | b'|') => None,
            Some(b'&') if !self.starts_with("&>") => None,
            _ => Some(self.compound().unwrap_or_else(|| self.simple())),
        }
    }
}
