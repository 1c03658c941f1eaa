//! What is true of a USER: who it is, who made it, and what runs and is written as it.

use crate::build::command::Command;
use crate::build::stage::{Base, Stage, Step};
use crate::build::value::Value;
use crate::doc::template::{Values, fill};
use crate::explain::subject::Subject;
use crate::knowledge::known_names;
use crate::knowledge::rule::Facts;

/// Programs that install packages and need root for it.
const INSTALLERS: [&str; 7] = ["apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper"];

/// Accounts that every Windows container has.
const WINDOWS_ACCOUNTS: [&str; 2] = ["containeradministrator", "containeruser"];

pub(in crate::explain::facts) fn find(subject: &Subject<'_>, user: &Value, facts: &mut Facts) {
    let text = user.to_string();
    let (name, group) = text.split_once(':').unwrap_or((&text, ""));
    facts.set_code("user-name", name);
    facts.set_code("group", group);
    facts.note_if("value-unknown", user.has_unknown());
    facts.note(if group.is_empty() {
        "no-group"
    } else {
        "has-group"
    });
    facts.note_if("name-empty", name.is_empty());
    facts.note_if("root", matches!(name, "root" | "0"));
    if let Some(what) = known_names::user(name) {
        facts.note("user-known");
        facts.set("user-what", fill(what, &Values::new()));
    }
    facts.note_if(
        "windows-account",
        WINDOWS_ACCOUNTS.contains(&name.to_lowercase().as_str()),
    );
    facts.note_if(
        "number",
        !name.is_empty() && name.bytes().all(|digit| digit.is_ascii_digit()),
    );
    let later = subject
        .later()
        .find(|(_, command)| matches!(command, Command::User(_)));
    match later {
        Some((later, _)) => {
            facts.note("changed-later");
            facts.set_plain("later-line", subject.line_of(later).to_string());
        }
        None => facts.note("last-user"),
    }
    let until = later.map_or(usize::MAX, |(later, _)| later);
    below_facts(subject, until, facts);
    if let Some(made) = made(subject, name) {
        facts.note("user-made-here");
        facts.set_plain("made-line", subject.line_of(made).to_string());
    }
}

/// Looks at what stands between this USER and the next one.
fn below_facts(subject: &Subject<'_>, until: usize, facts: &mut Facts) {
    let own = || subject.later().take_while(|(index, _)| *index < until);
    let run_below = own().any(|(_, command)| matches!(command, Command::Run(_)));
    facts.note_if("run-below", run_below);
    let copied =
        own().find(|(_, command)| matches!(command, Command::Copy(copy) if copy.chown.is_none()));
    if let Some((line, _)) = copied {
        facts.note("copied-below");
        facts.set_plain("copy-line", subject.line_of(line).to_string());
    }
    let installed = own().find_map(|(line, command)| match command {
        Command::Run(run) => Some((line, installer(&run.line.words.join(" "))?)),
        _ => None,
    });
    if let Some((line, installer)) = installed {
        facts.note("installs-below");
        facts.set_code("installer", installer);
        facts.set_plain("install-line", subject.line_of(line).to_string());
    }
}

/// Finds a program that installs packages, started without `sudo`.
fn installer(script: &str) -> Option<&'static str> {
    let words: Vec<&str> = script.split_whitespace().collect();
    INSTALLERS.into_iter().find(|installer| {
        let mut places = words.iter().enumerate();
        places.any(|(index, word)| {
            let before = index.checked_sub(1).and_then(|index| words.get(index));
            let starts = before.is_none_or(|before| {
                before.ends_with(['&', ';', '|', '(']) || before.contains("noninteractive")
            });
            let next = words.get(index + 1).copied().unwrap_or_default();
            word == installer
                && starts
                && (matches!(next, "install" | "add" | "update" | "upgrade") || next == "-y")
        })
    })
}

/// Finds the RUN that makes a user, in this stage or the stages it is built from.
fn made(subject: &Subject<'_>, name: &str) -> Option<usize> {
    let mut stage = subject.stage;
    while let Some(current) = stage {
        if let Some(made) = current.steps.iter().find(|step| {
            let is_above = current.index != subject.stage.map_or(0, |own| own.index)
                || step.instruction < subject.index;
            is_above && makes_user(step, name)
        }) {
            return Some(made.instruction);
        }
        stage = parent(subject, current);
    }
    None
}

fn parent<'a>(subject: &Subject<'a>, stage: &Stage) -> Option<&'a Stage> {
    match stage.base {
        Base::Stage(parent) if parent < stage.index => subject.plan.stages.get(parent),
        _ => None,
    }
}

fn makes_user(step: &Step, name: &str) -> bool {
    let Command::Run(run) = &step.command else {
        return false;
    };
    let mut text = run.line.words.join(" ");
    for heredoc in &run.heredocs {
        text.push('\n');
        text.push_str(&heredoc.content);
    }
    let mut commands = text.split(['&', ';', '|', '\n']);
    commands.any(|command| {
        let adds = command.contains("useradd")
            || command.contains("adduser")
            || command.contains("net user");
        adds && command
            .split_whitespace()
            .any(|word| word.trim_matches(['"', '\'']) == name)
    })
}
