//! The words that explanations use: `assets/glossary.toml`, and finding them in a text.
//!
//! It reads our own words only: code in a text, which comes out of a Dockerfile, is passed over.

use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Doc};
use crate::language::span::{slice, slice_from};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/glossary.toml");

/// Holds the words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    /// The words; [`glossary`] has them sorted.
    pub word: Vec<Word>,
    /// The forms by what they begin with, the longest first.
    #[serde(skip)]
    by_beginning: BTreeMap<String, Vec<Form>>,
}

/// Holds one form as it may be written, and the word it belongs to.
#[derive(Clone, Debug)]
struct Form {
    written: String,
    word: usize,
}

/// Holds one word.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The word as it stands in the middle of a sentence.
    pub word: String,
    /// Other forms of it.
    #[serde(default)]
    pub forms: Vec<String>,
    /// What it means, as Markdown.
    pub means: String,
    /// Other words of the glossary.
    #[serde(default)]
    pub see: Vec<String>,
    /// Where the documentation speaks of it.
    #[serde(default)]
    pub reference: String,
    /// Why it stands there though no text of `assets` uses it.
    #[serde(default)]
    pub unused: String,
}

/// Reads the text of the file, its words in the order in which they stand there.
pub fn read(toml: &str) -> Result<Glossary, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives the words, sorted.
pub fn glossary() -> &'static Glossary {
    static GLOSSARY: OnceLock<Glossary> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    GLOSSARY.get_or_init(|| {
        let mut glossary = read(FILE).unwrap_or_default();
        glossary.word.sort_by_key(|word| word.word.to_lowercase());
        glossary.by_beginning = by_beginning(&glossary.word);
        glossary
    })
}

/// Lists all forms, each also with a capital as at the start of a sentence.
fn by_beginning(words: &[Word]) -> BTreeMap<String, Vec<Form>> {
    let mut by_beginning: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for (word, forms) in words.iter().map(Word::all_forms).enumerate() {
        for written in forms.flat_map(|form| [form.to_owned(), at_start_of_sentence(form)]) {
            let beginning = written.split(' ').next().unwrap_or_default().to_owned();
            let forms = by_beginning.entry(beginning).or_default();
            forms.push(Form { written, word });
        }
    }
    for forms in by_beginning.values_mut() {
        forms.sort_by_key(|form| std::cmp::Reverse(form.written.len()));
    }
    by_beginning
}

impl Word {
    /// Lists the word and its other forms.
    pub fn all_forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.word)
            .chain(&self.forms)
            .map(String::as_str)
    }
}

impl Glossary {
    /// Lists the words that a text uses, in the order in which it first does.
    pub fn words_of(&self, doc: &Doc) -> Vec<&Word> {
        let mut found = Vec::new();
        for text in texts(doc) {
            self.find(&words_without_code(text), &mut found);
        }
        found
            .into_iter()
            .filter_map(|index| self.word.get(index))
            .collect()
    }

    /// Lists the words that stand in a plain text.
    pub fn words_in(&self, text: &str) -> Vec<&Word> {
        let mut found = Vec::new();
        self.find(text, &mut found);
        let words = found.into_iter();
        words.filter_map(|index| self.word.get(index)).collect()
    }

    /// Walks the text word by word; of the forms that begin at one, the longest counts.
    fn find(&self, text: &str, found: &mut Vec<usize>) {
        let mut rest = text;
        while let Some(start) = rest.find(is_part_of_word) {
            rest = slice_from(rest, start);
            let end = rest
                .find(|character| !is_part_of_word(character))
                .unwrap_or(rest.len());
            let forms = self.by_beginning.get(slice(rest, 0, end));
            let form = forms.and_then(|forms| forms.iter().find(|form| begins(rest, form)));
            if let Some(form) = form
                && !found.contains(&form.word)
            {
                found.push(form.word);
            }
            rest = slice_from(rest, form.map_or(end, |form| form.written.len()));
        }
    }
}

fn begins(text: &str, form: &Form) -> bool {
    let behind = text.strip_prefix(form.written.as_str());
    behind.is_some_and(|behind| !behind.starts_with(is_part_of_word))
}

/// Tells what a word is made of. A hyphen is a part of it: what is said of a `multi-stage` file is
/// not said of a stage.
fn is_part_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_')
}

fn at_start_of_sentence(form: &str) -> String {
    let mut characters = form.chars();
    let first = characters.next();
    let first = first.map_or_else(String::new, |first| first.to_uppercase().collect());
    first + characters.as_str()
}

/// Lists the texts of a document that are ours, in reading order.
fn texts(doc: &Doc) -> Vec<&Text> {
    let mut texts = Vec::new();
    for block in &doc.blocks {
        match block {
            Block::Heading { text, .. }
            | Block::Paragraph(text)
            | Block::Lead(text)
            | Block::Labelled { text, .. } => texts.push(text),
            Block::List(items) | Block::Steps(items) => texts.extend(items),
            Block::Parts(parts) => texts.extend(parts.iter().map(|part| &part.meaning)),
            Block::Changes(changes) => texts.extend(changes.iter().map(|change| &change.what)),
            Block::Settings(rows) => texts.extend(rows.iter().map(|row| &row.name)),
            Block::Code { .. } => {}
        }
    }
    texts
}

/// Gives the words of a text; a sign stands for each piece of code.
fn words_without_code(text: &Text) -> String {
    let mut words = String::new();
    for inline in &text.0 {
        match inline {
            Inline::Plain(plain) => words.push_str(plain),
            Inline::Code(_) | Inline::Unknown(_) => words.push('`'),
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => {
                words.push_str(&words_without_code(text));
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Block, Doc, Text, glossary};

    fn words(text: &str) -> Vec<&'static str> {
        let found = glossary().words_in(text).into_iter();
        found.map(|word| word.word.as_str()).collect()
    }

    #[test]
    fn words_are_found_whole_in_any_form_and_once() {
        assert_eq!(words("Images have layers. An image"), ["image", "layer"]);
        assert_eq!(words("imagery, a multi-stage file, LABEL, uid"), [""; 0]);
        assert_eq!(words("the stage's files, a UID"), ["stage", "UID"]);
    }

    #[test]
    fn of_words_inside_each_other_the_longest_counts() {
        assert_eq!(words("its base image"), ["base image"]);
        assert_eq!(words("PID 1 gets the signal"), ["process 1", "signal"]);
    }

    #[test]
    fn code_is_passed_over() {
        let mut text = Text::plain("copies into ");
        text.append(Text::code("/image stage"));
        text.push_plain(" of the layer");
        let doc = Doc {
            blocks: vec![Block::Lead(text)],
        };
        let found = glossary().words_of(&doc).into_iter();
        let found: Vec<&str> = found.map(|word| word.word.as_str()).collect();
        assert_eq!(found, ["layer"]);
    }
}
