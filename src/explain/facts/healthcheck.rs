//! What is true of a HEALTHCHECK.

use crate::build::command::Command;
use crate::build::history::duration;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "none",
        "exec-form",
        "shell-form",
        "uses-curl",
        "interval",
        "timeout",
        "retries",
        "start-period",
    ],
    values: &["command", "interval", "timeout", "retries", "start-period"],
    roles: &["kind", "command"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if let Arguments::Health(kind, command) = &subject.invocation.arguments {
        findings.part(subject, "kind", *kind);
        match &**command {
            Arguments::Text(span) => drop(findings.part(subject, "command", *span)),
            Arguments::Json(strings) => {
                for (span, _) in strings {
                    findings.part(subject, "command", *span);
                }
            }
            _ => {}
        }
    }
    let Some(Command::Healthcheck(healthcheck)) = subject.command() else {
        return;
    };
    let facts = &mut findings.facts;
    let (kind, words) = healthcheck
        .test
        .split_first()
        .map_or(("", &[][..]), |(kind, words)| (kind.as_str(), words));
    let command = words.join(" ");
    facts.note_if("none", kind == "NONE");
    facts.note_if("exec-form", kind == "CMD");
    facts.note_if("shell-form", kind == "CMD-SHELL");
    facts.note_if(
        "uses-curl",
        command.contains("curl") || command.contains("wget"),
    );
    facts.set_code("command", command);
    // What is not given is the engine's default.
    let or = |given: i64, default: &str| {
        if given == 0 {
            default.to_owned()
        } else {
            duration(given)
        }
    };
    facts.note_if("interval", healthcheck.interval != 0);
    facts.note_if("timeout", healthcheck.timeout != 0);
    facts.note_if("retries", healthcheck.retries != 0);
    facts.note_if("start-period", healthcheck.start_period != 0);
    facts.set_plain("interval", or(healthcheck.interval, "30s"));
    facts.set_plain("timeout", or(healthcheck.timeout, "30s"));
    facts.set_plain("start-period", or(healthcheck.start_period, "0s"));
    let retries = if healthcheck.retries == 0 {
        3
    } else {
        healthcheck.retries
    };
    facts.set_plain("retries", retries.to_string());
}
