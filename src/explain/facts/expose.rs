//! What is true of an EXPOSE.

use crate::build::command::Command;
use crate::doc::text::{Text, listed};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "one-port",
        "many-ports",
        "udp",
        "range",
        "has-variable",
        "command-names-port",
        "mapping",
        "port-without-protocol",
        "port-range",
        "port-mapping",
        "port-variable",
    ],
    values: &[
        "ports",
        "port",
        "number",
        "command-line",
        "listening",
        "port-number",
    ],
    roles: &["port"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if let Arguments::Words(words) = &subject.invocation.arguments {
        for &span in words {
            let written = subject.slice(span).to_owned();
            let facts = findings.part(subject, "port", span);
            facts.note_if("port-without-protocol", !written.contains('/'));
            facts.note_if("port-range", written.contains('-'));
            facts.note_if(
                "port-mapping",
                written.contains(':') && !written.contains('$'),
            );
            facts.note_if("port-variable", written.contains('$'));
            facts.set_code("port-number", written.split('/').next().unwrap_or_default());
        }
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
    facts.set("ports", shown::values(ports));
    let texts: Vec<String> = ports.iter().map(ToString::to_string).collect();
    facts.note_if("udp", texts.iter().any(|port| port.ends_with("/udp")));
    let written: Vec<String> = written.iter().map(ToString::to_string).collect();
    facts.note_if("range", written.iter().any(|word| word.contains('-')));
    facts.note_if(
        "has-variable",
        written.iter().any(|word| word.contains('$')),
    );
    facts.note_if(
        "mapping",
        subject
            .step()
            .is_some_and(|step| step.unusual_ports.iter().any(|port| port.has_mapping)),
    );
    let numbers: Vec<&str> = texts
        .iter()
        .filter_map(|port| port.split('/').next())
        .collect();
    if let [number] = numbers.as_slice() {
        facts.set_code("number", *number);
        facts.set_code("port", texts.first().cloned().unwrap_or_default());
    }
    // What starts often names the port it listens on: then the note and the program agree.
    let Some(stage) = subject.stage else {
        return;
    };
    let end = stage.end();
    let started = [end.entrypoint.value(), end.command.value()]
        .into_iter()
        .flatten()
        .flat_map(|words| words.iter());
    let listening: Vec<Text> = started
        .filter(|word| {
            let mut numbers_in_word = word.split(|character: char| !character.is_ascii_digit());
            numbers_in_word.any(|number| numbers.contains(&number))
        })
        .map(|word| Text::code(word.as_str()))
        .collect();
    facts.note_if("command-names-port", !listening.is_empty());
    facts.set("listening", listed(listening));
    let origin = end.command.origin().or_else(|| end.entrypoint.origin());
    if let Some(crate::build::setting::Origin::Instruction(line)) = origin {
        facts.set_plain("command-line", subject.line_of(line).to_string());
    }
}
