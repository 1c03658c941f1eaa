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
        let (is_negated, is_timed, prefix_end) = self.pipeline_prefix();
        let commands = self.piped_commands();
        let first = self.place(start) as u32;
        let last = match commands.last() {
            Some(last) => last.command.span().end.max(first),
            None if prefix_end == start => return None,
            None => self.span(start, prefix_end).end,
        };
        let span = Span {
            start: first,
            end: last,
        };
        if commands.is_empty() && !is_timed {
            self.error(ShellErrorKind::MissingCommand, span);
        }
        Some(Pipeline {
            span,
            is_negated,
            is_timed,
            commands,
        })
    }

    /// Reads `!` and `time`; tells whether they negate and measure, and where the last of them ends.
    fn pipeline_prefix(&mut self) -> (bool, bool, usize) {
        let (mut is_negated, mut is_timed, mut end) = (false, false, self.at);
        loop {
            let word = self.bare_word();
            match word {
                "!" => is_negated = !is_negated,
                "time" => is_timed = true,
                "-p" if is_timed => {}
                _ => return (is_negated, is_timed, end),
            }
            self.take(MarkKind::Keyword, word.len());
            end = self.at;
            self.skip_blanks();
        }
    }

    fn piped_commands(&mut self) -> Vec<PipedCommand> {
        let mut commands = Vec::new();
        let (mut joint, mut operator) = (Joint::First, None);
        while let Some(command) = self.command() {
            commands.push(PipedCommand {
                joint,
                operator,
                command,
            });
            self.skip_blanks();
            if self.peek() != Some(b'|') || self.starts_with("||") {
                return commands;
            }
            let with_errors = self.starts_with("|&");
            let length = if with_errors { 2 } else { 1 };
            joint = if with_errors {
                Joint::PipeWithErrors
            } else {
                Joint::Pipe
            };
            operator = Some(self.take(MarkKind::Operator, length));
            self.skip_newlines();
        }
        if let Some(operator) = operator {
            self.error(ShellErrorKind::MissingCommand, operator);
        }
        commands
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
