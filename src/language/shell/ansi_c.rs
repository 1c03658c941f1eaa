//! What the escapes in bash's `$'…'` come to.

use std::iter::Peekable;
use std::str::Chars;

/// Decodes what stands between the quotes. An escape that means nothing stays as it is.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            decoded.push(character);
            continue;
        }
        let Some(escape) = characters.next() else {
            decoded.push('\\');
            break;
        };
        let known = match escape {
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'e' | 'E' => Some('\u{1b}'),
            'f' => Some('\u{c}'),
            'v' => Some('\u{b}'),
            '\\' | '\'' | '"' | '?' => Some(escape),
            'x' => number(&mut characters, 16, 2, 0),
            'u' => number(&mut characters, 16, 4, 0),
            'U' => number(&mut characters, 16, 8, 0),
            '0'..='7' => number(
                &mut characters,
                8,
                2,
                escape.to_digit(8).unwrap_or_default(),
            ),
            _ => None,
        };
        if let Some(known) = known {
            decoded.push(known);
        } else {
            decoded.push('\\');
            decoded.push(escape);
        }
    }
    decoded
}

/// Reads up to `most` digits behind those already in `value`; gives nothing where they name no character.
fn number(
    characters: &mut Peekable<Chars<'_>>,
    radix: u32,
    most: u32,
    mut value: u32,
) -> Option<char> {
    let mut count = 0;
    while count < most
        && let Some(digit) = characters
            .peek()
            .and_then(|character| character.to_digit(radix))
    {
        value = value * radix + digit;
        count += 1;
        characters.next();
    }
    if count == 0 && radix == 16 {
        return None;
    }
    char::from_u32(value)
}
