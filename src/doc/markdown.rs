//! Markdown from `assets` as blocks: headings, paragraphs, lists, and fenced code.
//!
//! It reads our own texts, which use no more than that; anything else is read as a paragraph.
//! Braces stand for themselves.

use crate::doc::Block;
use crate::doc::template::unfilled;
use crate::doc::text::Text;

/// Reads a text. A line that starts with `#` is a heading, one with `- ` an item; a fence holds code.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            reader.end_paragraph();
            let code = lines.by_ref().take_while(|line| !line.starts_with("```"));
            let code: Vec<&str> = code.collect();
            reader.blocks.push(Block::Code {
                language: known_language(language.trim()),
                code: code.join("\n"),
            });
        } else {
            reader.line(line);
        }
    }
    reader.end_paragraph();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    paragraph: Vec<String>,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let words = line.trim();
        if words.is_empty() {
            self.end_paragraph();
        } else if words.starts_with('#') {
            self.end_paragraph();
            let level = words.chars().take_while(|&sign| sign == '#').count();
            self.blocks.push(Block::Heading {
                level: level.min(4) as u8,
                text: unfilled(words.trim_start_matches('#').trim()),
            });
        } else if let Some(item) = words.strip_prefix("- ") {
            self.end_paragraph();
            self.item(unfilled(item));
        } else {
            self.paragraph.push(words.to_owned());
        }
    }

    fn item(&mut self, item: Text) {
        if let Some(Block::List(items)) = self.blocks.last_mut() {
            items.push(item);
        } else {
            self.blocks.push(Block::List(vec![item]));
        }
    }

    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.paragraph);
        if !lines.is_empty() {
            self.blocks
                .push(Block::Paragraph(unfilled(&lines.join(" "))));
        }
    }
}

fn known_language(name: &str) -> Option<&'static str> {
    let known = ["dockerfile", "sh", "text", "json", "yaml"];
    known.into_iter().find(|language| *language == name)
}

#[cfg(test)]
mod tests {
    use super::{Block, Text, blocks};

    #[test]
    fn headings_paragraphs_lists_and_code_are_told_apart() {
        let read =
            blocks("# Title\n\nOne\ntwo {x}.\n\n- a\n- b\n\n```dockerfile\nFROM a\n\nRUN b\n```\n");
        let text = |words: &str| Text::plain(words);
        assert_eq!(
            read,
            [
                Block::Heading {
                    level: 1,
                    text: text("Title")
                },
                Block::Paragraph(text("One two {x}.")),
                Block::List(vec![text("a"), text("b")]),
                Block::Code {
                    language: Some("dockerfile"),
                    code: "FROM a\n\nRUN b".to_owned()
                },
            ]
        );
    }
}
