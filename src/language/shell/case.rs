//! `case … in … esac`: patterns and what they run.

use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::keywords::Closer;
use crate::language::shell::reader::Reader;
use crate::language::shell::tree::{CaseArm, CompoundKind, MarkKind};
use crate::language::shell::word::Word;
use crate::language::span::Span;

impl Reader<'_> {
    /// Reads what stands behind `case`.
    pub(super) fn case_command(&mut self, opener: Span) -> CompoundKind {
        let subject = self.name_word(opener);
        if self.take_keyword("in").is_none() {
            self.error(ShellErrorKind::Missing("in"), opener);
        }
        let mut arms = Vec::new();
        loop {
            self.skip_newlines();
            if self.is_at_end() || self.bare_word() == "esac" {
                break;
            }
            match self.case_arm() {
                Some(arm) => arms.push(arm),
                // No pattern can start here: something open around the command may want it.
                None => break,
            }
        }
        self.close("esac", opener);
        CompoundKind::Case { subject, arms }
    }

    fn case_arm(&mut self) -> Option<CaseArm> {
        let start = self.at;
        self.take_bracket(b'(');
        let mut patterns: Vec<Word> = Vec::new();
        loop {
            self.skip_blanks();
            patterns.extend(self.word());
            self.skip_blanks();
            if self.peek() != Some(b'|') || self.starts_with("||") {
                break;
            }
            self.take(MarkKind::Operator, 1);
        }
        let has_end = self.take_bracket(b')');
        if !has_end {
            if self.at == start {
                return None;
            }
            let span = patterns
                .last()
                .map_or_else(|| self.span_from(start), |word| word.span);
            self.error(ShellErrorKind::Missing(")"), span);
        }
        let body = self.until(&[Closer::CaseEnd, Closer::Esac], Self::list);
        let end = match self.closer() {
            Some((Closer::CaseEnd, length)) => Some(self.take(MarkKind::Operator, length)),
            _ => None,
        };
        Some(CaseArm {
            patterns,
            body,
            end,
        })
    }
}
