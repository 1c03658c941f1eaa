//! Searching a Dockerfile and everything that is said about it.
//!
//! A place is an instruction: the lines above it that belong to no other, its own lines, and its
//! explanation. Small letters find capitals too; a capital finds itself alone. Explaining a long
//! file takes longer than a reader waits for a key, so a search goes on in slices.

use crate::analysis::Analysis;

/// How many instructions one slice explains: a millisecond or two of work.
const SLICE: usize = 8;

/// Holds what was searched for and where it was found so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The searched text.
    pub query: String,
    /// The instructions whose lines or explanations have it, in order.
    pub places: Vec<usize>,
    /// How many instructions were looked at.
    searched: usize,
    /// How many there are.
    count: usize,
}

/// Holds the texts that are searched, as far as they were needed.
#[derive(Clone, Debug, Default)]
pub struct SearchTexts(Vec<SearchText>);

#[derive(Clone, Debug)]
struct SearchText {
    text: String,
    small: String,
}

impl SearchTexts {
    /// Makes the texts of a slice more.
    fn extend(&mut self, analysis: &Analysis) {
        let count = analysis.tree().instructions().len();
        let end = (self.0.len() + SLICE).min(count);
        for instruction in self.0.len()..end {
            let text = text_of(analysis, instruction);
            let small = text.to_lowercase();
            self.0.push(SearchText { text, small });
        }
    }
}

fn text_of(analysis: &Analysis, instruction: usize) -> String {
    let mut text = lines_of(analysis, instruction).to_owned();
    text.push('\n');
    text.push_str(&analysis.explain(instruction).doc().to_plain());
    text
}

/// Gives the lines of an instruction, with those above it that belong to no other.
pub(in crate::app) fn lines_of(analysis: &Analysis, instruction: usize) -> &str {
    let tree = analysis.tree();
    let instructions = tree.instructions();
    let place = |index: usize| instructions.get(index).map(|found| found.span);
    let start = instruction.checked_sub(1).and_then(place);
    let start = start.map_or(0, |before| before.end as usize);
    let is_last = instruction + 1 == instructions.len();
    let end = place(instruction).map_or(start, |own| own.end as usize);
    let end = if is_last { tree.text().len() } else { end };
    tree.text().get(start..end).unwrap_or_default()
}

impl Search {
    /// Starts a search in the texts that are there already.
    pub fn start(query: &str, analysis: &Analysis, texts: &SearchTexts) -> Self {
        let mut search = Self {
            query: query.to_owned(),
            places: Vec::new(),
            searched: 0,
            count: analysis.tree().instructions().len(),
        };
        search.look_through(texts);
        search
    }

    /// Searches a slice more.
    pub fn go_on(&mut self, analysis: &Analysis, texts: &mut SearchTexts) {
        texts.extend(analysis);
        self.look_through(texts);
    }

    /// Tells whether every instruction was looked at.
    pub fn is_complete(&self) -> bool {
        self.searched >= self.count
    }

    /// Tells whether a text has what was searched for.
    pub fn is_in(&self, text: &str) -> bool {
        if self.has_capital() {
            text.contains(&self.query)
        } else {
            text.to_lowercase().contains(&self.query)
        }
    }

    /// Tells whether there is a place to go on to from an instruction.
    pub fn has_another(&self, instruction: Option<usize>) -> bool {
        let mut places = self.places.iter();
        places.any(|&place| Some(place) != instruction)
    }

    fn has_capital(&self) -> bool {
        self.query.chars().any(char::is_uppercase)
    }

    fn look_through(&mut self, texts: &SearchTexts) {
        let has_capital = self.has_capital();
        for (instruction, searched) in texts.0.iter().enumerate().skip(self.searched) {
            let text = if has_capital {
                &searched.text
            } else {
                &searched.small
            };
            if text.contains(&self.query) {
                self.places.push(instruction);
            }
        }
        self.searched = self.searched.max(texts.0.len());
    }

    /// Finds the first place at or behind an instruction, or else, once all is searched, the first of
    /// all.
    pub fn at_or_behind(&self, instruction: usize) -> Option<usize> {
        let behind = self.places.iter().find(|&&place| place >= instruction);
        let first = self.places.first().filter(|_| self.is_complete());
        behind.or(first).copied()
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
        let so_far = if self.is_complete() { "" } else { " so far" };
        match (count, here) {
            (0, _) => {
                format!("/{query}   found nowhere in the file and its explanations{so_far}")
            }
            (1, Some(_)) => format!("/{query}   at this instruction alone{so_far}"),
            (_, Some(here)) => format!("/{query}   {} of {count} instructions{so_far}", here + 1),
            (_, None) => format!("/{query}   {count} instructions{so_far}"),
        }
    }
}
