//! Where a program comes from that is no command of the system: the file's own lines say it.

use crate::build::command::Command;
use crate::build::paths::{clean, resolve};
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::explain::command_use::CommandUse;
use crate::explain::path_origin::{PathOrigin, PathOriginKind, path_origin_before};
use crate::explain::subject::Subject;
use crate::knowledge::phrases::{phrase, plain_phrase};

/// Says what a called program is, where it is a file that this Dockerfile brings; nothing where it does not.
pub fn script_origin(subject: &Subject<'_>, command: &CommandUse) -> Option<Text> {
    if command.is_function {
        return Some(plain_phrase("program-function"));
    }
    let stage = subject.stage?;
    if !command.called.contains('/') && !has_script_ending(&command.called) {
        return None;
    }
    let folder = subject
        .working_directory()
        .and_then(Value::as_known)
        .unwrap_or("/");
    let path = resolve(folder, &command.called, false, false).ok()?;
    let origin = path_origin_before(stage, &path, subject.index)
        .or_else(|| copied_everything(stage, &path, subject.index))?;
    let mut values = Values::new();
    values.insert(
        "line",
        Text::plain(subject.line_of(origin.instruction).to_string()),
    );
    let name = match origin.kind {
        PathOriginKind::Command => "program-made-by-command",
        PathOriginKind::Copy => "program-copied",
        PathOriginKind::Workdir => return None,
    };
    Some(phrase(name, &values))
}

/// Says that nothing in this file tells what a program is.
pub fn unknown_program() -> Text {
    plain_phrase("program-unknown")
}

fn has_script_ending(name: &str) -> bool {
    [".sh", ".py", ".pl", ".rb", ".js", ".bash"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// Finds a COPY above an instruction whose folder holds the path.
fn copied_everything(stage: &Stage, path: &str, instruction: usize) -> Option<PathOrigin> {
    let steps = stage.steps.iter().rev();
    let mut earlier = steps.filter(|step| step.instruction < instruction);
    let step = earlier.find(|step| {
        let Command::Copy(copy) = &step.command else {
            return false;
        };
        let folder = stage
            .state_before(step.instruction)
            .and_then(|state| state.working_directory.value());
        let folder = folder.and_then(Value::as_known).unwrap_or("/");
        let destination = copy
            .destination
            .as_known()
            .and_then(|to| resolve(folder, to, false, false).ok());
        destination
            .is_some_and(|to| path.starts_with(&format!("{}/", clean(&to).trim_end_matches('/'))))
    })?;
    Some(PathOrigin {
        instruction: step.instruction,
        kind: PathOriginKind::Copy,
    })
}
