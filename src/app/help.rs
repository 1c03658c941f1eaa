//! The help: the table of keys as a text, and how far it is scrolled.

use crate::app::keys::{Binding, KeyTable, shown};
use crate::app::layer::Layer;
use crate::app::layout::Pane;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, Part};

/// Holds the open help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// Who had the keyboard when it was opened: their keys come first.
    pub layer: Layer,
    /// The first visible row, counted from 0.
    pub top: u32,
}

impl Help {
    /// Opens the help at its start.
    pub fn of(layer: Layer) -> Self {
        Self { layer, top: 0 }
    }

    /// Scrolls by a number of rows, as far as the last picture says there are rows.
    pub(in crate::app) fn scroll(&mut self, is_down: bool, rows: u32, pane: Option<Pane>) {
        self.top = if is_down {
            self.top + rows.min(pane.map_or(0, |pane| pane.rows_below()))
        } else {
            self.top.saturating_sub(rows)
        };
    }
}

/// Writes the table of keys as a text: first the keys of whoever has the keyboard, then the signs, then
/// the other keys of the same place.
pub fn help_text(keys: &KeyTable, layer: Layer) -> Doc {
    let mut blocks = keys_of(keys, layer);
    blocks.push(heading("Signs"));
    let place = layer.place();
    let signs = keys.signs.iter();
    let signs = signs.filter(|sign| place.shows(sign.place));
    let signs = signs.map(|sign| part(sign.sign.clone(), &sign.help));
    blocks.push(Block::Parts(signs.collect()));
    let others = Layer::ALL.into_iter();
    let others = others.filter(|other| *other != layer && place.shows(other.place()));
    for other in others {
        blocks.extend(keys_of(keys, other));
    }
    Doc { blocks }
}

fn keys_of(keys: &KeyTable, layer: Layer) -> Vec<Block> {
    let bindings = keys.bindings.iter();
    let own = bindings.filter(|binding| binding.layer == layer);
    let parts = own.map(keys_part).collect();
    vec![heading(layer.title()), Block::Parts(parts)]
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
