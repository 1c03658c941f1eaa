//! Which instruction of a stage made a path: the one that names it.

use crate::build::command::Command;
use crate::build::paths::{clean, resolve};
use crate::build::stage::Stage;
use crate::build::value::Value;

/// Says which instruction made a path, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathOrigin {
    /// The instruction.
    pub instruction: usize,
    /// How it made the path.
    pub kind: PathOriginKind,
}

/// Says how an instruction made a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathOriginKind {
    /// A command of a RUN names it.
    Command,
    /// COPY or ADD put it there.
    Copy,
    /// WORKDIR made the folder.
    Workdir,
}

/// Finds the instruction of a stage that made a path; nothing where none names it.
pub fn path_origin(stage: &Stage, path: &str) -> Option<PathOrigin> {
    let path = clean(path);
    stage.steps.iter().find_map(|step| {
        let state = stage.state_before(step.instruction)?;
        let folder = state
            .working_directory
            .value()
            .and_then(Value::as_known)
            .unwrap_or("/");
        let kind = match &step.command {
            Command::Run(run) => {
                let text = run.line.words.join(" ");
                let bodies = run
                    .heredocs
                    .iter()
                    .flat_map(|heredoc| heredoc.content.split_whitespace());
                let mut words = text.split_whitespace().chain(bodies);
                words
                    .any(|word| names(word, &path, folder))
                    .then_some(PathOriginKind::Command)
            }
            Command::Copy(copy) => {
                let destination =
                    resolve(folder, copy.destination.as_known()?, false, false).ok()?;
                is_in(&path, &destination).then_some(PathOriginKind::Copy)
            }
            Command::Workdir(_) => {
                let made = step
                    .state
                    .working_directory
                    .value()
                    .and_then(Value::as_known)?;
                (made == path).then_some(PathOriginKind::Workdir)
            }
            _ => None,
        }?;
        Some(PathOrigin {
            instruction: step.instruction,
            kind,
        })
    })
}

/// Tells whether a word of a command names a path: alone, behind `=`, or relative to the working directory.
fn names(word: &str, path: &str, folder: &str) -> bool {
    let word = word.trim_matches(['"', '\'', ';', '(', ')']);
    let word = word.rsplit_once('=').map_or(word, |(_, value)| value);
    !word.is_empty()
        && !word.starts_with('-')
        && resolve(folder, word, false, false).is_ok_and(|word| word == path)
}

/// Tells whether a path is a folder's, or the folder itself.
fn is_in(path: &str, folder: &str) -> bool {
    let folder = clean(folder);
    path == folder
        || folder != "/"
            && path
                .strip_prefix(folder.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
}
