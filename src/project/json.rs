//! Reading JSON that may hold comments and commas before a closing bracket, as editors write it.
//!
//! Both are blanked out, so that the lines in messages are those of the file. The reader is
//! `serde_json`, which bounds how deep values lie; the readers of such JSON that were looked at do not.

use crate::project::node::{JsonNode, Node};
use crate::project::problem::Problem;
use serde::de::DeserializeOwned;

/// Reads a file.
pub fn read(file: &str, text: &str) -> Result<Node, Problem> {
    read_as::<JsonNode<false>>(file, text)
}

/// Reads a file of bake: a name may stand in it again, and all its values count.
pub(in crate::project) fn read_repeated(file: &str, text: &str) -> Result<Node, Problem> {
    read_as::<JsonNode<true>>(file, text)
}

fn read_as<T: DeserializeOwned + Into<Node>>(file: &str, text: &str) -> Result<Node, Problem> {
    let plain = without_comments(text);
    serde_json::from_str::<T>(&plain)
        .map(T::into)
        .map_err(|error| {
            let line = u32::try_from(error.line()).unwrap_or(0);
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            let words = match words {
                "recursion limit exceeded" => "values lie too deep in each other",
                words => words,
            };
            Problem::at(file, line, words)
        })
}

/// Puts blanks in the place of comments and of commas that nothing follows; every line keeps its number.
fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // Where the last comma stands that nothing has followed yet.
    let mut comma = None;
    let mut rest = text.trim_start_matches('\u{feff}');
    while let Some(character) = rest.chars().next() {
        let length = match character {
            '"' => string_length(rest),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            character => character.len_utf8(),
        };
        let (taken, behind) = rest.split_at(length);
        rest = behind;
        match character {
            '/' if length > 1 => {
                plain.extend(
                    taken
                        .chars()
                        .map(|gone| if gone == '\n' { '\n' } else { ' ' }),
                );
                continue;
            }
            ']' | '}' => {
                if let Some(at) = comma {
                    plain.replace_range(at..=at, " ");
                }
            }
            _ => {}
        }
        if character == ',' {
            comma = Some(plain.len());
        } else if !character.is_whitespace() {
            comma = None;
        }
        plain.push_str(taken);
    }
    plain
}

/// Measures a string with its quotes; one without an end goes on to the end of the text.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn comments_and_last_commas_are_no_fault() {
        let text = "\u{feff}{\n  // one\n  \"a\": \"// no comment, /* nor this */ \\\" ,]\", /* two\n  */ \"b\": [1, 2, ],\n}\n";
        let node = read("f.json", text).unwrap();
        assert_eq!(
            node.get("a").unwrap().as_text(),
            Some("// no comment, /* nor this */ \" ,]")
        );
        assert_eq!(node.get("b").unwrap().entries().len(), 2);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let said = |text: &str| read("f.json", text).unwrap_err().to_string();
        assert_eq!(
            said("{\n\"a\": 1,\n\"a\": 2}"),
            "f.json:3: a stands here twice"
        );
        assert_eq!(said("{\n/*\n*/ x"), "f.json:3: key must be a string");
        assert_eq!(
            said(&"[".repeat(100_000)),
            "f.json:1: values lie too deep in each other"
        );
        assert!(said("/* no end").starts_with("f.json:1: "));
    }
}
