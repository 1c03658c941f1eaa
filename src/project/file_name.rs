//! Which files of a project are looked at, by their names alone.

use crate::project::dockerfile_name::is_dockerfile_name;
use crate::project::place::{folder_of, name_of};

/// Names what a file is by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// A Dockerfile.
    Dockerfile,
    /// A compose file that `docker compose` finds by itself.
    Compose,
    /// Another compose file, which has to be named: `compose.prod.yaml`.
    OtherCompose,
    /// A file of `docker buildx bake`.
    Bake,
    /// The description of a development container.
    Devcontainer,
    /// A workflow of GitHub Actions.
    GitHub,
    /// A pipeline of GitLab CI.
    GitLab,
}

/// The compose files that are found by themselves, the first one first.
pub const COMPOSE_FILES: [&str; 4] = [
    "compose.yaml",
    "compose.yml",
    "docker-compose.yml",
    "docker-compose.yaml",
];

/// The compose files that are laid over those by themselves, the first one alone.
pub const COMPOSE_OVERRIDES: [&str; 4] = [
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];

/// The files of bake in the order in which they are laid over each other.
pub const BAKE_FILES: [&str; 4] = [
    "docker-bake.json",
    "docker-bake.hcl",
    "docker-bake.override.json",
    "docker-bake.override.hcl",
];

/// Tells whether a file may be one of those that are looked at, without counting its path from anywhere:
/// for hundreds of thousands of files. [`kind_of`] decides.
pub fn may_matter(name: &str, path: &str) -> bool {
    let bytes = name.as_bytes();
    let is_named = |usual: &[u8]| {
        let start = bytes.get(..usual.len());
        let end = bytes.len().checked_sub(usual.len());
        let end = end.and_then(|end| bytes.get(end..));
        [start, end]
            .into_iter()
            .flatten()
            .any(|part| part.eq_ignore_ascii_case(usual))
    };
    if is_named(b"dockerfile") || is_named(b"containerfile") {
        return true;
    }
    match name.rsplit('.').next() {
        Some("yml" | "yaml") => {
            name.starts_with("compose")
                || name.starts_with("docker-compose")
                || name.contains("gitlab-ci")
                || path.contains(".git")
        }
        Some("json") => name.starts_with("docker-bake") || name.contains("devcontainer"),
        Some("hcl") => name.starts_with("docker-bake"),
        _ => false,
    }
}

/// Says what a file is, by its path from the project's folder.
pub fn kind_of(path: &str) -> Option<FileKind> {
    let name = name_of(path);
    let folder = folder_of(path);
    if is_dockerfile_name(name) {
        return Some(FileKind::Dockerfile);
    }
    if COMPOSE_FILES.contains(&name) || COMPOSE_OVERRIDES.contains(&name) {
        return Some(FileKind::Compose);
    }
    if BAKE_FILES.contains(&name) {
        return Some(FileKind::Bake);
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_yaml = matches!(ending, "yml" | "yaml");
    if is_yaml
        && ["compose.", "compose-", "docker-compose.", "docker-compose-"]
            .iter()
            .any(|start| stem.starts_with(start))
    {
        return Some(FileKind::OtherCompose);
    }
    let is_in_devcontainer = folder
        .split('/')
        .rev()
        .take(2)
        .any(|part| part == ".devcontainer");
    if name == ".devcontainer.json" || (name == "devcontainer.json" && is_in_devcontainer) {
        return Some(FileKind::Devcontainer);
    }
    if is_yaml && (folder == ".github/workflows" || folder.ends_with("/.github/workflows")) {
        return Some(FileKind::GitHub);
    }
    let is_gitlab_part = folder
        .split('/')
        .any(|part| part == ".gitlab" || part == ".gitlab-ci");
    if is_yaml && (stem.ends_with(".gitlab-ci") || is_gitlab_part) {
        return Some(FileKind::GitLab);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{FileKind, kind_of, may_matter};

    #[test]
    fn files_are_known_by_their_names() {
        use FileKind::{Bake, Compose, Devcontainer, Dockerfile, GitHub, GitLab, OtherCompose};
        for (path, kind) in [
            ("Dockerfile", Some(Dockerfile)),
            ("a/DOCKERFILE.dev", Some(Dockerfile)),
            ("a/web.Containerfile", Some(Dockerfile)),
            ("Dockerfile.dockerignore", None),
            ("Dockerfile~", None),
            ("mydockerfile", None),
            ("compose.yaml", Some(Compose)),
            ("a/docker-compose.override.yml", Some(Compose)),
            ("docker-compose.prod.yml", Some(OtherCompose)),
            ("docker-compose-dev.yaml", Some(OtherCompose)),
            ("composer.yml", None),
            ("a/docker-bake.override.hcl", Some(Bake)),
            (".devcontainer.json", Some(Devcontainer)),
            (".devcontainer/devcontainer.json", Some(Devcontainer)),
            (".devcontainer/go/devcontainer.json", Some(Devcontainer)),
            ("devcontainer.json", None),
            (".github/workflows/ci.yml", Some(GitHub)),
            (".github/dependabot.yml", None),
            (".gitlab-ci.yml", Some(GitLab)),
            (".gitlab/build.yml", Some(GitLab)),
            ("package.json", None),
        ] {
            assert_eq!(kind_of(path), kind, "{path}");
            assert!(
                kind.is_none() || may_matter(super::name_of(path), path),
                "{path}"
            );
        }
    }
}
