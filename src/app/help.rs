//! The help: the table of keys as a text, and how far it is scrolled.

use crate::app::keys::{Binding, KeyTable, shown};
use crate::app::layer::Layer;
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

/// Writes the table of keys as a text: first the keys of whoever has the keyboard.
pub fn help_text(keys: &KeyTable, layer: Layer) -> Doc {
    let mut layers = vec![layer];
    layers.extend(Layer::ALL.into_iter().filter(|other| *other != layer));
    let mut blocks = Vec::new();
    for layer in layers {
        let own = keys
            .bindings
            .iter()
            .filter(|binding| binding.layer == layer);
        blocks.push(heading(layer.title()));
        blocks.push(Block::Parts(own.map(keys_part).collect()));
    }
    blocks.push(heading("Signs"));
    let signs = keys.signs.iter();
    let signs = signs.map(|sign| part(sign.sign.clone(), &sign.help));
    blocks.push(Block::Parts(signs.collect()));
    Doc { blocks }
}

fn heading(words: &str) -> Block {
    Block::Heading {
        level: 2,
        text: Text::plain(words),
    }
}

fn keys_part(binding: &Binding) -> Part {
    part(shown(&binding.keys), &binding.help)
}

fn part(written: String, meaning: &str) -> Part {
    Part {
        written,
        meaning: Text::plain(meaning),
        depth: 0,
        spans: Vec::new(),
    }
}
