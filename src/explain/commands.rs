//! The commands of a RUN: its parts, what they come to together, and what is said beside them.

use crate::doc::text::{Text, listed};
use crate::explain::come_and_go::come_and_go;
use crate::explain::command_facts::script_facts;
use crate::explain::command_parts::{CommandParts, RunBy};
use crate::explain::command_phrase::said_phrase;
use crate::explain::command_remarks::said_command_remarks;
use crate::explain::command_use::CommandUse;
use crate::explain::facts::{Findings, PartFacts};
use crate::explain::run_summary::run_summary;
use crate::explain::script_commands::ScriptCommands;
use crate::explain::script_origin::script_origin;
use crate::explain::shell_kind::{ShellKind, shell_kind};
use crate::explain::shell_modes::ShellModes;
use crate::explain::subject::Subject;
use crate::explain::windows_commands::windows_parts;
use crate::language::shell::run_script::RunScript;

/// The most commands that one sentence names.
const MOST_IN_A_SENTENCE: usize = 6;

/// Reads the commands of an instruction that a Unix shell, or no shell, starts.
pub fn unix_commands<'a>(subject: &Subject<'a>) -> Option<ScriptCommands<'a>> {
    if shell_kind(subject) != ShellKind::Unix {
        return None;
    }
    let shell = subject.before().and_then(|before| before.shell.value());
    let modes = shell.map_or_else(ShellModes::default, |words| ShellModes::of_shell(words));
    let mut commands = ScriptCommands::of(subject.tree, subject.instruction, modes)?;
    forget_namesakes(subject, &mut commands.uses);
    Some(commands)
}

/// Forgets what is said of a program where `./NAME` is a file that this Dockerfile brings itself.
fn forget_namesakes(subject: &Subject<'_>, uses: &mut [CommandUse]) {
    for command in uses {
        // Behind a `cd`, the place that `.` names is not known.
        if matches!(command.called.as_str(), "cd" | "pushd") {
            return;
        }
        let texts = command.texts.filter(|texts| !texts.words.of_project);
        if command.called.starts_with("./")
            && texts.is_some()
            && script_origin(subject, command).is_some()
        {
            command.forget_texts();
        }
    }
}

/// Tells whether something is known of the command that an exec form starts.
pub(in crate::explain) fn starts_known_command(subject: &Subject<'_>) -> bool {
    let commands = unix_commands(subject).unwrap_or_default();
    let first = commands.uses.first();
    first.is_some_and(|command| command.used.is_some())
}

/// Adds the commands of a RUN as parts, and what is true of them together.
pub(in crate::explain) fn command_parts(subject: &Subject<'_>, findings: &mut Findings) {
    let commands = unix_commands(subject).filter(|commands| !commands.scripts.is_empty());
    let Some(commands) = commands else {
        if let Some(script) = RunScript::of(subject.tree, subject.instruction) {
            findings.parts.push(PartFacts {
                role: "script",
                written: script.part().of(script.text()).to_owned(),
                spans: script.spans(script.part()),
                ..PartFacts::default()
            });
            push_windows_parts(subject, &script, findings);
        }
        return;
    };
    let told = CommandParts::of(subject, &commands, RunBy::Build);
    findings.parts.extend(told.parts);
    script_facts(&commands.uses, &told.joints, &mut findings.facts);
    headline(&commands, told.has_blocks, findings);
    findings.remarks.extend(come_and_go(&commands.uses));
    findings
        .remarks
        .extend(said_command_remarks(&commands.uses));
}

/// Finds out what one sentence can say of all the commands.
fn headline(commands: &ScriptCommands<'_>, has_blocks: bool, findings: &mut Findings) {
    let uses = &commands.uses;
    let top = uses.iter().filter(|command| command.is_at_top()).count();
    let facts = &mut findings.facts;
    facts.note(if top == 1 && !has_blocks {
        "one-command"
    } else {
        "many-commands"
    });
    facts.set_plain("count", top.to_string());
    let said: Vec<Text> = uses
        .iter()
        .enumerate()
        .filter(|(_, command)| command.is_at_top())
        .filter_map(|(index, command)| {
            said_phrase(command, uses.get(index + 1..).unwrap_or_default())
        })
        .collect();
    // A sentence that leaves commands out would be wrong, and a long one says nothing.
    if !said.is_empty() && said.len() == top && top <= MOST_IN_A_SENTENCE && !has_blocks {
        let mut phrases = said;
        phrases.dedup();
        facts.note("says-what");
        facts.set("what", listed(phrases));
    } else if let Some(summary) = run_summary(uses) {
        facts.note("sums-up");
        facts.note_if("sums-up-partly", summary.is_partial);
        facts.set("what", summary.what);
    }
}

/// Adds what is known of the commands of a script in PowerShell or cmd.
fn push_windows_parts(subject: &Subject<'_>, script: &RunScript<'_>, findings: &mut Findings) {
    let kind = shell_kind(subject);
    if kind == ShellKind::Unix {
        return;
    }
    let is_powershell = kind == ShellKind::PowerShell;
    for part in windows_parts(script.text(), script.part(), is_powershell) {
        findings.parts.push(PartFacts {
            role: "command",
            written: part.span.of(script.text()).to_owned(),
            spans: script.spans(part.span),
            depth: 1 + u8::from(part.is_option),
            meaning: Some(part.meaning),
            ..PartFacts::default()
        });
    }
}
