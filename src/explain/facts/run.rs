//! What is true of a RUN, its commands aside: form, mounts, heredocs, who runs it.

use crate::build::command::mount::{Mount, MountKind};
use crate::build::command::{Command, RunCommand};
use crate::doc::text::Text;
use crate::explain::commands::command_parts;
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "exec-form",
        "shell-form",
        "failed-json",
        "heredoc",
        "script-heredoc",
        "own-shell",
        "one-command",
        "many-commands",
        "says-what",
        "cache-mount",
        "bind-mount",
        "secret-mount",
        "ssh-mount",
        "tmpfs-mount",
        "optional-secret",
        "changes-directory",
        "exports",
        "activates",
        "background",
        "installs-packages",
        "semicolon",
        "pipe",
        "stops-at-first-failure",
        "mount-bind",
        "mount-cache",
        "mount-tmpfs",
        "mount-secret",
        "mount-ssh",
        "mount-from-stage",
        "mount-from-image",
        "mount-read-only",
        "mount-required",
        "mount-as-variable",
    ],
    values: &[
        "what",
        "shell",
        "count",
        "mount-target",
        "mount-from",
        "mount-id",
        "mount-source",
        "mount-env",
        "ends",
    ],
    roles: &["word", "script"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(Command::Run(run)) = subject.command() else {
        return;
    };
    mounts(subject, run, findings);
    let facts = &mut findings.facts;
    facts.note(if run.line.is_exec_form {
        "exec-form"
    } else {
        "shell-form"
    });
    let text = run.line.words.join(" ");
    facts.note_if(
        "failed-json",
        !run.line.is_exec_form && text.starts_with('['),
    );
    facts.note_if("heredoc", !run.heredocs.is_empty());
    facts.note_if(
        "script-heredoc",
        run.heredocs
            .first()
            .is_some_and(|heredoc| heredoc.content.starts_with("#!")),
    );
    if let Some(before) = subject.before() {
        facts.note_if("own-shell", before.shell.value().is_some());
        let is_windows = subject.stage.is_some_and(|stage| stage.is_windows);
        facts.set_code("shell", before.with_shell("", is_windows).join(" ").trim());
    }
    if run.line.is_exec_form {
        if let Arguments::Json(strings) = &subject.invocation.arguments {
            for (span, _) in strings {
                findings.part(subject, "word", *span);
            }
        }
        return;
    }
    command_parts(subject, findings);
}

/// Adds what is true of each `--mount` to its part.
fn mounts(subject: &Subject<'_>, run: &RunCommand, findings: &mut Findings) {
    let parts = findings
        .parts
        .iter_mut()
        .filter(|part| part.role == "flag:mount");
    for (part, mount) in parts.zip(&run.mounts) {
        let facts = &mut part.facts;
        facts.note(match mount.kind {
            MountKind::Bind => "mount-bind",
            MountKind::Cache => "mount-cache",
            MountKind::Tmpfs => "mount-tmpfs",
            MountKind::Secret => "mount-secret",
            MountKind::Ssh => "mount-ssh",
        });
        facts.note_if("mount-read-only", mount.is_read_only);
        facts.note_if("mount-required", mount.is_required);
        facts.set("mount-target", target(mount));
        facts.set("mount-source", shown::value(&mount.source));
        facts.set(
            "mount-id",
            shown::value(if mount.id.is_known_empty() {
                &mount.source
            } else {
                &mount.id
            }),
        );
        if let Some(env) = &mount.env {
            facts.note("mount-as-variable");
            facts.set("mount-env", shown::value(env));
        }
        if !mount.from.is_empty() {
            let lower = mount.from.to_lowercase();
            let stage = subject
                .plan
                .stages
                .iter()
                .rfind(|stage| stage.name.as_deref() == Some(lower.as_str()));
            facts.note(if stage.is_some() {
                "mount-from-stage"
            } else {
                "mount-from-image"
            });
            facts.set(
                "mount-from",
                stage.map_or_else(|| Text::code(mount.from.as_str()), shown::stage_name),
            );
        }
    }
    for mount in &run.mounts {
        let facts = &mut findings.facts;
        match mount.kind {
            MountKind::Bind => facts.note("bind-mount"),
            MountKind::Cache => facts.note("cache-mount"),
            MountKind::Tmpfs => facts.note("tmpfs-mount"),
            MountKind::Secret => {
                facts.note("secret-mount");
                facts.note_if("optional-secret", !mount.is_required);
            }
            MountKind::Ssh => facts.note("ssh-mount"),
        }
    }
}

/// Gives where a mount appears; a secret without a target lies in `/run/secrets`.
fn target(mount: &Mount) -> Text {
    if mount.kind == MountKind::Secret && mount.target.is_known_empty() {
        let id = if mount.id.is_known_empty() {
            &mount.source
        } else {
            &mount.id
        };
        let id = id.to_string();
        let name = id.rsplit('/').next().unwrap_or_default();
        return Text::code(format!("/run/secrets/{name}"));
    }
    shown::value(&mount.target)
}
