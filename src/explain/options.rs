//! A command's words told apart: options, their values, arguments.

use crate::knowledge::command_texts::OptionText;
use std::collections::BTreeMap;

/// Holds one word of a command, or an option together with its value.
#[derive(Clone, Debug)]
pub struct Word<'texts> {
    /// What it is.
    pub kind: WordKind,
    /// The first of its words, counted from 0.
    pub first: usize,
    /// The last of its words: an option's value may be the next one.
    pub last: usize,
    /// The word without quotes.
    pub text: String,
    /// The option's value.
    pub value: String,
    /// What is known of the option.
    pub option: Option<&'texts OptionText>,
}

/// Says what a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// An option, known or not.
    Option,
    /// Anything else.
    Argument,
}

/// The options that count, in the order in which they are looked through.
pub type OptionTables<'a, 'texts> = &'a [&'texts BTreeMap<String, OptionText>];

/// Tells a command's words apart. Several letters behind one dash are several options.
pub fn read_words<'texts>(words: &[String], tables: OptionTables<'_, 'texts>) -> Vec<Word<'texts>> {
    let mut read = Vec::new();
    let mut index = 0;
    let mut ended = false;
    while let Some(word) = words.get(index) {
        let start = index;
        index += 1;
        if ended || !word.starts_with('-') || word == "-" {
            read.push(argument(start, word));
            continue;
        }
        if word == "--" {
            ended = true;
            continue;
        }
        let next = words.get(index).map(String::as_str);
        let (options, takes_next) = options(start, word, next, tables);
        if takes_next {
            index += 1;
        }
        read.extend(options);
    }
    read
}

fn argument<'texts>(index: usize, word: &str) -> Word<'texts> {
    Word {
        kind: WordKind::Argument,
        first: index,
        last: index,
        text: word.to_owned(),
        value: String::new(),
        option: None,
    }
}

/// Reads one word of options; tells whether the last one takes the next word as its value.
fn options<'texts>(
    index: usize,
    word: &str,
    next: Option<&str>,
    tables: OptionTables<'_, 'texts>,
) -> (Vec<Word<'texts>>, bool) {
    let (name, inline) = match word.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (word, None),
    };
    if let Some(option) = find(name, tables) {
        let takes_next = !option.takes.is_empty() && inline.is_none() && next.is_some();
        let value = inline
            .or(if takes_next { next } else { None })
            .unwrap_or_default();
        return (
            vec![known(
                index,
                index + usize::from(takes_next),
                word,
                value,
                option,
            )],
            takes_next,
        );
    }
    if word.starts_with("--") {
        return (vec![unknown(index, word)], false);
    }
    cluster(index, word, next, tables)
}

/// Reads letters behind one dash, each an option; the first that takes a value ends them.
fn cluster<'texts>(
    index: usize,
    word: &str,
    next: Option<&str>,
    tables: OptionTables<'_, 'texts>,
) -> (Vec<Word<'texts>>, bool) {
    let mut found = Vec::new();
    for (at, letter) in word.char_indices().skip(1) {
        let name = format!("-{letter}");
        let Some(option) = find(&name, tables) else {
            return (vec![unknown(index, word)], false);
        };
        if option.takes.is_empty() {
            found.push(known(index, index, &name, "", option));
            continue;
        }
        let rest = word.get(at + letter.len_utf8()..).unwrap_or_default();
        let takes_next = rest.is_empty() && next.is_some();
        let value = if takes_next {
            next.unwrap_or_default()
        } else {
            rest
        };
        found.push(known(
            index,
            index + usize::from(takes_next),
            &name,
            value,
            option,
        ));
        return (found, takes_next);
    }
    (found, false)
}

fn known<'texts>(
    first: usize,
    last: usize,
    word: &str,
    value: &str,
    option: &'texts OptionText,
) -> Word<'texts> {
    Word {
        kind: WordKind::Option,
        first,
        last,
        text: word.to_owned(),
        value: value.to_owned(),
        option: Some(option),
    }
}

fn unknown<'texts>(index: usize, word: &str) -> Word<'texts> {
    Word {
        kind: WordKind::Option,
        first: index,
        last: index,
        text: word.to_owned(),
        value: String::new(),
        option: None,
    }
}

fn find<'texts>(name: &str, tables: OptionTables<'_, 'texts>) -> Option<&'texts OptionText> {
    tables.iter().find_map(|table| {
        table
            .get(name)
            .or_else(|| table.values().find(|option| option.long == name))
    })
}
