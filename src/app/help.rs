//! The help: the table of keys as a text, and how far it is scrolled.

use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::keys::{Binding, KeyTable, shown};
use crate::app::layer::Layer;
use crate::app::layout::Pane;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, Part};

/// What leaving a Dockerfile does where something lies behind it.
const GOES_BACK: &str = "Goes back to where you came from.";

/// Holds the open help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// Who had the keyboard when it was opened: their keys are shown.
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

/// Writes the keys and signs of the screen that the reader is at as a text: the keys that help most
/// first, then the signs, then what works everywhere.
pub fn help_text(keys: &KeyTable, layer: Layer, has_more_behind: bool) -> Doc {
    let mut blocks = keys_of(keys, layer, has_more_behind);
    let place = layer.place();
    let signs = keys.signs.iter();
    let signs = signs.filter(|sign| place.shows(sign.place));
    let signs = signs.map(|sign| part(sign.sign.clone(), &sign.help));
    let signs: Vec<Part> = signs.collect();
    if !signs.is_empty() {
        blocks.push(heading("Signs"));
        blocks.push(Block::Parts(signs));
    }
    if layer != Layer::Everywhere {
        blocks.extend(keys_of(keys, Layer::Everywhere, has_more_behind));
    }
    Doc { blocks }
}

/// Lists the keys of a layer, those first that the last line keeps longest. What several keys do alike is
/// said once.
fn keys_of(keys: &KeyTable, layer: Layer, has_more_behind: bool) -> Vec<Block> {
    let mut told: Vec<(Vec<Key>, &str)> = Vec::new();
    for binding in by_use(keys, layer) {
        let help = match binding.action {
            Action::Back if layer == Layer::Study && has_more_behind => GOES_BACK,
            _ => binding.help.as_str(),
        };
        match told.iter_mut().find(|(_, known)| *known == help) {
            Some((keys, _)) => keys.extend(&binding.keys),
            None => told.push((binding.keys.clone(), help)),
        }
    }
    let parts = told.into_iter();
    let parts = parts.map(|(keys, help)| part(shown_together(&keys), help));
    vec![heading(layer.title()), Block::Parts(parts.collect())]
}

/// Sorts the bindings of a layer by how much they help: what the last line does not show stays behind the
/// one before it in the table, as the way up stays behind the way down.
fn by_use(keys: &KeyTable, layer: Layer) -> Vec<&Binding> {
    let bindings = keys.bindings.iter();
    let mut rank = u8::MAX;
    let mut ranked: Vec<(u8, &Binding)> = Vec::new();
    for binding in bindings.filter(|binding| binding.layer == layer) {
        if let Some(footer) = &binding.footer {
            rank = footer.rank;
        }
        ranked.push((rank, binding));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, binding)| binding).collect()
}

/// Writes keys as readers see them, digits in a row as `1 to 5`.
fn shown_together(keys: &[Key]) -> String {
    let digits = keys.iter().map(|key| match key.code {
        KeyCode::Character(character) => character.to_digit(10),
        _ => None,
    });
    let digits: Option<Vec<u32>> = digits.collect();
    match digits.as_deref() {
        Some([first, .., last]) if keys.len() > 2 && first + keys.len() as u32 == last + 1 => {
            format!("{first} to {last}")
        }
        _ => shown(keys),
    }
}

fn heading(words: &str) -> Block {
    Block::Heading {
        level: 2,
        text: Text::plain(words),
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
