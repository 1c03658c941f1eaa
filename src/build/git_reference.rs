//! Git references as ADD takes them: `https://host/owner/repo.git#ref:folder`, `git@host:owner/repo.git`.

use crate::build::refusal::InstructionFault;
use crate::language::quoted::quoted;
use std::collections::BTreeMap;

/// Says what a source of ADD or COPY is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A path.
    Path,
    /// A URL of a file.
    Url,
    /// A git repository.
    Git(GitReference),
}

/// Holds a git reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GitReference {
    /// The branch, tag or commit.
    pub reference: String,
    /// The commit it must be.
    pub checksum: String,
    /// Whether `.git` is kept.
    pub keep_git_dir: Option<bool>,
}

/// Recognises a source: path, URL or git repository.
pub fn source_kind(source: &str) -> Result<SourceKind, InstructionFault> {
    let is_http = source.starts_with("http://") || source.starts_with("https://");
    match git_reference(source) {
        Some(reference) => reference.map(SourceKind::Git),
        None if is_http => Ok(SourceKind::Url),
        None => Ok(SourceKind::Path),
    }
}

fn git_reference(source: &str) -> Option<Result<GitReference, InstructionFault>> {
    if source.starts_with("./") || source.starts_with("../") || source.starts_with("github.com/") {
        // BuildKit takes github.com/owner/repo for a path here: it cannot tell it from one.
        return None;
    }
    let (rest, fragment) = match source.split_once('#') {
        Some((rest, fragment)) => (rest, fragment),
        None => (source, ""),
    };
    let (location, query) = match rest.split_once('?') {
        Some((location, query)) => (location, query),
        None => (rest, ""),
    };
    let is_git = match scheme(source) {
        Some(scheme) => match scheme.as_str() {
            "ssh" | "git" => true,
            "http" | "https" => {
                let behind = location.split_once("://").map_or("", |(_, behind)| behind);
                behind
                    .split_once('/')
                    .is_some_and(|(_, path)| format!("/{path}").ends_with(".git"))
            }
            _ => false,
        },
        None => is_scp_style(location),
    };
    is_git.then(|| with_query(fragment, query))
}

fn scheme(source: &str) -> Option<String> {
    let (scheme, _) = source.split_once("://")?;
    let fits = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| scheme.to_lowercase())
}

/// Tells whether a text is `user@host:path`.
fn is_scp_style(text: &str) -> bool {
    let Some((user, rest)) = text.split_once('@') else {
        return false;
    };
    let Some((host, _)) = rest.split_once(':') else {
        return false;
    };
    let fits = |text: &str, more: &[u8]| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte))
    };
    fits(user, b"-_") && fits(host, b"-.")
}

fn with_query(fragment: &str, query: &str) -> Result<GitReference, InstructionFault> {
    let refuse = |problem: String| Err(InstructionFault::GitReference(problem));
    let mut git = GitReference {
        reference: fragment.split(':').next().unwrap_or_default().to_owned(),
        ..GitReference::default()
    };
    let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        values.entry(key).or_default().push(value);
    }
    for (key, values) in values {
        let value = values.first().copied().unwrap_or_default();
        if values.len() > 1 {
            return refuse(format!("query {} has multiple values", quoted(key)));
        }
        let is_switch = matches!(key, "submodules" | "keep-git-dir" | "fetch-by-commit");
        if value.is_empty() && !is_switch {
            return refuse(format!("query {} has no value", quoted(key)));
        }
        let switch = match value {
            "" | "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
            "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
            _ => None,
        };
        match key {
            "ref" if !git.reference.is_empty() && git.reference != value => {
                return refuse(format!(
                    "ref conflicts: {} vs {}",
                    quoted(&git.reference),
                    quoted(value)
                ));
            }
            "ref" => value.clone_into(&mut git.reference),
            "checksum" | "commit" => value.clone_into(&mut git.checksum),
            "tag" | "branch" | "subdir" => {}
            "mtime" if matches!(value, "checkout" | "commit") => {}
            "mtime" => {
                return refuse(format!(
                    "invalid mtime value: {} (must be \"checkout\" or \"commit\")",
                    quoted(value)
                ));
            }
            _ if is_switch && switch.is_none() => {
                return refuse(format!("invalid {key} value: {}", quoted(value)));
            }
            "keep-git-dir" => git.keep_git_dir = switch,
            _ if is_switch => {}
            _ => return refuse(format!("unexpected query {}", quoted(key))),
        }
    }
    Ok(git)
}
