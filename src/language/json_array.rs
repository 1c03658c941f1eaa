//! The exec form: a JSON array of strings.
//!
//! What counts as JSON is decided as Go's decoder decides it; each string keeps its place, which
//! is why no JSON library reads it.

use crate::language::span::{Span, slice, slice_from};

/// Says what a text in the place of an exec form is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonArray {
    /// An array of strings, each with its place (quotes included) and value.
    Strings(Vec<(Span, String)>),
    /// An array of JSON values that are not all strings: BuildKit refuses it.
    OtherValues,
    /// Anything else: BuildKit takes it for the shell form.
    NotAnArray,
}

/// Reads a text as an array of strings.
pub fn json_array(text: &str) -> JsonArray {
    let start = text.len() - text.trim_start().len();
    if !slice_from(text, start).starts_with('[') {
        return JsonArray::NotAnArray;
    }
    match strings(text, start + 1) {
        Some(strings) => JsonArray::Strings(strings),
        // Something else than strings: a library decides whether it is JSON at all.
        None if serde_json::from_str::<Vec<serde::de::IgnoredAny>>(slice_from(text, start))
            .is_ok()
            && !looks_like_strings(slice_from(text, start)) =>
        {
            JsonArray::OtherValues
        }
        None => JsonArray::NotAnArray,
    }
}

/// Guards against the library taking as values what is only strings; then the fault is elsewhere.
fn looks_like_strings(text: &str) -> bool {
    serde_json::from_str::<Vec<String>>(text).is_ok()
}

fn strings(text: &str, mut at: usize) -> Option<Vec<(Span, String)>> {
    let mut strings = Vec::new();
    at = skip_space(text, at);
    if byte(text, at) == Some(b']') {
        return (skip_space(text, at + 1) == text.len()).then_some(strings);
    }
    loop {
        let (value, end) = string(text, at)?;
        strings.push((Span::new(at, end), value));
        at = skip_space(text, end);
        match byte(text, at)? {
            b',' => at = skip_space(text, at + 1),
            b']' => return (skip_space(text, at + 1) == text.len()).then_some(strings),
            _ => return None,
        }
    }
}

/// Reads a JSON string that starts at `at`; gives its value and the offset behind its closing quote.
fn string(text: &str, at: usize) -> Option<(String, usize)> {
    if byte(text, at) != Some(b'"') {
        return None;
    }
    let mut value = String::new();
    let mut at = at + 1;
    loop {
        let plain = plain_length(text, at);
        value.push_str(slice(text, at, at + plain));
        at += plain;
        let rest = slice_from(text, at);
        let character = rest.chars().next()?;
        match character {
            '"' => return Some((value, at + 1)),
            '\\' => {
                let (escaped, length) = escape(rest)?;
                value.push(escaped);
                at += length;
            }
            // Go takes DEL and everything above the control characters as it stands.
            character if (character as u32) < 0x20 => return None,
            character => {
                value.push(character);
                at += character.len_utf8();
            }
        }
    }
}

/// Counts the bytes from `at` on that stand for themselves.
fn plain_length(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let plain = bytes
        .iter()
        .take_while(|&&byte| byte >= 0x20 && !matches!(byte, b'"' | b'\\'));
    plain.count()
}

/// Reads an escape; gives its character and its length in bytes.
fn escape(text: &str) -> Option<(char, usize)> {
    Some(match byte(text, 1)? {
        b'"' => ('"', 2),
        b'\\' => ('\\', 2),
        b'/' => ('/', 2),
        b'b' => ('\u{8}', 2),
        b'f' => ('\u{c}', 2),
        b'n' => ('\n', 2),
        b'r' => ('\r', 2),
        b't' => ('\t', 2),
        b'u' => {
            let first = code_unit(text, 2)?;
            if !(0xd800..0xe000).contains(&first) {
                return Some((char::from_u32(first)?, 6));
            }
            let second = (slice(text, 6, 8) == "\\u")
                .then(|| code_unit(text, 8))
                .flatten();
            match second {
                Some(low) if first < 0xdc00 && (0xdc00..0xe000).contains(&low) => {
                    let code = 0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(code)?, 12)
                }
                // Go reads half a pair as the replacement character.
                _ => (char::REPLACEMENT_CHARACTER, 6),
            }
        }
        _ => return None,
    })
}

fn code_unit(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 4)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u32::from_str_radix(digits, 16).ok())
        .flatten()
}

fn skip_space(text: &str, mut at: usize) -> usize {
    while matches!(byte(text, at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}
