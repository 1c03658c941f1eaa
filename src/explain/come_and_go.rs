//! What comes and goes within one RUN, and so never enters a layer: why so much stands in one RUN.

use crate::doc::Label;
use crate::doc::template::Values;
use crate::explain::command_use::CommandUse;
use crate::explain::explanation::Remark;
use crate::explain::short_words::listed_shortly;
use crate::knowledge::phrases::{phrase, plain_phrase};
use std::collections::BTreeSet;

/// From how many commands on it is told why they stand in one RUN.
const MANY: usize = 8;

/// Says why the commands stand in one RUN.
pub fn come_and_go(uses: &[CommandUse]) -> Option<Remark> {
    let brought: Vec<(usize, String)> = uses
        .iter()
        .enumerate()
        .flat_map(|(at, command)| brought(command).into_iter().map(move |thing| (at, thing)))
        .collect();
    let removed: Vec<(usize, Removed<'_>)> = uses
        .iter()
        .enumerate()
        .filter_map(|(at, command)| Some((at, removed(command)?)))
        .collect();
    let mut seen = BTreeSet::new();
    let mut gone: Vec<&str> = Vec::new();
    for (at, thing) in &brought {
        let mut later = removed.iter().filter(|(place, _)| place > at);
        if seen.insert(thing) && later.any(|(_, removed)| removed.holds(thing)) {
            gone.push(thing);
        }
    }
    let text = match gone.len() {
        0 if uses.iter().filter(|command| command.is_at_top()).count() < MANY => return None,
        0 => plain_phrase("one-run"),
        count => {
            let name = if count == 1 {
                "comes-and-goes"
            } else {
                "come-and-go"
            };
            let shown = gone.iter().map(|thing| shown(thing));
            let things = listed_shortly(shown, "");
            phrase(name, &Values::from([("things", things)]))
        }
    };
    Some(Remark {
        label: Label::Why,
        text,
    })
}

/// Shows a file by its last name, a package as it is.
fn shown(thing: &str) -> &str {
    thing
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(thing)
}

/// Lists what a command brings: packages, or files by their paths.
fn brought(command: &CommandUse) -> Vec<String> {
    let Some(texts) = command.texts else {
        return Vec::new();
    };
    match (texts.name.as_str(), command.subcommand.as_str()) {
        ("apk", "add") => match option_value(command, "--virtual") {
            // A virtual package stands for all that came with it.
            Some(name) => vec![name],
            None => packages(command),
        },
        ("apt-get" | "dnf" | "zypper", "install") => packages(command),
        ("curl" | "wget", _) => downloaded(command).into_iter().collect(),
        ("git", "clone") => {
            let folder = command.arguments().nth(1);
            let address = command.arguments().next();
            folder
                .map(str::to_owned)
                .or_else(|| {
                    address.map(|address| last_name(address).trim_end_matches(".git").to_owned())
                })
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Lists packages without the versions that are asked for.
fn packages(command: &CommandUse) -> Vec<String> {
    let names = command.arguments().map(|package| {
        let name = package.split(['=', '<', '>', '~']).next();
        name.unwrap_or_default().to_owned()
    });
    names.filter(|name| !name.is_empty()).collect()
}

fn downloaded(command: &CommandUse) -> Option<String> {
    let file = option_value(command, "-o").or_else(|| option_value(command, "-O"));
    if let Some(file) = file.filter(|file| !file.is_empty()) {
        return Some(file).filter(|file| file != "-" && !file.starts_with("/dev/"));
    }
    let keeps_name = command.name == "wget" || command.has_option("-O");
    let address = command.arguments().next().filter(|_| keeps_name)?;
    let name = last_name(address.split(['?', '#']).next().unwrap_or_default());
    (!name.is_empty()).then(|| name.to_owned())
}

fn option_value(command: &CommandUse, name: &str) -> Option<String> {
    let mut words = command.words.iter();
    let word = words.find(|(word, _)| word.option.is_some_and(|option| option.is_called(name)));
    word.map(|(word, _)| word.value.clone())
}

fn last_name(path: &str) -> &str {
    let path = path.trim_matches(['"', '/']);
    path.rsplit('/').next().unwrap_or_default()
}

/// Holds what a command removes.
enum Removed<'a> {
    /// Packages by name.
    Packages(BTreeSet<String>),
    /// Files, by the paths of `rm`.
    Paths(Vec<&'a str>),
}

impl Removed<'_> {
    fn holds(&self, thing: &str) -> bool {
        match self {
            Self::Packages(names) => names.contains(thing),
            Self::Paths(paths) => paths.iter().any(|path| covers(path, thing)),
        }
    }
}

fn removed(command: &CommandUse) -> Option<Removed<'_>> {
    match (command.texts?.name.as_str(), command.subcommand.as_str()) {
        ("apt-get" | "dnf" | "zypper", "remove" | "purge" | "autoremove" | "autopurge")
        | ("apk", "del") => Some(Removed::Packages(packages(command).into_iter().collect())),
        ("rm", _) => Some(Removed::Paths(command.arguments().collect())),
        _ => None,
    }
}

/// Tells whether a path of `rm` is the thing, a folder around it, or a pattern that it fits.
fn covers(path: &str, thing: &str) -> bool {
    let path = path.trim_start_matches("./");
    let thing = thing.trim_start_matches("./");
    if let Some(start) = path.strip_suffix('*') {
        return !start.is_empty() && thing.starts_with(start);
    }
    let path = path.trim_end_matches('/');
    path == thing
        || thing
            .strip_prefix(path)
            .is_some_and(|rest| !path.is_empty() && rest.starts_with('/'))
}
