//! What is predicted beside what was built: every difference is a sentence.

use crate::image::{File, Image, is_at_or_below};
use crate::prediction::Prediction;
use crate::projects::{GROUPS, USERS};
use dockstep::build::known_files::{KnownFile, KnownKind, Presence};
use serde_json::Value;
use tar::EntryType;

/// What of a configuration is predicted.
const SETTINGS: [&str; 12] = [
    "Env",
    "Cmd",
    "Entrypoint",
    "WorkingDir",
    "User",
    "ExposedPorts",
    "Volumes",
    "Labels",
    "Healthcheck",
    "StopSignal",
    "Shell",
    "OnBuild",
];

/// What an engine puts beside a RUN for its network; newer ones take it away again.
const LEFT_BY_RUN: [&str; 3] = ["/etc", "/etc/hosts", "/etc/resolv.conf"];

/// Lists what differs; an engine that [`crate::engine::Engine::is_old`] has ways of its own.
pub(crate) fn compare(predicted: &Prediction, image: &Image, is_old: bool) -> Vec<String> {
    let mut faults = Vec::new();
    for setting in SETTINGS {
        let (said, real) = (&predicted.config[setting], &image.config[setting]);
        if is_set(said) != is_set(real) || is_set(said) && said != real {
            faults.push(format!("{setting}: predicted {said}, built {real}"));
        }
    }
    if predicted.layers != image.layers {
        let (said, real) = (predicted.layers, image.layers);
        faults.push(format!("layers: predicted {said}, built {real}"));
    }
    let of_engine = |lines: &[String]| -> Vec<String> {
        let lines = lines.iter();
        lines
            .map(|line| if is_old { as_old(line) } else { line.clone() })
            .collect()
    };
    let (said, real) = (of_engine(&predicted.history), of_engine(&image.history));
    if said != real {
        faults.push(format!("history: predicted {said:#?}, built {real:#?}"));
    }
    faults.extend(compare_files(predicted, image, is_old));
    faults
}

/// Leaves of a line of history what old engines write too.
fn as_old(line: &str) -> String {
    let words = line.split(' ');
    let is_asked = |word: &str| word.starts_with("--chown=") || word.starts_with("--chmod=");
    match line.split(' ').next() {
        Some(keyword @ ("ARG" | "EXPOSE" | "HEALTHCHECK")) => keyword.to_owned(),
        Some("RUN") if line.starts_with("RUN |") => {
            let shell = line.find("/bin/sh").unwrap_or_default();
            line.chars().skip(shell).collect()
        }
        _ => words
            .filter(|word| !is_asked(word))
            .collect::<Vec<&str>>()
            .join(" "),
    }
}

/// Tells whether a setting is there; engines write nothing in several ways.
fn is_set(setting: &Value) -> bool {
    match setting {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn compare_files(predicted: &Prediction, image: &Image, is_old: bool) -> Vec<String> {
    let mut faults = Vec::new();
    for path in predicted
        .listed
        .iter()
        .filter(|path| !image.files.contains_key(*path))
    {
        faults.push(format!("{path}: printed as known, but not in the image"));
    }
    for (path, known) in predicted.files.entries() {
        let real = image.files.get(path);
        match (&known.kind, real) {
            (KnownKind::Gone, _) => {
                let left = image.files.keys().find(|real| is_at_or_below(real, path));
                faults.extend(
                    left.map(|left| format!("{left}: predicted as removed, but it is there")),
                );
            }
            (_, None) => faults.push(format!("{path}: predicted, but not in the image")),
            (_, Some(real)) => faults.extend(compare_file(path, known, real, is_old)),
        }
    }
    for path in image
        .files
        .keys()
        .filter(|path| !LEFT_BY_RUN.contains(&path.as_str()))
    {
        if predicted.files.presence(path) == Presence::Gone {
            faults.push(format!(
                "{path}: in the image, but predicted not to be there"
            ));
        }
    }
    faults
}

fn compare_file(path: &str, known: &KnownFile, real: &File, is_old: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut differ = |what: &str, said: String, is: String| {
        if said != is {
            faults.push(format!("{path}: {what}: predicted {said}, built {is}"));
        }
    };
    let kind = match &known.kind {
        KnownKind::File => EntryType::Regular,
        KnownKind::Directory => EntryType::Directory,
        KnownKind::Link(target) => {
            differ(
                "target",
                target.to_string(),
                real.target.clone().unwrap_or_default(),
            );
            EntryType::Symlink
        }
        KnownKind::Other | KnownKind::Unknown | KnownKind::Gone => real.kind,
    };
    differ("kind", format!("{kind:?}"), format!("{:?}", real.kind));
    let is_comparable = !(is_old && known.kind == KnownKind::Directory);
    if let Some(mode) = known.mode.filter(|_| is_comparable) {
        differ("mode", format!("{mode:o}"), format!("{:o}", real.mode));
    }
    if let (KnownKind::File, Some(bytes)) = (&known.kind, known.bytes) {
        differ("bytes", bytes.to_string(), real.bytes.to_string());
    }
    if let Some(owner) = &known.owner {
        let (user, group) = owner.split_once(':').unwrap_or((owner, ""));
        differ(
            "user",
            number(user, USERS).to_string(),
            real.owner.0.to_string(),
        );
        if !group.is_empty() {
            differ(
                "group",
                number(group, GROUPS).to_string(),
                real.owner.1.to_string(),
            );
        }
    }
    faults
}

/// Looks a name up as the image's own files would have it; an unknown one counts as root.
fn number(name: &str, names: &str) -> u64 {
    name.parse().unwrap_or_else(|_not_a_number| {
        let mut lines = names.lines().map(|line| line.split(':'));
        let found = lines.find(|words| words.clone().next() == Some(name));
        found.map_or(0, |mut words| words.nth(2).unwrap().parse().unwrap())
    })
}
