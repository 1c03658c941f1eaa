//! The commands of instructions that start later: CMD, ENTRYPOINT and HEALTHCHECK in a container, ONBUILD
//! in another build.
//!
//! Their parts stand below the text that the shell is given. Refuses to say of a container's commands what
//! is true of a build alone: the sentences of `assets/commands` were written for RUN.

use crate::doc::template::{Values, fill};
use crate::doc::text::{Inline, Text};
use crate::explain::command_parts::{CommandParts, RunBy};
use crate::explain::command_phrase::said_phrase;
use crate::explain::command_use::CommandUse;
use crate::explain::commands::unix_commands;
use crate::explain::facts::{Findings, PartFacts};
use crate::explain::subject::Subject;
use crate::knowledge::shell_texts::shell_texts;
use crate::language::keyword::Keyword;

/// Words that speak of the build.
const OF_A_BUILD: [&str; 5] = ["RUN", "build", "layer", "Dockerfile", "Makefile"];

/// Adds the commands of an instruction that starts later, one level below its own parts: all of a
/// shell form, and of an exec form those of a script inside it.
pub(in crate::explain) fn later_command_parts(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(commands) = unix_commands(subject) else {
        return;
    };
    // Of a single program that nothing is known of, the text itself says all there is.
    if commands.uses.iter().all(|command| command.used.is_none()) {
        return;
    }
    let run_by = if subject.invocation.keyword == Keyword::Onbuild {
        RunBy::LaterBuild
    } else {
        RunBy::Container
    };
    let told = CommandParts::of(subject, &commands, run_by);
    findings.parts.extend(told.parts);
}

/// Takes out of a part's meaning what speaks of a build.
pub(in crate::explain) fn for_a_container(
    part: &mut PartFacts,
    command: &CommandUse,
    is_head: bool,
) {
    let Some(meaning) = part.meaning.take() else {
        return;
    };
    let short = without_build(meaning);
    let phrase = || said_phrase(command, &[]).filter(|_| is_head);
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
