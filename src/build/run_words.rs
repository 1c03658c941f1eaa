//! The words that a RUN starts: its shell, its script, its heredocs put in.

use crate::build::command::RunCommand;
use crate::build::command::read::without_leading_tabs;
use crate::build::image_state::ImageState;
use crate::language::heredoc::heredoc_mark;

/// Gives the words that a RUN starts, once its heredocs are put in.
pub fn run_words(run: &RunCommand, state: &ImageState, is_windows: bool) -> Vec<String> {
    let mut words = run.line.words.clone();
    if let Some(first) = run.heredocs.first() {
        let written = words.first().cloned().unwrap_or_default();
        if matches!(heredoc_mark(&written), Ok(Some(_))) {
            let content = if first.strips_tabs {
                without_leading_tabs(&first.content)
            } else {
                first.content.clone()
            };
            words = if !is_windows && content.starts_with("#!") {
                vec![format!("/dev/pipes/{}", first.name)]
            } else {
                vec![content]
            };
        } else {
            let mut whole = written;
            for heredoc in &run.heredocs {
                whole.push('\n');
                whole.push_str(&heredoc.content);
                whole.push_str(&heredoc.name);
            }
            words = vec![whole];
        }
    }
    if run.line.is_exec_form {
        words
    } else {
        state.with_shell(&words.join(" "), is_windows)
    }
}
