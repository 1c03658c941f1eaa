//! A command's words told apart: options, their values, arguments.

use crate::knowledge::command_texts::{CommandStart, OptionText, WordHabits};
use crate::knowledge::option_table::OptionTable;

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
    /// Where a command starts that the option runs, and where it ends, counted from 0.
    pub command: Option<(usize, usize)>,
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
    /// Tells whether it is an option that names the program, to which all words behind it belong.
    pub fn ends_options(&self) -> bool {
        self.option.is_some_and(|option| option.text.ends_options)
    }

    /// Counts the word's places from further left.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self {
            first: self.first + offset,
            last: self.last + offset,
            command: self
                .command
                .map(|(start, end)| (start + offset, end + offset)),
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
    pub tables: &'a [&'texts OptionTable],
    /// How the command's words are read.
    pub habits: &'texts WordHabits,
    /// Behind what another command starts, if one does.
    pub runs_command_after: Option<CommandStart>,
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
            let is_option = self.is_option(word) && !ended && !self.is_text(word);
            if is_option && word == "--" {
                ended = true;
                index += 1;
                if matches!(self.runs_command_after, Some(CommandStart::Dashes(_))) {
                    return (read, index);
                }
                continue;
            }
            if !is_option && !is_bare_cluster {
                if self.runs_command_after == Some(CommandStart::Arguments(arguments))
                    && !is_assignment(word)
                {
                    return (read, start);
                }
                arguments += usize::from(!is_assignment(word));
                // What stands behind belongs to the script that the word names.
                ended |= self.ends_at_argument;
                read.push(argument(start, word));
                index += 1;
                continue;
            }
            let behind = words.get(start + 1..).unwrap_or_default();
            let (options, taken) = if is_bare_cluster {
                self.cluster_without_dash(start, word, behind)
            } else {
                self.options(start, word, behind)
            };
            index += 1 + taken;
            // What stands behind belongs to the program that the option names.
            ended |= options.iter().any(Word::ends_options);
            read.extend(options);
        }
        (read, index)
    }

    fn is_option(self, word: &str) -> bool {
        let has_dash = word.starts_with('-') && word != "-";
        has_dash
            || self.habits.joined_by_colon
                && word.starts_with('/')
                && self.find(self.split(word).0).is_some()
    }

    /// Tells whether a word only looks like an option: `echo` prints what it does not know.
    fn is_text(self, word: &str) -> bool {
        let is_known = || {
            let (options, _) = self.options(0, word, &[]);
            options.iter().all(|option| option.option.is_some())
        };
        self.habits.unknown_is_text && (word == "--" || !is_known())
    }

    /// Splits an option from the value that is joined to it.
    fn split(self, word: &str) -> (&str, Option<&str>) {
        let joint =
            |character: char| character == '=' || character == ':' && self.habits.joined_by_colon;
        match word.split_once(joint) {
            Some((name, value)) => (name, Some(value)),
            None => (word, None),
        }
    }

    /// Reads one word of options; tells how many words behind it belong to it.
    fn options(self, index: usize, word: &str, behind: &[String]) -> (Vec<Word<'texts>>, usize) {
        let (name, inline) = self.split(word);
        if let Some(option) = self.find(name) {
            if !option.text.command_until.is_empty() {
                return command_option(index, name, option, behind);
            }
            let taken = if inline.is_some() {
                0
            } else {
                words_taken(option.text, behind)
            };
            let values = behind.get(..taken).unwrap_or_default().join(" ");
            let value = inline.unwrap_or(&values);
            return (
                vec![known(index, index + taken, name, value, option)],
                taken,
            );
        }
        if let Some(option) = word
            .strip_prefix('-')
            .filter(|digits| is_number(digits))
            .and(self.find("-NUM"))
        {
            let value = word.trim_start_matches('-');
            return (vec![known(index, index, word, value, option)], 0);
        }
        if let Some(option) = self.find_family(word) {
            let value = word.get(option.name.len() - 1..).unwrap_or_default();
            return (vec![known(index, index, word, value, option)], 0);
        }
        if word.starts_with("--") {
            return (vec![unknown(index, word)], 0);
        }
        if self.habits.long_with_one_dash {
            return (vec![self.with_value_attached(index, word)], 0);
        }
        self.cluster(index, word, behind)
    }

    /// Reads an option whose value follows without a gap: `-I/usr/include`, `-Xmx512m`.
    fn with_value_attached(self, index: usize, word: &str) -> Word<'texts> {
        let tables = self.tables.iter();
        let names = tables.flat_map(|table| table.named(|name| word.starts_with(name)));
        let fitting = names.filter(|(_, option)| !option.takes.is_empty());
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
    fn cluster(self, index: usize, word: &str, behind: &[String]) -> (Vec<Word<'texts>>, usize) {
        let letters = word.strip_prefix('-').unwrap_or(word);
        let mut found: Vec<Word<'texts>> = Vec::new();
        let mut script = None;
        for (at, letter) in letters.char_indices() {
            let name = format!("-{letter}");
            let Some(option) = self.find(&name) else {
                return (vec![unknown(index, word)], 0);
            };
            if name == self.habits.script_option {
                // A shell takes its script from the next word, whatever letters follow: -ce.
                script = Some(found.len());
            }
            if option.text.takes.is_empty() || script == Some(found.len()) {
                found.push(known(index, index, &name, "", option));
                continue;
            }
            let rest = letters.get(at + letter.len_utf8()..).unwrap_or_default();
            let taken = if rest.is_empty() {
                words_taken(option.text, behind)
            } else {
                0
            };
            let values = behind.get(..taken).unwrap_or_default().join(" ");
            let value = if taken > 0 { &values } else { rest };
            found.push(known(index, index + taken, &name, value, option));
            return (found, taken);
        }
        let script = script.and_then(|script| found.get_mut(script));
        if let (Some(script), Some(value)) = (script, behind.first()) {
            script.value.clone_from(value);
            script.last = index + 1;
            return (found, 1);
        }
        (found, 0)
    }

    /// Reads letters without a dash, each an option; their values follow in the order of the letters.
    fn cluster_without_dash(
        self,
        index: usize,
        word: &str,
        behind: &[String],
    ) -> (Vec<Word<'texts>>, usize) {
        let mut found = Vec::new();
        let mut taken = 0;
        for letter in word.chars() {
            let name = format!("-{letter}");
            let Some(option) = self.find(&name) else {
                return (vec![unknown(index, word)], 0);
            };
            let takes_next = !option.text.takes.is_empty() && !option.text.takes_inline;
            match behind.get(taken).filter(|_| takes_next) {
                Some(value) => {
                    taken += 1;
                    found.push(known(index, index + taken, &name, value, option));
                }
                None => found.push(known(index, index, &name, "", option)),
            }
        }
        (found, taken)
    }

    fn find(self, name: &str) -> Option<KnownOptionText<'texts>> {
        let found = self.tables.iter().find_map(|table| table.find(name));
        found.map(|(name, text)| KnownOptionText { name, text })
    }

    /// Finds the longest name with a star that an option fits: `--with-*`.
    fn find_family(self, word: &str) -> Option<KnownOptionText<'texts>> {
        let fits = |name: &str| {
            let start = name.strip_suffix('*');
            start.is_some_and(|start| word.len() > start.len() && word.starts_with(start))
        };
        let fitting = self.tables.iter().flat_map(|table| table.named(fits));
        let (name, text) = fitting.max_by_key(|(name, _)| name.len())?;
        Some(KnownOptionText { name, text })
    }
}

/// Counts the words behind an option that are its value.
fn words_taken(option: &OptionText, behind: &[String]) -> usize {
    let next = behind.first().map_or("", String::as_str);
    if option.takes.is_empty() || option.takes_inline {
        0
    } else if option.optional_number {
        usize::from(is_number(next) || next.starts_with(['$', '`', '"']))
    } else {
        option.takes_words.max(1).min(behind.len())
    }
}

/// Reads an option that runs a command: its words end at a mark, `;` or a `+` behind `{}`.
fn command_option<'texts>(
    index: usize,
    name: &str,
    option: KnownOptionText<'texts>,
    behind: &[String],
) -> (Vec<Word<'texts>>, usize) {
    let ends = |at: usize| {
        let word = behind.get(at);
        let before = at.checked_sub(1).and_then(|before| behind.get(before));
        word.is_some_and(|word| option.text.command_until.contains(word))
            && (word.is_some_and(|word| word != "+") || before.is_some_and(|word| word == "{}"))
    };
    let end = (0..behind.len()).find(|at| ends(*at));
    let length = end.unwrap_or(behind.len());
    let called = behind.first().map_or("", String::as_str);
    let mut word = known(index, index, name, called, option);
    word.command = (length > 0).then_some((index + 1, index + 1 + length));
    (vec![word], length + usize::from(end.is_some()))
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
        command: None,
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
        command: None,
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
        command: None,
        option: None,
    }
}
