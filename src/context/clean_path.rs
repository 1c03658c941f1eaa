//! Paths with forward slashes, cleaned as Go's `filepath.Clean` does it. Nothing is looked up.

/// Cleans a path: no `.`, no `..` where it can be resolved, no double slash; an empty one is `.`.
pub fn clean(path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if is_absolute => {}
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (is_absolute, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// Lists a path's parents from the top on, and the path itself as the last.
pub fn with_parents(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    ends.chain(std::iter::once(path.len()))
        .filter_map(|end| path.get(..end))
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{clean, with_parents};

    #[test]
    fn paths_are_cleaned_as_go_does() {
        for (path, cleaned) in [
            ("", "."),
            (".", "."),
            ("./a//b/", "a/b"),
            ("a/../b", "b"),
            ("../a", "../a"),
            ("/..", "/"),
            ("/a/../../b/", "/b"),
        ] {
            assert_eq!(clean(path), cleaned, "{path}");
        }
    }

    #[test]
    fn parents_come_from_the_top() {
        assert_eq!(
            with_parents("a/b/c").collect::<Vec<_>>(),
            ["a", "a/b", "a/b/c"]
        );
        assert_eq!(with_parents("a").collect::<Vec<_>>(), ["a"]);
    }
}
