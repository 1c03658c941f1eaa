//! Which of a command's uses its words ask for: a subcommand, or an ending of its first argument.

use crate::explain::options::{Word, WordKind, WordReader};
use crate::knowledge::command_texts::{CommandStart, CommandTexts, SubcommandTexts, UseTexts};
use crate::knowledge::option_table::OptionTable;

/// Says which use of a command its words ask for.
#[derive(Clone, Debug)]
pub struct FoundUse {
    /// What is said of it.
    pub used: &'static UseTexts,
    /// The words of the subcommand, as the texts have them.
    pub subcommand: String,
    /// The place of its first word; 1 where there is none.
    pub lead: usize,
    /// How many words it has.
    pub count: usize,
    /// Behind what the subcommand runs another command, if it does.
    pub runs_command_after: Option<CommandStart>,
}

/// Finds the use that a command's words ask for.
pub fn find_use(texts: &'static CommandTexts, words: &[String]) -> FoundUse {
    let own = &texts.use_texts.options;
    let read = read_before(texts, &[own], words);
    let first_argument = read.iter().find(|word| word.kind == WordKind::Argument);
    let place = |word: &Word<'_>| word.first + 1;
    let first_argument_at = first_argument.map_or(words.len(), place);
    // A program that an option names: `python -u -m venv`.
    let program_at = read.iter().find(|word| word.ends_options());
    let program_at = program_at.map_or(words.len(), place);
    for subcommand in &texts.subcommand {
        let ending = subcommand.argument_ends.as_str();
        if !ending.is_empty() && first_argument.is_some_and(|word| word.text.ends_with(ending)) {
            return FoundUse {
                used: &subcommand.use_texts,
                subcommand: String::new(),
                lead: 1,
                count: 0,
                runs_command_after: subcommand.use_texts.runs_command_after,
            };
        }
        // Right behind the name, as `-m venv` stands, or behind options of the command itself.
        for lead in [1, first_argument_at, program_at] {
            if let Some(count) = names_subcommand(subcommand, words.get(lead..).unwrap_or_default())
            {
                return found(subcommand, lead, count);
            }
        }
    }
    if let Some(found) = behind_own_options(texts, words) {
        return found;
    }
    FoundUse {
        used: &texts.use_texts,
        subcommand: String::new(),
        lead: 1,
        count: 0,
        runs_command_after: None,
    }
}

/// Finds a subcommand behind options that only it knows: `apk --virtual x add`.
fn behind_own_options(texts: &'static CommandTexts, words: &[String]) -> Option<FoundUse> {
    let starts_with_option = words.get(1).is_some_and(|word| word.starts_with('-'));
    let subcommands = texts.subcommand.iter().filter(|subcommand| {
        // Only what is named at all is worth reading.
        let mut names = std::iter::once(&subcommand.words).chain(&subcommand.aliases);
        starts_with_option && names.any(|name| words.contains(name))
    });
    for subcommand in subcommands {
        let tables = [&texts.use_texts.options, &subcommand.use_texts.options];
        let read = read_before(texts, &tables, words);
        let argument = read.iter().find(|word| word.kind == WordKind::Argument);
        let lead = argument.map_or(words.len(), |word| word.first + 1);
        if let Some(count) = names_subcommand(subcommand, words.get(lead..).unwrap_or_default()) {
            return Some(found(subcommand, lead, count));
        }
    }
    None
}

/// Reads a command's words with some tables of options, to see which stands first.
fn read_before(
    texts: &'static CommandTexts,
    tables: &[&'static OptionTable],
    words: &[String],
) -> Vec<Word<'static>> {
    let reader = WordReader {
        tables,
        habits: &texts.words,
        runs_command_after: texts.words.runs_command_after,
        ends_at_argument: texts.words.options_first,
    };
    reader.read(words.get(1..).unwrap_or_default()).0
}

fn found(subcommand: &'static SubcommandTexts, lead: usize, count: usize) -> FoundUse {
    FoundUse {
        used: &subcommand.use_texts,
        subcommand: subcommand.words.clone(),
        lead,
        count,
        runs_command_after: subcommand.use_texts.runs_command_after,
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
