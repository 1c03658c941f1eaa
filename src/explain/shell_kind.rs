//! Which language a shell form is in: a Unix shell's, PowerShell's or cmd's.

use crate::build::image_state::ImageState;
use crate::explain::subject::Subject;

/// Names the language of a shell form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShellKind {
    /// sh, bash and their like.
    Unix,
    /// PowerShell.
    PowerShell,
    /// Windows' cmd.
    Cmd,
}

/// Decides it: by SHELL, by the base image, by the escape character.
pub fn shell_kind(subject: &Subject<'_>) -> ShellKind {
    let shell = subject.before().map(shell_words).unwrap_or_default();
    let program = shell
        .first()
        .map(|word| word.to_lowercase())
        .unwrap_or_default();
    if program.contains("powershell") || program.contains("pwsh") {
        return ShellKind::PowerShell;
    }
    if program.contains("cmd") {
        return ShellKind::Cmd;
    }
    let is_windows = subject.stage.is_some_and(|stage| stage.is_windows);
    // A backtick as escape character is written for Windows paths, where nothing else says so.
    if program.is_empty() && (is_windows || subject.tree.escape() == '`') {
        return ShellKind::Cmd;
    }
    ShellKind::Unix
}

fn shell_words(state: &ImageState) -> Vec<String> {
    state
        .shell
        .value()
        .map_or_else(Vec::new, |words| words.to_vec())
}
