//! One sentence about a RUN of many commands: what they come to, in the order of the main ones.
//!
//! Refuses to tell all: what is left out is said to be left out.

use crate::doc::template::{Values, fill};
use crate::doc::text::{Text, listed};
use crate::explain::command_phrase::said_phrase;
use crate::explain::command_use::CommandUse;
use crate::explain::short_words::listed_shortly;
use crate::knowledge::deeds::{Deed, deeds};
use std::collections::BTreeSet;

/// The most deeds that one sentence tells.
const MOST_TOLD: usize = 6;

/// Holds what a RUN's commands come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSummary {
    /// The deeds as a list of phrases.
    pub what: Text,
    /// Whether something that matters is left out.
    pub is_partial: bool,
}

/// How much a command matters that no deed speaks for, and whose own phrase is told.
const PHRASE_WEIGHT: u8 = 5;

/// How the phrases of commands begin that change nothing.
const LOOKING: [&str; 8] = [
    "prints ",
    "shows ",
    "lists ",
    "looks ",
    "asks ",
    "tests ",
    "checks ",
    "works on ",
];

/// Holds a deed and what it is done to, or a command's own phrase.
struct Done {
    deed: Option<&'static Deed>,
    phrase: Text,
    things: Vec<String>,
    seen: BTreeSet<String>,
    weight: u8,
    at: usize,
}

/// Sums up commands, those of scripts inside others too; nothing where none of them is known to matter.
pub fn run_summary(uses: &[CommandUse]) -> Option<RunSummary> {
    let mut done: Vec<Done> = Vec::new();
    let mut is_partial = false;
    let mut target = None;
    for (at, command) in uses.iter().enumerate() {
        if !command.is_run_by_other {
            // Where `sudo tee > file` is written, the redirect is that of the whole.
            target = written_file(command);
        }
        if command.is_function || command.place.is_in_substitution {
            continue;
        }
        let Some(deed) = deed_of(command, target.is_some()) else {
            let behind = uses.get(at + 1..).unwrap_or_default();
            is_partial |= !add_phrase(command, behind, at, &mut done);
            continue;
        };
        if deed.weight == 0 {
            continue;
        }
        let things = things(deed, command, target);
        let is_same = |other: &&mut Done| other.deed.is_some_and(|other| other.say == deed.say);
        match done.iter_mut().find(is_same) {
            Some(known) => {
                for thing in things {
                    if known.seen.insert(thing.clone()) {
                        known.things.push(thing);
                    }
                }
                if deed.at_end {
                    known.at = at;
                }
            }
            None => done.push(Done {
                deed: Some(deed),
                phrase: Text::default(),
                seen: things.iter().cloned().collect(),
                things,
                weight: deed.weight,
                at,
            }),
        }
    }
    if done.len() > MOST_TOLD {
        is_partial = true;
        done.sort_by_key(|done| std::cmp::Reverse(done.weight));
        done.truncate(MOST_TOLD);
    }
    done.sort_by_key(|done| done.at);
    (!done.is_empty()).then(|| RunSummary {
        what: listed(done.iter().map(said)),
        is_partial,
    })
}

/// Adds what a command that no deed speaks for says of itself; tells whether it is told or does not matter.
fn add_phrase(
    command: &CommandUse,
    behind: &[CommandUse],
    at: usize,
    done: &mut Vec<Done>,
) -> bool {
    if speaks_for(command, behind) {
        return true;
    }
    let Some(phrase) = said_phrase(command, &[]).or_else(|| what_it_does(command)) else {
        return false;
    };
    let plain = phrase.to_plain();
    if LOOKING.iter().any(|verb| plain.starts_with(verb)) {
        return true;
    }
    // "runs gpg" says nothing that the reader does not see.
    if plain.starts_with("runs ") && plain.split(' ').count() == 2 {
        return false;
    }
    if !done.iter().any(|other| other.phrase == phrase) {
        done.push(Done {
            deed: None,
            phrase,
            things: Vec::new(),
            seen: BTreeSet::new(),
            weight: PHRASE_WEIGHT,
            at,
        });
    }
    true
}

/// Says what a command does where its phrase wants words that are not there: `go build`.
fn what_it_does(command: &CommandUse) -> Option<Text> {
    let what = command.used?.what.as_str();
    let start = what.split([';', ',', ':', '(']).next().unwrap_or_default();
    let is_whole = !start.is_empty() && start.matches('`').count() % 2 == 0;
    is_whole.then(|| fill(start.trim(), &Values::new()))
}

/// Tells whether the commands that a command runs are told by themselves, so that it needs no word.
fn speaks_for(command: &CommandUse, behind: &[CommandUse]) -> bool {
    let Some(inner) = behind.first() else {
        return false;
    };
    let is_inside = inner.place.script > command.place.script;
    inner.used.is_some()
        && (command.has_script && is_inside || command.runs_last_words && inner.is_run_by_other)
}

/// Gives the file that a command's output goes to, if it is one that lasts.
fn written_file(command: &CommandUse) -> Option<&str> {
    let mut written = command.redirects.iter().filter(|redirect| {
        redirect.writes_output().is_some()
            && !redirect.target.is_empty()
            && !redirect.target.starts_with("/dev/")
            && !redirect.target.starts_with("/tmp/")
    });
    written.next_back().map(|redirect| redirect.target.as_str())
}

fn deed_of(command: &CommandUse, writes_file: bool) -> Option<&'static Deed> {
    let name = command.texts?.name.as_str();
    let fits = |wanted: &str| {
        let (wanted, option) = wanted.split_once(':').unwrap_or((wanted, ""));
        let (wanted_name, subcommand) = wanted.split_once(' ').unwrap_or((wanted, ""));
        wanted_name == name
            && (subcommand == command.subcommand || subcommand.is_empty() && !option.is_empty())
            && match option {
                "" => true,
                ">" => writes_file,
                option => command.has_option(option),
            }
    };
    let found = |fits: &dyn Fn(&str) -> bool| {
        let mut deeds = deeds().iter();
        deeds.find(|deed| {
            let mut uses = deed.uses.iter();
            uses.any(|wanted| wanted.starts_with(name) && fits(wanted))
        })
    };
    // A use that no deed names by its subcommand counts as the command itself.
    found(&fits).or_else(|| found(&|wanted| wanted == name))
}

fn things(deed: &Deed, command: &CommandUse, target: Option<&str>) -> Vec<String> {
    let arguments = command.arguments().filter(|argument| {
        !argument.is_empty() && !argument.starts_with('-') && !argument.contains("$(")
    });
    match deed.things.as_str() {
        "arguments" => arguments.map(str::to_owned).collect(),
        "names" => arguments.filter_map(last_name).collect(),
        "targets" => match target {
            Some(target) => vec![target.to_owned()],
            None => arguments.map(str::to_owned).collect(),
        },
        _ => Vec::new(),
    }
}

/// Gives the last name of an address or a path, without a question behind it; a bare variable has none.
fn last_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_matches(['"', '/']);
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = name.trim_end_matches(".git");
    let is_host = path.contains("://") && path.matches('/').count() == 2;
    if is_host {
        return Some(path.to_owned());
    }
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    (letters.count() > 1 && !name.starts_with('$')).then(|| name.to_owned())
}

fn said(done: &Done) -> Text {
    let Some(deed) = done.deed else {
        return done.phrase.clone();
    };
    if done.things.is_empty() && !deed.bare.is_empty() {
        return fill(&deed.bare, &Values::new());
    }
    let things = done.things.iter().map(String::as_str);
    let things = listed_shortly(things, &deed.unit);
    fill(&deed.say, &Values::from([("things", things)]))
}
