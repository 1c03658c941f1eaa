//! Paths inside an image: joined and cleaned as BuildKit does it, for Linux and for Windows.

use crate::build::refusal::InstructionFault;
use crate::build::value::{Chunk, Value};

/// Cleans a path with forward slashes: no `.`, no `..` where it can be resolved, no double slash.
pub fn clean(path: &str) -> String {
    crate::context::clean_path::clean(path)
}

/// Joins a path to a folder; an absolute path stays as it is.
fn join(folder: &str, path: &str) -> String {
    match (folder, path) {
        ("", "") => String::new(),
        ("", path) => clean(path),
        (folder, path) => clean(&format!("{folder}/{path}")),
    }
}

/// Tells whether a path counts from the root on the given system.
pub fn is_absolute(path: &str, is_windows: bool) -> bool {
    without_drive(path, is_windows, false)
        .is_ok_and(|path| to_slash(&path, is_windows).starts_with('/'))
}

/// Resolves a path against a folder to one with forward slashes.
///
/// With `keep_slash` a slash (or `/.`) at the end stays: it says that the path is a folder.
pub fn resolve(
    folder: &str,
    path: &str,
    is_windows: bool,
    keep_slash: bool,
) -> Result<String, InstructionFault> {
    let original = to_slash(path, is_windows);
    let mut folder = to_slash(folder, is_windows);
    if folder.is_empty() {
        "/".clone_into(&mut folder);
    }
    folder = without_drive(&folder, is_windows, keep_slash)?;
    if !is_absolute(&folder, is_windows) {
        folder = join("/", &folder);
    }
    let given = if original.is_empty() {
        folder.clone()
    } else {
        original.clone()
    };
    let mut path = without_drive(&given, is_windows, keep_slash)?;
    if !is_absolute(&path, is_windows) {
        path = join(&folder, &path);
    }
    if keep_slash {
        if original.ends_with('/') && !path.ends_with('/') {
            path.push('/');
        } else if original.ends_with("/.") {
            if path != "/" {
                path.push('/');
            }
            path.push('.');
        }
    }
    Ok(to_slash(&path, is_windows))
}

/// Gives the working directory after `WORKDIR path` in `current`, as the image's configuration has it.
pub fn working_directory(
    current: &str,
    path: &str,
    is_windows: bool,
) -> Result<String, InstructionFault> {
    let resolved = resolve(current, path, is_windows, false)?;
    Ok(if is_windows {
        resolved.replace('/', "\\")
    } else {
        resolved
    })
}

/// Does the same where a part of the path or of the folder is unknown.
pub fn working_directory_value(
    current: &Value,
    path: &Value,
    is_windows: bool,
) -> Result<Value, InstructionFault> {
    if let (Some(current), Some(path)) = (current.as_known(), path.as_known()) {
        return working_directory(current, path, is_windows).map(Value::known);
    }
    let starts_at_root =
        matches!(path.chunks().first(), Some(Chunk::Known(text)) if is_absolute(text, is_windows));
    if starts_at_root || matches!(path.chunks().first(), Some(Chunk::Unknown(_))) {
        // A path that starts with an unknown value is shown as it stands: it is absolute as a rule.
        return Ok(path.clone());
    }
    let mut joined = current.clone();
    joined.push_str("/");
    joined.append(path);
    Ok(joined)
}

/// Turns backslashes into slashes on Windows.
pub fn to_slash(path: &str, is_windows: bool) -> String {
    if is_windows {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    }
}

/// Takes the drive letter off a Windows path; only `C:` may stand there. Elsewhere the path stays.
pub fn without_drive(
    path: &str,
    is_windows: bool,
    keep_slash: bool,
) -> Result<String, InstructionFault> {
    if !is_windows {
        return Ok(path.to_owned());
    }
    let refuse = |problem: String| {
        Err(InstructionFault::WindowsPath(format!(
            "removing drive letter: {problem}"
        )))
    };
    let mut characters = path.chars();
    if path.len() == 2 && characters.nth(1) == Some(':') {
        let quoted = crate::language::quoted::quoted(path);
        return refuse(format!("No relative path specified in {quoted}"));
    }
    if to_slash(path, true).starts_with("//") {
        return refuse("UNC paths are not supported".to_owned());
    }
    match path.split_once(':') {
        None => Ok(clean_windows(path, keep_slash)),
        Some((drive, _)) if !drive.eq_ignore_ascii_case("c") => {
            refuse("The specified path is not on the system drive (C:)".to_owned())
        }
        Some((_, rest)) => Ok(clean_windows(rest, keep_slash)),
    }
}

fn clean_windows(path: &str, keep_slash: bool) -> String {
    let slashed = to_slash(path, true);
    let cleaned = clean(&slashed);
    if keep_slash && cleaned.len() > 1 && slashed.ends_with('/') {
        return format!("{cleaned}/");
    }
    cleaned
}
