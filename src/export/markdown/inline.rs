//! Inline text as Markdown: code spans, weight, links, unknown values.

use crate::doc::text::{Inline, Text};
use crate::doc::visible::{visible, visible_line};
use crate::export::markdown::escape;

/// Says where inline text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export::markdown) enum Place {
    /// A line of its own, or what follows a mark such as `-`.
    Line,
    /// A cell of a table, which a bar would end.
    Cell,
}

/// Writes inline text on one line.
pub(in crate::export::markdown) fn inline(text: &Text, place: Place) -> String {
    let mut writer = Writer { place, depth: 0 };
    let written = writer.text(text);
    match place {
        Place::Line => escape::line(&written).into_owned(),
        Place::Cell => escape::edges(&written).into_owned(),
    }
}

struct Writer {
    place: Place,
    /// How many strong and stressed texts stand around this one.
    depth: u32,
}

impl Writer {
    fn text(&mut self, text: &Text) -> String {
        let pieces = merged(text);
        let mut out = String::new();
        for (index, inline) in pieces.iter().enumerate() {
            let next = pieces.get(index + 1);
            let piece = match inline {
                Inline::Plain(words) => one_line(words),
                Inline::Code(code) => self.code(code),
                Inline::Strong(text) => self.weighted(text, "**", "strong", &out, next),
                Inline::Emphasis(text) => self.weighted(text, "*", "em", &out, next),
                Inline::Link { text, url } => format!("[{}](<{}>)", self.text(text), address(url)),
                Inline::Unknown(what) => {
                    let what = Text::plain(format!("‹{}›", visible_line(what)));
                    self.weighted(&what, "*", "em", &out, next)
                }
            };
            out.push_str(&piece);
        }
        out
    }

    /// Writes strong or stressed text, with asterisks where they are sure to be read as such.
    fn weighted(
        &mut self,
        text: &Text,
        mark: &str,
        tag: &str,
        before: &str,
        next: Option<&Inline>,
    ) -> String {
        self.depth += 1;
        let inner = self.text(text);
        self.depth -= 1;
        if inner.is_empty() {
            return inner;
        }
        let touches = |character: char| !character.is_whitespace();
        let is_free = self.depth == 0
            && inner.trim().len() == inner.len()
            && !inner.contains('*')
            && !before.chars().next_back().is_some_and(touches)
            && next.is_none_or(|next| first_character(next).is_some_and(stands_apart));
        if is_free {
            format!("{mark}{inner}{mark}")
        } else {
            format!("<{tag}>{inner}</{tag}>")
        }
    }

    fn code(&self, code: &str) -> String {
        let code = visible_line(code);
        if code.is_empty() {
            return String::new();
        }
        if self.place == Place::Cell && code.contains('|') {
            // Whether a backslash before a bar is kept is read differently: a reference is clear.
            if code.contains('\\') {
                return format!(
                    "<code>{}</code>",
                    escape::words(&code).replace("\\|", "&#124;")
                );
            }
            return span(&code.replace('|', "\\|"));
        }
        span(&code)
    }
}

/// Writes a code span whose marks cannot be taken for its content.
fn span(code: &str) -> String {
    let marks = "`".repeat(escape::longest_backticks(code) + 1);
    let is_blank = code.chars().all(|character| character == ' ');
    let needs_room = code.starts_with('`')
        || code.ends_with('`')
        || !is_blank && code.starts_with(' ') && code.ends_with(' ');
    let room = if needs_room { " " } else { "" };
    format!("{marks}{room}{code}{room}{marks}")
}

/// Escapes words, which may run over lines, for one line.
fn one_line(words: &str) -> String {
    escape::words(&visible(words).replace(['\n', '\t'], " "))
}

/// Escapes an address for its place between `<` and `>`.
fn address(url: &str) -> String {
    let mut out = String::new();
    for character in visible_line(url).chars() {
        match character {
            '<' | '>' | '\\' | '|' | ' ' | '`' | '*' | '_' => {
                out.push('%');
                out.extend([
                    hexadecimal(character as u32 / 16),
                    hexadecimal(character as u32 % 16),
                ]);
            }
            '&' => out.push_str("&amp;"),
            character => out.push(character),
        }
    }
    out
}

fn hexadecimal(digit: u32) -> char {
    char::from_digit(digit, 16)
        .unwrap_or('0')
        .to_ascii_uppercase()
}

/// Joins neighbours that would run together when they are written: words with words, code with code.
fn merged(text: &Text) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in &text.0 {
        match (out.last_mut(), inline) {
            (Some(Inline::Plain(last)), Inline::Plain(words)) => last.push_str(words),
            (Some(Inline::Code(last)), Inline::Code(code)) => last.push_str(code),
            (_, Inline::Plain(words) | Inline::Code(words)) if words.is_empty() => {}
            _ => out.push(inline.clone()),
        }
    }
    out
}

fn first_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Plain(words) => words.chars().next(),
        // A mark stands first.
        _ => None,
    }
}

/// Tells whether a character behind a closing mark keeps it a closing mark.
fn stands_apart(character: char) -> bool {
    character.is_whitespace() || character.is_ascii_punctuation()
}
