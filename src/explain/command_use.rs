//! What each command of a script is, found out once: for the explanation, for `inspect --commands`.

use crate::explain::options::{Word, WordKind, WordReader};
use crate::knowledge::command_texts::{CommandTexts, SubcommandTexts, UseTexts, command_texts};
use crate::language::shell::run_script::RunScript;
use crate::language::shell::simple_commands::{SimpleCommandRef, simple_commands};
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
}

impl CommandUse {
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
    let (used, subcommand) = match texts {
        Some(texts) => find_use(texts, words),
        None => (None, String::new()),
    };
    let head_words = 1 + subcommand.split_whitespace().count();
    let head_end = spans.get(head_words - 1).unwrap_or(first);
    let rest_words = words.get(head_words..).unwrap_or_default();
    let rest_spans = spans.get(head_words..).unwrap_or_default();
    let (read, count) = match (texts, used) {
        (Some(texts), Some(used)) => {
            let reader = WordReader {
                tables: &[&used.options, &texts.use_texts.options],
                habits: &texts.words,
            };
            reader.read(rest_words)
        }
        _ => (plain_words(rest_words), rest_words.len()),
    };
    let places = read.into_iter().filter_map(|word| {
        let span = Span {
            start: rest_spans.get(word.first)?.start,
            end: rest_spans.get(word.last)?.end,
        };
        Some((word, span))
    });
    uses.push(CommandUse {
        called: called.clone(),
        name: name.to_owned(),
        subcommand,
        head: Span {
            start: first.start,
            end: head_end.end,
        },
        span: Span {
            start: first.start,
            end: last.end,
        },
        texts,
        used,
        words: places.collect(),
        joint: command.joint,
        operator: command.operator,
        depth,
        is_background: command.is_background,
    });
    // The command that this one runs: sudo apt-get …, env A=b program ….
    let nested = (rest_words.get(count..), rest_spans.get(count..));
    if let (Some(words), Some(spans)) = nested
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
            first: index,
            last: index,
            text: word.clone(),
            value: String::new(),
            option: None,
        })
        .collect()
}

/// Finds the use that a command's words ask for, and the words that name it.
fn find_use(texts: &'static CommandTexts, words: &[String]) -> (Option<&'static UseTexts>, String) {
    let arguments = words.get(1..).unwrap_or_default();
    let first_argument = arguments.iter().find(|word| !word.starts_with('-'));
    let named = |subcommand: &'static SubcommandTexts| {
        let names = std::iter::once(&subcommand.words).chain(&subcommand.aliases);
        names
            .filter(|name| !name.is_empty())
            .find(|name| {
                let mut given = arguments.iter();
                name.split_whitespace()
                    .all(|word| given.next().is_some_and(|given| given == word))
            })
            .cloned()
    };
    for subcommand in &texts.subcommand {
        if !subcommand.argument_ends.is_empty() {
            if first_argument.is_some_and(|word| word.ends_with(&subcommand.argument_ends)) {
                return (Some(&subcommand.use_texts), String::new());
            }
        } else if let Some(name) = named(subcommand) {
            return (Some(&subcommand.use_texts), name);
        }
    }
    (
        behind_options(texts, arguments).or(Some(&texts.use_texts)),
        String::new(),
    )
}

/// Finds a subcommand behind options of the command itself: `apt-get -y install`.
fn behind_options(texts: &'static CommandTexts, arguments: &[String]) -> Option<&'static UseTexts> {
    let reader = WordReader {
        tables: &[&texts.use_texts.options],
        habits: &texts.words,
    };
    let (read, _) = reader.read(arguments);
    let first = read.iter().find(|word| word.kind == WordKind::Argument)?;
    let behind = arguments.get(first.first..)?;
    let found = texts.subcommand.iter().find(|subcommand| {
        let mut wanted = subcommand.words.split_whitespace().peekable();
        wanted.peek().is_some() && {
            let mut given = behind.iter();
            wanted.all(|word| given.next().is_some_and(|given| given == word))
        }
    })?;
    Some(&found.use_texts)
}
