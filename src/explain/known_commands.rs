//! The commands of an instruction as others need them: name, place, the folder each starts in, and for
//! which of them and of their options a text exists: the measure of `assets/commands`.

use crate::build::setting::Setting;
use crate::build::value::Value;
use crate::explain::command_folders::command_folders;
use crate::explain::command_use::CommandUse;
use crate::explain::commands::unix_commands;
use crate::explain::options::WordKind;
use crate::explain::script_origin::script_origin;
use crate::explain::subject::Subject;
use crate::language::shell::run_script::RunScript;
use crate::language::span::Span;

/// Holds a command and whether it can be explained. Spans are places in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCommand {
    /// Its name as called, without quotes.
    pub name: String,
    /// From its name to its last word.
    pub span: Span,
    /// Whether a text for this very command and subcommand exists, or the file says where it comes from.
    pub is_known: bool,
    /// The folder it starts in, as far as the lines tell.
    pub folder: Option<String>,
    /// Its options.
    pub options: Vec<KnownOption>,
}

/// Holds an option and whether it can be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownOption {
    /// The word as written.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// Whether a text exists for it, or for each of its letters.
    pub is_known: bool,
}

/// Lists the commands of an instruction in source order, those inside other commands too; a script
/// for another program has none.
pub fn known_commands(subject: &Subject<'_>) -> Vec<KnownCommand> {
    let Some(commands) = unix_commands(subject) else {
        return Vec::new();
    };
    let folders = command_folders(&commands, working_directory(subject));
    let uses = commands.uses.iter().zip(folders);
    let uses = uses.filter_map(|(command, folder)| {
        let script = commands.text(command.place.script)?;
        Some(KnownCommand {
            folder,
            ..known_command(subject, script, command)
        })
    });
    let mut known: Vec<KnownCommand> = uses.collect();
    known.sort_by_key(|command| command.span.start);
    known
}

/// Gives the folder that the instruction starts in; where none is set, that is the root.
fn working_directory(subject: &Subject<'_>) -> Option<String> {
    match &subject.before()?.working_directory {
        Setting::Unset => Some("/".to_owned()),
        Setting::Set { value, .. } => match Value::as_known(value)? {
            "" => Some("/".to_owned()),
            folder => Some(folder.to_owned()),
        },
        Setting::Unknown => None,
    }
}

fn known_command(
    subject: &Subject<'_>,
    script: &RunScript<'_>,
    command: &CommandUse,
) -> KnownCommand {
    let is_known = command.is_explained() || script_origin(subject, command).is_some();
    let mut options: Vec<KnownOption> = Vec::new();
    for (word, span) in command
        .words
        .iter()
        .filter(|(word, _)| word.kind == WordKind::Option)
    {
        let span = in_file(script, *span);
        let has_text = word
            .option
            .is_some_and(|option| !option.text.what.is_empty());
        // Letters behind one dash have one place: all of them must be known.
        match options
            .last_mut()
            .filter(|last| last.span.start == span.start)
        {
            Some(last) => last.is_known &= has_text,
            None => options.push(KnownOption {
                text: span.of(subject.tree.text()).to_owned(),
                span,
                is_known: has_text,
            }),
        }
    }
    KnownCommand {
        name: command.called.clone(),
        span: in_file(script, command.span),
        is_known,
        folder: None,
        options,
    }
}

/// Gives the place in the file, from the first to the last byte.
fn in_file(script: &RunScript<'_>, span: Span) -> Span {
    let spans = script.spans(span);
    Span {
        start: spans.first().map_or(0, |first| first.start),
        end: spans.last().map_or(0, |last| last.end),
    }
}
