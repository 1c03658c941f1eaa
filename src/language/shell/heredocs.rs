//! Here-documents: `<<EOF`, and the lines that come behind the next newline.

use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::pieces::Mode;
use crate::language::shell::reader::Reader;
use crate::language::shell::tree::ShellHeredoc;
use crate::language::shell::word::Word;
use crate::language::span::{Span, slice};

impl Reader<'_> {
    /// Notes a here-document whose lines are still to come; gives its place in the script's list.
    pub(super) fn open_heredoc(
        &mut self,
        target: &Word,
        written: &str,
        strips_tabs: bool,
    ) -> usize {
        let index = self.notes.heredocs.len();
        self.notes.heredocs.push(ShellHeredoc {
            // A variable in the word is never expanded: the line must look the same.
            name: target.as_literal().unwrap_or_else(|| written.to_owned()),
            expands: !target.has_quotes(),
            strips_tabs,
            body: None,
            pieces: Vec::new(),
            end: None,
        });
        self.pending.push((index, target.span));
        index
    }

    /// Reads the lines of every here-document that was opened before this newline.
    pub(super) fn read_pending(&mut self) {
        for (index, word) in std::mem::take(&mut self.pending) {
            let Some(mut heredoc) = self.notes.heredocs.get_mut(index).map(std::mem::take) else {
                continue;
            };
            self.read_heredoc(&mut heredoc, word);
            if let Some(slot) = self.notes.heredocs.get_mut(index) {
                *slot = heredoc;
            }
        }
    }

    fn read_heredoc(&mut self, heredoc: &mut ShellHeredoc, word: Span) {
        let start = self.at;
        let (body_end, end_line, next) = self.heredoc_end(&heredoc.name, heredoc.strips_tabs);
        heredoc.body = Some(self.span(start, body_end));
        heredoc.end = end_line.map(|(from, to)| self.span(from, to));
        if heredoc.end.is_none() {
            self.error(ShellErrorKind::UnterminatedHeredoc, word);
        }
        if heredoc.expands {
            heredoc.pieces = self
                .nested(|reader| reader.within(body_end, |reader| reader.pieces(Mode::Heredoc)))
                .unwrap_or_default();
        }
        self.at = next;
    }

    /// Finds where a body ends, the line that ends it, and where reading goes on.
    fn heredoc_end(&self, name: &str, strips_tabs: bool) -> (usize, Option<(usize, usize)>, usize) {
        let mut at = self.at;
        while at < self.end {
            let rest = slice(self.text, at, self.end);
            let length = memchr::memchr(b'\n', rest.as_bytes());
            let line = slice(rest, 0, length.unwrap_or(rest.len()));
            let line = line.strip_suffix('\r').unwrap_or(line);
            let shown = if strips_tabs {
                line.trim_start_matches('\t')
            } else {
                line
            };
            let next = length.map_or(self.end, |length| at + length + 1);
            if shown == name {
                let from = at + line.len() - shown.len();
                return (at, Some((from, from + shown.len())), next);
            }
            at = next;
        }
        (self.end, None, self.end)
    }

    /// Notes the here-documents whose lines never came.
    pub(super) fn give_up_pending(&mut self) {
        for (_, word) in std::mem::take(&mut self.pending) {
            self.error(ShellErrorKind::UnterminatedHeredoc, word);
        }
    }
}
