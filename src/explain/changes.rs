//! What an instruction changes in the image: before and after.

use crate::build::environment::Environment;
use crate::build::image_state::{ImageState, Table, default_shell};
use crate::build::setting::{Origin, Setting};
use crate::build::value::Value;
use crate::doc::Change;
use crate::doc::text::Text;
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::phrases::plain_phrase;
use std::sync::Arc;

/// Lists what changes between the image before an instruction and after it.
pub fn changes(subject: &Subject<'_>) -> Vec<Change> {
    let (Some(before), Some(after)) = (subject.before(), subject.after()) else {
        return Vec::new();
    };
    let is_windows = subject.stage.is_some_and(|stage| stage.is_windows);
    let mut changes = changes_between(before, after, Some(subject.index));
    let shell = plain_phrase("shell");
    for change in changes.iter_mut().filter(|change| change.what == shell) {
        let default = || {
            let words = default_shell(is_windows).iter().map(ToString::to_string);
            shown::words(&words.collect::<Vec<String>>())
        };
        change.before.get_or_insert_with(default);
    }
    changes
}

/// Lists what changes between two states; with an instruction, only what that one set.
pub fn changes_between(before: &ImageState, after: &ImageState, by: Option<usize>) -> Vec<Change> {
    let mut changes = Changes {
        found: Vec::new(),
        by: by.map(Origin::Instruction),
    };
    changes.environment(&before.environment, &after.environment);
    changes.value(
        "working-directory",
        &before.working_directory,
        &after.working_directory,
        Some("/"),
    );
    changes.value("user", &before.user, &after.user, Some("root"));
    changes.words("entrypoint", &before.entrypoint, &after.entrypoint);
    changes.words("command", &before.command, &after.command);
    changes.words("shell", &before.shell, &after.shell);
    changes.value(
        "stop-signal",
        &before.stop_signal,
        &after.stop_signal,
        Some("SIGTERM"),
    );
    changes.names("ports", &before.exposed_ports, &after.exposed_ports);
    changes.names("volumes", &before.volumes, &after.volumes);
    changes.labels(&before.labels, &after.labels);
    changes.found
}

struct Changes {
    found: Vec<Change>,
    by: Option<Origin>,
}

impl Changes {
    fn is_by(&self, origin: Origin) -> bool {
        self.by.is_none_or(|by| by == origin)
    }

    fn push(&mut self, what: Text, before: Option<Text>, after: Option<Text>) {
        if before != after {
            self.found.push(Change {
                what,
                before,
                after,
            });
        }
    }

    fn environment(&mut self, before: &Environment, after: &Environment) {
        for variable in after
            .iter()
            .filter(|variable| self.is_by(variable.origin))
            .cloned()
            .collect::<Vec<_>>()
        {
            let old = before
                .get(&variable.name)
                .map(|old| shown::value(&old.value));
            self.push(
                Text::code(&*variable.name),
                old,
                Some(shown::value(&variable.value)),
            );
        }
    }

    fn value(
        &mut self,
        name: &str,
        before: &Setting<Value>,
        after: &Setting<Value>,
        default: Option<&str>,
    ) {
        if !after.origin().is_some_and(|origin| self.is_by(origin)) {
            return;
        }
        let show = |setting: &Setting<Value>| match setting {
            Setting::Set { value, .. } => Some(shown::value(value)),
            Setting::Unset => default.map(Text::code),
            Setting::Unknown => Some(plain_phrase("unknown-from-base")),
        };
        self.push(plain_phrase(name), show(before), show(after));
    }

    fn words(
        &mut self,
        name: &str,
        before: &Setting<Arc<[String]>>,
        after: &Setting<Arc<[String]>>,
    ) {
        let is_gone = matches!(after, Setting::Unset) && !matches!(before, Setting::Unset);
        if !is_gone && !after.origin().is_some_and(|origin| self.is_by(origin)) {
            return;
        }
        let show = |setting: &Setting<Arc<[String]>>| match setting {
            Setting::Set { value, .. } => Some(shown::words(value)),
            Setting::Unset => None,
            Setting::Unknown => Some(plain_phrase("unknown-from-base")),
        };
        self.push(plain_phrase(name), show(before), show(after));
    }

    fn names(&mut self, name: &str, before: &Table<()>, after: &Table<()>) {
        let new: Vec<&Value> = after
            .iter()
            .filter(|(_, ((), origin))| self.is_by(*origin))
            .map(|(value, _)| value)
            .collect();
        if new.is_empty() {
            return;
        }
        let old = (!before.is_empty()).then(|| shown::values(before.keys()));
        self.push(plain_phrase(name), old, Some(shown::values(after.keys())));
    }

    fn labels(&mut self, before: &Table<Value>, after: &Table<Value>) {
        for (key, (value, origin)) in after {
            if self.is_by(*origin) {
                let old = before.get(key).map(|(old, _)| shown::value(old));
                let mut what = plain_phrase("label");
                what.push_plain(" ");
                what.append(shown::value(key));
                self.push(what, old, Some(shown::value(value)));
            }
        }
    }
}
