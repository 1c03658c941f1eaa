//! Characters that mean something in Markdown, made to mean themselves.

use std::borrow::Cow;

/// Escapes ordinary words for any place in a line.
///
/// More is escaped than its grammar asks for: `$` is mathematics and `:name:` a picture on GitHub.
pub(in crate::export::markdown) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let rest = characters.as_str();
        let is_special = match character {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | '{' | '}' => {
                true
            }
            // Before a link this would make a picture of it.
            '!' => rest.is_empty(),
            // An address in plain words would become a link.
            ':' => rest.starts_with("//") || names_a_picture(rest),
            '.' => out.ends_with("www") || out.ends_with("WWW"),
            _ => false,
        };
        match character {
            // A backslash before it does not keep it apart from a code span behind it everywhere.
            '`' => out.push_str("&#96;"),
            character if is_special => {
                out.push('\\');
                out.push(character);
            }
            character => out.push(character),
        }
    }
    out
}

/// Tells whether a text goes on as GitHub's `:name:` does behind its first colon.
fn names_a_picture(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty()
            && name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "_+-".contains(letter))
    })
}

/// Escapes what would make a finished line something else than words: a list, a rule, code.
pub(in crate::export::markdown) fn line(line: &str) -> Cow<'_, str> {
    let kept_apart = edges(line);
    let digits = kept_apart.len()
        - kept_apart
            .trim_start_matches(|first: char| first.is_ascii_digit())
            .len();
    let (number, behind) = kept_apart.split_at(digits);
    if digits > 0 && behind.starts_with(['.', ')'])
        || digits == 0 && behind.starts_with(['-', '+', '='])
    {
        return Cow::Owned(format!("{number}\\{behind}"));
    }
    kept_apart
}

/// Writes white space at a line's edges so that it is not dropped.
pub(in crate::export::markdown) fn edges(line: &str) -> Cow<'_, str> {
    let inner = line.trim();
    if inner.len() == line.len() {
        return Cow::Borrowed(line);
    }
    let before = line.len() - line.trim_start().len();
    let (start, rest) = line.split_at(before);
    let (middle, end) = rest.split_at(inner.len());
    Cow::Owned(format!("{}{middle}{}", references(start), references(end)))
}

/// Writes every character as a numeric reference.
fn references(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        out.extend(["&#", &(character as u32).to_string(), ";"]);
    }
    out
}

/// Counts the longest run of backticks.
pub(in crate::export::markdown) fn longest_backticks(text: &str) -> usize {
    text.split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or_default()
}
