//! Commands that install what a file lists, and those files: `assets/manifests.toml`.

use serde::Deserialize;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/manifests.toml");

/// Holds a command that reads no file of a project but its manifest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// The words it starts with; options may stand between them.
    pub command: String,
    /// The files it reads; those that are there.
    #[serde(default)]
    pub files: Vec<String>,
    /// The option behind which it is told the file.
    #[serde(default)]
    pub option: Option<String>,
    /// What to look at before its line is moved.
    pub check: String,
    /// Where it was read.
    pub source: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifests {
    install: Vec<Install>,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<Vec<Install>, toml::de::Error> {
    toml::from_str(toml).map(|manifests: Manifests| manifests.install)
}

/// Lists the commands.
pub fn installs() -> &'static [Install] {
    static INSTALLS: OnceLock<Vec<Install>> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    INSTALLS.get_or_init(|| read(FILE).unwrap_or_default())
}
