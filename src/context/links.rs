//! Symbolic links inside a context, followed as BuildKit follows them: never out of it.
//!
//! A link to `/etc/passwd` or to `../x` is looked up inside the folder, as if it were the root.

use crate::context::clean_path::clean;
use crate::context::tree::{ContextTree, EntryKind};

/// How many links are followed before it counts as a loop.
const MOST_LINKS: usize = 255;

/// Says where a path leads once its links are followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// To this path, without a slash at its start; it may exist or not.
    Path(String),
    /// Round in a circle.
    Loop,
}

/// Follows the links in all parts of a path, the last one too if that is asked for.
pub fn follow(tree: &ContextTree, path: &str, follows_last: bool) -> Followed {
    let mut waiting: Vec<String> = parts(path);
    let mut found: Vec<String> = Vec::new();
    let mut links = 0;
    while let Some(part) = waiting.pop() {
        match part.as_str() {
            ".." => {
                found.pop();
                continue;
            }
            part => found.push(part.to_owned()),
        }
        let here = found.join("/");
        let entry = tree.find(&here);
        let target = entry
            .filter(|entry| entry.kind == EntryKind::Link && (follows_last || !waiting.is_empty()))
            .and_then(|entry| entry.target.as_deref());
        if let Some(target) = target {
            links += 1;
            if links > MOST_LINKS {
                return Followed::Loop;
            }
            if target.starts_with('/') {
                found.clear();
            } else {
                found.pop();
            }
            waiting.extend(parts(target));
        }
    }
    Followed::Path(found.join("/"))
}

/// Lists a path's parts, the first one last.
fn parts(path: &str) -> Vec<String> {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
    parts.rev().map(str::to_owned).collect()
}

/// Tells whether a link's text leads out of the folder that holds the context.
pub fn leads_outside(link: &str, target: &str) -> bool {
    let folder = link.rsplit_once('/').map_or("", |(folder, _)| folder);
    target.starts_with('/') || {
        let cleaned = clean(&format!("./{folder}/{target}"));
        cleaned == ".." || cleaned.starts_with("../")
    }
}

#[cfg(test)]
mod tests {
    use super::{Followed, follow, leads_outside};
    use crate::context::tree::{ContextEntry, ContextTree, EntryKind};

    fn tree() -> ContextTree {
        let entry = |(path, target): &(&str, Option<&str>)| ContextEntry {
            path: (*path).into(),
            kind: if target.is_some() {
                EntryKind::Link
            } else {
                EntryKind::File
            },
            bytes: 0,
            mode: 0o777,
            target: target.map(Into::into),
        };
        let entries = [
            ("a/x", None),
            ("to-a", Some("a")),
            ("b/up", Some("../a/x")),
            ("root", Some("/a/x")),
            ("out", Some("../../etc/passwd")),
            ("round", Some("round")),
            ("tick", Some("tock")),
            ("tock", Some("tick")),
        ];
        ContextTree::new(entries.iter().map(entry).collect())
    }

    #[test]
    fn links_are_followed_inside_the_folder() {
        let tree = tree();
        let path = |path: &str| Followed::Path(path.to_owned());
        assert_eq!(follow(&tree, "to-a/x", false), path("a/x"));
        assert_eq!(follow(&tree, "to-a", false), path("to-a"));
        assert_eq!(follow(&tree, "to-a", true), path("a"));
        assert_eq!(follow(&tree, "b/up", true), path("a/x"));
        assert_eq!(follow(&tree, "root", true), path("a/x"));
        assert_eq!(follow(&tree, "out", true), path("etc/passwd"));
        assert_eq!(follow(&tree, "round", true), Followed::Loop);
        assert_eq!(follow(&tree, "tick/x", false), Followed::Loop);
    }

    #[test]
    fn links_out_of_the_folder_are_told_apart() {
        assert!(leads_outside("a", "../x") && leads_outside("a", "/x"));
        assert!(leads_outside("d/a", "../../x") && !leads_outside("d/a", "../x"));
    }
}
