//! A command's words told apart: options, their values, arguments.

use crate::knowledge::command_texts::{OptionText, WordHabits};
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
    /// The option's own name, or the argument.
    pub text: String,
    /// The option's value.
    pub value: String,
    /// What is known of the option.
    pub option: Option<KnownOptionText<'texts>>,
}

/// Holds what is known of an option, with the name its text stands under.
#[derive(Clone, Copy, Debug)]
pub struct KnownOptionText<'texts> {
    /// Its first name.
    pub name: &'texts str,
    /// What is said of it.
    pub text: &'texts OptionText,
}

impl KnownOptionText<'_> {
    /// Tells whether the option is called by a name, in any of its forms.
    pub fn is_called(self, name: &str) -> bool {
        self.name == name || self.text.is_called(name)
    }
}

impl Word<'_> {
    /// Counts the word's places from further left.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self {
            first: self.first + offset,
            last: self.last + offset,
            ..self
        }
    }
}

/// Says what a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// An option, known or not.
    Option,
    /// Anything else.
    Argument,
}

/// Reads the words of one command.
#[derive(Clone, Copy, Debug)]
pub struct WordReader<'a, 'texts> {
    /// The options that count, in the order in which they are looked through.
    pub tables: &'a [&'texts BTreeMap<String, OptionText>],
    /// How the command's words are read.
    pub habits: &'texts WordHabits,
    /// Whether options stand before the first argument only: what is behind belongs to a script.
    pub ends_at_argument: bool,
}

impl<'texts> WordReader<'_, 'texts> {
    /// Tells words apart; stops where another command starts, and gives how many were read.
    pub fn read(self, words: &[String]) -> (Vec<Word<'texts>>, usize) {
        let mut read = Vec::new();
        let mut index = 0;
        let mut arguments = 0;
        let mut ended = false;
        while let Some(word) = words.get(index) {
            let start = index;
            let is_bare_cluster =
                self.habits.first_without_dash && start == 0 && !word.starts_with('-');
            let is_option = word.starts_with('-') && word != "-" && !ended;
            if is_option && word == "--" {
                ended = true;
                index += 1;
                continue;
            }
            if !is_option && !is_bare_cluster {
                if self.habits.runs_command_after == Some(arguments) && !is_assignment(word) {
                    return (read, start);
                }
                arguments += usize::from(!is_assignment(word));
                // What stands behind belongs to the script that the word names.
                ended |= self.ends_at_argument;
                read.push(argument(start, word));
                index += 1;
                continue;
            }
            let next = words.get(index + 1).map(String::as_str);
            let (options, takes_next) = self.options(start, word, next, is_bare_cluster);
            index += 1 + usize::from(takes_next);
            read.extend(options);
        }
        (read, index)
    }

    /// Reads one word of options; tells whether the last one takes the next word as its value.
    fn options(
        self,
        index: usize,
        word: &str,
        next: Option<&str>,
        is_bare: bool,
    ) -> (Vec<Word<'texts>>, bool) {
        let (name, inline) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word, None),
        };
        if let Some(option) = self.find(name).filter(|_| !is_bare) {
            let wants_value =
                !option.text.takes.is_empty() && !option.text.takes_inline && inline.is_none();
            let takes_next = wants_value && next.is_some();
            let value = inline.or(next.filter(|_| takes_next)).unwrap_or_default();
            let last = index + usize::from(takes_next);
            return (vec![known(index, last, name, value, option)], takes_next);
        }
        if let Some(option) = word
            .strip_prefix('-')
            .filter(|digits| is_number(digits))
            .and(self.find("-NUM"))
        {
            let value = word.trim_start_matches('-');
            return (vec![known(index, index, word, value, option)], false);
        }
        if word.starts_with("--") {
            return (vec![unknown(index, word)], false);
        }
        if self.habits.long_with_one_dash {
            return (vec![self.with_value_attached(index, word)], false);
        }
        self.cluster(index, word, next)
    }

    /// Reads an option whose value follows without a gap: `-I/usr/include`, `-Xmx512m`.
    fn with_value_attached(self, index: usize, word: &str) -> Word<'texts> {
        let names = self.tables.iter().flat_map(|table| table.iter());
        let fitting = names
            .filter(|(name, option)| !option.takes.is_empty() && word.starts_with(name.as_str()));
        match fitting.max_by_key(|(name, _)| name.len()) {
            Some((name, option)) => {
                let value = word.get(name.len()..).unwrap_or_default();
                known(
                    index,
                    index,
                    name,
                    value,
                    KnownOptionText { name, text: option },
                )
            }
            None => unknown(index, word),
        }
    }

    /// Reads letters behind one dash, each an option; the first that takes a value ends them.
    fn cluster(self, index: usize, word: &str, next: Option<&str>) -> (Vec<Word<'texts>>, bool) {
        let letters = word.strip_prefix('-').unwrap_or(word);
        let mut found = Vec::new();
        for (at, letter) in letters.char_indices() {
            let name = format!("-{letter}");
            let Some(option) = self.find(&name) else {
                return (vec![unknown(index, word)], false);
            };
            if option.text.takes.is_empty() {
                found.push(known(index, index, &name, "", option));
                continue;
            }
            let rest = letters.get(at + letter.len_utf8()..).unwrap_or_default();
            let takes_next = rest.is_empty() && next.is_some() && !option.text.takes_inline;
            let value = if takes_next {
                next.unwrap_or_default()
            } else {
                rest
            };
            let last = index + usize::from(takes_next);
            found.push(known(index, last, &name, value, option));
            return (found, takes_next);
        }
        (found, false)
    }

    fn find(self, name: &str) -> Option<KnownOptionText<'texts>> {
        self.tables.iter().find_map(|table| {
            let by_other_name = || table.iter().find(|(_, option)| option.is_called(name));
            let found = table.get_key_value(name).or_else(by_other_name);
            found.map(|(name, text)| KnownOptionText { name, text })
        })
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether a word is `NAME=value`, which stands before a command that `env` or `sudo` runs.
fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
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

fn known<'texts>(
    first: usize,
    last: usize,
    name: &str,
    value: &str,
    option: KnownOptionText<'texts>,
) -> Word<'texts> {
    Word {
        kind: WordKind::Option,
        first,
        last,
        text: name.to_owned(),
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
