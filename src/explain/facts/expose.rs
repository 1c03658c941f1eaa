//! What is true of an EXPOSE.

use crate::build::command::Command;
use crate::build::environment::Lookup;
use crate::build::setting::Origin;
use crate::build::value::Value;
use crate::doc::text::{Text, listed};
use crate::explain::facts::settings::{fails_on_the_way, stays_behind, undefined_facts};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::known_names::port_user;
use crate::knowledge::rule::Facts;
use crate::language::arguments::Arguments;
use crate::language::word::Word;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "no-ports",
        "one-port",
        "many-ports",
        "udp",
        "range",
        "has-variable",
        "undefined-variable",
        "value-unknown",
        "command-names-port",
        "mapping",
        "already-noted",
        "stays-behind",
        "port-without-protocol",
        "port-udp",
        "port-range",
        "port-mapping",
        "port-variable",
        "port-usual",
        "port-nothing",
    ],
    values: &[
        "ports",
        "port",
        "number",
        "command-line",
        "listening",
        "undefined",
        "port-number",
        "port-protocol",
        "port-user",
    ],
    roles: &["port"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if let Arguments::Words(words) = &subject.invocation.arguments {
        for &span in words {
            let written = subject.slice(span).to_owned();
            let is_nothing = names_nothing(subject, &written);
            let facts = findings.part(subject, "port", span);
            facts.note_if("port-nothing", is_nothing);
            part_facts(&written, facts);
        }
    }
    if fails_on_the_way(subject) {
        return findings.facts.note("refused");
    }
    let (Some(Command::Expose(written)), Some(Command::Expose(ports))) =
        (subject.written(), subject.command())
    else {
        return;
    };
    let facts = &mut findings.facts;
    facts.note(if ports.len() == 1 {
        "one-port"
    } else {
        "many-ports"
    });
    facts.note_if("no-ports", ports.is_empty());
    facts.set("ports", shown::values(ports));
    let texts: Vec<String> = ports.iter().map(ToString::to_string).collect();
    facts.note_if("udp", texts.iter().any(|port| port.ends_with("/udp")));
    let written: Vec<String> = written.iter().map(ToString::to_string).collect();
    facts.note_if("range", written.iter().any(|word| word.contains('-')));
    facts.note_if(
        "has-variable",
        written.iter().any(|word| word.contains('$')),
    );
    facts.note_if("value-unknown", ports.iter().any(Value::has_unknown));
    undefined_facts(subject, facts);
    facts.note_if(
        "mapping",
        subject
            .step()
            .is_some_and(|step| step.unusual_ports.iter().any(|port| port.has_mapping)),
    );
    facts.note_if("stays-behind", stays_behind(subject));
    let is_noted = |port: &Value| {
        let before = subject.before();
        before.is_some_and(|state| state.exposed_ports.contains_key(port))
    };
    facts.note_if(
        "already-noted",
        !ports.is_empty() && ports.iter().all(is_noted),
    );
    let numbers: Vec<&str> = texts
        .iter()
        .filter_map(|port| port.split('/').next())
        .collect();
    if let [number] = numbers.as_slice() {
        facts.set_code("number", *number);
        facts.set_code("port", texts.first().cloned().unwrap_or_default());
    }
    listening_facts(subject, &numbers, facts);
}

/// Tells whether a word is a variable that nobody sets, so that nothing is left of it.
fn names_nothing(subject: &Subject<'_>, written: &str) -> bool {
    let word = Word::read(written, subject.tree.escape(), true);
    let Some(before) = subject.before() else {
        return false;
    };
    let is_variable = written.starts_with('$') && !written.contains(':');
    let variables = word.variables();
    is_variable
        && !variables.is_empty()
        && variables.iter().all(|variable| {
            let lookup = before.run_environment.look_up(variable.name.of(written));
            lookup == Lookup::Unset
        })
}

fn part_facts(written: &str, facts: &mut Facts) {
    facts.note_if("port-without-protocol", !written.contains('/'));
    facts.note_if("port-range", written.contains('-'));
    facts.note_if(
        "port-mapping",
        written.contains(':') && !written.contains('$'),
    );
    facts.note_if("port-variable", written.contains('$'));
    let (number, protocol) = written.split_once('/').unwrap_or((written, "tcp"));
    facts.note_if("port-udp", protocol.eq_ignore_ascii_case("udp"));
    facts.set_code("port-number", number);
    facts.set_plain("port-protocol", protocol.to_uppercase());
    if let Some(user) = port_user(number) {
        facts.note("port-usual");
        facts.set_plain("port-user", user);
    }
}

/// Finds out whether what starts names the port: then the note and the program agree.
fn listening_facts(subject: &Subject<'_>, numbers: &[&str], facts: &mut Facts) {
    let Some(stage) = subject.stage else {
        return;
    };
    let end = stage.end();
    for setting in [&end.entrypoint, &end.command] {
        let (Some(words), Some(Origin::Instruction(line))) = (setting.value(), setting.origin())
        else {
            continue;
        };
        let names_port = |word: &&String| {
            let mut numbers_in_word = word.split(|character: char| !character.is_ascii_digit());
            numbers_in_word.any(|number| numbers.contains(&number))
        };
        let listening: Vec<Text> = words
            .iter()
            .filter(names_port)
            .map(|word| Text::code(word.as_str()))
            .collect();
        if !listening.is_empty() {
            facts.note("command-names-port");
            facts.set("listening", listed(listening));
            facts.set_plain("command-line", subject.line_of(line).to_string());
            return;
        }
    }
}
