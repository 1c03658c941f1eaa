//! What is true of an ENV: its pairs, and what they do to the variables before them.

use crate::build::command::{Command, KeyValue};
use crate::build::environment::Lookup;
use crate::build::setting::Origin;
use crate::checks::secrets_used_in_arg_or_env::looks_secret;
use crate::doc::template::{Values, fill};
use crate::doc::text::listed;
use crate::explain::facts::settings::{
    count_facts, fails_on_the_way, stays_behind, undefined_facts,
};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::env_keys::env_key;
use crate::knowledge::rule::Facts;
use crate::language::arguments::Arguments;
use crate::language::span::Span;
use crate::language::word::Word;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "one-pair",
        "many-pairs",
        "very-many",
        "old-form",
        "old-form-swallows",
        "path",
        "path-in-front",
        "path-behind",
        "path-mixed",
        "path-unchanged",
        "path-replaced",
        "path-without-usual",
        "path-before-inherited",
        "path-before-known",
        "path-before-unknown",
        "several-added",
        "venv-on-path",
        "venv-brought",
        "venv-named",
        "uses-variable",
        "undefined-variable",
        "extends-itself",
        "extends-nothing",
        "keeps-argument",
        "uses-argument",
        "refers-to-own-pairs",
        "replaces-inherited",
        "replaces-earlier",
        "same-value",
        "value-unknown",
        "value-empty",
        "name-empty",
        "quoted-dollar",
        "secret-name",
        "run-below",
        "stays-behind",
        "key-known",
        "key-careful",
        "pair-path",
        "pair-has-variable",
        "pair-replaces",
        "pair-same",
        "pair-unknown",
        "pair-empty",
        "pair-known",
        "pair-extends",
        "pair-keeps-argument",
    ],
    values: &[
        "names",
        "count",
        "first",
        "last",
        "name",
        "value",
        "before",
        "before-line",
        "added",
        "front",
        "folder",
        "undefined",
        "argument-line",
        "key-what",
        "key-careful",
        "pair-name",
        "pair-value",
        "pair-before",
        "pair-what",
        "made-line",
        "brought-line",
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
    if fails_on_the_way(subject) {
        return findings.facts.note("refused");
    }
    let facts = &mut findings.facts;
    facts.note(if pairs.len() == 1 {
        "one-pair"
    } else {
        "many-pairs"
    });
    count_facts(pairs, ("variable", "variables"), facts);
    facts.note_if("old-form", written.iter().any(|pair| !pair.has_equals_sign));
    facts.note_if(
        "old-form-swallows",
        written
            .iter()
            .any(|pair| !pair.has_equals_sign && holds_pair(&pair.value.to_string())),
    );
    facts.set(
        "names",
        listed(pairs.iter().map(|pair| shown::value(&pair.key))),
    );
    let escape = subject.tree.escape();
    facts.note_if(
        "uses-variable",
        written
            .iter()
            .any(|pair| has_variable(&pair.value.to_string(), escape)),
    );
    undefined_facts(subject, facts);
    facts.note_if(
        "quoted-dollar",
        written.iter().any(|pair| {
            let value = pair.value.to_string();
            value.starts_with('\'') && value.contains('$')
        }),
    );
    if let Some(line) = written
        .iter()
        .find_map(|written| argument_line(subject, written))
    {
        facts.note("uses-argument");
        facts.set_plain("argument-line", line.to_string());
    }
    facts.note_if("refers-to-own-pairs", refers_to_own_pairs(written, escape));
    facts.note_if(
        "value-unknown",
        pairs.iter().any(|pair| pair.value.has_unknown()),
    );
    facts.note_if(
        "secret-name",
        pairs.iter().any(|pair| looks_secret(&pair.key.to_string())),
    );
    facts.note_if("stays-behind", stays_behind(subject));
    let run_below = subject
        .later()
        .any(|(_, command)| matches!(command, Command::Run(_)));
    facts.note_if("run-below", run_below);
    key_facts(pairs, facts);
    if let ([pair], [written]) = (pairs.as_slice(), written.as_slice()) {
        one_pair_facts(subject, pair, written, facts);
    }
    let own = pairs
        .iter()
        .zip(written)
        .find(|(pair, _)| pair.key.as_known() == Some("PATH"));
    if let Some((pair, written)) = own {
        path_facts(subject, pair, &written.value.to_string(), facts);
    }
}

/// Finds what is known of the keys beyond this file.
fn key_facts(pairs: &[KeyValue], facts: &mut Facts) {
    let careful = pairs.iter().find_map(|pair| {
        let key = env_key(pair.key.as_known()?)?;
        let is_said = pair.value.to_string().contains(&key.careful_if);
        (is_said && !key.careful.is_empty()).then_some(key)
    });
    if let Some(key) = careful {
        facts.note("key-careful");
        facts.set("key-careful", fill(&key.careful, &Values::new()));
    }
    if let [pair] = pairs
        && let Some(key) = pair.key.as_known().and_then(env_key)
    {
        facts.note("key-known");
        facts.set("key-what", fill(&key.what, &Values::new()));
    }
}

fn one_pair_facts(subject: &Subject<'_>, pair: &KeyValue, written: &KeyValue, facts: &mut Facts) {
    facts.set("name", shown::value(&pair.key));
    facts.set("value", shown::value(&pair.value));
    facts.note_if("name-empty", pair.key.is_known_empty());
    facts.note_if("value-empty", pair.value.is_known_empty());
    let before = subject
        .before()
        .and_then(|state| state.environment.get(pair.key.as_known()?));
    let extends = names_variable(
        &written.value.to_string(),
        &written.key.to_string(),
        subject.tree.escape(),
    );
    let keeps = keeps_argument(subject, written);
    facts.note_if("keeps-argument", keeps);
    facts.note_if("extends-itself", extends && !keeps);
    let Some(before) = before else {
        let is_open = pair.key.as_known().is_some_and(|name| {
            let lookup = subject
                .before()
                .map(|state| state.environment.look_up(name));
            matches!(lookup, Some(Lookup::Unknown(_)))
        });
        facts.note_if("extends-nothing", extends && !keeps && !is_open);
        return;
    };
    facts.set("before", shown::value(&before.value));
    facts.note_if("same-value", before.value == pair.value);
    match before.origin {
        Origin::Instruction(instruction) => {
            facts.note("replaces-earlier");
            facts.set_plain("before-line", subject.line_of(instruction).to_string());
        }
        Origin::BaseImage | Origin::Builder => facts.note("replaces-inherited"),
    }
}

/// Finds the ARG in force that a value names.
fn argument_line(subject: &Subject<'_>, written: &KeyValue) -> Option<u32> {
    let text = written.value.to_string();
    let escape = subject.tree.escape();
    let mut arguments = subject.before()?.arguments.iter();
    let argument = arguments.find(|argument| names_variable(&text, &argument.name, escape))?;
    Some(subject.line_of(argument.instruction))
}

/// Tells whether a pair keeps a build argument of its own name: `ENV V=$V` below `ARG V`.
fn keeps_argument(subject: &Subject<'_>, written: &KeyValue) -> bool {
    let name = written.key.to_string();
    let is_argument = subject.before().is_some_and(|state| {
        let mut arguments = state.arguments.iter();
        arguments.any(|argument| *argument.name == *name) && state.environment.get(&name).is_none()
    });
    is_argument && names_variable(&written.value.to_string(), &name, subject.tree.escape())
}

fn path_facts(subject: &Subject<'_>, pair: &KeyValue, written: &str, facts: &mut Facts) {
    facts.note("path");
    let written = written.trim_matches('"');
    let names_path = ["$PATH", "${PATH}"];
    let ending = names_path
        .iter()
        .find_map(|path| written.strip_suffix(path));
    let start = names_path
        .iter()
        .find_map(|path| written.strip_prefix(path));
    facts.note(match (ending, start) {
        (Some(""), _) => "path-unchanged",
        (Some(_), _) => "path-in-front",
        (None, Some(rest)) if !rest.starts_with(|first: char| first.is_alphanumeric()) => {
            "path-behind"
        }
        _ if names_variable(written, "PATH", subject.tree.escape()) => "path-mixed",
        _ => "path-replaced",
    });
    // A Windows base is not always known as one; its folders are told by how they are joined.
    let is_windows =
        written.contains([';', '\\']) || subject.stage.is_some_and(|stage| stage.is_windows);
    let separator = if is_windows { ';' } else { ':' };
    let before = subject
        .before()
        .and_then(|state| state.environment.get("PATH"));
    let value = pair.value.to_string();
    let old = before.map(|before| before.value.to_string());
    let added = match (&old, ending, start) {
        (Some(old), Some(_), _) => value.strip_suffix(old.as_str()),
        (Some(old), None, Some(_)) => value.strip_prefix(old.as_str()),
        _ => None,
    };
    let added = added
        .filter(|added| !added.contains('⟨'))
        .unwrap_or_else(|| ending.or(start).unwrap_or(written))
        .trim_matches(separator)
        .to_owned();
    facts.note_if(
        "path-without-usual",
        !is_windows && !value.split(':').any(|folder| folder == "/usr/bin"),
    );
    facts.note_if("several-added", added.contains(separator));
    let front = added.split(separator).next().unwrap_or_default();
    facts.set_code("front", front);
    let folder = front.strip_suffix("/bin").unwrap_or_default();
    facts.set_code("folder", if folder.is_empty() { front } else { folder });
    if ending.is_some() && !folder.is_empty() {
        environment_facts(subject, folder, facts);
    }
    facts.set_code("added", added);
    if let Some(before) = before {
        facts.note("path-before-known");
        facts.set("before", shown::value(&before.value));
        facts.note_if("path-before-inherited", before.origin == Origin::BaseImage);
        facts.note_if("path-before-unknown", before.value.has_unknown());
    }
}

/// Finds out whether a folder is a Python environment: made by a RUN of any stage, or named like one.
fn environment_facts(subject: &Subject<'_>, folder: &str, facts: &mut Facts) {
    let mut stages = subject.plan.stages.iter().rev();
    let made = stages.find_map(|stage| {
        let made = crate::explain::python::environment_made_at(stage, folder)?;
        (made < subject.index).then_some(made)
    });
    if let Some(made) = made {
        facts.note("venv-on-path");
        facts.set_plain("made-line", subject.line_of(made).to_string());
    }
    let name = folder.rsplit('/').next().unwrap_or_default();
    let is_named = subject.before().is_some_and(|state| {
        let variable = state.environment.get("VIRTUAL_ENV");
        variable.is_some_and(|variable| variable.value.as_known() == Some(folder))
    });
    facts.note_if("venv-named", is_named || matches!(name, "venv" | ".venv"));
    let steps = subject.stage.map(|stage| &*stage.steps);
    let mut steps = steps.unwrap_or_default().iter();
    let brought = steps.find(|step| match &step.command {
        Command::Copy(copy) => {
            let destination = copy.destination.as_known().unwrap_or_default();
            step.instruction < subject.index
                && copy.from.is_some()
                && destination.trim_end_matches('/') == folder
        }
        _ => false,
    });
    if let Some(brought) = brought {
        facts.note("venv-brought");
        facts.set_plain(
            "brought-line",
            subject.line_of(brought.instruction).to_string(),
        );
    }
}

fn parts(subject: &Subject<'_>, written: &[KeyValue], pairs: &[KeyValue], findings: &mut Findings) {
    let Arguments::Pairs(spans) = &subject.invocation.arguments else {
        return;
    };
    let escape = subject.tree.escape();
    for ((span, written), pair) in spans.iter().zip(written).zip(pairs) {
        let whole = Span {
            start: span.key.start,
            end: span.value.end,
        };
        let before = subject
            .before()
            .and_then(|state| state.environment.get(pair.key.as_known()?));
        let text = written.value.to_string();
        let extends = names_variable(&text, &written.key.to_string(), escape);
        let keeps = keeps_argument(subject, written);
        let facts = findings.part(subject, "pair", whole);
        facts.note_if("pair-keeps-argument", keeps);
        facts.note_if("pair-extends", extends && !keeps);
        facts.set("pair-name", shown::value(&pair.key));
        facts.set("pair-value", shown::value(&pair.value));
        facts.note_if("pair-path", pair.key.as_known() == Some("PATH"));
        facts.note_if("pair-has-variable", has_variable(&text, escape));
        facts.note_if("pair-unknown", pair.value.has_unknown());
        facts.note_if("pair-empty", pair.value.is_known_empty());
        if let Some(before) = before {
            facts.note("pair-replaces");
            facts.note_if("pair-same", before.value == pair.value);
            facts.set("pair-before", shown::value(&before.value));
        }
        if let Some(key) = pair.key.as_known().and_then(env_key) {
            facts.note("pair-known");
            facts.set("pair-what", fill(&key.what, &Values::new()));
        }
    }
}

/// Tells whether a value names a variable that the same instruction sets: it sees the old one.
fn refers_to_own_pairs(pairs: &[KeyValue], escape: char) -> bool {
    pairs.iter().any(|pair| {
        let value = pair.value.to_string();
        pairs.iter().any(|other| {
            let name = other.key.to_string();
            other.key != pair.key && names_variable(&value, &name, escape)
        })
    })
}

fn names_variable(text: &str, name: &str, escape: char) -> bool {
    let word = Word::read(text, escape, true);
    word.variables()
        .iter()
        .any(|variable| variable.name.of(text) == name)
}

/// Tells whether a word of a text looks like a pair of its own: `ENV A 1 B=2` sets A alone.
fn holds_pair(text: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    text.split_whitespace()
        .filter_map(|word| word.split_once('='))
        .any(|(name, _)| is_name(name))
}

/// Tells whether BuildKit puts a variable into a text: not into single quotes.
fn has_variable(text: &str, escape: char) -> bool {
    !Word::read(text, escape, true).variables().is_empty()
}
