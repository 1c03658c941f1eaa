//! The reader's own editor, opened at a line.
#![expect(clippy::disallowed_methods, reason = "host may read the environment")]

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Editors that take `+LINE` before the file.
const PLUS_LINE: [&str; 14] = [
    "vi",
    "vim",
    "nvim",
    "view",
    "gvim",
    "nano",
    "emacs",
    "emacsclient",
    "kak",
    "micro",
    "joe",
    "mg",
    "ne",
    "pico",
];
/// Editors that take `FILE:LINE`.
const FILE_COLON_LINE: [&str; 5] = ["hx", "helix", "subl", "zed", "lapce"];
/// Editors that take `--goto FILE:LINE`, and wait only where they are told to.
const GOTO: [&str; 4] = ["code", "codium", "cursor", "code-insiders"];

/// Opens a file at a line, counted from 1, and waits until the editor is closed.
///
/// The editor is what `VISUAL` or `EDITOR` names, arguments included, or `vi`. The error is a
/// sentence with the way out.
pub fn edit(path: &Path, line: u32) -> Result<(), String> {
    let editor = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|editor| !editor.trim().is_empty())
        .unwrap_or_else(|| "vi".to_owned());
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = Command::new(program)
        .args(words)
        .args(arguments(program, path, line))
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("The editor {program} ended with {status}.")),
        Err(error) => Err(format!(
            "The editor {program} cannot be started ({error}): set EDITOR to one that can."
        )),
    }
}

fn arguments(program: &str, path: &Path, line: u32) -> Vec<OsString> {
    let name = Path::new(program)
        .file_stem()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let with_line = || {
        let mut place = path.as_os_str().to_owned();
        place.push(format!(":{line}"));
        place
    };
    if PLUS_LINE.contains(&name.as_str()) {
        vec![format!("+{line}").into(), path.into()]
    } else if FILE_COLON_LINE.contains(&name.as_str()) {
        vec![with_line()]
    } else if GOTO.contains(&name.as_str()) {
        vec!["--wait".into(), "--goto".into(), with_line()]
    } else {
        vec![path.into()]
    }
}

#[cfg(test)]
mod tests {
    use super::arguments;
    use std::path::Path;

    fn shown(program: &str) -> Vec<String> {
        let arguments = arguments(program, Path::new("a b/Dockerfile"), 7);
        let words = arguments.iter();
        words
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        assert_eq!(shown("/usr/bin/vim"), ["+7", "a b/Dockerfile"]);
        assert_eq!(shown("hx"), ["a b/Dockerfile:7"]);
        assert_eq!(shown("code"), ["--wait", "--goto", "a b/Dockerfile:7"]);
        assert_eq!(shown("some-editor"), ["a b/Dockerfile"]);
    }
}
