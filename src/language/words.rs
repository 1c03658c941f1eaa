//! Words between white space, with quotes kept: how ENV, LABEL and ARG are split.

use crate::language::span::Span;

/// Splits a text at white space, but not inside quotes or behind the escape character.
///
/// Quotes and escapes stay in the words; an escape character at the very end is dropped.
pub fn words(text: &str, escape: char) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut characters = text.char_indices().peekable();
    let mut end = text.len();
    while let Some((at, character)) = characters.next() {
        let Some(_) = start else {
            if character.is_whitespace() {
                continue;
            }
            start = Some(at);
            quote = opens_quote(character);
            if character == escape && !skip_escaped(&mut characters) {
                end = at;
            }
            continue;
        };
        match quote {
            None if character.is_whitespace() => {
                words.extend(start.take().map(|start| Span::new(start, at)));
            }
            None => {
                quote = opens_quote(character);
                if character == escape && !skip_escaped(&mut characters) {
                    end = at;
                }
            }
            Some(open) if character == open => quote = None,
            Some('"') if character == escape => {
                if !skip_escaped(&mut characters) {
                    end = at;
                }
            }
            Some(_) => {}
        }
    }
    if let Some(start) = start
        && end > start
    {
        words.push(Span::new(start, end));
    }
    words
}

fn opens_quote(character: char) -> Option<char> {
    matches!(character, '\'' | '"').then_some(character)
}

/// Steps over the escaped character; tells whether there was one.
fn skip_escaped(characters: &mut impl Iterator<Item = (usize, char)>) -> bool {
    characters.next().is_some()
}
