//! Whether an image is known to have no shell: a shell form there has nothing that reads it.

use crate::build::command::Command;
use crate::build::image_state::ImageState;
use crate::build::paths::{clean, resolve};
use crate::build::plan::Plan;
use crate::build::stage::{Base, Stage};
use crate::build::value::Value;
use crate::explain::path_origin::lineage;
use crate::explain::subject::{known_base, root_stage};

/// Folders that `/bin` is a link to in many images.
const SAME_AS_BIN: &str = "/usr/bin";

/// Tells whether the image of a stage has no shell before an instruction (at its end where none is
/// named): its base brings none, and no line can have brought one.
pub fn lacks_shell(plan: &Plan, stage: &Stage, before: Option<usize>) -> bool {
    let root = root_stage(plan, stage);
    let has_none = match root.base {
        Base::Scratch => true,
        Base::Image => known_base(plan, stage).and_then(|known| known.shell()) == Some("none"),
        Base::Stage(_) | Base::Refused => false,
    };
    if !has_none || stage.is_windows {
        return false;
    }
    let state = match before {
        Some(instruction) => stage.state_before(instruction),
        None => Some(stage.end()),
    };
    let Some(shell) = state.and_then(shell_path) else {
        return false;
    };
    let stages = lineage(plan, stage);
    let steps = stages.iter().flat_map(|stage| {
        let steps = stage.steps.iter().enumerate();
        steps.map(move |(index, step)| (stage.state_after_steps(index), step))
    });
    let mut steps = steps.filter(|(_, step)| before.is_none_or(|end| step.instruction < end));
    !steps.any(|(state, step)| match &step.command {
        Command::Copy(copy) => may_hold(state, &copy.destination, &shell),
        // What runs without a shell may make one: `RUN ["/busybox", "--install"]`.
        Command::Run(run) => run.line.is_exec_form,
        _ => false,
    })
}

/// Gives the path of the shell that reads a shell form; nothing where it is looked for in PATH.
fn shell_path(state: &ImageState) -> Option<String> {
    let shell = state.with_shell("", false);
    let first = shell.first()?;
    first.starts_with('/').then(|| first.clone())
}

/// Tells whether what is copied to a path may bring the shell: the path is the shell's, or a folder above it.
fn may_hold(state: &ImageState, destination: &Value, shell: &str) -> bool {
    let Some(destination) = destination.as_known() else {
        return true;
    };
    let folder = state.working_directory.value();
    let folder = folder.map_or(Some("/"), Value::as_known);
    let is_relative = !destination.starts_with('/');
    let Some(folder) = folder.filter(|_| !(is_relative && state.working_directory.is_unknown()))
    else {
        return true;
    };
    let Ok(path) = resolve(folder, destination, false, false) else {
        return true;
    };
    let path = clean(&path);
    let name = shell.rsplit('/').next().unwrap_or_default();
    [shell.to_owned(), format!("{SAME_AS_BIN}/{name}")]
        .iter()
        .any(|shell| shell == &path || path == "/" || shell.starts_with(&format!("{path}/")))
}
