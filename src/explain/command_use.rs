//! What each command of a script is, found out once: for the explanation, for `inspect --commands`.

use crate::explain::options::{Word, WordKind, WordReader};
use crate::knowledge::command_texts::{CommandTexts, SubcommandTexts, UseTexts, command_texts};
use crate::language::shell::run_script::RunScript;
use crate::language::shell::simple_commands::{SimpleCommandRef, function_names, simple_commands};
use crate::language::shell::tree::Joint;
use crate::language::span::Span;

/// Holds a command of a script with what is known of it. Spans are places in the script's text.
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
    /// How it is joined to what stands before it, and where that stands.
    pub joint: Joint,
    /// Where the operator of the joint stands.
    pub operator: Option<Span>,
    /// How deep it stands: in a substitution, a loop, or behind a command that runs it.
    pub depth: u8,
    /// Whether it is left running.
    pub is_background: bool,
    /// Whether it calls a function that the same script defines.
    pub is_function: bool,
}

impl CommandUse {
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
}

/// Lists the commands of a script, nested ones too, in source order.
pub fn command_uses(script: &RunScript<'_>) -> Vec<CommandUse> {
    let tree = script.parse();
    let mut uses = Vec::new();
    for command in simple_commands(&tree) {
        let words: Vec<String> = command
            .command
            .words
            .iter()
            .map(|word| word.text(script.text()))
            .collect();
        let spans: Vec<Span> = command.command.words.iter().map(|word| word.span).collect();
        let depth = u8::try_from(command.depth()).unwrap_or(u8::MAX);
        read_use(&command, &words, &spans, depth, &mut uses);
    }
    let functions = function_names(&tree);
    let functions: Vec<String> = functions
        .iter()
        .map(|name| name.text(script.text()))
        .collect();
    for command in &mut uses {
        if functions.contains(&command.called) {
            // The script's own function goes before a program of that name.
            command.is_function = true;
            command.texts = None;
            command.used = None;
            for (word, _) in &mut command.words {
                word.option = None;
            }
        }
    }
    uses
}

fn read_use(
    command: &SimpleCommandRef<'_>,
    words: &[String],
    spans: &[Span],
    depth: u8,
    uses: &mut Vec<CommandUse>,
) {
    let (Some(called), Some(first), Some(last)) = (words.first(), spans.first(), spans.last())
    else {
        return;
    };
    let name = called.rsplit('/').next().unwrap_or_default();
    let texts = command_texts(name);
    let found = texts.map(|texts| find_use(texts, words));
    // The words between the name and its subcommand are options of the command itself.
    let lead = found.as_ref().map_or(1, |found| found.lead);
    let behind = found.as_ref().map_or(1, |found| found.lead + found.count);
    let head_end = spans.get(behind - 1).unwrap_or(first);
    let mut read = Vec::new();
    let mut end = words.len();
    match (texts, &found) {
        (Some(texts), Some(found)) => {
            let own = &texts.use_texts.options;
            let of_use = &found.used.options;
            let is_plain = found.subcommand.is_empty();
            let before = WordReader {
                tables: &[own],
                habits: &texts.words,
                ends_at_argument: false,
            };
            let (before, _) = before.read(words.get(1..lead).unwrap_or_default());
            read.extend(before.into_iter().map(|word| word.shifted(1)));
            let reader = WordReader {
                // An interpreter's own options mean nothing behind the program that it runs.
                tables: if texts.words.options_first && !is_plain {
                    &[of_use]
                } else {
                    &[of_use, own]
                },
                habits: &texts.words,
                ends_at_argument: texts.words.options_first && is_plain,
            };
            let (after, count) = reader.read(words.get(behind..).unwrap_or_default());
            read.extend(after.into_iter().map(|word| word.shifted(behind)));
            end = behind + count;
        }
        _ => read.extend(plain_words(words.get(1..).unwrap_or_default())),
    }
    let places = read.into_iter().filter_map(|word| {
        let span = Span {
            start: spans.get(word.first)?.start,
            end: spans.get(word.last)?.end,
        };
        Some((word, span))
    });
    uses.push(CommandUse {
        called: called.clone(),
        name: name.to_owned(),
        subcommand: found
            .as_ref()
            .map_or_else(String::new, |found| found.subcommand.clone()),
        head: Span {
            start: first.start,
            end: head_end.end,
        },
        span: Span {
            start: first.start,
            end: last.end,
        },
        texts,
        used: found.map(|found| found.used),
        words: places.collect(),
        joint: command.joint,
        operator: command.operator,
        depth,
        is_background: command.is_background,
        is_function: false,
    });
    // The command that this one runs: sudo apt-get …, env A=b program ….
    if let (Some(words), Some(spans)) = (words.get(end..), spans.get(end..))
        && !words.is_empty()
    {
        let mut inner = command.clone();
        inner.joint = Joint::First;
        inner.operator = None;
        read_use(&inner, words, spans, depth.saturating_add(1), uses);
    }
}

/// Tells the words of a command of which nothing is known apart by their first character.
fn plain_words(words: &[String]) -> Vec<Word<'static>> {
    let words = words.iter().enumerate();
    words
        .map(|(index, word)| Word {
            kind: if word.starts_with('-') && word.len() > 1 {
                WordKind::Option
            } else {
                WordKind::Argument
            },
            first: index + 1,
            last: index + 1,
            text: word.clone(),
            value: String::new(),
            option: None,
        })
        .collect()
}

/// Says which use of a command its words ask for.
struct FoundUse {
    used: &'static UseTexts,
    /// The words of the subcommand, as the texts have them.
    subcommand: String,
    /// The place of its first word; 1 where there is none.
    lead: usize,
    /// How many words it has.
    count: usize,
}

/// Finds the use that a command's words ask for.
fn find_use(texts: &'static CommandTexts, words: &[String]) -> FoundUse {
    let reader = WordReader {
        tables: &[&texts.use_texts.options],
        habits: &texts.words,
        ends_at_argument: texts.words.options_first,
    };
    let arguments = words.get(1..).unwrap_or_default();
    let (read, _) = reader.read(arguments);
    let first_argument = read.iter().find(|word| word.kind == WordKind::Argument);
    let first_argument_at = first_argument.map_or(words.len(), |word| word.first + 1);
    for subcommand in &texts.subcommand {
        let ending = subcommand.argument_ends.as_str();
        if !ending.is_empty() && first_argument.is_some_and(|word| word.text.ends_with(ending)) {
            return FoundUse {
                used: &subcommand.use_texts,
                subcommand: String::new(),
                lead: 1,
                count: 0,
            };
        }
        // Right behind the name, as `-m venv` stands, or behind options of the command itself.
        for lead in [1, first_argument_at] {
            if let Some(count) = names_subcommand(subcommand, words.get(lead..).unwrap_or_default())
            {
                return FoundUse {
                    used: &subcommand.use_texts,
                    subcommand: subcommand.words.clone(),
                    lead,
                    count,
                };
            }
        }
    }
    FoundUse {
        used: &texts.use_texts,
        subcommand: String::new(),
        lead: 1,
        count: 0,
    }
}

/// Tells how many words name a subcommand at the start of some words, if they do.
fn names_subcommand(subcommand: &SubcommandTexts, words: &[String]) -> Option<usize> {
    let names = std::iter::once(&subcommand.words).chain(&subcommand.aliases);
    let mut fitting = names.filter(|name| !name.is_empty()).filter(|name| {
        let mut given = words.iter();
        name.split_whitespace()
            .all(|word| given.next().is_some_and(|given| given == word))
    });
    fitting.next().map(|name| name.split_whitespace().count())
}
