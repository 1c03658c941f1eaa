//! Words of a script as a sentence shows them: the Dockerfile beside it shows them whole.

use crate::doc::text::{Text, listed};

/// The longest word that a sentence shows whole, in characters.
const LONGEST_WORD: usize = 48;

/// The most words that a sentence lists.
const MOST_LISTED: usize = 4;

/// Shows a word as code: of a long one, its start and its end.
pub fn short_code(word: &str) -> Text {
    Text::code(shortened(word, LONGEST_WORD))
}

/// Cuts the middle out of a text that is too long, and makes one line of it.
pub fn shortened(text: &str, longest: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = text.chars().count();
    if count <= longest {
        return text;
    }
    // The end of a path or an address says more than its middle.
    let tail = longest / 2;
    let head: String = text.chars().take(longest - tail - 1).collect();
    let end: String = text.chars().skip(count - tail).collect();
    format!("{head}…{end}")
}

/// Shows several words by the first ones and the last one, and makes one line of them.
pub fn shortened_words(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let whole = words.join(" ");
    let (Some(last), true) = (words.last(), whole.chars().count() > longest) else {
        return whole;
    };
    let last = shortened(last, longest / 2);
    let mut room = longest.saturating_sub(last.chars().count() + 3);
    let mut shown: Vec<String> = Vec::new();
    for word in words.iter().take(words.len() - 1) {
        let length = word.chars().count() + 1;
        if length > room && shown.is_empty() {
            shown.push(shortened(word, room.max(longest / 3)));
        }
        if length > room {
            break;
        }
        shown.push((*word).to_owned());
        room -= length;
    }
    if words.len() > shown.len() + 1 {
        shown.push("…".to_owned());
    }
    shown.push(last);
    shown.join(" ")
}

/// Lists words as code; of many, the first few and how many more, by the name of what they are.
pub fn listed_shortly<'a>(words: impl IntoIterator<Item = &'a str>, unit: &str) -> Text {
    let words: Vec<&str> = words.into_iter().collect();
    if words.len() <= MOST_LISTED {
        return listed(words.into_iter().map(short_code));
    }
    let shown = words.iter().take(MOST_LISTED - 1);
    let mut texts: Vec<Text> = shown.map(|word| short_code(word)).collect();
    let rest = words.len() + 1 - MOST_LISTED;
    texts.push(Text::plain(match unit {
        "" | "more" => format!("{rest} more"),
        _ if unit.starts_with("more ") => format!("{rest} {unit}"),
        _ => format!("{rest} more {unit}"),
    }));
    listed(texts)
}
