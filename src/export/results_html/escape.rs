//! Words as HTML: nothing that anybody wrote can become mark-up.

use crate::doc::visible::visible_line;

/// Writes words so that they stand for themselves, between tags and inside attributes.
pub(super) fn words(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in visible_line(text).chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&#39;"),
            // No character at all, in XML.
            '\u{fffe}' | '\u{ffff}' => written.push('\u{fffd}'),
            character => written.push(character),
        }
    }
    written
}

/// Cuts words to a number of characters, for a picture, and writes them.
pub(super) fn cut_words(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return words(text);
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    words(&format!("{start}…"))
}
