//! The text of a script that stands in the Dockerfile itself, as a heredoc of COPY or ADD.
//!
//! Scripts of the build context are not read here.

use crate::build::command::{Command, CopyCommand};
use crate::build::paths::{clean, resolve};
use crate::build::stage::{Base, Stage};
use crate::build::value::Value;

/// Finds the text of the file at a path of a stage's image, where the last COPY to it holds it.
pub fn text_in_dockerfile(stages: &[Stage], stage: &Stage, path: &str) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    let folder = stage.end().working_directory.value();
    let folder = folder.and_then(Value::as_known).unwrap_or("/");
    let path = resolve(folder, path, false, false).ok()?;
    let mut stage = stage;
    loop {
        for (index, step) in stage.steps.iter().enumerate().rev() {
            if let Command::Copy(copy) = &step.command {
                let folder = stage.state_after_steps(index).working_directory.value();
                let folder = folder.and_then(Value::as_known).unwrap_or("/");
                if let Some(text) = text_of(copy, folder, &clean(&path)) {
                    return Some(text);
                }
            }
        }
        let Base::Stage(parent) = stage.base else {
            return None;
        };
        stage = stages.get(parent)?;
    }
}

fn text_of(copy: &CopyCommand, folder: &str, path: &str) -> Option<String> {
    let destination = copy.destination.as_known()?;
    let destination = resolve(folder, destination, false, true).ok()?;
    copy.contents.iter().find_map(|file| {
        let lands_at = if destination.ends_with('/') {
            format!("{destination}{}", file.name)
        } else {
            destination.clone()
        };
        let is_it = clean(&lands_at) == path;
        is_it.then(|| file.content.as_known().map(str::to_owned))?
    })
}
