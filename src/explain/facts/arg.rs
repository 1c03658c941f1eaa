//! What is true of an ARG: where it is visible, what it comes to, what it hides.

use crate::build::command::Command;
use crate::build::environment::Lookup;
use crate::doc::text::{Text, listed};
use crate::explain::facts::env::looks_secret;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "one-argument",
        "many-arguments",
        "has-default",
        "no-default",
        "global",
        "used-in-from",
        "from-global",
        "platform-argument",
        "hides-platform-argument",
        "hides-env",
        "secret-name",
        "unset",
        "argument-has-default",
        "argument-from-global",
        "argument-platform",
        "argument-unset",
        "argument-given",
    ],
    values: &[
        "names",
        "name",
        "default",
        "value",
        "argument-name",
        "argument-value",
        "from-lines",
    ],
    roles: &["argument"],
};

/// Variables BuildKit sets by itself; a stage sees them after ARG.
const PLATFORM: [&str; 11] = [
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDOSVERSION",
    "BUILDARCH",
    "BUILDVARIANT",
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETOSVERSION",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETSTAGE",
];

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(Command::Arg(declarations)) = subject.written() else {
        return;
    };
    let global = subject.plan.global_environment();
    let value_of = |name: &str| {
        let lookup = match subject.after() {
            Some(state) => state.run_environment.look_up(name),
            None => global.look_up(name),
        };
        match lookup {
            Lookup::Set(value) => Some(value),
            Lookup::Unset | Lookup::Unknown(_) => None,
        }
    };
    let is_global = subject.stage.is_none();
    if let Arguments::Words(words) = &subject.invocation.arguments {
        for (&span, declaration) in words.iter().zip(declarations) {
            let name = declaration.name.as_str();
            let value = value_of(name);
            let facts = findings.part(subject, "argument", span);
            facts.set_code("argument-name", name);
            facts.note_if("argument-has-default", declaration.default.is_some());
            let is_platform = PLATFORM.contains(&name);
            facts.note_if("argument-platform", is_platform);
            let from_global = !is_global
                && declaration.default.is_none()
                && global.get(name).is_some()
                && !is_platform;
            facts.note_if("argument-from-global", from_global);
            facts.note_if("argument-unset", value.is_none());
            facts.set(
                "argument-value",
                value
                    .as_ref()
                    .map_or_else(|| Text::plain("nothing"), shown::value),
            );
        }
    }
    let facts = &mut findings.facts;
    facts.note(if declarations.len() == 1 {
        "one-argument"
    } else {
        "many-arguments"
    });
    facts.note_if("global", is_global);
    facts.set(
        "names",
        listed(
            declarations
                .iter()
                .map(|declaration| Text::code(declaration.name.as_str())),
        ),
    );
    facts.note_if(
        "secret-name",
        declarations
            .iter()
            .any(|declaration| looks_secret(&declaration.name)),
    );
    let has_default = declarations
        .iter()
        .any(|declaration| declaration.default.is_some());
    facts.note(if has_default {
        "has-default"
    } else {
        "no-default"
    });
    for declaration in declarations {
        let name = declaration.name.as_str();
        let is_platform = PLATFORM.contains(&name);
        facts.note_if(
            "platform-argument",
            is_platform && declaration.default.is_none(),
        );
        facts.note_if(
            "hides-platform-argument",
            is_platform && declaration.default.is_some() && !is_global,
        );
        let hides = subject
            .before()
            .is_some_and(|state| state.environment.get(name).is_some());
        facts.note_if("hides-env", hides);
        facts.note_if("unset", value_of(name).is_none());
        let from_global = !is_global
            && declaration.default.is_none()
            && global.get(name).is_some()
            && !is_platform;
        facts.note_if("from-global", from_global);
    }
    let names: Vec<&str> = declarations
        .iter()
        .map(|declaration| declaration.name.as_str())
        .collect();
    let users = subject.plan.stages.iter().filter(|stage| {
        let word =
            crate::language::word::Word::read(&stage.base_as_written, subject.tree.escape(), true);
        word.variables()
            .iter()
            .any(|variable| names.contains(&variable.name.of(&stage.base_as_written)))
    });
    let lines: Vec<Text> = users
        .map(|stage| Text::plain(subject.line_of(stage.from_instruction).to_string()))
        .collect();
    facts.note_if("used-in-from", is_global && !lines.is_empty());
    facts.set("from-lines", listed(lines));
    if let [declaration] = declarations.as_slice() {
        facts.set_code("name", declaration.name.as_str());
        facts.set_code("default", declaration.default.clone().unwrap_or_default());
        let value = value_of(&declaration.name);
        facts.set(
            "value",
            value
                .as_ref()
                .map_or_else(|| Text::plain("nothing"), shown::value),
        );
    }
}
