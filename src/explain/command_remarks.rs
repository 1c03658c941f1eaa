//! What is said of commands beside their words: idioms and beliefs, where the commands around fit.
//!
//! The conditions are described in `assets/commands/README.md`; the sentences stand in the files there.

use crate::doc::Label;
use crate::doc::template::{Values, fill};
use crate::explain::command_phrase::shown_arguments;
use crate::explain::command_use::CommandUse;
use crate::explain::explanation::Remark;
use crate::explain::remark_order::{named, names_commands};
use crate::knowledge::rule::fits;
use crate::language::shell::tree::Joint;
use std::collections::BTreeSet;

/// Says the remarks about commands that fit, each once.
pub fn said_command_remarks(uses: &[CommandUse]) -> Vec<Remark> {
    let mut groups = BTreeSet::new();
    let mut remarks: Vec<Remark> = Vec::new();
    let names_commands = names_commands(uses);
    for (index, command) in uses.iter().enumerate() {
        for rule in command.texts.into_iter().flat_map(|texts| &texts.remark) {
            let is_new = rule.group.is_empty() || !groups.contains(rule.group.as_str());
            if !is_new || !fits(&rule.condition, |word| holds(word, command, index, uses)) {
                continue;
            }
            groups.insert(rule.group.as_str());
            let arguments = shown_arguments(command);
            let text = fill(&rule.say, &Values::from([("arguments", arguments)]));
            let remark = Remark {
                label: Label::from(rule.label),
                text: if names_commands {
                    named(text, command)
                } else {
                    text
                },
            };
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
    }
    remarks
}

/// Tells whether a condition names these words; it has `-` where they have a space.
fn names_words(name: &str, words: &str) -> bool {
    name == words.replace(' ', "-")
}

/// Tells whether a condition of a command's remark holds: see `assets/commands/README.md`.
fn holds(condition: &str, command: &CommandUse, index: usize, uses: &[CommandUse]) -> bool {
    let is_use = |other: &CommandUse, wanted: &str| {
        let of_subcommand =
            |(name, subcommand)| other.name == name && names_words(subcommand, &other.subcommand);
        other.name == wanted || wanted.split_once('.').is_some_and(of_subcommand)
    };
    let later = uses.get(index + 1..).unwrap_or_default();
    let earlier = uses.get(..index).unwrap_or_default();
    match condition.split_once(':') {
        Some(("sub", name)) => names_words(name, &command.subcommand),
        Some(("opt", name)) => command.has_option(name),
        Some(("arg", text)) => command.arguments().any(|argument| argument.contains(text)),
        Some(("runs", wanted)) => uses.iter().any(|other| is_use(other, wanted)),
        Some(("then", wanted)) => later.iter().any(|other| is_use(other, wanted)),
        Some(("after", wanted)) => earlier.iter().any(|other| is_use(other, wanted)),
        Some(("removes", path)) => later
            .iter()
            .filter(|other| other.name == "rm")
            .any(|other| other.arguments().any(|argument| argument.starts_with(path))),
        Some(("pipes-to", name)) => read_by(command, later).any(|other| other.name == name),
        _ => match condition {
            "has-arguments" => command.arguments().next().is_some(),
            "alone" => uses.len() == 1,
            "background" => command.place.is_background,
            _ => false,
        },
    }
}

/// Lists the command that reads what this one writes, and those that it runs: `| sudo -E bash`.
fn read_by<'a>(
    command: &CommandUse,
    later: &'a [CommandUse],
) -> impl Iterator<Item = &'a CommandUse> {
    let place = command.place;
    let next = later.iter().position(|other| {
        other.place.script == place.script && other.place.nesting <= place.nesting
    });
    let next = next.filter(|next| {
        let joint = later.get(*next).map(|other| other.place.joint);
        matches!(joint, Some(Joint::Pipe | Joint::PipeWithErrors))
    });
    let from = next.unwrap_or(later.len());
    let chain = later.iter().enumerate().skip(from);
    chain
        .take_while(move |(index, other)| *index == from || other.is_run_by_other)
        .map(|(_, other)| other)
}
