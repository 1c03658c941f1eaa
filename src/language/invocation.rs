//! An instruction taken apart: its keyword, its flags and what follows them.

use crate::language::arguments::{Arguments, arguments};
use crate::language::keyword::Keyword;
use crate::language::logical_line::LogicalLine;
use crate::language::span::{Span, slice, slice_from};
use crate::language::word::Word;

/// Holds an instruction's parts. All spans are places in [`Invocation::line`].
#[derive(Clone, Debug)]
pub struct Invocation<'text> {
    /// The joined line the parts were read from.
    pub line: LogicalLine<'text>,
    /// Which instruction it is.
    pub keyword: Keyword,
    /// The keyword as written.
    pub keyword_span: Span,
    /// Its `--flags` in order.
    pub flags: Vec<Flag>,
    /// Everything behind keyword and flags.
    pub rest: Span,
    /// The arguments as this instruction reads them.
    pub arguments: Arguments,
}

/// Holds one `--name` or `--name=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The whole flag as written.
    pub span: Span,
    /// The flag as BuildKit reads it: quotes and escapes taken out.
    pub text: String,
}

impl Flag {
    /// Gives the name without its dashes.
    pub fn name(&self) -> &str {
        let text = self.text.strip_prefix("--").unwrap_or(&self.text);
        text.split_once('=').map_or(text, |(name, _)| name)
    }

    /// Gives the value, if there is an equals sign.
    pub fn value(&self) -> Option<&str> {
        self.text.split_once('=').map(|(_, value)| value)
    }
}

impl<'text> Invocation<'text> {
    /// Takes a joined line apart.
    pub fn read(line: LogicalLine<'text>, escape: char) -> Self {
        let text = line.text().trim();
        let end = ascii_space_in(text.as_bytes()).unwrap_or(text.len());
        let keyword = Keyword::of(slice(text, 0, end));
        Self::read_as(keyword, line, escape)
    }

    /// Takes a joined line apart whose keyword is known.
    pub(in crate::language) fn read_as(
        keyword: Keyword,
        line: LogicalLine<'text>,
        escape: char,
    ) -> Self {
        let text = line.text();
        let trimmed = text.trim();
        let start = text.len() - text.trim_start().len();
        let keyword_end = ascii_space_in(trimmed.as_bytes()).unwrap_or(trimmed.len());
        let keyword_span = Span::new(start, start + keyword_end);
        let behind = slice_from(trimmed, keyword_end).trim_start_matches(is_ascii_space);
        let offset = start + trimmed.len() - behind.len();
        let (flags, rest) = flags(behind, offset, escape);
        let rest_text = rest.of(behind);
        let rest_start =
            offset + rest.start as usize + rest_text.len() - rest_text.trim_start().len();
        let rest = Span::new(rest_start, rest_start + rest_text.trim().len());
        let arguments = arguments(keyword, text, rest, escape);
        Self {
            line,
            keyword,
            keyword_span,
            flags,
            rest,
            arguments,
        }
    }

    /// Gives the text under a span of the line.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.line.text())
    }

    /// Gives the keyword as written.
    pub fn keyword_text(&self) -> &str {
        self.slice(self.keyword_span)
    }

    /// Lists the places of the variables behind keyword and flags.
    pub fn variable_spans(&self, escape: char) -> Vec<Span> {
        let word = Word::read(self.slice(self.rest), escape, true);
        let spans = word.variable_spans().into_iter();
        spans
            .map(|span| span.shifted(self.rest.start as usize))
            .collect()
    }

    /// Finds the last flag of a name; the last one counts where a flag may stand once.
    pub fn flag(&self, name: &str) -> Option<&Flag> {
        self.flags.iter().rev().find(|flag| flag.name() == name)
    }
}

/// Tells what separates a keyword from its arguments: ASCII white space without the newline.
pub(in crate::language) fn is_ascii_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{b}' | '\u{c}' | '\r')
}

/// Tells the same of a byte.
pub(in crate::language) fn is_ascii_space_byte(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0xb | 0xc | b'\r')
}

/// Finds the first such white space.
pub(in crate::language) fn ascii_space_in(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|&byte| is_ascii_space_byte(byte))
}

/// Splits leading `--flags` off a text; gives them, their places counted from `offset` on, and the
/// span of what is left in the text.
///
/// BuildKit walks bytes here, not characters: a flag outside ASCII comes out as Latin-1, and the
/// bytes 0x85 and 0xA0 count as white space.
pub(in crate::language) fn flags(text: &str, offset: usize, escape: char) -> (Vec<Flag>, Span) {
    let bytes = text.as_bytes();
    let mut flags = Vec::new();
    let mut at = 0;
    loop {
        while bytes.get(at).is_some_and(|&byte| is_latin_space(byte)) {
            at += 1;
        }
        if !bytes.get(at..).unwrap_or_default().starts_with(b"--") {
            return (flags, Span::new(boundary(text, at), text.len()));
        }
        let start = at;
        let (value, quoted, end) = flag_word(bytes, at, escape);
        at = end;
        if value == "--" {
            return (flags, Span::new(boundary(text, at), text.len()));
        }
        if quoted || !value.is_empty() {
            flags.push(Flag {
                span: Span::new(start, boundary(text, at)).shifted(offset),
                text: value,
            });
        }
    }
}

/// Reads one word from `at`; gives its value, whether it had quotes, and where it ends.
fn flag_word(bytes: &[u8], mut at: usize, escape: char) -> (String, bool, usize) {
    let plain = plain_length(bytes.get(at..).unwrap_or_default(), escape);
    let mut value = String::with_capacity(plain);
    value.extend(
        bytes
            .get(at..at + plain)
            .and_then(|plain| std::str::from_utf8(plain).ok()),
    );
    at += plain;
    let mut quote = None;
    let mut quoted = false;
    while let Some(&byte) = bytes.get(at) {
        match quote {
            None if is_latin_space(byte) => break,
            None if matches!(byte, b'\'' | b'"') => {
                quote = Some(byte);
                quoted = true;
            }
            Some(open) if open == byte => quote = None,
            _ if char::from(byte) == escape => {
                at += 1;
                if let Some(&escaped) = bytes.get(at) {
                    value.push(char::from(escaped));
                } else {
                    return (value, quoted, at);
                }
            }
            _ => value.push(char::from(byte)),
        }
        at += 1;
    }
    (value, quoted, at)
}

/// Counts the bytes at the start that stand for themselves.
fn plain_length(bytes: &[u8], escape: char) -> usize {
    let plain = bytes.iter().take_while(|&&byte| {
        byte.is_ascii_graphic() && !matches!(byte, b'\'' | b'"') && char::from(byte) != escape
    });
    plain.count()
}

/// Tells what Go counts as white space among the first 256 characters.
fn is_latin_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r' | 0x85 | 0xa0)
}

/// Moves an offset to the left until it stands between characters.
fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
