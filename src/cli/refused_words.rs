//! Command lines that cannot be understood, where the first word is no command: what may be meant.

use crate::build::suggest::nearest;
use crate::doc::visible::visible_line;
use clap::error::{ContextKind, ErrorKind};
use std::ffi::OsString;

/// Says what is wrong with a command line that clap refuses as having a word too many; nothing where
/// clap says it well. `words` are those behind the program's name.
pub fn refused_words(
    error: &clap::Error,
    words: &[OsString],
    commands: &[String],
) -> Option<String> {
    let first = words.first()?.to_string_lossy();
    let is_meant = matches!(
        error.kind(),
        ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument
    );
    if !is_meant || first.starts_with('-') || commands.iter().any(|command| *command == first) {
        return None;
    }
    if let Some(near) = nearest(&first, commands.iter().map(String::as_str), true) {
        return Some(format!(
            "there is no command {}\n  Did you mean: dockstep {near}",
            visible_line(&first)
        ));
    }
    let refused = error.get(ContextKind::InvalidArg);
    let is_flag = refused.is_some_and(|refused| refused.to_string().starts_with('-'));
    // A flag that is not known is clap's to refuse.
    (!is_flag).then(|| {
        format!(
            "{}: this is no command, and one file or folder is studied at a time\n  dockstep --help lists the commands.",
            visible_line(&first)
        )
    })
}
