//! Goals about paths of the last image, as far as the lines tell.

use crate::analysis::Analysis;
use crate::build::known_files::{KnownFiles, Presence};
use crate::course::goal::line_of;

/// Says that a path is not there, or that nobody can tell.
pub(super) fn lacking(analysis: &Analysis, path: &str) -> Option<String> {
    with_end(analysis, |files| match files.presence(path) {
        Presence::There(_) => None,
        Presence::Gone => Some(format!("the last image has no {path}")),
        Presence::Unknown => Some(format!(
            "no line is known to put {path} into the last image"
        )),
    })
}

/// Says that a path is there. A path that no line is known to put there counts as absent.
pub(super) fn present(analysis: &Analysis, path: &str) -> Option<String> {
    with_end(analysis, |files| match files.presence(path) {
        Presence::There(file) => Some(format!(
            "line {} puts {path} into the last image",
            line_of(analysis, file.instruction)
        )),
        Presence::Gone | Presence::Unknown => None,
    })
}

fn with_end(
    analysis: &Analysis,
    look: impl FnOnce(&KnownFiles) -> Option<String>,
) -> Option<String> {
    let target = analysis.stages().iter().position(|stage| stage.is_target);
    let files = analysis.files();
    match target.and_then(|target| files.stage(target)) {
        Some(stage) => look(stage.end()),
        None => Some("the file builds no stage".to_owned()),
    }
}
