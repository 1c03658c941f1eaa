//! Other people's text, made harmless: nothing that steers a terminal passes.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Replaces every character that could steer a terminal or hide text by a visible mark.
///
/// Control characters become their pictures (`␛`), the C1 controls, bidirectional controls and
/// invisible characters become `⟨U+202E⟩`. Newlines and tabs stay: the caller decides what a line is.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            character if !is_dangerous(character) => shown.push(character),
            '\u{7f}' => shown.push('␡'),
            character if (character as u32) < 0x20 => {
                shown.push(char::from_u32(0x2400 + character as u32).unwrap_or('␀'));
            }
            character => shown.push_str(&mark(character)),
        }
    }
    Cow::Owned(shown)
}

/// The same for text that must stay on one line: newlines and tabs become marks too.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\t']) {
        return visible(text);
    }
    Cow::Owned(visible(text).replace('\n', "␊").replace('\t', "␉"))
}

/// Escapes, in a JSON text, every character that could steer a terminal or hide text; programs read the same.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    // Such characters stand in strings alone, and most texts have none.
    if json.is_ascii() && !json.contains('\u{7f}') {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_dangerous(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _written = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

fn mark(character: char) -> String {
    format!("⟨U+{:04X}⟩", character as u32)
}

fn is_dangerous(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        character if character.is_control() => true,
        '\u{ad}' | '\u{61c}' | '\u{180e}' => true,
        // Zero-width characters and marks of direction; the joiner and non-joiner are letters' own.
        '\u{200b}' | '\u{200e}' | '\u{200f}' => true,
        '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        '\u{2028}' | '\u{2029}' => true,
        _ => false,
    }
}
