//! Goals about paths of the last image, as far as the lines tell.

use crate::analysis::Analysis;
use crate::build::known_files::{KnownFiles, Presence};
use crate::course::goal::line_of;

/// Says that a path is not there, or that nobody can tell.
pub(super) fn lacking(analysis: &Analysis, path: &str) -> Option<String> {
    with_end(analysis, path, |presence| match presence {
        Presence::There(_) => None,
        Presence::Gone => Some(format!("the last image has no {path}")),
        Presence::Unknown => Some(not_known_to_be_there(path)),
    })
}

/// Says that a path is there. A path that no line is known to put there counts as absent.
pub(super) fn present(analysis: &Analysis, path: &str) -> Option<String> {
    with_end(analysis, path, |presence| match presence {
        Presence::There(file) => Some(format!(
            "line {} puts {path} into the last image",
            line_of(analysis, file.instruction)
        )),
        Presence::Gone | Presence::Unknown => None,
    })
}

/// Says that nobody can tell whether a path is there.
pub(super) fn not_known_to_be_there(path: &str) -> String {
    format!("no line is known to put {path} into the last image")
}

/// Gives what is known of the files of the last image; nothing where the file builds none.
pub(super) fn known_in_last_image(analysis: &Analysis) -> Option<&KnownFiles> {
    let target = analysis.stages().iter().position(|stage| stage.is_target)?;
    Some(analysis.files().stage(target)?.end())
}

fn with_end(
    analysis: &Analysis,
    path: &str,
    say: impl FnOnce(Presence<'_>) -> Option<String>,
) -> Option<String> {
    match known_in_last_image(analysis) {
        Some(files) => {
            // The folders of a path may be links; a link at its end is there itself.
            let resolved = files.resolve(path, false);
            say(files.presence(resolved.as_deref().unwrap_or(path)))
        }
        None => Some("the file builds no stage".to_owned()),
    }
}
