//! What is true of an ARG: where it is visible, what it comes to, what it hides.

use crate::build::command::{ArgumentDeclaration, Command};
use crate::build::environment::Lookup;
use crate::build::expand::Expander;
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::checks::secrets_used_in_arg_or_env::looks_secret;
use crate::doc::template::{Values, fill};
use crate::doc::text::{Text, listed};
use crate::explain::facts::settings::{fails_on_the_way, lines_text};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::env_keys::env_key;
use crate::knowledge::rule::Facts;
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
        "declared-in-stages",
        "missing-in-stages",
        "used-nowhere",
        "from-global",
        "platform-argument",
        "hides-platform-argument",
        "proxy-argument",
        "hides-env",
        "env-below",
        "env-below-keeps",
        "run-below",
        "secret-name",
        "unset",
        "value-empty",
        "value-unknown",
        "value-differs",
        "given",
        "default-known",
        "argument-given",
        "argument-has-default",
        "argument-from-global",
        "argument-platform",
        "argument-proxy",
        "argument-unset",
        "argument-empty",
        "argument-differs",
        "argument-known",
    ],
    values: &[
        "names",
        "name",
        "default",
        "file-default",
        "value",
        "from-lines",
        "stage-lines",
        "missing-lines",
        "global-line",
        "hidden",
        "env-line",
        "argument-name",
        "argument-default",
        "argument-value",
        "argument-giver",
        "given-by",
        "argument-what",
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

/// Variables for proxies: a RUN sees them without ARG when they are given with `--build-arg`.
const PROXIES: [&str; 10] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "FTP_PROXY",
    "ftp_proxy",
    "NO_PROXY",
    "no_proxy",
    "ALL_PROXY",
    "all_proxy",
];

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(Command::Arg(declarations)) = subject.written() else {
        return;
    };
    if let Arguments::Words(words) = &subject.invocation.arguments {
        for (&span, declaration) in words.iter().zip(declarations) {
            let facts = findings.part(subject, "argument", span);
            part_facts(subject, declaration, facts);
        }
    }
    if fails_on_the_way(subject) {
        return findings.facts.note("refused");
    }
    let facts = &mut findings.facts;
    facts.note(if declarations.len() == 1 {
        "one-argument"
    } else {
        "many-arguments"
    });
    facts.note_if("global", subject.stage.is_none());
    let names: Vec<&str> = declarations
        .iter()
        .map(|declaration| declaration.name.as_str())
        .collect();
    facts.set("names", listed(names.iter().copied().map(Text::code)));
    facts.note_if("secret-name", names.iter().any(|name| looks_secret(name)));
    facts.note_if(
        "proxy-argument",
        names.iter().any(|name| PROXIES.contains(name)),
    );
    let has_default = declarations
        .iter()
        .any(|declaration| declaration.default.is_some());
    facts.note(if has_default {
        "has-default"
    } else {
        "no-default"
    });
    let run_below = subject
        .later()
        .any(|(_, command)| matches!(command, Command::Run(_)));
    facts.note_if("run-below", run_below);
    for declaration in declarations {
        declaration_facts(subject, declaration, facts);
    }
    if subject.stage.is_none() {
        global_facts(subject, &names, facts);
    }
    if let [declaration] = declarations.as_slice() {
        let value = value_of(subject, &declaration.name);
        let default = declaration.default.clone().unwrap_or_default();
        facts.set_code("name", declaration.name.as_str());
        facts.note_if("value-empty", is_empty(value.as_ref()));
        facts.note_if(
            "value-unknown",
            value.as_ref().is_some_and(Value::has_unknown),
        );
        facts.note_if("value-differs", differs(&default, value.as_ref()));
        let file_default = default_of(subject, declaration);
        facts.note_if(
            "given",
            is_given(subject, declaration, value.as_ref(), file_default.as_ref()),
        );
        if let Some(file_default) = file_default {
            facts.note("default-known");
            facts.set("file-default", shown::value(&file_default));
        }
        facts.set_code("default", default);
        facts.set("given-by", given_by(subject, &declaration.name));
        facts.set("value", shown_value(value.as_ref()));
    }
}

/// Names who gives an argument its value.
fn giver(subject: &Subject<'_>, name: &str) -> Text {
    let giver = subject.plan.givers.get(name);
    giver.map_or_else(|| Text::code("--build-arg"), Text::plain)
}

/// Says who gives an argument its value.
fn given_by(subject: &Subject<'_>, name: &str) -> Text {
    let words = if subject.plan.givers.contains_key(name) {
        "given by "
    } else {
        "given with "
    };
    let mut text = Text::plain(words);
    text.append(giver(subject, name));
    text
}

/// Gives the value that a RUN below sees; before the first FROM, the value that FROM sees.
fn value_of(subject: &Subject<'_>, name: &str) -> Option<Value> {
    let lookup = match subject.after() {
        Some(state) => state.run_environment.look_up(name),
        None => subject.plan.global_environment().look_up(name),
    };
    match lookup {
        Lookup::Set(value) => Some(value),
        Lookup::Unset | Lookup::Unknown(_) => None,
    }
}

/// Gives what an argument would be if no `--build-arg` were given; nothing where it has no default.
fn default_of(subject: &Subject<'_>, declaration: &ArgumentDeclaration) -> Option<Value> {
    let name = declaration.name.as_str();
    let globals = &subject.plan.global_arguments;
    let set = |lookup: Lookup| match lookup {
        Lookup::Set(value) => Some(value),
        Lookup::Unset | Lookup::Unknown(_) => None,
    };
    match (subject.before(), &declaration.default) {
        (Some(before), Some(default)) => {
            let look_up = |name: &str| before.run_environment.look_up(name);
            let expansion = Expander::new(subject.tree.escape(), &look_up).word(default);
            expansion.error.is_none().then_some(expansion.value)
        }
        (Some(_), None) | (None, _) => set(globals.defaults.look_up(name)),
    }
}

/// Tells whether `--build-arg` gives an argument another value than the file does.
fn is_given(
    subject: &Subject<'_>,
    declaration: &ArgumentDeclaration,
    value: Option<&Value>,
    default: Option<&Value>,
) -> bool {
    let name = declaration.name.as_str();
    // A variable of the same name hides the argument's own value.
    let is_hidden = subject
        .before()
        .is_some_and(|state| state.environment.get(name).is_some());
    let is_complete = subject.plan.global_arguments.defaults_are_complete;
    let is_platform = PLATFORM.contains(&name) && declaration.default.is_none();
    value.is_some_and(|value| !value.has_unknown())
        && !is_hidden
        && is_complete
        && !is_platform
        && default.is_none_or(|default| !default.has_unknown())
        && value != default
}

fn is_empty(value: Option<&Value>) -> bool {
    value.is_some_and(Value::is_known_empty)
}

/// Tells whether a default comes to another text than it is written as.
fn differs(default: &str, value: Option<&Value>) -> bool {
    let written = default.trim_matches(['"', '\'']);
    value.is_none_or(|value| value.as_known() != Some(written))
}

fn shown_value(value: Option<&Value>) -> Text {
    value.map_or_else(|| Text::plain("nothing"), shown::value)
}

fn is_from_global(subject: &Subject<'_>, declaration: &ArgumentDeclaration) -> bool {
    let name = declaration.name.as_str();
    subject.stage.is_some()
        && declaration.default.is_none()
        && !PLATFORM.contains(&name)
        && subject.plan.global_environment().get(name).is_some()
}

fn part_facts(subject: &Subject<'_>, declaration: &ArgumentDeclaration, facts: &mut Facts) {
    let name = declaration.name.as_str();
    let value = value_of(subject, name);
    let default = declaration.default.as_deref().unwrap_or_default();
    facts.set_code("argument-name", name);
    facts.set_code("argument-default", default);
    facts.note_if("argument-has-default", declaration.default.is_some());
    facts.note_if("argument-platform", PLATFORM.contains(&name));
    facts.note_if("argument-proxy", PROXIES.contains(&name));
    facts.note_if("argument-from-global", is_from_global(subject, declaration));
    facts.note_if("argument-unset", value.is_none());
    facts.note_if("argument-empty", is_empty(value.as_ref()));
    facts.note_if("argument-differs", differs(default, value.as_ref()));
    let file_default = default_of(subject, declaration);
    facts.note_if(
        "argument-given",
        is_given(subject, declaration, value.as_ref(), file_default.as_ref()),
    );
    facts.set("argument-value", shown_value(value.as_ref()));
    facts.set("argument-giver", giver(subject, name));
    if let Some(key) = env_key(name) {
        facts.note("argument-known");
        facts.set("argument-what", fill(&key.what, &Values::new()));
    }
}

/// Finds out what one declaration takes, hides, and is hidden by.
fn declaration_facts(subject: &Subject<'_>, declaration: &ArgumentDeclaration, facts: &mut Facts) {
    let name = declaration.name.as_str();
    let is_platform = PLATFORM.contains(&name);
    let has_default = declaration.default.is_some();
    facts.note_if("platform-argument", is_platform && !has_default);
    facts.note_if(
        "hides-platform-argument",
        is_platform && has_default && subject.stage.is_some(),
    );
    facts.note_if("unset", value_of(subject, name).is_none());
    let hidden = subject
        .before()
        .and_then(|state| state.environment.get(name));
    if let Some(hidden) = hidden {
        facts.note("hides-env");
        facts.set("hidden", shown::value(&hidden.value));
    }
    if is_from_global(subject, declaration) {
        facts.note("from-global");
        if let Some(line) = global_line(subject, name) {
            facts.set_plain("global-line", line.to_string());
        }
    }
    let mut later = subject.later();
    let below = later.find_map(|(line, command)| match command {
        Command::Env(pairs) => {
            let pair = pairs
                .iter()
                .find(|pair| pair.key.as_known() == Some(name))?;
            Some((
                line,
                names_variable(subject, &pair.value.to_string(), &[name]),
            ))
        }
        _ => None,
    });
    if let Some((line, keeps)) = below {
        facts.note(if keeps {
            "env-below-keeps"
        } else {
            "env-below"
        });
        facts.set_plain("env-line", subject.line_of(line).to_string());
    }
}

/// Finds the last ARG before the first FROM that declares a name.
fn global_line(subject: &Subject<'_>, name: &str) -> Option<u32> {
    let commands = subject.plan.commands.iter().enumerate().rev();
    let mut globals = commands.filter(|(index, _)| subject.plan.stage_of(*index).is_none());
    globals
        .find(|(_, command)| match command {
            Ok(Command::Arg(declarations)) => declarations
                .iter()
                .any(|declaration| declaration.name == name),
            _ => false,
        })
        .map(|(index, _)| subject.line_of(index))
}

fn names_variable(subject: &Subject<'_>, text: &str, names: &[&str]) -> bool {
    let word = crate::language::word::Word::read(text, subject.tree.escape(), true);
    word.variables()
        .iter()
        .any(|variable| names.contains(&variable.name.of(text)))
}

/// Finds out who uses an ARG that stands before the first FROM, and who uses it in vain.
fn global_facts(subject: &Subject<'_>, names: &[&str], facts: &mut Facts) {
    let lines = |instructions: Vec<usize>| {
        let mut lines: Vec<u32> = instructions
            .into_iter()
            .map(|index| subject.line_of(index))
            .collect();
        lines.dedup();
        lines_text(&lines)
    };
    let stages = &subject.plan.stages;
    let bases: Vec<usize> = stages
        .iter()
        .filter(|stage| {
            let platform = subject.plan.commands.get(stage.from_instruction);
            let platform = match platform {
                Some(Ok(Command::From(from))) => from.platform.clone().unwrap_or_default(),
                _ => String::new(),
            };
            names_variable(subject, &stage.base_as_written, names)
                || names_variable(subject, &platform, names)
        })
        .map(|stage| stage.from_instruction)
        .collect();
    let mut declared = Vec::new();
    let mut missing = Vec::new();
    for stage in stages {
        for step in &stage.steps {
            match &step.command {
                Command::Arg(declarations)
                    if declarations
                        .iter()
                        .any(|declaration| names.contains(&declaration.name.as_str())) =>
                {
                    declared.push(step.instruction);
                }
                _ if is_missing(stage, step.instruction, names) => missing.push(step.instruction),
                _ => {}
            }
        }
    }
    let later_global = (subject.index + 1..subject.tree.instructions().len())
        .take_while(|&index| subject.plan.stage_of(index).is_none())
        .any(|index| match subject.plan.commands.get(index) {
            Some(Ok(Command::Arg(declarations))) => declarations.iter().any(|declaration| {
                let default = declaration.default.as_deref().unwrap_or_default();
                names_variable(subject, default, names)
            }),
            _ => false,
        });
    facts.note_if("used-in-from", !bases.is_empty());
    facts.note_if("declared-in-stages", !declared.is_empty());
    facts.note_if("missing-in-stages", !missing.is_empty());
    facts.note_if(
        "used-nowhere",
        bases.is_empty() && declared.is_empty() && !later_global,
    );
    facts.set("from-lines", lines(bases));
    facts.set("stage-lines", lines(declared));
    facts.set("missing-lines", lines(missing));
}

/// Tells whether an instruction names a variable that its stage never declared.
fn is_missing(stage: &Stage, instruction: usize, names: &[&str]) -> bool {
    let Some(step) = stage.step_of(instruction) else {
        return false;
    };
    let is_unset = |name: &str| {
        let lookup = stage
            .state_before(instruction)
            .map(|state| state.run_environment.look_up(name));
        lookup == Some(Lookup::Unset)
    };
    match &step.command {
        Command::Run(run) => names.iter().any(|name| {
            let text = run.line.words.join(" ");
            let is_named = [format!("${name}"), format!("${{{name}")]
                .iter()
                .any(|variable| {
                    let mut places = text.match_indices(variable.as_str());
                    places.any(|(start, _)| {
                        let behind = text.get(start + variable.len()..).unwrap_or_default();
                        !behind
                            .starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_')
                    })
                });
            is_named && !text.contains(&format!("{name}=")) && is_unset(name)
        }),
        _ => step
            .undefined_variables
            .iter()
            .any(|variable| names.contains(&variable.as_str())),
    }
}
