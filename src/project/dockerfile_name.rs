//! Which files are named like Dockerfiles.

/// The endings of files that are about Dockerfiles, where the name before them is in small letters.
const TEXT_ENDINGS: [&str; 41] = [
    "adoc", "bash", "c", "cc", "cfg", "cpp", "cs", "css", "csv", "go", "h", "hs", "html", "ini",
    "ipynb", "java", "js", "json", "jsx", "kt", "lua", "md", "mjs", "php", "pl", "py", "rb", "rs",
    "rst", "scala", "scss", "sh", "svg", "swift", "toml", "ts", "tsx", "txt", "xml", "yaml", "yml",
];

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
