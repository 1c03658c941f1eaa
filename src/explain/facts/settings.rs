//! What is true of the instructions that set one thing: LABEL, USER, VOLUME, STOPSIGNAL, SHELL, MAINTAINER.

pub mod shell;

pub mod user;

use crate::build::command::{Command, KeyValue};
use crate::build::stage::Base;
use crate::build::value::Value;
use crate::doc::template::{Values, fill};
use crate::doc::text::{Text, listed};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::known_names;
use crate::knowledge::rule::Facts;
use crate::language::arguments::Arguments;
use crate::language::span::Span;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "one",
        "many",
        "very-many",
        "old-form",
        "open-containers",
        "value-unknown",
        "undefined-variable",
        "stays-behind",
        "pair-open-containers",
        "pair-maintainer",
        "label-authors",
        "label-created",
        "label-description",
        "label-documentation",
        "label-licenses",
        "label-revision",
        "label-source",
        "label-title",
        "label-url",
        "label-vendor",
        "label-version",
        "name-empty",
        "root",
        "number",
        "no-group",
        "has-group",
        "windows-account",
        "user-known",
        "user-made-here",
        "last-user",
        "changed-later",
        "copied-below",
        "installs-below",
        "run-below",
        "written-later",
        "failed-json",
        "signal-number",
        "signal-kill",
        "signal-default",
        "signal-interrupt",
        "signal-known",
        "replaced-later",
        "powershell",
        "command-prompt",
        "bash",
        "pipefail",
        "errexit",
        "affects-below",
        "affects-many",
        "without-command-option",
        "stops-on-error",
        "word-program",
        "word-option",
        "word-pipefail",
        "word-command-option",
        "letter-c",
        "letter-e",
        "letter-l",
        "letter-o",
        "letter-u",
        "letter-x",
        "suggested",
    ],
    values: &[
        "names",
        "count",
        "first",
        "last",
        "name",
        "value",
        "undefined",
        "user-name",
        "group",
        "made-line",
        "later-line",
        "copy-line",
        "install-line",
        "installer",
        "volumes",
        "written-line",
        "signal",
        "signal-what",
        "user-what",
        "shell-words",
        "shell-program",
        "affected-lines",
        "affected-count",
        "affected-first",
        "author",
        "word",
        "shell-word",
        "suggestion",
    ],
    roles: &[
        "pair",
        "user",
        "volume",
        "signal",
        "shell-word",
        "author",
        "written",
    ],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.set_code("word", subject.invocation.keyword_text());
    facts.note_if("stays-behind", stays_behind(subject));
    undefined_facts(subject, facts);
    let Some(command) = subject.command() else {
        return unknown(subject, facts);
    };
    if fails_on_the_way(subject) {
        facts.note("refused");
        return words(subject, "written", findings);
    }
    match command {
        Command::Label(pairs) => label(subject, pairs, findings),
        Command::User(user) => {
            words(subject, "user", findings);
            user::find(subject, user, &mut findings.facts);
        }
        Command::Volume(volumes) => {
            words(subject, "volume", findings);
            volume(subject, volumes, &mut findings.facts);
        }
        Command::Stopsignal(signal) => {
            words(subject, "signal", findings);
            stop_signal(subject, signal, &mut findings.facts);
        }
        Command::Shell(words) => shell::find(subject, words, findings),
        Command::Maintainer(author) => {
            words(subject, "author", findings);
            findings.facts.set_code("author", author.as_str());
        }
        _ => {}
    }
}

/// Tells whether BuildKit refuses a line once its variables are put in.
pub(in crate::explain::facts) fn fails_on_the_way(subject: &Subject<'_>) -> bool {
    subject.stage.is_some() && subject.refusals().next().is_some()
}

/// Tells whether a line's stage is not the image that is built, nor what that image is built from.
pub(in crate::explain::facts) fn stays_behind(subject: &Subject<'_>) -> bool {
    let (Some(stage), Some(target)) = (subject.stage, subject.plan.target) else {
        return false;
    };
    let mut reached = target;
    while reached != stage.index {
        match subject.plan.stages.get(reached).map(|stage| &stage.base) {
            Some(Base::Stage(parent)) if *parent < reached => reached = *parent,
            _ => return true,
        }
    }
    false
}

/// Names lines as a sentence does: `line 4`, `lines 4 and 20`.
pub(in crate::explain::facts) fn lines_text(lines: &[u32]) -> Text {
    let mut text = Text::plain(if lines.len() == 1 { "line " } else { "lines " });
    text.append(listed(
        lines.iter().map(|line| Text::plain(line.to_string())),
    ));
    text
}

/// Names the variables that a line uses and nobody sets.
pub(in crate::explain::facts) fn undefined_facts(subject: &Subject<'_>, facts: &mut Facts) {
    let mut names: Vec<&str> = subject
        .step()
        .map(|step| step.undefined_variables.as_slice())
        .unwrap_or_default()
        .iter()
        .map(String::as_str)
        .collect();
    names.dedup();
    // BuildKit counts `${A:-x}` too, where the default stands in.
    let text = subject.invocation.line.text();
    names.retain(|name| !always_has_default(text, name));
    facts.note_if("undefined-variable", !names.is_empty());
    facts.set("undefined", listed(names.into_iter().map(Text::code)));
}

/// Tells whether a text names a variable only with something that stands in for it: `${A:-x}`, `${A-x}`.
fn always_has_default(text: &str, name: &str) -> bool {
    let is_of_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut uses = 0;
    for (start, _) in text.match_indices('$') {
        let behind = text.get(start + 1..).unwrap_or_default();
        let (behind, has_brace) = match behind.strip_prefix('{') {
            Some(behind) => (behind, true),
            None => (behind, false),
        };
        let Some(behind) = behind.strip_prefix(name) else {
            continue;
        };
        if behind.starts_with(is_of_name) {
            continue;
        }
        uses += 1;
        let behind = behind.strip_prefix(':').unwrap_or(behind);
        if !has_brace || !behind.starts_with('-') {
            return false;
        }
    }
    uses > 0
}

fn unknown(subject: &Subject<'_>, facts: &mut Facts) {
    let word = subject.invocation.keyword_text();
    let names = crate::language::keyword::Keyword::ALL.map(crate::language::keyword::Keyword::name);
    if let Some(nearest) =
        crate::build::suggest::nearest(word, names, false).filter(|nearest| !nearest.is_empty())
    {
        facts.note("suggested");
        facts.set_code("suggestion", nearest.to_uppercase());
    }
}

fn words(subject: &Subject<'_>, role: &'static str, findings: &mut Findings) {
    let spans: Vec<Span> = match &subject.invocation.arguments {
        Arguments::Text(span) => vec![*span],
        Arguments::Words(words) => words.to_vec(),
        Arguments::Json(strings) => strings.iter().map(|(span, _)| *span).collect(),
        _ => Vec::new(),
    };
    for span in spans {
        findings.part(subject, role, span);
    }
}

/// Names of labels that the Open Containers Initiative has agreed on, behind `org.opencontainers.image.`.
const AGREED: [(&str, &str); 11] = [
    ("authors", "label-authors"),
    ("created", "label-created"),
    ("description", "label-description"),
    ("documentation", "label-documentation"),
    ("licenses", "label-licenses"),
    ("revision", "label-revision"),
    ("source", "label-source"),
    ("title", "label-title"),
    ("url", "label-url"),
    ("vendor", "label-vendor"),
    ("version", "label-version"),
];

fn is_open_containers(pair: &KeyValue) -> bool {
    pair.key.to_string().starts_with("org.opencontainers.")
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
            facts.note_if("pair-open-containers", is_open_containers(pair));
            let key = pair.key.to_string();
            let agreed = key.strip_prefix("org.opencontainers.image.");
            if let Some((_, condition)) = AGREED.iter().find(|(name, _)| Some(*name) == agreed) {
                facts.note(condition);
            }
            facts.note_if("pair-maintainer", key.eq_ignore_ascii_case("maintainer"));
        }
    }
    let facts = &mut findings.facts;
    facts.note(if pairs.len() == 1 { "one" } else { "many" });
    count_facts(pairs, ("label", "labels"), facts);
    facts.note_if("old-form", pairs.iter().any(|pair| !pair.has_equals_sign));
    facts.note_if("open-containers", pairs.iter().any(is_open_containers));
    facts.note_if(
        "value-unknown",
        pairs.iter().any(|pair| pair.value.has_unknown()),
    );
    facts.set(
        "names",
        listed(pairs.iter().map(|pair| shown::value(&pair.key))),
    );
    if let [pair] = pairs {
        facts.set("name", shown::value(&pair.key));
        facts.set("value", shown::value(&pair.value));
    }
}

/// From how many pairs on a sentence counts them instead of naming each.
const VERY_MANY: usize = 9;

/// Counts pairs, and names the first and the last one.
pub(in crate::explain::facts) fn count_facts(
    pairs: &[KeyValue],
    (one, many): (&str, &str),
    facts: &mut Facts,
) {
    facts.note_if("very-many", pairs.len() >= VERY_MANY);
    facts.set_plain("count", shown::counted(pairs.len(), one, many));
    let key =
        |pair: Option<&KeyValue>| pair.map(|pair| shown::value(&pair.key)).unwrap_or_default();
    facts.set("first", key(pairs.first()));
    facts.set("last", key(pairs.last()));
}

fn volume(subject: &Subject<'_>, volumes: &[Value], facts: &mut Facts) {
    facts.note(if volumes.len() == 1 { "one" } else { "many" });
    facts.set("volumes", shown::values(volumes));
    facts.note_if("value-unknown", volumes.iter().any(Value::has_unknown));
    let first = volumes.first().map(ToString::to_string).unwrap_or_default();
    facts.note_if(
        "failed-json",
        !subject.invocation.arguments.is_json() && first.starts_with('['),
    );
    let paths: Vec<&str> = volumes
        .iter()
        .filter_map(Value::as_known)
        .map(|path| path.trim_end_matches('/'))
        .filter(|path| path.len() > 1)
        .collect();
    let is_inside = |path: &str| {
        paths.iter().any(|volume| {
            let rest = path.strip_prefix(volume);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let later = subject.later().find(|(_, command)| match command {
        Command::Run(run) => run.line.words.iter().any(|text| {
            let mut words = text.split([' ', '\t', '\n', '"', '\'', ';', '=']);
            words.any(is_inside)
        }),
        Command::Copy(copy) => copy.destination.as_known().is_some_and(is_inside),
        _ => false,
    });
    if let Some((later, _)) = later {
        facts.note("written-later");
        facts.set_plain("written-line", subject.line_of(later).to_string());
    }
}

fn stop_signal(subject: &Subject<'_>, signal: &Value, facts: &mut Facts) {
    let name = signal.to_string();
    facts.set("signal", shown::value(signal));
    facts.note_if("value-unknown", signal.has_unknown());
    facts.note_if(
        "signal-number",
        name.bytes().all(|byte| byte.is_ascii_digit()),
    );
    let short = name.strip_prefix("SIG").unwrap_or(&name);
    if let Some(what) = known_names::signal(&name) {
        facts.note("signal-known");
        facts.set("signal-what", fill(what, &Values::new()));
    }
    facts.note_if("signal-kill", matches!(short, "KILL" | "9"));
    facts.note_if("signal-default", matches!(short, "TERM" | "15"));
    facts.note_if("signal-interrupt", matches!(short, "INT" | "2"));
    let mut later = subject.later();
    if let Some((later, _)) = later.find(|(_, command)| matches!(command, Command::Stopsignal(_))) {
        facts.note("replaced-later");
        facts.set_plain("later-line", subject.line_of(later).to_string());
    }
}
