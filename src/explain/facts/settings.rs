//! What is true of the instructions that set one thing: LABEL, USER, VOLUME, STOPSIGNAL, SHELL, MAINTAINER.

use crate::build::command::{Command, KeyValue};
use crate::doc::text::listed;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;
use crate::language::span::Span;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "one",
        "many",
        "old-form",
        "open-containers",
        "root",
        "number",
        "has-group",
        "user-made-here",
        "last-user",
        "changed-later",
        "written-later",
        "json-form",
        "powershell",
        "pipefail",
        "suggested",
    ],
    values: &[
        "names",
        "name",
        "value",
        "user-name",
        "group",
        "made-line",
        "later-line",
        "volumes",
        "signal",
        "shell-words",
        "author",
        "word",
        "suggestion",
    ],
    roles: &[
        "pair",
        "user",
        "volume",
        "signal",
        "shell-word",
        "author",
        "word",
    ],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    findings
        .facts
        .set_code("word", subject.invocation.keyword_text());
    let Some(command) = subject.command() else {
        return unknown(subject, findings);
    };
    match command {
        Command::Label(pairs) => label(subject, pairs, findings),
        Command::User(user) => {
            words(subject, "user", findings);
            user_facts(subject, &user.to_string(), findings);
        }
        Command::Volume(volumes) => {
            words(subject, "volume", findings);
            let facts = &mut findings.facts;
            facts.note(if volumes.len() == 1 { "one" } else { "many" });
            facts.set("volumes", shown::values(volumes));
            facts.note_if("json-form", subject.invocation.arguments.is_json());
            let later = subject
                .later()
                .find(|(_, command)| matches!(command, Command::Run(_) | Command::Copy(_)));
            facts.note_if("written-later", later.is_some());
        }
        Command::Stopsignal(signal) => {
            words(subject, "signal", findings);
            findings.facts.set("signal", shown::value(signal));
        }
        Command::Shell(shell) => {
            words(subject, "shell-word", findings);
            let facts = &mut findings.facts;
            facts.set("shell-words", shown::words(shell));
            let names = |wanted: &str| {
                shell
                    .iter()
                    .any(|word| word.to_lowercase().contains(wanted))
            };
            facts.note_if("powershell", names("powershell") || names("pwsh"));
            facts.note_if("pipefail", names("pipefail"));
        }
        Command::Maintainer(author) => {
            words(subject, "author", findings);
            findings.facts.set_code("author", author.as_str());
        }
        _ => {}
    }
}

fn unknown(subject: &Subject<'_>, findings: &mut Findings) {
    let word = subject.invocation.keyword_text();
    let names = crate::language::keyword::Keyword::ALL.map(crate::language::keyword::Keyword::name);
    if let Some(nearest) =
        crate::build::suggest::nearest(word, names, false).filter(|nearest| !nearest.is_empty())
    {
        findings.facts.note("suggested");
        findings
            .facts
            .set_code("suggestion", nearest.to_uppercase());
    }
}

fn words(subject: &Subject<'_>, role: &'static str, findings: &mut Findings) {
    let spans: Vec<Span> = match &subject.invocation.arguments {
        Arguments::Text(span) => vec![*span],
        Arguments::Words(words) => words.clone(),
        Arguments::Json(strings) => strings.iter().map(|(span, _)| *span).collect(),
        _ => Vec::new(),
    };
    for span in spans {
        findings.part(subject, role, span);
    }
}

fn label(subject: &Subject<'_>, pairs: &[KeyValue], findings: &mut Findings) {
    if let Arguments::Pairs(spans) = &subject.invocation.arguments {
        for (span, pair) in spans.iter().zip(pairs) {
            let whole = Span {
                start: span.key.start,
                end: span.value.end,
            };
            let facts = findings.part(subject, "pair", whole);
            facts.set("name", shown::value(&pair.key));
            facts.set("value", shown::value(&pair.value));
            facts.note_if(
                "open-containers",
                pair.key.to_string().starts_with("org.opencontainers."),
            );
        }
    }
    let facts = &mut findings.facts;
    facts.note(if pairs.len() == 1 { "one" } else { "many" });
    facts.note_if("old-form", pairs.iter().any(|pair| !pair.has_equals_sign));
    facts.set(
        "names",
        listed(pairs.iter().map(|pair| shown::value(&pair.key))),
    );
    facts.note_if(
        "open-containers",
        pairs
            .iter()
            .any(|pair| pair.key.to_string().starts_with("org.opencontainers.")),
    );
    if let [pair] = pairs {
        facts.set("name", shown::value(&pair.key));
        facts.set("value", shown::value(&pair.value));
    }
}

fn user_facts(subject: &Subject<'_>, user: &str, findings: &mut Findings) {
    let facts = &mut findings.facts;
    let (name, group) = user.split_once(':').unwrap_or((user, ""));
    facts.set_code("user-name", name);
    facts.set_code("group", group);
    facts.note_if("has-group", !group.is_empty());
    facts.note_if("root", matches!(name, "root" | "0"));
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
    let steps = subject
        .stage
        .map(|stage| stage.steps.as_slice())
        .unwrap_or_default();
    let made = steps
        .iter()
        .filter(|step| step.instruction < subject.index)
        .find(|step| match &step.command {
            Command::Run(run) => {
                let text = run.line.words.join(" ");
                let adds = text.contains("useradd") || text.contains("adduser");
                adds && text.split_whitespace().any(|word| word == name)
            }
            _ => false,
        });
    if let Some(made) = made {
        facts.note("user-made-here");
        facts.set_plain("made-line", subject.line_of(made.instruction).to_string());
    }
}
