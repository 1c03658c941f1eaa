//! Searching a Dockerfile and everything that is said about it.
//!
//! A place is an instruction: the lines above it that belong to no other, its own lines, and its
//! explanation. Small letters find capitals too; a capital finds itself alone.

use crate::analysis::Analysis;
use std::cell::OnceCell;

/// Holds what was searched for and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The searched text.
    pub query: String,
    /// The instructions whose lines or explanations have it, in order.
    pub places: Vec<usize>,
}

/// Holds the texts that are searched: made when first needed, because a long file has many.
#[derive(Clone, Debug, Default)]
pub struct SearchTexts(OnceCell<Vec<SearchText>>);

#[derive(Clone, Debug)]
struct SearchText {
    text: String,
    small: String,
}

impl SearchTexts {
    fn of(&self, analysis: &Analysis) -> &[SearchText] {
        self.0.get_or_init(|| {
            let count = analysis.tree().instructions().len();
            (0..count)
                .map(|instruction| {
                    let text = text_of(analysis, instruction);
                    let small = text.to_lowercase();
                    SearchText { text, small }
                })
                .collect()
        })
    }
}

fn text_of(analysis: &Analysis, instruction: usize) -> String {
    let tree = analysis.tree();
    let instructions = tree.instructions();
    let place = |index: usize| instructions.get(index).map(|found| found.span);
    let start = instruction.checked_sub(1).and_then(place);
    let start = start.map_or(0, |before| before.end as usize);
    let is_last = instruction + 1 == instructions.len();
    let end = place(instruction).map_or(start, |own| own.end as usize);
    let end = if is_last { tree.text().len() } else { end };
    let mut text = tree.text().get(start..end).unwrap_or_default().to_owned();
    text.push('\n');
    text.push_str(&analysis.explain(instruction).doc().to_plain());
    text
}

impl Search {
    /// Searches; an empty text is found nowhere.
    pub fn of(query: &str, analysis: &Analysis, texts: &SearchTexts) -> Self {
        let mut places = Vec::new();
        if !query.is_empty() {
            let has_capital = query.chars().any(char::is_uppercase);
            for (instruction, searched) in texts.of(analysis).iter().enumerate() {
                let text = if has_capital {
                    &searched.text
                } else {
                    &searched.small
                };
                if text.contains(query) {
                    places.push(instruction);
                }
            }
        }
        Self {
            query: query.to_owned(),
            places,
        }
    }

    /// Finds the first place at or behind an instruction, or else the first of all.
    pub fn at_or_behind(&self, instruction: usize) -> Option<usize> {
        let behind = self.places.iter().find(|&&place| place >= instruction);
        behind.or(self.places.first()).copied()
    }

    /// Finds the next place; behind the last comes the first.
    pub fn next(&self, instruction: usize) -> Option<usize> {
        self.at_or_behind(instruction + 1)
    }

    /// Finds the place before; before the first comes the last.
    pub fn previous(&self, instruction: usize) -> Option<usize> {
        let mut before = self.places.iter().rev();
        let before = before.find(|&&place| place < instruction);
        before.or(self.places.last()).copied()
    }

    /// Says in a few words where the reader is among the places.
    pub fn summary(&self, instruction: Option<usize>) -> String {
        let query = &self.query;
        let count = self.places.len();
        let here = instruction.and_then(|here| self.places.iter().position(|&place| place == here));
        match (count, here) {
            (0, _) => format!("/{query}   found nowhere in the file and its explanations"),
            (1, Some(_)) => format!("/{query}   at this instruction alone"),
            (_, Some(here)) => format!("/{query}   {} of {count} instructions", here + 1),
            (_, None) => format!("/{query}   {count} instructions"),
        }
    }
}
