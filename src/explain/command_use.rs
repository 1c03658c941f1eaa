//! One command of a script, with what is known of it and of each of its words.
//!
//! It reads a command's words against the texts about that command; which commands a script has is
//! [`crate::explain::script_commands`]'s business.

use crate::explain::find_use::{FoundUse, find_use};
use crate::explain::options::{Word, WordKind, WordReader};
use crate::explain::redirect_use::RedirectUse;
use crate::knowledge::command_texts::{CommandTexts, UseTexts, command_texts};
use crate::language::shell::tree::Joint;
use crate::language::span::Span;

/// Holds a command of a script with what is known of it. Spans are places in the script's text.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the command"
)]
#[derive(Clone, Debug)]
pub struct CommandUse {
    /// The name it is called by, its folder included, without quotes.
    pub called: String,
    /// The name without its folder.
    pub name: String,
    /// The words of its subcommand, if one was recognised.
    pub subcommand: String,
    /// Its name and subcommand.
    pub head: Span,
    /// The whole command.
    pub span: Span,
    /// What is known of it.
    pub texts: Option<&'static CommandTexts>,
    /// What is known of this use of it.
    pub used: Option<&'static UseTexts>,
    /// Its words behind the head, and their places.
    pub words: Vec<(Word<'static>, Span)>,
    /// Where its input comes from and its output goes.
    pub redirects: Vec<RedirectUse>,
    /// Whether its last words are a command that it runs: `sudo`, `bundle exec`.
    pub runs_last_words: bool,
    /// Whether one of its words is a script for a shell, so that no argument names one.
    pub has_script: bool,
    /// Where it stands.
    pub place: CommandPlace,
    /// Whether the command before it in the list runs it: `sudo`, `find -exec`.
    pub is_run_by_other: bool,
    /// Whether it calls a function that the same script defines.
    pub is_function: bool,
}

/// Says where a command stands.
#[derive(Clone, Copy, Debug)]
pub struct CommandPlace {
    /// Which of the scripts it is in.
    pub script: usize,
    /// How it is joined to what stands before it.
    pub joint: Joint,
    /// Where the operator of the joint stands.
    pub operator: Option<Span>,
    /// Whether it is left running.
    pub is_background: bool,
    /// Whether it stands in a substitution: what it prints is part of a word.
    pub is_in_substitution: bool,
    /// How deep it stands in its own script: in a substitution, a loop, or behind a command that runs it.
    pub nesting: u8,
    /// How deep it stands in all.
    pub depth: u8,
}

impl CommandPlace {
    /// Gives the place of a command that a command here runs.
    fn below(self) -> Self {
        Self {
            joint: Joint::First,
            operator: None,
            nesting: self.nesting.saturating_add(1),
            depth: self.depth.saturating_add(1),
            ..self
        }
    }
}

impl CommandUse {
    /// Tells whether it is a command of the RUN itself: in no other script, loop or substitution.
    pub fn is_at_top(&self) -> bool {
        self.place.script == 0 && self.place.nesting == 0
    }

    /// Tells whether a text exists for this very command and subcommand.
    pub fn is_explained(&self) -> bool {
        let has_text = self.used.is_some_and(|used| !used.what.is_empty());
        let wants_more = self.texts.is_some_and(|texts| texts.words.wants_subcommand);
        let is_bare = self.subcommand.is_empty() && self.arguments().next().is_some();
        has_text && !(wants_more && is_bare)
    }

    /// Lists its arguments.
    pub fn arguments(&self) -> impl Iterator<Item = &str> {
        let words = self
            .words
            .iter()
            .filter(|(word, _)| word.kind == WordKind::Argument);
        words.map(|(word, _)| word.text.as_str())
    }

    /// Tells whether an option of this name is given, in whichever of its forms.
    pub fn has_option(&self, name: &str) -> bool {
        self.words.iter().any(|(word, _)| {
            word.kind == WordKind::Option
                && (word.text == name || word.option.is_some_and(|option| option.is_called(name)))
        })
    }

    /// Makes it a call of the script's own function, which goes before a program of its name.
    pub fn make_function(&mut self) {
        self.is_function = true;
        self.forget_texts();
    }

    /// Forgets what is said of a program of this name: it is another one.
    pub fn forget_texts(&mut self) {
        self.texts = None;
        self.used = None;
        for (word, _) in &mut self.words {
            word.option = None;
        }
    }
}

/// Holds the words of a command, or those behind a command that runs it.
#[derive(Clone, Copy, Debug)]
pub struct CommandWords<'a> {
    /// The words without quotes.
    pub words: &'a [String],
    /// Their places.
    pub spans: &'a [Span],
    /// How many words of the whole command stand before them.
    pub offset: usize,
}

impl CommandWords<'_> {
    fn part(self, start: usize, end: usize) -> Option<Self> {
        Some(Self {
            words: self.words.get(start..end)?,
            spans: self.spans.get(start..end)?,
            offset: self.offset + start,
        })
    }
}

/// Names what was read of a command.
#[derive(Debug)]
pub enum Found {
    /// The command itself, or one that it runs.
    Use(Box<CommandUse>),
    /// A word, counted from the command's name, that is a script for a shell: what its shell is
    /// started with, and how deep it stands.
    Script {
        /// The word.
        word: usize,
        /// The words before it.
        shell: Vec<String>,
        /// The depth of its commands.
        depth: u8,
    },
}

/// Reads a command and the commands that it runs: `sudo apt-get …`, `env A=b program …`.
pub fn read_use(given: CommandWords<'_>, place: CommandPlace, found: &mut Vec<Found>) {
    let CommandWords { words, spans, .. } = given;
    let (Some(called), Some(first), Some(last)) = (words.first(), spans.first(), spans.last())
    else {
        return;
    };
    let name = name_of(called);
    let texts = command_texts(name);
    let used = texts.map(|texts| find_use(texts, words));
    // The words between the name and its subcommand are options of the command itself.
    let behind = used.as_ref().map_or(1, |used| used.lead + used.count);
    let head_end = spans.get(behind - 1).unwrap_or(first);
    let (read, end) = match (texts, &used) {
        (Some(texts), Some(used)) => read_words(texts, used, words),
        _ => (plain_words(words), words.len()),
    };
    let is_shell = texts.is_some_and(|texts| texts.words.options_first);
    let script_option = texts.map_or("", |texts| texts.words.script_option.as_str());
    let mut inner = Vec::new();
    let mut placed = Vec::new();
    let mut has_script = false;
    for mut word in read {
        let is_script = !script_option.is_empty()
            && word.last > word.first
            && (word.text == script_option
                || word
                    .option
                    .is_some_and(|option| option.is_called(script_option)));
        if is_script {
            let before = words.get(..word.last).filter(|_| is_shell);
            inner.push(Found::Script {
                word: given.offset + word.last,
                shell: before.unwrap_or_default().to_vec(),
                depth: place.depth.saturating_add(1),
            });
            word.value.clear();
            has_script = true;
        }
        if let Some(command) = word.command.and_then(|(start, end)| given.part(start, end)) {
            read_inner(command, place, &mut inner);
        }
        // The script is shown command by command, so the option stands alone.
        let last = if is_script { word.first } else { word.last };
        if let (Some(from), Some(to)) = (spans.get(word.first), spans.get(last)) {
            let span = Span {
                start: from.start,
                end: to.end,
            };
            placed.push((word, span));
        }
    }
    found.push(Found::Use(Box::new(CommandUse {
        called: called.clone(),
        name: name.to_owned(),
        subcommand: used
            .as_ref()
            .map_or_else(String::new, |used| used.subcommand.clone()),
        head: Span {
            start: first.start,
            end: head_end.end,
        },
        span: Span {
            start: first.start,
            end: last.end,
        },
        texts,
        used: used.map(|used| used.used),
        words: placed,
        redirects: Vec::new(),
        runs_last_words: end < words.len(),
        has_script,
        place,
        is_run_by_other: false,
        is_function: false,
    })));
    found.append(&mut inner);
    if let Some(command) = given.part(end, words.len()) {
        read_inner(command, place, found);
    }
}

/// Gives the name behind the last slash: of `"$FOLDER/bin/ghc"`, whose quotes the word keeps, too.
fn name_of(called: &str) -> &str {
    let last = called.rsplit('/').next().unwrap_or_default();
    let Some(unquoted) = last.strip_suffix('"') else {
        return last;
    };
    let is_plain =
        |character: char| character.is_ascii_alphanumeric() || "._+-".contains(character);
    if called.contains('/') && !unquoted.is_empty() && unquoted.chars().all(is_plain) {
        unquoted
    } else {
        called
    }
}

fn read_inner(command: CommandWords<'_>, place: CommandPlace, found: &mut Vec<Found>) {
    let index = found.len();
    read_use(command, place.below(), found);
    if let Some(Found::Use(inner)) = found.get_mut(index) {
        inner.is_run_by_other = true;
    }
}

/// Reads a command's words behind its name; tells where another command starts.
fn read_words(
    texts: &'static CommandTexts,
    found: &FoundUse,
    words: &[String],
) -> (Vec<Word<'static>>, usize) {
    let behind = found.lead + found.count;
    let own = &texts.use_texts.options;
    let of_use = &found.used.options;
    let is_plain = found.subcommand.is_empty();
    let of_use_first = found.used.options_first;
    let before = WordReader {
        tables: &[own, of_use],
        habits: &texts.words,
        runs_command_after: None,
        ends_at_argument: false,
    };
    let (before, _) = before.read(words.get(1..found.lead).unwrap_or_default());
    let mut read: Vec<Word<'static>> = before.into_iter().map(|word| word.shifted(1)).collect();
    let reader = WordReader {
        // An interpreter's own options mean nothing behind the program that it runs.
        tables: if texts.words.options_first && !is_plain {
            &[of_use]
        } else {
            &[of_use, own]
        },
        habits: &texts.words,
        runs_command_after: found.runs_command_after.or(texts.words.runs_command_after),
        ends_at_argument: texts.words.options_first && is_plain || of_use_first,
    };
    let (after, count) = reader.read(words.get(behind..).unwrap_or_default());
    read.extend(after.into_iter().map(|word| word.shifted(behind)));
    (read, behind + count)
}

/// Tells the words of a command of which nothing is known apart by their first character.
fn plain_words(words: &[String]) -> Vec<Word<'static>> {
    let words = words.iter().enumerate().skip(1);
    words
        .map(|(index, word)| Word {
            kind: if word.starts_with('-') && word.len() > 1 {
                WordKind::Option
            } else {
                WordKind::Argument
            },
            first: index,
            last: index,
            text: word.clone(),
            value: String::new(),
            command: None,
            option: None,
        })
        .collect()
}
