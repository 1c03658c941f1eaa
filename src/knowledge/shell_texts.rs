//! The sentences about the shell itself: `assets/shell.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/shell.toml");

/// Holds the sentences.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShellTexts {
    /// What joins two commands, by name: `and`, `pipe`.
    pub joint: BTreeMap<String, String>,
    /// What holds commands or keeps values, by name: `if`, `for`, `variable`.
    pub shape: BTreeMap<String, String>,
    /// What is said of several words of one meaning.
    pub many: BTreeMap<String, String>,
    /// The same for a script that is not the RUN's own, where that is said in another way.
    pub joint_inside: BTreeMap<String, String>,
    /// What a redirect does, by kind, with `{value}` for its file or word.
    pub redirect: BTreeMap<String, String>,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<ShellTexts, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives the sentences.
pub fn shell_texts() -> &'static ShellTexts {
    static TEXTS: OnceLock<ShellTexts> = OnceLock::new();
    TEXTS.get_or_init(|| read(FILE).unwrap_or_default())
}
