//! The sentences about commands of PowerShell and cmd: `assets/windows_commands.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/windows_commands.toml");

/// Holds the sentences, by names in lower case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowsTexts {
    /// Commands of PowerShell.
    pub powershell: BTreeMap<String, WindowsCommandText>,
    /// Commands of cmd.
    pub cmd: BTreeMap<String, WindowsCommandText>,
    /// Programs of Windows, for both.
    pub both: BTreeMap<String, WindowsCommandText>,
}

/// Holds what can be said about a command.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WindowsCommandText {
    /// Other names it is called by.
    pub aliases: Vec<String>,
    /// What it does, as a phrase.
    pub what: String,
    /// What its options mean, by names in lower case, with `{value}`.
    pub options: BTreeMap<String, String>,
}

impl WindowsTexts {
    /// Finds a command by a name in lower case, for PowerShell or for cmd.
    pub fn find(&self, name: &str, is_powershell: bool) -> Option<&WindowsCommandText> {
        let own = if is_powershell {
            &self.powershell
        } else {
            &self.cmd
        };
        [own, &self.both].into_iter().find_map(|table| {
            let by_alias = || {
                let mut texts = table.values();
                texts.find(|text| text.aliases.iter().any(|alias| alias == name))
            };
            table.get(name).or_else(by_alias)
        })
    }
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<WindowsTexts, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives the sentences.
pub fn windows_texts() -> &'static WindowsTexts {
    static TEXTS: OnceLock<WindowsTexts> = OnceLock::new();
    TEXTS.get_or_init(|| read(FILE).unwrap_or_default())
}
