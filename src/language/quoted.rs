//! Text in double quotes, as Go's `%q` writes it: BuildKit's messages and history use it.

/// Writes a text in double quotes with Go's escapes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            character if is_printable(character) => out.push(character),
            character => out.push_str(&code_point(character as u32)),
        }
    }
    out.push('"');
    out
}

/// Writes a character that Go would not print by its number.
fn code_point(code: u32) -> String {
    match code {
        0..0x80 => format!("\\x{code:02x}"),
        0x80..0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

/// Writes a list of texts as Go's `%q` writes a slice of strings.
pub fn quoted_list<T: AsRef<str>>(texts: &[T]) -> String {
    let quoted: Vec<String> = texts
        .iter()
        .map(|text| self::quoted(text.as_ref()))
        .collect();
    format!("[{}]", quoted.join(" "))
}

/// Tells whether Go counts a character as printable: letters, marks, numbers, symbols and the ASCII space.
fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return (' '..='~').contains(&character);
    }
    // Rust's own escapes know what is printable, and leave marks alone only behind a letter.
    let mut escaped = character.escape_debug();
    let printable =
        escaped.next() == Some(character) || ('\u{300}'..='\u{36f}').contains(&character);
    printable && !character.is_whitespace()
}
