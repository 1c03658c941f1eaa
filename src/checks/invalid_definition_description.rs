//! `InvalidDefinitionDescription`: the comment above a stage or ARG does not start with its name.

use crate::build::command::Command;
use crate::checks::run::{Checked, Report};

pub(in crate::checks) fn find(checked: Checked<'_>, report: &mut Report<'_>) {
    for (index, instruction, command) in checked.instructions() {
        let (keyword, names) = match command {
            Some(Command::From(from)) => match &from.name {
                Some(name) => ("FROM", vec![name.as_str()]),
                None => continue,
            },
            Some(Command::Arg(arguments)) => {
                let names = arguments.iter().map(|argument| argument.name.as_str());
                ("ARG", names.collect())
            }
            _ => continue,
        };
        let comments = checked.tree.comments(instruction);
        let first_word = comments
            .last()
            .and_then(|comment| comment.split(' ').next());
        if first_word.is_some_and(|word| !names.contains(&word)) {
            let example = match names.as_slice() {
                [name] => name,
                _ => "<arg_key>",
            };
            let message = format!(
                "Comment for {keyword} should follow the format: `# {example} <description>`"
            );
            report.add_while_reading(index, message);
        }
    }
}
