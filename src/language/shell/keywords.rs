//! The shell's keywords, and which of them may end what is being read.
//!
//! A keyword counts only where a command may start; the callers know where that is.

use crate::language::shell::reader::Reader;
use crate::language::shell::tree::MarkKind;
use crate::language::span::{Span, slice};

/// Names what ends a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closer {
    Then,
    Elif,
    Else,
    Fi,
    Do,
    Done,
    Esac,
    Brace,
    Parenthesis,
    /// `;;`, `;&`, `;;&`
    CaseEnd,
}

/// The longest keyword, `function`.
const LONGEST: usize = 8;

/// Counts, for each closer, how many open commands wait for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Closers([u32; 10]);

impl Closers {
    pub(super) fn expects(&self, closer: Closer) -> bool {
        self.0.get(closer as usize).is_some_and(|count| *count > 0)
    }

    fn with(mut self, closers: &[Closer]) -> Self {
        for closer in closers {
            if let Some(count) = self.0.get_mut(*closer as usize) {
                *count += 1;
            }
        }
        self
    }
}

impl<'text> Reader<'text> {
    /// Reads something that any of `closers` ends, or what is open around it.
    pub(super) fn until<T>(&mut self, closers: &[Closer], read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.closers;
        self.closers = outer.with(closers);
        let value = read(self);
        self.closers = outer;
        value
    }

    /// Reads something that only `closers` end.
    pub(super) fn only_until<T>(
        &mut self,
        closers: &[Closer],
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = std::mem::take(&mut self.closers);
        self.closers = Closers::default().with(closers);
        let value = read(self);
        self.closers = outer;
        value
    }

    /// Gives the word here if it could be a keyword: no quotes in it, not too long.
    pub(super) fn bare_word(&self) -> &'text str {
        let mut length = 0;
        while let Some(byte) = self.peek_at(length) {
            if ends_word(byte) || byte == b'\\' && self.newline_length_at(length + 1) > 0 {
                break;
            }
            if length > LONGEST {
                return "";
            }
            length += 1;
        }
        if self.newline_length_at(length.saturating_sub(1)) == 2 {
            length = length.saturating_sub(1);
        }
        slice(self.text, self.at, self.at + length)
    }

    /// Finds what could end a list here, and its length.
    pub(super) fn closer(&self) -> Option<(Closer, usize)> {
        match self.peek()? {
            b')' => Some((Closer::Parenthesis, 1)),
            b';' if self.starts_with(";;&") => Some((Closer::CaseEnd, 3)),
            b';' if self.starts_with(";;") || self.starts_with(";&") => Some((Closer::CaseEnd, 2)),
            b't' | b'e' | b'f' | b'd' | b'}' => {
                let word = self.bare_word();
                let closer = match word {
                    "then" => Closer::Then,
                    "elif" => Closer::Elif,
                    "else" => Closer::Else,
                    "fi" => Closer::Fi,
                    "do" => Closer::Do,
                    "done" => Closer::Done,
                    "esac" => Closer::Esac,
                    "}" => Closer::Brace,
                    _ => return None,
                };
                Some((closer, word.len()))
            }
            _ => None,
        }
    }

    /// Steps over a keyword if it stands here, behind white space and newlines.
    pub(super) fn take_keyword(&mut self, keyword: &str) -> Option<Span> {
        self.skip_newlines();
        (self.bare_word() == keyword).then(|| self.take(MarkKind::Keyword, keyword.len()))
    }

    /// Steps over a closing bracket if it stands here.
    pub(super) fn take_bracket(&mut self, bracket: u8) -> bool {
        let is_here = self.peek() == Some(bracket);
        if is_here {
            self.take(MarkKind::Operator, 1);
        }
        is_here
    }
}

/// Tells whether a byte ends a word that is not quoted.
pub(super) fn ends_word(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')'
    )
}
