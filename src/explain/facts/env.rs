//! What is true of an ENV: its pairs, and what they do to the variables before them.

use crate::build::command::{Command, KeyValue};
use crate::build::setting::Origin;
use crate::build::value::Chunk;
use crate::doc::text::listed;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;
use crate::language::span::Span;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "one-pair",
        "many-pairs",
        "old-form",
        "path",
        "path-in-front",
        "path-behind",
        "path-replaced",
        "path-before-inherited",
        "path-before-unknown",
        "venv-on-path",
        "uses-variable",
        "refers-to-own-pairs",
        "replaces-inherited",
        "replaces-earlier",
        "value-unknown",
        "secret-name",
        "pair-path",
        "pair-has-variable",
        "pair-replaces",
        "pair-unknown",
        "pair-empty",
    ],
    values: &[
        "names",
        "name",
        "value",
        "before",
        "before-line",
        "front",
        "folder",
        "pair-name",
        "pair-value",
        "pair-before",
        "made-line",
    ],
    roles: &["pair"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some(Command::Env(written)), Some(Command::Env(pairs))) =
        (subject.written(), subject.command())
    else {
        return;
    };
    parts(subject, written, pairs, findings);
    let facts = &mut findings.facts;
    facts.note(if pairs.len() == 1 {
        "one-pair"
    } else {
        "many-pairs"
    });
    facts.note_if("old-form", written.iter().any(|pair| !pair.has_equals_sign));
    facts.set(
        "names",
        listed(pairs.iter().map(|pair| shown::value(&pair.key))),
    );
    facts.note_if(
        "uses-variable",
        written
            .iter()
            .any(|pair| pair.value.to_string().contains('$')),
    );
    facts.note_if("refers-to-own-pairs", refers_to_own_pairs(written));
    facts.note_if(
        "value-unknown",
        pairs.iter().any(|pair| pair.value.has_unknown()),
    );
    facts.note_if(
        "secret-name",
        pairs.iter().any(|pair| looks_secret(&pair.key.to_string())),
    );
    if let [pair] = pairs.as_slice() {
        facts.set("name", shown::value(&pair.key));
        facts.set("value", shown::value(&pair.value));
        let before = subject
            .before()
            .and_then(|state| state.environment.get(pair.key.as_known()?));
        if let Some(before) = before {
            facts.set("before", shown::value(&before.value));
            match before.origin {
                Origin::Instruction(instruction) => {
                    facts.note("replaces-earlier");
                    facts.set_plain("before-line", subject.line_of(instruction).to_string());
                }
                Origin::BaseImage | Origin::Builder => facts.note("replaces-inherited"),
            }
        }
    }
    let own = pairs
        .iter()
        .zip(written)
        .find(|(pair, _)| pair.key.as_known() == Some("PATH"));
    if let Some((pair, written)) = own {
        path_facts(subject, pair, &written.value.to_string(), findings);
    }
}

fn path_facts(subject: &Subject<'_>, pair: &KeyValue, written: &str, findings: &mut Findings) {
    let facts = &mut findings.facts;
    facts.note("path");
    let written = written.trim_matches('"');
    let names_path = ["$PATH", "${PATH}"];
    let at_end = names_path
        .iter()
        .any(|path| written.ends_with(path) && written.len() > path.len());
    let at_start = names_path
        .iter()
        .any(|path| written.starts_with(path) && written.len() > path.len());
    facts.note(match (at_end, at_start) {
        (true, _) => "path-in-front",
        (false, true) => "path-behind",
        (false, false) => "path-replaced",
    });
    if let Some(Chunk::Known(text)) = pair.value.chunks().first() {
        let front = text.split(':').next().unwrap_or_default();
        facts.set_code("front", front);
        facts.set_code("folder", front.strip_suffix("/bin").unwrap_or(front));
        // The folder may be a virtual environment that a COPY brought from the stage that made it.
        if let Some(made) =
            environment_line(subject, front.strip_suffix("/bin").unwrap_or_default())
        {
            facts.note("venv-on-path");
            facts.set_plain("made-line", subject.line_of(made).to_string());
        }
    }
    if let Some(before) = subject
        .before()
        .and_then(|state| state.environment.get("PATH"))
    {
        facts.set("before", shown::value(&before.value));
        facts.note_if("path-before-inherited", before.origin == Origin::BaseImage);
        facts.note_if("path-before-unknown", before.value.has_unknown());
    }
}

/// Finds the RUN of any stage that makes a virtual environment in a folder.
fn environment_line(subject: &Subject<'_>, folder: &str) -> Option<usize> {
    if folder.is_empty() {
        return None;
    }
    let stages = subject.plan.stages.iter();
    stages
        .rev()
        .find_map(|stage| crate::explain::python::environment_made_at(stage, folder))
}

fn parts(subject: &Subject<'_>, written: &[KeyValue], pairs: &[KeyValue], findings: &mut Findings) {
    let Arguments::Pairs(spans) = &subject.invocation.arguments else {
        return;
    };
    for ((span, written), pair) in spans.iter().zip(written).zip(pairs) {
        let whole = Span {
            start: span.key.start,
            end: span.value.end,
        };
        let before = subject
            .before()
            .and_then(|state| state.environment.get(pair.key.as_known()?));
        let facts = findings.part(subject, "pair", whole);
        facts.set("pair-name", shown::value(&pair.key));
        facts.set("pair-value", shown::value(&pair.value));
        facts.note_if("pair-path", pair.key.as_known() == Some("PATH"));
        facts.note_if("pair-has-variable", written.value.to_string().contains('$'));
        facts.note_if("pair-unknown", pair.value.has_unknown());
        facts.note_if("pair-empty", pair.value.is_known_empty());
        if let Some(before) = before {
            facts.note("pair-replaces");
            facts.set("pair-before", shown::value(&before.value));
        }
    }
}

/// Tells whether a value names a variable that the same instruction sets: it sees the old one.
fn refers_to_own_pairs(pairs: &[KeyValue]) -> bool {
    pairs.iter().any(|pair| {
        let value = pair.value.to_string();
        pairs.iter().any(|other| {
            let name = other.key.to_string();
            other.key != pair.key && names_variable(&value, &name)
        })
    })
}

fn names_variable(text: &str, name: &str) -> bool {
    let word = crate::language::word::Word::read(text, '\\', true);
    word.variables()
        .iter()
        .any(|variable| variable.name.of(text) == name)
}

/// Tells whether a name sounds like a secret, as BuildKit's rule `SecretsUsedInArgOrEnv` has it.
pub(in crate::explain) fn looks_secret(name: &str) -> bool {
    const SECRET: [&str; 10] = [
        "apikey",
        "auth",
        "credential",
        "credentials",
        "key",
        "password",
        "pword",
        "passwd",
        "secret",
        "token",
    ];
    const HARMLESS: [&str; 3] = ["public", "file", "version"];
    let lower = name.to_lowercase();
    let has = |words: &[&str]| lower.split('_').any(|word| words.contains(&word));
    has(&SECRET) && !has(&HARMLESS)
}
