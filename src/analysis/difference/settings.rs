//! The settings of an image before and after: its base, its configuration, what it starts.

use crate::analysis::Analysis;
use crate::analysis::difference::stage_name::StageName;
use crate::analysis::difference::stage_pairs::{StagePair, new_of};
use crate::build::environment::Environment;
use crate::build::history::duration;
use crate::build::image_config::Healthcheck;
use crate::build::image_state::{ImageState, Table};
use crate::build::setting::Setting;
use crate::build::stage::{Base, Stage};
use crate::build::start::first_process::Signals;
use crate::build::start::{Process, Start};
use crate::build::value::{Chunk, Unknown, Value};
use crate::doc::Change;
use crate::doc::text::{Inline, Text, listed};
use crate::explain::shown;
use crate::knowledge::phrases::plain_phrase;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Settings by name; those that are not set are not there.
pub(super) type Settings = BTreeMap<String, Text>;

/// Lists what differs in a stage's base and in its settings at its end.
pub fn setting_changes(
    old: &Analysis,
    new: &Analysis,
    before: &Stage,
    after: &Stage,
    pairs: &[StagePair],
) -> Vec<Change> {
    let mut changes = Vec::new();
    if !same_base(before, after, pairs) {
        changes.push(Change {
            what: plain_phrase("base"),
            before: Some(base_text(old, before)),
            after: Some(base_text(new, after)),
        });
    }
    if before.platform != after.platform {
        changes.push(Change {
            what: plain_phrase("platform"),
            before: Some(Text::code(before.platform.to_string())),
            after: Some(Text::code(after.platform.to_string())),
        });
    }
    changes.extend(changed(&settings(before.end()), &settings(after.end())));
    changes
}

/// Lists what differs in what a container of the target starts.
pub fn start_changes(old: &Analysis, new: &Analysis) -> Vec<Change> {
    let rows = |analysis: &Analysis| {
        let target = analysis.plan().target;
        let start = target.and_then(|target| analysis.start(target));
        start.as_ref().map(start_rows).unwrap_or_default()
    };
    changed(&rows(old), &rows(new))
}

fn same_base(before: &Stage, after: &Stage, pairs: &[StagePair]) -> bool {
    match (&before.base, &after.base) {
        (Base::Stage(before), Base::Stage(after)) => new_of(pairs, *before) == Some(*after),
        (Base::Stage(_), _) | (_, Base::Stage(_)) => false,
        _ => before.base_name == after.base_name,
    }
}

fn base_text(analysis: &Analysis, stage: &Stage) -> Text {
    match stage.base {
        Base::Stage(parent) => {
            let parent = analysis.plan().stages.get(parent);
            let mut text = Text::plain("stage ");
            text.append(parent.map_or_else(Text::default, |parent| {
                StageName::of(parent).behind_the_word()
            }));
            text
        }
        _ => Text::code(stage.base_name.as_str()),
    }
}

/// Lists what two sets of settings differ in. What is not known on either side is the same.
pub(super) fn changed(before: &Settings, after: &Settings) -> Vec<Change> {
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let mut changes = Vec::new();
    for name in names {
        let (was, is) = (before.get(name), after.get(name));
        if was != is {
            changes.push(Change {
                what: Text::plain(name.as_str()),
                before: was.cloned(),
                after: is.cloned(),
            });
        }
    }
    changes
}

/// Shows a setting that the base image decides.
fn unknown() -> Text {
    Text(vec![Inline::Unknown("what the base image sets".to_owned())])
}

/// Lists an environment by name; the base that decides an unknown value is left out.
pub(super) fn variables(environment: &Environment, prefix: &str) -> Settings {
    let variables = environment.iter();
    variables
        .map(|variable| {
            let name = format!("{prefix}{}", variable.name);
            (name, value_text(&variable.value))
        })
        .collect()
}

/// Shows a value; of what is not known only its name, so that another base is no other value. An empty
/// value is empty code.
pub(super) fn value_text(value: &Value) -> Text {
    if value.is_known_empty() {
        return Text::code("");
    }
    let mut shown = Value::default();
    for chunk in value.chunks() {
        match chunk {
            Chunk::Known(text) => shown.push_str(text),
            Chunk::Unknown(unknown) => shown.append(&Value::unknown(Unknown {
                what: unknown.what.clone(),
                decided_by: "the base image".to_owned(),
            })),
        }
    }
    shown::value(&shown)
}

fn settings(state: &ImageState) -> Settings {
    let mut settings = variables(&state.environment, "ENV ");
    let mut add = |name: &str, text: Option<Text>| {
        if let Some(text) = text {
            settings.insert(plain_phrase(name).to_plain(), text);
        }
    };
    add("working-directory", of_folder(&state.working_directory));
    add("user", of_value(&state.user));
    add("stop-signal", of_value(&state.stop_signal));
    add("entrypoint", of_words(&state.entrypoint));
    add("command", of_words(&state.command));
    add("shell", of_words(&state.shell));
    add("healthcheck", of_healthcheck(&state.healthcheck));
    add("ports", of_names(&state.exposed_ports));
    add("volumes", of_names(&state.volumes));
    let triggers: Vec<&str> = state
        .on_build
        .iter()
        .map(|(trigger, _)| &**trigger)
        .collect();
    add(
        "triggers",
        (!triggers.is_empty()).then(|| Text::code(triggers.join("; "))),
    );
    for (key, (value, _)) in &state.labels {
        settings.insert(format!("LABEL {key}"), value_text(value));
    }
    settings
}

fn of_value(setting: &Setting<Value>) -> Option<Text> {
    match setting {
        Setting::Unset => None,
        Setting::Set { value, .. } if value.is_known_empty() => None,
        Setting::Set { value, .. } => Some(value_text(value)),
        Setting::Unknown => Some(unknown()),
    }
}

/// Shows a folder; a slash at its end says nothing.
fn of_folder(setting: &Setting<Value>) -> Option<Text> {
    match setting.value().and_then(Value::as_known) {
        Some(folder) if folder.len() > 1 => Some(Text::code(folder.trim_end_matches('/'))),
        _ => of_value(setting),
    }
}

fn of_words(setting: &Setting<Arc<[String]>>) -> Option<Text> {
    match setting {
        Setting::Unset => None,
        Setting::Set { value, .. } if value.is_empty() => None,
        Setting::Set { value, .. } => Some(shown::words(value)),
        Setting::Unknown => Some(unknown()),
    }
}

fn of_names(table: &Table<()>) -> Option<Text> {
    let names: Vec<Text> = table.keys().map(value_text).collect();
    (!names.is_empty()).then(|| listed(names))
}

fn of_healthcheck(setting: &Setting<Arc<Healthcheck>>) -> Option<Text> {
    let healthcheck = match setting {
        Setting::Unset => return None,
        Setting::Unknown => return Some(unknown()),
        Setting::Set { value, .. } => value,
    };
    let mut text = shown::words(&healthcheck.test);
    for (name, nanoseconds) in [
        ("interval", healthcheck.interval),
        ("timeout", healthcheck.timeout),
        ("start period", healthcheck.start_period),
        ("start interval", healthcheck.start_interval),
    ] {
        if nanoseconds != 0 {
            text.push_plain(&format!(", {name} {}", duration(nanoseconds)));
        }
    }
    if healthcheck.retries != 0 {
        text.push_plain(&format!(", retries {}", healthcheck.retries));
    }
    Some(text)
}

fn start_rows(start: &Start) -> Settings {
    let mut rows = Settings::new();
    let name = |name: &str| plain_phrase(name).to_plain();
    let process = match &start.process {
        Process::Nothing => return rows,
        Process::Known { words, first } => {
            rows.insert(name("first-process"), Text::code(first.name()));
            shown::words(words)
        }
        Process::Unknown {
            command: Some(words),
        } => {
            let mut text = shown::words(words);
            text.push_plain(", or an ENTRYPOINT of the base image with these words");
            text
        }
        Process::Unknown { command: None } => unknown(),
    };
    rows.insert(name("process"), process);
    if let Some(signals) = start.signals() {
        let phrase = match signals {
            Signals::Reach => "signals-reach",
            Signals::KeptByMostShells => "signals-kept-mostly",
            Signals::Kept => "signals-kept",
            Signals::DependOnScript => "signals-by-script",
            Signals::NoneOnWindows => "signals-none",
        };
        rows.insert(name("signals"), plain_phrase(phrase));
    }
    rows
}
