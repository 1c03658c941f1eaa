//! Whether an image is known to have no shell: a shell form there has nothing that reads it.

use crate::build::command::Command;
use crate::build::command::mount::MountKind;
use crate::build::image_state::ImageState;
use crate::build::paths::{clean, resolve};
use crate::build::plan::Plan;
use crate::build::stage::{Base, Stage, Step};
use crate::build::value::Value;
use crate::explain::path_origin::lineage;
use crate::explain::subject::{known_base, root_stage};

/// The folder that `/bin` is a link to in many images.
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
    // A mount may show a shell to its own RUN.
    let own = before.and_then(|instruction| stage.step_of(instruction));
    if own.is_some_and(|step| mounts_files(&step.command)) {
        return false;
    }
    let stages = lineage(plan, stage);
    let is_above = |step: &Step| before.is_none_or(|end| step.instruction < end);
    !stages.iter().any(|stage| {
        let mut steps = stage.steps.iter().enumerate();
        steps.any(|(index, step)| is_above(step) && may_bring(stage, index, &step.command, &shell))
    })
}

/// Tells whether a step of a stage may put the shell into its image.
fn may_bring(stage: &Stage, index: usize, command: &Command, shell: &str) -> bool {
    match command {
        Command::Copy(copy) => may_hold(stage.state_after_steps(index), &copy.destination, shell),
        // What runs without a shell of the image may make one: `RUN ["/busybox", "--install"]`.
        Command::Run(run) => run.line.is_exec_form || mounts_files(command),
        _ => false,
    }
}

/// Tells whether a RUN finds files of other places: `--mount=type=bind,from=busybox,target=/bin`.
fn mounts_files(command: &Command) -> bool {
    let Command::Run(run) = command else {
        return false;
    };
    run.mounts.iter().any(|mount| mount.kind == MountKind::Bind)
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
