//! The glossary as readers get it: first the words that a text uses, then all others.

use crate::analysis::outline::StageOutline;
use crate::doc::Doc;
use crate::doc::template::{Values, fill};
use crate::doc::text::{Inline, Text, listed};
use crate::knowledge::glossary::{Word, glossary};

/// Holds a word and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryEntry {
    /// The word.
    pub word: &'static str,
    /// What it means, with the words to look at next and the page that speaks of it.
    pub meaning: Text,
    /// Whether the text uses it.
    pub is_used: bool,
}

/// Lists the words that a text uses, in the order in which it first does. A word that is the name of
/// a stage stands there as a name.
fn used(doc: &Doc, stages: &[StageOutline]) -> Vec<&'static Word> {
    let mut words = glossary().words_of(doc);
    let is_name = |word: &str| {
        let mut names = stages.iter().filter_map(|stage| stage.name.as_deref());
        names.any(|name| name == word)
    };
    words.retain(|word| !word.all_forms().any(is_name));
    words
}

/// Names the words that a text uses.
pub(in crate::analysis) fn used_words(doc: &Doc, stages: &[StageOutline]) -> Vec<&'static str> {
    let words = used(doc, stages).into_iter();
    words.map(|word| word.word.as_str()).collect()
}

/// Lists all words: those that a text uses first, as they come in it, then the others in order.
pub(in crate::analysis) fn entries(doc: &Doc, stages: &[StageOutline]) -> Vec<GlossaryEntry> {
    let used = used(doc, stages);
    let all = glossary().word.iter();
    let others: Vec<&Word> = all.filter(|word| !used.contains(word)).collect();
    let used = used.iter().map(|word| entry(word, true));
    used.chain(others.iter().map(|word| entry(word, false)))
        .collect()
}

/// Finds a word by any of its forms.
pub fn entry_of(word: &str) -> Option<GlossaryEntry> {
    let words = glossary().words_in(word);
    words.first().map(|word| entry(word, true))
}

fn entry(word: &'static Word, is_used: bool) -> GlossaryEntry {
    let mut meaning = fill(&word.means, &Values::new());
    if !word.see.is_empty() {
        meaning.push_plain(" See also ");
        meaning.append(listed(word.see.iter().map(|see| Text::plain(see.as_str()))));
        meaning.push_plain(".");
    }
    if !word.reference.is_empty() {
        meaning.push_plain(" ");
        meaning.0.push(Inline::Link {
            text: Text::plain(word.reference.trim_start_matches("https://")),
            url: word.reference.clone(),
        });
    }
    GlossaryEntry {
        word: &word.word,
        meaning,
        is_used,
    }
}
