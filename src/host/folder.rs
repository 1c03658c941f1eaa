//! Finding the Dockerfile of a folder.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::app::file_error::{FileError, FileFault};
use crate::host::file::fault;
use std::path::{Path, PathBuf};

/// The names that need no choice, the first one first.
const USUAL_NAMES: [&str; 2] = ["Dockerfile", "Containerfile"];

/// The endings of files that are about Dockerfiles, where the name before them is in small letters.
const TEXT_ENDINGS: [&str; 41] = [
    "adoc", "bash", "c", "cc", "cfg", "cpp", "cs", "css", "csv", "go", "h", "hs", "html", "ini",
    "ipynb", "java", "js", "json", "jsx", "kt", "lua", "md", "mjs", "php", "pl", "py", "rb", "rs",
    "rst", "scala", "scss", "sh", "svg", "swift", "toml", "ts", "tsx", "txt", "xml", "yaml", "yml",
];

/// Tells whether a path is a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Gives the whole path, from the root on, of a path that is given from the working folder; the file
/// need not exist.
pub fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Gives the folder's `Dockerfile`, or its `Containerfile`, if it has one.
pub fn usual_dockerfile(folder: &Path) -> Option<PathBuf> {
    USUAL_NAMES
        .into_iter()
        .map(|name| folder.join(name))
        .find(|path| path.is_file())
}

/// Finds the Dockerfile of a folder: the usual one, or the only one that is named like one.
pub fn dockerfile_in(folder: &Path) -> Result<PathBuf, FileError> {
    if let Some(path) = usual_dockerfile(folder) {
        return Ok(path);
    }
    let refuse = |fault| FileError {
        path: folder.display().to_string(),
        fault,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| refuse(fault(&error)))? {
        let path = entry.map_err(|error| refuse(fault(&error)))?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        if name.is_some_and(|name| is_dockerfile_name(&name)) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    match paths.as_slice() {
        [] => Err(refuse(FileFault::NoDockerfile)),
        [path] => Ok(path.clone()),
        paths => Err(refuse(FileFault::SeveralDockerfiles(
            paths
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        ))),
    }
}

/// Tells whether a file is named like a Dockerfile; its own ignore file and an editor's copy are not,
/// and neither is code or a note about Dockerfiles: `dockerfile.rs`, `dockerfile.md`.
pub fn is_dockerfile_name(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    let is_other = [".dockerignore", "~", ".swp"];
    if is_other.into_iter().any(|ending| small.ends_with(ending)) {
        return false;
    }
    ["dockerfile", "containerfile"].into_iter().any(|usual| {
        let behind = small.strip_prefix(usual);
        let is_first = behind.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let before = small.strip_suffix(usual);
        let is_last = before.is_some_and(|rest| rest.ends_with('.'));
        // A capital is meant: `Dockerfile.md` was named by somebody who builds it.
        is_last || is_first && !(name.starts_with(usual) && is_named_like_a_text(name))
    })
}

/// Tells whether a name has the ending of source code, notes or data.
fn is_named_like_a_text(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| TEXT_ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_dockerfile_name;

    #[test]
    fn code_and_notes_about_dockerfiles_are_none() {
        for name in [
            "Dockerfile",
            "dockerfile",
            "DOCKERFILE",
            "Containerfile",
            "containerfile",
            "Dockerfile.dev",
            "dockerfile.dev",
            "dockerfile.go-service",
            "Dockerfile.md",
            "api.Dockerfile",
            "api.dockerfile",
            "rs.containerfile",
        ] {
            assert!(is_dockerfile_name(name), "{name}");
        }
        for name in [
            "dockerfile.rs",
            "dockerfile.md",
            "dockerfile.test.ts",
            "dockerfile.YAML",
            "containerfile.json",
            "Dockerfile.dockerignore",
            "Dockerfile~",
            "dockerfile_parser",
            "Makefile",
        ] {
            assert!(!is_dockerfile_name(name), "{name}");
        }
    }
}
