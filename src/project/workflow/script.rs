//! The commands of a shell script, with what their words come to.

use crate::language::shell::parse;
use crate::language::shell::simple_commands::{SimpleCommandRef, Surrounding, simple_commands};
use crate::language::shell::word::{Word, WordPiece, WordPieceKind};
use crate::project::place::join;
use std::collections::BTreeMap;

/// Holds variables of a shell: the text, or why it is not known.
pub(in crate::project::workflow) type Variables = BTreeMap<String, Result<String, String>>;

/// Holds a word of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::project::workflow) struct ReadWord {
    /// What is known of it.
    pub(in crate::project::workflow) text: String,
    /// What the rest hangs on.
    pub(in crate::project::workflow) why: Option<String>,
}

/// Holds a command with the folder that it runs in.
#[derive(Clone, Debug)]
pub(in crate::project::workflow) struct ReadCommand {
    pub(in crate::project::workflow) words: Vec<ReadWord>,
    /// The folder, counted from the project's, or why it is not known.
    pub(in crate::project::workflow) folder: Result<String, String>,
    /// What the shell's variables are then.
    pub(in crate::project::workflow) variables: Variables,
}

/// Reads the commands of a script that starts in a folder.
pub(in crate::project::workflow) fn commands(
    script: &str,
    folder: &str,
    mut variables: Variables,
) -> Vec<ReadCommand> {
    let tree = parse(script);
    let mut found = Vec::new();
    // A subshell has a folder of its own, and what it changes ends with it.
    let mut outer: Result<String, String> = Ok(folder.to_owned());
    let mut inner = None;
    for command in simple_commands(&tree) {
        if command.is_in_substitution() {
            continue;
        }
        let is_inside = command.is_in(Surrounding::Subshell);
        if !is_inside {
            inner = None;
        }
        let here = if is_inside {
            inner.get_or_insert_with(|| outer.clone())
        } else {
            &mut outer
        };
        let words = words(&command, &variables);
        match words.first().map(|word| word.text.as_str()) {
            None | Some("export" | "readonly" | "local" | "declare") => {
                assign(&command, &words, &mut variables);
            }
            Some("cd") => *here = moved(here, words.get(1)),
            Some(_) => found.push(ReadCommand {
                words,
                folder: here.clone(),
                variables: variables.clone(),
            }),
        }
    }
    found
}

fn words(command: &SimpleCommandRef<'_>, variables: &Variables) -> Vec<ReadWord> {
    let words = command.command.words.iter();
    words.map(|word| read(word, variables)).collect()
}

/// Remembers what variables are set to.
fn assign(command: &SimpleCommandRef<'_>, words: &[ReadWord], variables: &mut Variables) {
    for assignment in &command.command.assignments {
        let word = read(&assignment.value, variables);
        let value = word.why.map_or(Ok(word.text), Err);
        variables.insert(assignment.name.clone(), value);
    }
    for word in words.iter().skip(1) {
        if let Some((name, value)) = word.text.split_once('=') {
            let value = word.why.clone().map_or(Ok(value.to_owned()), Err);
            variables.insert(name.to_owned(), value);
        }
    }
}

fn moved(here: &Result<String, String>, to: Option<&ReadWord>) -> Result<String, String> {
    match (here, to) {
        (Ok(here), Some(ReadWord { text, why: None })) if text != "-" => Ok(join(here, text)),
        (Err(why), _) => Err(why.clone()),
        (_, Some(ReadWord { why: Some(why), .. })) => Err(why.clone()),
        _ => Err("is where the script has gone".to_owned()),
    }
}

fn read(word: &Word, variables: &Variables) -> ReadWord {
    let mut read = ReadWord {
        text: String::new(),
        why: None,
    };
    push(&word.pieces, variables, &mut read, 0);
    read
}

fn push(pieces: &[WordPiece], variables: &Variables, read: &mut ReadWord, depth: usize) {
    for piece in pieces {
        match &piece.kind {
            WordPieceKind::Literal(text)
            | WordPieceKind::SingleQuoted(text)
            | WordPieceKind::DollarQuoted(text) => read.text.push_str(text),
            WordPieceKind::Escaped(character) => read.text.push(*character),
            WordPieceKind::Continuation => {}
            WordPieceKind::DoubleQuoted(pieces) if depth < 16 => {
                push(pieces, variables, read, depth + 1);
            }
            WordPieceKind::Variable(variable) => {
                let value = variables.get(&variable.name);
                match (&variable.operation, value) {
                    (None, Some(Ok(value))) => read.text.push_str(value),
                    (_, Some(Err(why))) => unknown(read, why.clone()),
                    (Some(operation), value)
                        if matches!(operation.operator.as_str(), ":-" | "-") && depth < 16 =>
                    {
                        match value {
                            Some(Ok(value)) if !value.is_empty() => read.text.push_str(value),
                            _ => push(&operation.word.pieces, variables, read, depth + 1),
                        }
                    }
                    _ => unknown(read, format!("hangs on ${}", variable.name)),
                }
            }
            _ => unknown(read, "hangs on what another command writes".to_owned()),
        }
    }
}

fn unknown(read: &mut ReadWord, why: String) {
    read.why.get_or_insert(why);
}
