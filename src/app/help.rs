//! The help: the table of keys as a text, and how far it is scrolled.

use crate::app::keys::{Binding, KeyTable};
use crate::app::layout::Pane;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, Part};

/// Holds the open help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// The first visible row, counted from 0.
    pub top: u32,
}

impl Help {
    /// Scrolls by a number of rows, as far as the last picture says there are rows.
    pub(in crate::app) fn scroll(&mut self, is_down: bool, rows: u32, pane: Option<Pane>) {
        self.top = if is_down {
            self.top + rows.min(pane.map_or(0, |pane| pane.rows_below()))
        } else {
            self.top.saturating_sub(rows)
        };
    }
}

/// Writes the table of keys as a text.
pub fn help_text(keys: &KeyTable) -> Doc {
    let keys_part = |binding: &Binding| {
        let shown: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
        part(shown.join(" "), &binding.help)
    };
    Doc {
        blocks: vec![
            Block::Parts(keys.bindings.iter().map(keys_part).collect()),
            Block::Heading {
                level: 2,
                text: Text::plain("Signs"),
            },
            Block::Parts(
                keys.signs
                    .iter()
                    .map(|sign| part(sign.sign.clone(), &sign.help))
                    .collect(),
            ),
        ],
    }
}

fn part(written: String, meaning: &str) -> Part {
    Part {
        written,
        meaning: Text::plain(meaning),
        depth: 0,
        spans: Vec::new(),
    }
}
