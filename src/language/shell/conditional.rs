//! Bash's `[[ … ]]`, whose words and operators follow rules of their own.

use crate::language::shell::error::ShellErrorKind;
use crate::language::shell::reader::Reader;
use crate::language::shell::tree::{CompoundKind, ConditionalPart, MarkKind};
use crate::language::span::Span;

impl Reader<'_> {
    /// Reads what stands behind `[[`.
    pub(super) fn conditional(&mut self, opener: Span) -> CompoundKind {
        let mut parts = Vec::new();
        let mut is_pattern_next = false;
        loop {
            self.skip_newlines();
            if self.bare_word() == "]]" {
                self.take(MarkKind::Keyword, 2);
                break;
            }
            let operator_length = match self.peek() {
                Some(b'&') if self.starts_with("&&") => 2,
                Some(b'|') if self.starts_with("||") => 2,
                Some(b'(' | b')') if is_pattern_next => 0,
                Some(b'(' | b')' | b'<' | b'>') => 1,
                Some(b'!') if self.bare_word() == "!" => 1,
                _ => 0,
            };
            if operator_length > 0 {
                parts.push(ConditionalPart::Operator(
                    self.take(MarkKind::Operator, operator_length),
                ));
                continue;
            }
            let word = if is_pattern_next {
                self.regular_expression()
            } else {
                self.word()
            };
            let Some(word) = word else {
                // The end, or an operator that stands in no condition: the command ends before it.
                self.error(ShellErrorKind::Missing("]]"), opener);
                break;
            };
            is_pattern_next = word.as_literal().as_deref() == Some("=~");
            parts.push(ConditionalPart::Word(word));
        }
        CompoundKind::Conditional(parts)
    }
}
