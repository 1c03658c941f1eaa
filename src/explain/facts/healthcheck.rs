//! What is true of a HEALTHCHECK.

use crate::build::command::Command;
use crate::build::history::duration;
use crate::build::image_config::Healthcheck;
use crate::build::setting::{Origin, Setting};
use crate::explain::facts::settings::stays_behind;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::short_words::shortened_words;
use crate::explain::start_commands::later_command_parts;
use crate::explain::subject::Subject;
use crate::knowledge::rule::Facts;
use crate::language::arguments::Arguments;

/// The longest command that a sentence shows whole, in characters.
const LONGEST_SHOWN: usize = 90;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "none",
        "exec-form",
        "shell-form",
        "uses-tool",
        "tool-curl",
        "tool-named-above",
        "curl-takes-errors",
        "asks-localhost",
        "ends-with-exit-one",
        "interval",
        "timeout",
        "retries",
        "start-period",
        "start-interval",
        "start-interval-alone",
        "replaced-later",
        "overrides-inherited",
        "has-variable",
        "stays-behind",
        "word-program",
        "kind-unknown",
    ],
    values: &[
        "command",
        "interval",
        "timeout",
        "retries",
        "start-period",
        "start-interval",
        "later-line",
        "tool",
        "tool-line",
        "word",
    ],
    roles: &["kind", "command"],
};

/// Holds when a health check runs, in words: what is not given is the engine's default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::explain) struct HealthTimings {
    pub(in crate::explain) interval: String,
    pub(in crate::explain) timeout: String,
    pub(in crate::explain) retries: String,
    pub(in crate::explain) start_period: String,
    pub(in crate::explain) start_interval: String,
}

impl HealthTimings {
    /// Reads them off a health check.
    pub(in crate::explain) fn of(healthcheck: &Healthcheck) -> Self {
        let or = |given: i64, default: &str| {
            if given == 0 {
                default.to_owned()
            } else {
                duration(given)
            }
        };
        let retries = match healthcheck.retries {
            0 => 3,
            given => given,
        };
        Self {
            interval: or(healthcheck.interval, "30s"),
            timeout: or(healthcheck.timeout, "30s"),
            retries: retries.to_string(),
            start_period: or(healthcheck.start_period, "0s"),
            start_interval: or(healthcheck.start_interval, "5s"),
        }
    }
}

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    parts(subject, findings);
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
    facts.note_if("has-variable", command.contains('$'));
    command_facts(subject, &command, facts);
    facts.set_code("command", shortened_words(&command, LONGEST_SHOWN));
    facts.note_if("interval", healthcheck.interval != 0);
    facts.note_if("timeout", healthcheck.timeout != 0);
    facts.note_if("retries", healthcheck.retries != 0);
    facts.note_if("start-period", healthcheck.start_period != 0);
    facts.note_if("start-interval", healthcheck.start_interval != 0);
    facts.note_if(
        "start-interval-alone",
        healthcheck.start_interval != 0 && healthcheck.start_period == 0,
    );
    let timings = HealthTimings::of(healthcheck);
    facts.set_plain("interval", timings.interval);
    facts.set_plain("timeout", timings.timeout);
    facts.set_plain("start-period", timings.start_period);
    facts.set_plain("start-interval", timings.start_interval);
    facts.set_plain("retries", timings.retries);
    facts.note_if("stays-behind", stays_behind(subject));
    let mut later = subject.later();
    if let Some((later, _)) = later.find(|(_, command)| matches!(command, Command::Healthcheck(_)))
    {
        facts.note("replaced-later");
        facts.set_plain("later-line", subject.line_of(later).to_string());
    }
    let before = subject.before().map(|state| &state.healthcheck);
    let is_inherited =
        |setting: &Setting<_>| setting.is_unknown() || setting.origin() == Some(Origin::BaseImage);
    facts.note_if("overrides-inherited", before.is_some_and(is_inherited));
}

fn parts(subject: &Subject<'_>, findings: &mut Findings) {
    let Arguments::Health(kind, command) = &subject.invocation.arguments else {
        return;
    };
    let word = subject.slice(*kind).to_uppercase();
    findings
        .part(subject, "kind", *kind)
        .note_if("kind-unknown", !matches!(word.as_str(), "CMD" | "NONE"));
    match &**command {
        Arguments::Text(span) => {
            let text = subject.slice(*span).to_owned();
            findings
                .part(subject, "command", *span)
                .set_code("word", text);
        }
        Arguments::Json(strings) => {
            for (index, (span, word)) in strings.iter().enumerate() {
                let facts = findings.part(subject, "command", *span);
                facts.note_if("word-program", index == 0);
                facts.set_code("word", word.as_str());
            }
        }
        _ => {}
    }
    later_command_parts(subject, findings);
}

/// Finds out what the command needs in the image, and what its exit status says.
fn command_facts(subject: &Subject<'_>, command: &str, facts: &mut Facts) {
    facts.note_if(
        "asks-localhost",
        command.contains("localhost") || command.contains("127.0.0.1"),
    );
    facts.note_if("ends-with-exit-one", command.contains("|| exit 1"));
    let words: Vec<&str> = command
        .split(|character: char| character.is_whitespace() || matches!(character, ';' | '(' | '|'))
        .collect();
    let mut tools = ["curl", "wget"].into_iter();
    let Some(tool) = tools.find(|tool| {
        let mut names = words.iter().map(|word| word.rsplit('/').next());
        names.any(|name| name == Some(*tool))
    }) else {
        return;
    };
    facts.note("uses-tool");
    facts.note_if("tool-curl", tool == "curl");
    facts.set_code("tool", tool);
    // Without -f, curl's exit status is 0 for an answer like 500 too.
    let fails = |word: &str| {
        matches!(word, "--fail" | "--fail-with-body")
            || word.starts_with('-') && !word.starts_with("--") && word.contains('f')
    };
    facts.note_if(
        "curl-takes-errors",
        tool == "curl" && !words.iter().copied().any(fails),
    );
    let steps = subject.stage.map(|stage| &*stage.steps);
    let mut steps = steps.unwrap_or_default().iter();
    let named = steps.find(|step| match &step.command {
        Command::Run(run) => run.line.words.iter().any(|text| {
            let mut words = text.split_whitespace();
            words.any(|word| word == tool)
        }),
        _ => false,
    });
    if let Some(named) = named {
        facts.note("tool-named-above");
        facts.set_plain("tool-line", subject.line_of(named.instruction).to_string());
    }
}
