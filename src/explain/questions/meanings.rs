//! Questions about words: what an option, a command or a flag means, against its neighbours.

use crate::build::command::Command;
use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use crate::explain::command_use::CommandUse;
use crate::explain::commands::unix_commands;
use crate::explain::options::KnownOptionText;
use crate::explain::questions::asked::Asked;
use crate::explain::questions::dice::Dice;
use crate::explain::questions::draft::{Draft, Offer};
use crate::explain::questions::idea_title::written_flag;
use crate::explain::questions::question::Question;
use crate::explain::script_commands::ScriptCommands;
use crate::knowledge::command_texts::OptionText;
use crate::knowledge::option_table::OptionTable;
use crate::knowledge::question_texts::question_file;
use crate::language::span::Span;
use std::collections::BTreeSet;

/// How many wrong meanings are offered; the draft takes the first few that differ.
const MOST_OFFERED: usize = 8;

/// The longest value of an option that is shown with it, in characters.
const LONGEST_VALUE: usize = 30;

/// The longest script that is read for a question, in bytes: one answer must not take a moment.
const LONGEST_SCRIPT: usize = 6_000;

/// Holds a command of the line, and its name with its subcommand as the line has it.
struct Used {
    command: CommandUse,
    name: String,
    /// The line it stands on, counted from 1.
    line: u32,
}

/// Lists the commands of an instruction in shell form, those inside other scripts too.
fn uses(asked: &Asked<'_>) -> Vec<Used> {
    let subject = &asked.subject;
    if subject.instruction.span.len() > LONGEST_SCRIPT {
        return Vec::new();
    }
    let Some(ScriptCommands { scripts, uses, .. }) = unix_commands(subject) else {
        return Vec::new();
    };
    let named = uses.into_iter().filter_map(|command| {
        let script = scripts.get(command.place.script);
        let script = &script.filter(|script| !script.is_exec_form)?.text;
        let head = command.head.of(script.text()).split_whitespace();
        let name = head.collect::<Vec<&str>>().join(" ");
        let line = line_in(asked, script.spans(command.head).first().copied());
        Some(Used {
            command,
            name,
            line,
        })
    });
    named.collect()
}

/// Finds the line of a place in the instruction.
fn line_in(asked: &Asked<'_>, place: Option<Span>) -> u32 {
    let start = asked.subject.instruction.span.start;
    let end = place.map_or(start, |place| place.start.max(start));
    let above = Span { start, end }.of(asked.subject.tree.text());
    let lines = above.bytes().filter(|byte| *byte == b'\n').count();
    asked.line() + u32::try_from(lines).unwrap_or_default()
}

/// Holds an option that stands on the line.
struct Given<'a> {
    used: &'a Used,
    option: KnownOptionText<'static>,
    value: &'a str,
}

impl Given<'_> {
    fn meaning(&self) -> Option<Text> {
        meaning(self.option.text, self.value)
    }

    fn shown(&self) -> String {
        let name = self.option.name;
        if self.value.is_empty() || self.value.chars().count() > LONGEST_VALUE {
            name.to_owned()
        } else if name.starts_with("--") {
            format!("{name}={}", self.value)
        } else {
            format!("{name} {}", self.value)
        }
    }
}

/// Says what an option means with a value; nothing where its sentence wants one that is not there.
fn meaning(option: &OptionText, value: &str) -> Option<Text> {
    if option.what.is_empty() || value.is_empty() && option.what.contains("{value}") {
        return None;
    }
    let values = Values::from([("value", Text::code(value))]);
    Some(fill(&option.what, &values))
}

/// Asks what an option of a command is for.
pub(super) fn option_meaning(asked: &Asked<'_>) -> Option<Question> {
    let uses = uses(asked);
    let mut given: Vec<Given<'_>> = Vec::new();
    for used in &uses {
        for (word, _) in &used.command.words {
            if let Some(option) = word.option {
                let value = word.value.as_str();
                given.push(Given {
                    used,
                    option,
                    value,
                });
            }
        }
    }
    let mut order: Vec<usize> = (0..given.len()).collect();
    Dice::named(asked.seed, &asked.line().to_string()).shuffle(&mut order);
    order
        .into_iter()
        .take(6)
        .find_map(|index| option_question(asked, given.get(index)?, &given))
}

fn option_question(asked: &Asked<'_>, it: &Given<'_>, given: &[Given<'_>]) -> Option<Question> {
    let command = &it.used.command;
    let detail = format!("{} {}", it.used.name, it.option.name);
    let mut draft = Draft::new(asked, "option-meaning", &detail)?;
    let subject = format!("{} {}", command.name, command.subcommand);
    draft.narrow_idea(&format!("{subject} {}", it.option.name));
    draft.speak_of_line(it.used.line);
    draft.set("command", Text::code(it.used.name.as_str()));
    draft.set("option", Text::code(it.shown()));
    let right = it.meaning()?;
    let mut said = vec![content_words(&right)];
    draft.right(Offer::new("right").value(right));
    let mut offered = 0;
    let mut offer = |draft: &mut Draft, role: &'static str, other: &str, text: Option<Text>| {
        let Some(text) = text.filter(|_| offered < MOST_OFFERED) else {
            return;
        };
        let words = content_words(&text);
        if !said.iter().any(|said| are_alike(said, &words)) {
            said.push(words);
            offered += 1;
            draft.wrong(
                Offer::new(role)
                    .value(text)
                    .with("other", Text::code(other)),
            );
        }
    };
    let is_same_command = |other: &&Given<'_>| {
        other.used.command.name == command.name && other.option.name != it.option.name
    };
    for other in given.iter().filter(is_same_command).take(2) {
        offer(&mut draft, "here", other.option.name, other.meaning());
    }
    let of_use = command.used.map(|used| &used.options);
    let own = command.texts.map(|texts| &texts.use_texts.options);
    let tables = of_use.into_iter().chain(own);
    let mut others: Vec<(&str, &OptionText)> = tables.flat_map(OptionTable::iter).collect();
    let mut dice = Dice::named(asked.seed, &detail);
    dice.shuffle(&mut others);
    // Options of the same shape come first: with a value where this one has a value.
    others.sort_by_key(|(_, option)| option.takes.is_empty() != it.option.text.takes.is_empty());
    let is_given = |name: &str| {
        given
            .iter()
            .any(|other| other.used.command.name == command.name && other.option.name == name)
    };
    for (name, option) in others.into_iter().filter(|(name, _)| !is_given(name)) {
        let value = if option.takes.is_empty() {
            ""
        } else {
            it.value
        };
        offer(&mut draft, "other", name, meaning(option, value));
    }
    draft.choose_one(asked.seed)
}

/// Gives the words of a meaning that carry it.
fn content_words(text: &Text) -> BTreeSet<String> {
    let words = text.to_plain().to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| word.len() > 3)
        .map(|word| word.trim_end_matches('s').to_owned())
        .collect()
}

/// Tells whether two meanings share so much that a reader may take them for one.
fn are_alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    let fewer = one.len().min(other.len());
    shared * 2 >= fewer || one.is_empty() || other.is_empty()
}

/// Asks what a command does.
pub(super) fn command_meaning(asked: &Asked<'_>) -> Option<Question> {
    let uses = uses(asked);
    let mut order: Vec<&Used> = uses.iter().filter(|it| it.command.is_explained()).collect();
    Dice::named(asked.seed, &asked.line().to_string()).shuffle(&mut order);
    order
        .into_iter()
        .take(4)
        .find_map(|used| command_question(asked, used, &uses))
}

fn command_question(asked: &Asked<'_>, it: &Used, uses: &[Used]) -> Option<Question> {
    let plain =
        |text: &str| (!text.contains('{') && !text.is_empty()).then(|| fill(text, &Values::new()));
    let command = &it.command;
    let name = it.name.as_str();
    let mut draft = Draft::new(asked, "command-meaning", name)?;
    draft.narrow_idea(&format!("{} {}", command.name, command.subcommand));
    draft.speak_of_line(it.line);
    draft.set("command", Text::code(name));
    let right = plain(&command.used?.what)?;
    let mut said = vec![content_words(&right)];
    draft.right(Offer::new("right").value(right));
    let mut offer = |draft: &mut Draft, role: &'static str, other: &str, text: Option<Text>| {
        let Some(text) = text else { return };
        let words = content_words(&text);
        if !said.iter().any(|said| are_alike(said, &words)) {
            said.push(words);
            draft.wrong(
                Offer::new(role)
                    .value(text)
                    .with("other", Text::code(other)),
            );
        }
    };
    for other in uses.iter().filter(|other| other.name != name) {
        let text = other.command.used.and_then(|used| plain(&used.what));
        offer(
            &mut draft,
            "here",
            &other.name,
            text.filter(|_| other.command.is_explained()),
        );
    }
    let texts = command.texts?;
    let mut others: Vec<(&str, &str)> = texts
        .subcommand
        .iter()
        .filter(|other| other.words != command.subcommand && !other.words.is_empty())
        .map(|other| (other.words.as_str(), other.use_texts.what.as_str()))
        .collect();
    Dice::named(asked.seed, name).shuffle(&mut others);
    for (words, what) in others.into_iter().take(MOST_OFFERED) {
        let other = format!("{} {words}", command.name);
        offer(&mut draft, "other", &other, plain(what));
    }
    draft.choose_one(asked.seed)
}

/// Asks what a flag of an instruction says.
pub(super) fn flag_meaning(asked: &Asked<'_>) -> Option<Question> {
    let keyword = asked.subject.invocation.keyword_text().to_uppercase();
    let known = question_file().flag.get(&keyword)?;
    let mut flags = flags(asked);
    flags.retain(|(key, _)| known.contains_key(key));
    let (key, written) = Dice::named(asked.seed, &asked.line().to_string())
        .pick(&flags)?
        .clone();
    let mut draft = Draft::new(asked, "flag-meaning", &key)?;
    draft.narrow_idea(&format!("{keyword} {key}"));
    draft.set("option", Text::code(written));
    draft.right(Offer::new("right").value(plain_text(known.get(&key)?)));
    let mut others: Vec<(&String, &String)> =
        known.iter().filter(|(name, _)| **name != key).collect();
    Dice::named(asked.seed, &key).shuffle(&mut others);
    for (name, what) in others {
        let offer = Offer::new("other").value(plain_text(what));
        draft.wrong(offer.with("other", Text::code(written_flag(name))));
    }
    draft.choose_one(asked.seed)
}

fn plain_text(markdown: &str) -> Text {
    fill(markdown, &Values::new())
}

/// Lists the flags of an instruction: the name that texts have, and how it is shown.
fn flags(asked: &Asked<'_>) -> Vec<(String, String)> {
    let written = &asked.subject.invocation.flags;
    let mut flags: Vec<(String, String)> = written
        .iter()
        .filter(|flag| flag.name() != "mount")
        .map(|flag| (flag.name().to_owned(), format!("--{}", flag.name())))
        .collect();
    if let Some(Command::Run(run)) = asked.subject.command() {
        flags.extend(run.mounts.iter().map(|mount| {
            let kind = mount.kind.name();
            (format!("mount-{kind}"), format!("--mount=type={kind}"))
        }));
    }
    flags
}
