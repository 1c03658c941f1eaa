//! What is true of a RUN, its commands aside: form, mounts, heredocs, who runs it.

use crate::build::command::mount::{MountKind, Sharing};
use crate::build::command::{Command, RunCommand};
use crate::build::paths::resolve;
use crate::build::value::Value;
use crate::doc::text::Text;
use crate::explain::commands::{command_parts, starts_known_command};
use crate::explain::facts::{Findings, Vocabulary};
use crate::explain::path_origin::scripts;
use crate::explain::shell_kind::{ShellKind, shell_kind};
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::rule::Facts;
use crate::language::arguments::Arguments;

/// The longest text that a sentence shows whole, in characters.
const LONGEST_SHOWN: usize = 60;

/// What this file can give.
pub const VOCABULARY: Vocabulary = Vocabulary {
    conditions: &[
        "exec-form",
        "shell-form",
        "failed-json",
        "heredoc",
        "script-heredoc",
        "own-shell",
        "shell-unknown",
        "bare-heredoc",
        "no-text",
        "short",
        "pipefail",
        "powershell",
        "language-powershell",
        "language-cmd",
        "first-word",
        "one-command",
        "many-commands",
        "says-what",
        "sums-up",
        "sums-up-partly",
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
        "mount-from-context",
        "mount-read-only",
        "mount-has-source",
        "mount-has-target",
        "mount-is-file",
        "mount-locked",
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
        "program",
        "script",
        "interpreter",
    ],
    roles: &["word", "script"],
};

pub(in crate::explain) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(Command::Run(run)) = subject.command() else {
        return;
    };
    if findings.facts.conditions.contains("refused") {
        return command_parts(subject, findings);
    }
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
        facts.note_if("shell-unknown", before.shell.is_unknown());
        let is_windows = subject.stage.is_some_and(|stage| stage.is_windows);
        let shell = before.with_shell("", is_windows).join(" ");
        let lower = shell.to_lowercase();
        facts.note_if("pipefail", lower.contains("pipefail"));
        facts.note_if(
            "powershell",
            lower.contains("powershell") || lower.contains("pwsh"),
        );
        facts.set_code("shell", shell.trim());
    }
    match shell_kind(subject) {
        ShellKind::Unix => {}
        ShellKind::PowerShell => facts.note("language-powershell"),
        ShellKind::Cmd => facts.note("language-cmd"),
    }
    text_facts(run, &text, facts);
    if run.line.is_exec_form {
        if starts_known_command(subject) {
            return command_parts(subject, findings);
        }
        if let Arguments::Json(strings) = &subject.invocation.arguments {
            for (index, (span, _)) in strings.iter().enumerate() {
                let facts = findings.part(subject, "word", *span);
                facts.note_if("first-word", index == 0);
            }
        }
        return;
    }
    command_parts(subject, findings);
}

/// Finds out what can be said of the text itself.
fn text_facts(run: &RunCommand, text: &str, facts: &mut Facts) {
    let text = text.trim();
    facts.note_if(
        "bare-heredoc",
        text.starts_with("<<") && !text.contains(char::is_whitespace),
    );
    facts.note_if("no-text", text.is_empty());
    let is_short = text.chars().count() <= LONGEST_SHOWN && !text.contains('\n');
    facts.note_if("short", is_short && run.heredocs.is_empty());
    let script = text.split_whitespace().collect::<Vec<_>>().join(" ");
    facts.set_code("script", script);
    let program = run.line.words.first().map(String::as_str);
    facts.set_code("program", program.unwrap_or_default());
    let first_line = run
        .heredocs
        .first()
        .and_then(|heredoc| heredoc.content.lines().next())
        .and_then(|line| line.strip_prefix("#!"));
    facts.set_code("interpreter", first_line.unwrap_or_default().trim());
    let sets_pipefail = scripts(run).any(|script| script.contains("pipefail"));
    facts.note_if("pipefail", sets_pipefail);
}

/// Shows where a mount appears: a path that counts from the working directory is told from the root.
fn mount_target(subject: &Subject<'_>, target: &Value) -> Text {
    let folder = subject
        .working_directory()
        .map_or(Some("/"), Value::as_known);
    let is_unknown = subject
        .before()
        .is_none_or(|before| before.working_directory.is_unknown());
    let path = target.as_known().filter(|path| !path.is_empty());
    match (path, folder) {
        (Some(path), Some(folder)) if !path.starts_with('/') && !is_unknown => {
            let is_windows = subject.stage.is_some_and(|stage| stage.is_windows);
            resolve(folder, path, is_windows, false)
                .map_or_else(|_odd| shown::value(target), Text::code)
        }
        _ => shown::value(target),
    }
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
        let has_target = !mount.target.is_known_empty();
        facts.note_if("mount-has-target", has_target);
        // A secret that is asked for as a variable alone is no file.
        facts.note_if("mount-is-file", has_target || mount.env.is_none());
        facts.note_if("mount-locked", mount.sharing == Some(Sharing::Locked));
        facts.set(
            "mount-target",
            mount_target(subject, &mount.effective_target()),
        );
        let has_source = !mount.source.is_known_empty()
            && !matches!(mount.source.as_known(), Some("." | "/" | "./"));
        facts.note_if("mount-has-source", has_source);
        facts.set("mount-source", shown::value(&mount.source));
        facts.set("mount-id", shown::value(&mount.effective_id()));
        if let Some(env) = &mount.env {
            facts.note("mount-as-variable");
            facts.set("mount-env", shown::value(env));
        }
        if mount.from.is_empty() {
            facts.note("mount-from-context");
        } else {
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
