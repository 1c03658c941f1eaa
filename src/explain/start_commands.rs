//! The commands of CMD, ENTRYPOINT and HEALTHCHECK in shell form: they run in a container, not in a build.
//!
//! Their parts stand below the text that the shell is given. Refuses to say of them what is true of a
//! build alone: the sentences of `assets/commands` were written for RUN.

use crate::doc::template::{Values, fill};
use crate::doc::text::{Inline, Text};
use crate::explain::command_use::{CommandUse, command_uses};
use crate::explain::commands::{add_parts, said_phrase, whole_phrase};
use crate::explain::facts::{Findings, PartFacts};
use crate::explain::shapes::{Shape, shapes_without_end};
use crate::explain::shell_kind::{ShellKind, shell_kind};
use crate::explain::subject::Subject;
use crate::explain::told_before::ToldBefore;
use crate::knowledge::shell_texts::shell_texts;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::tree::Joint;
use std::collections::BTreeSet;

/// Words that speak of the build.
const OF_A_BUILD: [&str; 5] = ["RUN", "build", "layer", "Dockerfile", "Makefile"];

/// Adds the commands of a shell form that a container runs, below the part that is the whole text.
pub(in crate::explain) fn start_parts(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(script) = RunScript::of(subject.tree, subject.instruction) else {
        return;
    };
    if script.has_foreign_interpreter() || shell_kind(subject) != ShellKind::Unix {
        return;
    }
    let uses = command_uses(&script);
    // Of a single program that nothing is known of, the text itself says all there is.
    if uses.iter().all(|command| command.used.is_none()) {
        return;
    }
    let tree = script.parse();
    let mut shapes = shapes_without_end(&tree, script.text())
        .into_iter()
        .peekable();
    let mut told = ToldBefore::default();
    let mut joints = BTreeSet::new();
    for command in &uses {
        while let Some(shape) = shapes.next_if(|shape| shape.span.start <= command.span.start) {
            findings.push_shape(&script, deeper(shape));
        }
        if let (Some(name), Some(operator)) = (joint_name(command.joint), command.operator)
            && joints.insert(name)
        {
            let meaning = shell_texts().joint.get(name);
            let meaning = meaning.map(String::as_str).unwrap_or_default();
            let meaning = fill(meaning, &Values::new());
            let depth = command.depth.min(3) + 1;
            findings.push_script_part("command", &script, operator, depth, Some(meaning));
        }
        let start = findings.parts.len();
        add_parts(subject, &script, command, findings);
        told.fold(command, whole_phrase(command), start, &mut findings.parts);
        let own = findings.parts.iter_mut().skip(start);
        own.enumerate()
            .for_each(|(index, part)| for_a_container(part, command, index == 0));
    }
    for shape in shapes {
        findings.push_shape(&script, deeper(shape));
    }
}

fn deeper(shape: Shape) -> Shape {
    Shape {
        depth: shape.depth.saturating_add(1),
        ..shape
    }
}

fn joint_name(joint: Joint) -> Option<&'static str> {
    Some(match joint {
        Joint::First => return None,
        Joint::And => "and-goes-on",
        Joint::Or => "or",
        Joint::Semicolon | Joint::Newline => "start-next",
        Joint::Background => "start-background",
        Joint::Pipe => "start-pipe",
        Joint::PipeWithErrors => "pipe-with-errors",
    })
}

/// Moves a part below the text, and takes out of its meaning what speaks of a build.
fn for_a_container(part: &mut PartFacts, command: &CommandUse, is_head: bool) {
    part.depth = part.depth.saturating_add(1);
    let Some(meaning) = part.meaning.take() else {
        return;
    };
    let short = without_build(meaning);
    let phrase = || said_phrase(command).filter(|_| is_head);
    part.meaning = short.or_else(phrase).or_else(|| {
        let written = Text::code(part.written.as_str());
        let sentence = shell_texts().many.get("of-container");
        let sentence = sentence.map(String::as_str).unwrap_or_default();
        Some(fill(sentence, &Values::from([("meaning", written)])))
    });
}

/// Ends a meaning before the clause that speaks of a build; nothing where no other clause stands before it.
fn without_build(meaning: Text) -> Option<Text> {
    let mut kept = Text::default();
    for inline in meaning.0 {
        let Inline::Plain(words) = &inline else {
            kept.0.push(inline);
            continue;
        };
        let Some(at) = OF_A_BUILD.iter().filter_map(|word| words.find(word)).min() else {
            kept.0.push(inline);
            continue;
        };
        let before = words.get(..at).unwrap_or_default();
        let end = before.rfind([':', ';', ',', '('])?;
        kept.push_plain(before.get(..end).unwrap_or_default().trim_end());
        return Some(kept);
    }
    Some(kept)
}
