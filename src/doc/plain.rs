//! The words of a text alone, a line a block: what a search looks through.

use crate::doc::text::Text;
use crate::doc::{Block, Change, Doc, Part, SettingRow};
use std::fmt::Write as _;

impl Doc {
    /// Gives the words of the text without any mark-up, a line a block or row.
    pub fn to_plain(&self) -> String {
        let mut words = String::new();
        for block in &self.blocks {
            push_block(block, &mut words);
        }
        words
    }
}

fn push_block(block: &Block, words: &mut String) {
    let mut line = |text: &str| {
        words.push_str(text);
        words.push('\n');
    };
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Lead(text) => {
            line(&text.to_plain());
        }
        Block::List(texts) | Block::Steps(texts) => {
            for text in texts {
                line(&text.to_plain());
            }
        }
        Block::Labelled { label, text } => line(&format!("{} {}", label.word(), text.to_plain())),
        Block::Parts(parts) => {
            for part in parts {
                line(&of_part(part));
            }
        }
        Block::Changes(changes) => {
            for change in changes {
                line(&of_change(change));
            }
        }
        Block::Settings(rows) => {
            for row in rows {
                line(&of_setting(row));
            }
        }
        Block::Code { code, .. } => line(code),
    }
}

fn of_part(part: &Part) -> String {
    format!("{} {}", part.written, part.meaning.to_plain())
}

fn of_change(change: &Change) -> String {
    let mut words = change.what.to_plain();
    for value in [&change.before, &change.after].into_iter().flatten() {
        let _written = write!(words, " {}", value.to_plain());
    }
    words
}

fn of_setting(row: &SettingRow) -> String {
    let texts = [&row.name, &row.value, &row.origin];
    texts.map(Text::to_plain).join(" ")
}
