//! The folders that a search does not enter: `assets/project/heaps.toml`.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/project/heaps.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Heaps {
    folders: BTreeSet<String>,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<BTreeSet<String>, toml::de::Error> {
    toml::from_str(toml).map(|heaps: Heaps| heaps.folders)
}

/// Tells whether a folder of this name holds what programs brought or made.
pub fn is_heap(name: &str) -> bool {
    static HEAPS: OnceLock<BTreeSet<String>> = OnceLock::new();
    HEAPS
        .get_or_init(|| read(FILE).unwrap_or_default())
        .contains(name)
}

#[cfg(test)]
mod tests {
    use super::{FILE, is_heap, read};

    #[test]
    fn the_usual_heaps_are_known_and_folders_for_builds_are_none() {
        assert!(read(FILE).is_ok());
        for name in ["node_modules", "target", ".git", "vendor", ".venv", "dist"] {
            assert!(is_heap(name), "{name}");
        }
        for name in ["build", "docker", "src", ".github", ".devcontainer"] {
            assert!(!is_heap(name), "{name}");
        }
    }
}
