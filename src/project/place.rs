//! Paths of a project: counted from its folder, with slashes, and cleaned. Nothing is looked up.

use crate::context::clean_path::clean;
use crate::project::build_use::UsedContext;

/// Joins a path to the folder it is counted from; an absolute one stays as it is.
pub fn join(folder: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    if path.starts_with('/') || folder.is_empty() {
        return clean(&path);
    }
    clean(&format!("{folder}/{path}"))
}

/// Gives the folder that a file lies in; `.` for the project's own.
pub fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// Gives a path's last name.
pub fn name_of(file: &str) -> &str {
    file.rsplit_once('/').map_or(file, |(_, name)| name)
}

/// Tells whether a path leaves the project's folder.
pub fn is_outside(path: &str) -> bool {
    path.starts_with('/') || path == ".." || path.starts_with("../")
}

/// Tells whether a context is no folder: a repository, an image, another target, standard input.
pub fn is_elsewhere(context: &str) -> bool {
    context == "-"
        || context.contains("://")
        || [
            "git@",
            "github.com/",
            "target:",
            "service:",
            "docker-image:",
            "oci-layout:",
        ]
        .iter()
        .any(|start| context.starts_with(start))
}

/// Reads a context that is counted from a folder.
pub fn context(folder: &str, written: &str) -> UsedContext {
    if is_elsewhere(written) {
        UsedContext::Elsewhere(written.to_owned())
    } else if written.starts_with('~') {
        UsedContext::Unknown
    } else {
        UsedContext::Folder(join(folder, written))
    }
}

#[cfg(test)]
mod tests {
    use super::{context, folder_of, is_outside, join};
    use crate::project::build_use::UsedContext;

    #[test]
    fn paths_are_counted_from_the_project() {
        assert_eq!(join(".", "Dockerfile"), "Dockerfile");
        assert_eq!(join("api", "../web/./Dockerfile"), "web/Dockerfile");
        assert_eq!(
            join("api", ".\\docker\\Dockerfile"),
            "api/docker/Dockerfile"
        );
        assert_eq!(join(".", "../x"), "../x");
        assert!(is_outside("../x") && is_outside("/etc") && !is_outside("..x"));
        assert_eq!(folder_of("a/b/c"), "a/b");
        assert_eq!(folder_of("c"), ".");
    }

    #[test]
    fn a_context_may_be_no_folder() {
        for written in [
            "https://github.com/a/b.git#main",
            "git@host:a/b",
            "-",
            "target:base",
        ] {
            assert_eq!(
                context("x", written),
                UsedContext::Elsewhere(written.to_owned())
            );
        }
        assert_eq!(context("x", ".."), UsedContext::Folder(".".to_owned()));
        assert_eq!(context("x", "~/shop"), UsedContext::Unknown);
    }
}
