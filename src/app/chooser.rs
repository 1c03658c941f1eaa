//! A list to choose from, with or without a line typed to narrow it down.

use crate::app::key::Key;
use crate::app::layout::Pane;
use crate::app::line_editor::LineEditor;
use crate::app::on_what_if::WhatIfChoice;
use crate::doc::text::Text;

/// Holds an open list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chooser {
    /// What the list is of.
    pub title: String,
    /// What to do here, in a few words.
    pub hint: String,
    /// All entries.
    pub entries: Vec<Entry>,
    /// The line that narrows them down, where there is one.
    pub filter: Option<LineEditor>,
    /// The entries that are shown, by index, best first.
    pub shown: Vec<usize>,
    /// The place of the selected one among those shown.
    pub selected: usize,
    /// The first visible row.
    pub top: u32,
    /// What stands where there is no entry.
    pub empty: String,
}

/// Holds one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What choosing it means.
    pub choice: Choice,
    /// Its words.
    pub text: String,
    /// More about it, shown beside it, or below it where it is selected.
    pub detail: Text,
    /// Whether it is what holds now.
    pub is_current: bool,
}

/// Says what choosing an entry means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Build this stage; the last one where none is named.
    Target(Option<String>),
    /// Give this build argument a value.
    Argument(String),
    /// Go to an instruction.
    Instruction(usize),
    /// Open a Dockerfile of the folder.
    Dockerfile {
        /// Its path, counted from the folder.
        path: String,
        /// The service or target that it belongs to, where it stands in another file.
        inline: Option<String>,
    },
    /// Open a Dockerfile as one of its uses builds it.
    Use {
        /// Its path, counted from the folder.
        path: String,
        /// The service or target that it belongs to, where it stands in another file.
        inline: Option<String>,
        /// The use, counted from 0; nothing where it is studied plain.
        index: Option<usize>,
    },
    /// Suppose something.
    WhatIf(WhatIfChoice),
    /// Turn to a page, counted from 0.
    Page(usize),
    /// Nothing: the entry is there to be read.
    Word,
}

impl Chooser {
    /// Opens a list at its current entry.
    pub fn of(title: &str, hint: &str, entries: Vec<Entry>) -> Self {
        let current = entries.iter().position(|entry| entry.is_current);
        Self {
            title: title.to_owned(),
            hint: hint.to_owned(),
            shown: (0..entries.len()).collect(),
            entries,
            filter: None,
            selected: current.unwrap_or(0),
            top: 0,
            empty: String::new(),
        }
    }

    /// Lets a typed line narrow the list down.
    #[must_use]
    pub fn filtered(mut self) -> Self {
        self.filter = Some(LineEditor::default());
        self
    }

    /// Says what stands where there is no entry.
    #[must_use]
    pub fn or_empty(mut self, empty: &str) -> Self {
        empty.clone_into(&mut self.empty);
        self
    }

    /// Gives the selected entry.
    pub fn selected_entry(&self) -> Option<&Entry> {
        self.entries.get(*self.shown.get(self.selected)?)
    }

    /// Moves the selection by a number of entries, down or up, as far as there are entries.
    pub(in crate::app) fn step(&mut self, is_down: bool, entries: usize) {
        let last = self.shown.len().saturating_sub(1);
        self.selected = if is_down {
            self.selected.saturating_add(entries).min(last)
        } else {
            self.selected.saturating_sub(entries)
        };
    }

    /// Tells how many entries the last picture showed.
    pub(in crate::app) fn page(pane: Option<Pane>) -> usize {
        pane.map_or(1, |pane| usize::from(pane.height.saturating_sub(1).max(1)))
    }

    /// Takes a key into the typed line, and narrows the list down.
    pub(in crate::app) fn press(&mut self, key: Key) {
        if let Some(filter) = &mut self.filter
            && filter.press(key)
        {
            self.narrow();
        }
    }

    /// Takes the Dockerfiles that were found.
    pub(in crate::app) fn take_dockerfiles(&mut self, entries: Vec<Entry>) {
        self.entries = entries;
        "No Dockerfile has such a name below this folder.".clone_into(&mut self.empty);
        self.narrow();
    }

    /// Takes a pasted text into the typed line, and narrows the list down.
    pub(in crate::app) fn paste(&mut self, text: &str) {
        if let Some(filter) = &mut self.filter {
            filter.insert(text);
            self.narrow();
        }
    }

    /// Shows the entries that hold the typed characters in their order: the closest first.
    fn narrow(&mut self) {
        let typed = self.filter.as_ref().map(LineEditor::text);
        let typed = typed.unwrap_or_default().to_lowercase();
        let ranked = self.entries.iter().enumerate();
        let mut ranked: Vec<(usize, usize)> = ranked
            .filter_map(|(index, entry)| Some((distance(&entry.text, &typed)?, index)))
            .collect();
        ranked.sort_unstable();
        self.shown = ranked.into_iter().map(|(_, index)| index).collect();
        self.selected = 0;
        self.top = 0;
    }
}

/// Measures how far apart typed characters lie in a text; nothing where they are not all there in
/// order. The end of a path weighs most: that is where the name is.
fn distance(text: &str, typed: &str) -> Option<usize> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let mut behind = text.len();
    let mut gaps = 0;
    for character in typed.chars().rev().filter(|character| *character != ' ') {
        let before = text.get(..behind)?;
        let found = before.iter().rposition(|other| *other == character)?;
        gaps += behind - found - 1;
        behind = found;
    }
    Some(gaps)
}

#[cfg(test)]
mod tests {
    use super::{Choice, Chooser, Entry, Key, Text};

    fn chooser(texts: &[&str]) -> Chooser {
        let entries = texts.iter().map(|text| Entry {
            choice: Choice::Word,
            text: (*text).to_owned(),
            detail: Text::default(),
            is_current: false,
        });
        Chooser::of("", "", entries.collect()).filtered()
    }

    fn shown(chooser: &Chooser, typed: &str) -> Vec<String> {
        let mut chooser = chooser.clone();
        for character in typed.chars() {
            chooser.press(Key::named(&character.to_string()).unwrap());
        }
        let texts = chooser.shown.iter();
        texts
            .map(|&index| chooser.entries.get(index).unwrap().text.clone())
            .collect()
    }

    #[test]
    fn typed_characters_narrow_the_list_down() {
        let chooser = chooser(&["api/Dockerfile", "Dockerfile", "web/Dockerfile.dev"]);
        assert_eq!(shown(&chooser, "dev"), ["web/Dockerfile.dev"]);
        assert_eq!(shown(&chooser, "apidock"), ["api/Dockerfile"]);
        assert_eq!(shown(&chooser, "zzz"), [""; 0]);
    }

    #[test]
    fn the_closest_comes_first() {
        let chooser = chooser(&["a-x-p-x-i", "my-api"]);
        assert_eq!(shown(&chooser, "api"), ["my-api", "a-x-p-x-i"]);
    }
}
