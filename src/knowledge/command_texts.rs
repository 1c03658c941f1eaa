//! The sentences about shell commands: `assets/commands/*.toml`.
//!
//! A command and its subcommands share most keys; the linter of the assets refuses unknown ones.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Holds what can be said about one command.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CommandTexts {
    /// The name it is called by.
    pub name: String,
    /// Other names it is called by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it does when no subcommand says more.
    #[serde(flatten)]
    pub use_texts: UseTexts,
    /// Its subcommands; the first that fits.
    #[serde(default)]
    pub subcommand: Vec<SubcommandTexts>,
}

/// Holds what can be said about one way to use a command.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct UseTexts {
    /// What it does, as a phrase: "downloads packages and installs them".
    pub what: String,
    /// What it does here, as a phrase for a headline, with `{arguments}`.
    pub phrase: String,
    /// What a word that is no option means, with `{value}`.
    pub arguments: String,
    /// Its options by their first name.
    pub options: BTreeMap<String, OptionText>,
}

/// Holds what can be said about a subcommand.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SubcommandTexts {
    /// The words that call it: `install`, `-m venv`.
    #[serde(default)]
    pub words: String,
    /// The end of its first argument, where that tells the uses of a command apart: `/bin/activate`.
    #[serde(default)]
    pub argument_ends: String,
    /// What it does.
    #[serde(flatten)]
    pub use_texts: UseTexts,
}

/// Holds what can be said about an option.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OptionText {
    /// Its other name.
    pub long: String,
    /// What it takes, if it takes something: `FILE`.
    pub takes: String,
    /// What it means, with `{value}`.
    pub what: String,
    /// What the command does here, where this option decides that, with `{value}`.
    pub phrase: String,
}

/// Finds a command by a name it is called by, its folder left out.
pub fn command_texts(name: &str) -> Option<&'static CommandTexts> {
    static TABLE: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let files = FILES
            .iter()
            .flat_map(|file| file.names.iter().map(|name| (*name, file.toml)));
        files.collect()
    });
    let file = table.get(name)?;
    let index = FILES.iter().position(|other| other.toml == *file)?;
    READ.get(index)?.get_or_init(|| read(file).ok()).as_ref()
}

/// Reads the text of a file.
pub fn read(toml: &str) -> Result<CommandTexts, toml::de::Error> {
    toml::from_str(toml)
}

/// Holds a file and the names that are looked up in it.
///
/// The names stand here too, so that finding a command reads its own file alone; the linter of the
/// assets holds them against the file.
#[derive(Clone, Copy, Debug)]
pub struct CommandFile {
    /// The names.
    pub names: &'static [&'static str],
    /// The text.
    pub toml: &'static str,
}

macro_rules! command_files {
    ($($file:literal: $($name:literal),+;)+) => {
        /// Every file.
        pub const FILES: &[CommandFile] = &[$(CommandFile {
            names: &[$($name),+],
            toml: include_str!(concat!("../../assets/commands/", $file, ".toml")),
        }),+];

        static READ: [OnceLock<Option<CommandTexts>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    };
}

command_files! {
    "apk": "apk";
    "apt-get": "apt-get", "apt";
    "cd": "cd";
    "chmod": "chmod";
    "chown": "chown";
    "curl": "curl";
    "dot": ".", "source";
    "echo": "echo";
    "export": "export";
    "go": "go";
    "mkdir": "mkdir";
    "npm": "npm";
    "pip": "pip", "pip3";
    "python": "python", "python3";
    "rm": "rm";
    "set": "set";
}
