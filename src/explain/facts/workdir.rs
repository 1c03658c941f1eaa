//! What is true of a WORKDIR.

use crate::build::command::Command;
use crate::build::setting::{Origin, Setting};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "relative",
        "has-variable",
        "root-folder",
        "same-folder",
        "set-before-here",
        "set-by-base",
        "other-stage-set-it",
        "value-unknown",
        "before-unknown",
        "user-later",
    ],
    values: &[
        "path",
        "written",
        "before",
        "set-line",
        "other-stage",
        "other-line",
        "user-line",
        "later-user",
    ],
    roles: &["path"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    if let Arguments::Text(span) = subject.invocation.arguments {
        findings.part(subject, "path", span);
    }
    let facts = &mut findings.facts;
    if facts.conditions.contains("refused") {
        return;
    }
    let (Some(Command::Workdir(written)), Some(before), Some(after)) =
        (subject.written(), subject.before(), subject.after())
    else {
        return;
    };
    let written = written.to_string();
    facts.note_if("has-variable", written.contains('$'));
    facts.set_code("written", written);
    let after = after.working_directory.value().cloned().unwrap_or_default();
    facts.set("path", shown::value(&after));
    facts.note_if("value-unknown", after.has_unknown());
    facts.note_if("root-folder", after.as_known() == Some("/"));
    if let Some(Command::Workdir(path)) = subject.command() {
        let is_relative = path.as_known().is_some_and(|path| {
            let is_windows = subject
                .stage
                .is_some_and(|stage| stage.platform.is_windows());
            !crate::build::paths::is_absolute(path, is_windows)
        });
        facts.note_if("relative", is_relative);
    }
    match &before.working_directory {
        Setting::Set { value, origin } => {
            facts.set("before", shown::value(value));
            facts.note_if("same-folder", *value == after);
            match origin {
                Origin::Instruction(line) => {
                    facts.note("set-before-here");
                    facts.set_plain("set-line", subject.line_of(*line).to_string());
                }
                Origin::BaseImage => facts.note("set-by-base"),
                Origin::Builder => {}
            }
        }
        Setting::Unset => facts.set_code("before", "/"),
        Setting::Unknown => facts.note("before-unknown"),
    }
    // A user that comes later does not own a folder made now.
    let later = subject.later().find_map(|(index, command)| match command {
        Command::User(user) => Some((index, user)),
        _ => None,
    });
    if let Some((index, user)) = later
        && !is_root(&user.to_string())
    {
        facts.note("user-later");
        facts.set_plain("user-line", subject.line_of(index).to_string());
        facts.set_code("later-user", user.to_string());
    }
    // Another stage with the same working directory: it does not carry over.
    let mut others = subject.plan.stages.iter().filter(|stage| {
        subject.stage.is_some_and(|own| own.index > stage.index)
            && stage.end().working_directory.value() == Some(&after)
    });
    if let Some(other) = others.next_back()
        && let Some(Origin::Instruction(instruction)) = other.end().working_directory.origin()
        && subject
            .stage
            .is_some_and(|own| own.base != crate::build::stage::Base::Stage(other.index))
    {
        facts.note("other-stage-set-it");
        facts.set("other-stage", shown::stage_name(other));
        facts.set_plain("other-line", subject.line_of(instruction).to_string());
    }
}

fn is_root(user: &str) -> bool {
    matches!(user.split(':').next(), None | Some("" | "0" | "root"))
}
