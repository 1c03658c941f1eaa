//! The title of an idea: what it says, in plain words.
//!
//! Ideas of lessons and of kinds of question stand in `assets/ideas.toml`. Others are narrowed to what
//! a line names, and only their ids are kept: `option-apt-get-install-y`. Here the names are found
//! again in the tables that the question was made from. Where an id fits none of them, or several
//! commands, its words stand as they are: a title never guesses.

use crate::checks::rules::RULES;
use crate::explain::questions::warnings::kebab;
use crate::knowledge::command_texts::{CommandTexts, command_texts};
use crate::knowledge::idea_titles::{FamilyTitles, idea_file};
use crate::knowledge::option_table::OptionTable;
use crate::knowledge::question_texts::question_file;
use std::collections::BTreeSet;

/// Gives the title of an idea of the course, or of a question that is made; nothing for any other.
pub fn idea_title(idea: &str) -> Option<String> {
    if let Some(title) = idea_file().idea.get(idea) {
        return Some(title.clone());
    }
    let (family, words) = idea.split_once('-')?;
    let titles = idea_file().family.get(family)?;
    let title = match family {
        "option" => option_title(words, titles),
        "command" => command_title(words, titles),
        "flag" => flag_title(words, titles),
        "check" => check_title(words, titles),
        _ => None,
    };
    Some(title.unwrap_or_else(|| titles.otherwise.replace("{words}", words)))
}

/// Writes what an idea is narrowed to as its id does: `apt-get install -y` becomes `apt-get-install-y`.
pub(super) fn narrowed(words: &str) -> String {
    let words = words.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_ascii_lowercase()
}

fn option_title(words: &str, titles: &FamilyTitles) -> Option<String> {
    let mut found = BTreeSet::new();
    for (command, texts, rest) in commands(words) {
        collect(&texts.use_texts.options, rest, command, &mut found);
        for subcommand in texts.subcommand.iter().filter(|it| !it.words.is_empty()) {
            let Some(option) = behind(rest, &narrowed(&subcommand.words)) else {
                continue;
            };
            let name = format!("{command} {}", subcommand.words);
            collect(&subcommand.use_texts.options, option, &name, &mut found);
            // An option of the command itself may stand behind a subcommand.
            collect(&texts.use_texts.options, option, &name, &mut found);
        }
    }
    let command = only(found.iter().map(|(command, _)| command.clone()).collect())?;
    // Ids have small letters alone, so that -f and -F are one idea.
    let options = found.into_iter().rev().map(|(_, option)| option);
    let options = options.collect::<Vec<String>>().join(" or ");
    let title = titles.title.replace("{command}", &command);
    Some(title.replace("{option}", &options))
}

/// Collects the options that an id may mean.
fn collect(
    options: &OptionTable,
    wanted: &str,
    command: &str,
    found: &mut BTreeSet<(String, String)>,
) {
    let fitting = options.named(|name| narrowed(name) == wanted);
    found.extend(fitting.map(|(name, _)| (command.to_owned(), name.to_owned())));
}

fn command_title(words: &str, titles: &FamilyTitles) -> Option<String> {
    let mut found = BTreeSet::new();
    for (command, texts, rest) in commands(words) {
        if rest.is_empty() {
            found.insert(command.to_owned());
        }
        let subcommands = texts.subcommand.iter();
        let subcommands = subcommands.filter(|it| !it.words.is_empty());
        let fitting = subcommands.filter(|it| narrowed(&it.words) == rest);
        found.extend(fitting.map(|it| format!("{command} {}", it.words)));
    }
    Some(titles.title.replace("{command}", &only(found)?))
}

fn flag_title(words: &str, titles: &FamilyTitles) -> Option<String> {
    let flags = question_file().flag.iter();
    let flags = flags.flat_map(|(keyword, flags)| flags.keys().map(move |flag| (keyword, flag)));
    let fitting = flags.filter(|(keyword, flag)| narrowed(&format!("{keyword} {flag}")) == words);
    let (keyword, flag) = only(fitting.collect())?;
    let title = titles.title.replace("{instruction}", keyword);
    Some(title.replace("{flag}", &written_flag(flag)))
}

/// Writes a flag as a line does: `mount-cache` is `--mount=type=cache` there.
pub(super) fn written_flag(flag: &str) -> String {
    match flag.strip_prefix("mount-") {
        Some(kind) => format!("--mount=type={kind}"),
        None => format!("--{flag}"),
    }
}

fn check_title(words: &str, titles: &FamilyTitles) -> Option<String> {
    let rule = RULES.iter().find(|rule| kebab(rule.name) == words)?;
    Some(titles.title.replace("{check}", rule.name))
}

/// Lists the known commands that an id may begin with, each with the words behind it.
fn commands(words: &str) -> impl Iterator<Item = (&str, &'static CommandTexts, &str)> {
    let ends = words.match_indices('-').map(|(end, _)| end);
    let ends = ends.chain([words.len()]);
    ends.filter_map(|end| {
        let (command, rest) = words.split_at_checked(end)?;
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        Some((command, command_texts(command)?, rest))
    })
}

/// Gives what stands behind some first words.
fn behind<'a>(words: &'a str, first: &str) -> Option<&'a str> {
    words.strip_prefix(first)?.strip_prefix('-')
}

/// Gives the one that was found; of several none.
fn only<T: Ord>(found: BTreeSet<T>) -> Option<T> {
    let mut found = found.into_iter();
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::idea_title;

    fn title(idea: &str) -> String {
        idea_title(idea).unwrap()
    }

    #[test]
    fn what_an_idea_is_narrowed_to_is_named_as_a_line_writes_it() {
        assert_eq!(
            title("option-apt-get-install-y"),
            "what apt-get install -y is for"
        );
        assert_eq!(
            title("command-apt-get-install"),
            "what apt-get install does"
        );
        assert_eq!(title("command-chmod"), "what chmod does");
        assert_eq!(
            title("flag-healthcheck-interval"),
            "what HEALTHCHECK --interval says"
        );
        assert_eq!(
            title("flag-run-mount-cache"),
            "what RUN --mount=type=cache says"
        );
        assert_eq!(
            title("check-json-args-recommended"),
            "the check JSONArgsRecommended"
        );
    }

    #[test]
    fn what_cannot_be_told_apart_keeps_its_words() {
        assert_eq!(title("option-curl-f"), "what curl -f or -F is for");
        assert_eq!(
            title("option-no-such-program-x"),
            "what an option of a command is for: no-such-program-x"
        );
        assert_eq!(idea_title("our-own-idea"), None);
        assert_eq!(idea_title("option"), None);
    }
}
