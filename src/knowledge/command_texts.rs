//! The sentences about shell commands: `assets/commands/*.toml`.
//!
//! A command and its subcommands share most keys; the linter of the assets refuses unknown ones.

use crate::knowledge::command_file::{self, SubcommandUse};
use crate::knowledge::instruction_texts::RemarkRule;
use crate::knowledge::knowledge_file::{KnowledgeFile, Texts};
use crate::knowledge::option_table::OptionTable;
use serde::Deserialize;

/// Holds what can be said about one command.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CommandTexts {
    /// The name it is called by.
    pub name: String,
    /// Other names it is called by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The manual the facts were read in.
    #[serde(default)]
    pub manual: String,
    /// How its words are read, where that is not the usual way.
    #[serde(default)]
    pub words: WordHabits,
    /// What it does when no subcommand says more.
    #[serde(flatten)]
    pub use_texts: UseTexts,
    /// Its subcommands; the first that fits.
    #[serde(default)]
    pub subcommand: Vec<SubcommandTexts>,
    /// What else there is to say; all that fit, but one of each group.
    #[serde(default)]
    pub remark: Vec<RemarkRule>,
}

/// Says how a command's words are read.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the files, and any of them go together"
)]
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WordHabits {
    /// Options of several letters stand behind one dash (`-ldflags`), so letters are never put together.
    pub long_with_one_dash: bool,
    /// Options stand before the first argument; behind it every word belongs to the script it names: `python`, `echo`.
    pub options_first: bool,
    /// The first word may be options without a dash: `tar xzf`.
    pub first_without_dash: bool,
    /// It runs another command, which starts behind its own options and this: `sudo` 0, `timeout` 1.
    pub runs_command_after: Option<CommandStart>,
    /// The option whose value is a script for a shell: `-c`. Further letters may stand behind it: `-ce`.
    pub script_option: String,
    /// A colon may join an option to its value, and a slash may start it: `--property:A=B`, `/p:A=B`.
    pub joined_by_colon: bool,
    /// A word that looks like an option and is none of its options is text: `echo -Dx`.
    pub unknown_is_text: bool,
    /// The name is that of a script which projects carry, whatever brought it: `./configure`, `./gradlew`.
    pub of_project: bool,
    /// Its first argument is always a subcommand: one that is not known makes the whole use unknown.
    pub wants_subcommand: bool,
}

/// Says behind what the command starts that another one runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum CommandStart {
    /// Behind this many arguments.
    Arguments(usize),
    /// Behind `--`.
    Dashes(Dashes),
}

/// Stands for `--` in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Dashes {
    /// The two dashes.
    #[serde(rename = "--")]
    Dashes,
}

/// Holds what can be said about one way to use a command.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct UseTexts {
    /// What it does, as a phrase: "downloads packages and installs them".
    pub what: String,
    /// What it does here, as a phrase for a headline, with `{arguments}`.
    pub phrase: String,
    /// The same where its output goes into a file, which is named behind it: "writes {arguments}".
    pub to_file: String,
    /// A subcommand runs another command, which starts behind its own options and this: `bundle exec` 0, `mise exec` `--`.
    pub runs_command_after: Option<CommandStart>,
    /// Options of a subcommand stand before its first argument only: what is behind belongs to the program it names.
    pub options_first: bool,
    /// What a word that is no option means, with `{value}`.
    pub arguments: String,
    /// What the first such word means, where it is another thing than the rest.
    pub first_argument: String,
    /// What the last such word means, where it is another thing than the rest.
    pub last_argument: String,
    /// Its options by their first name.
    pub options: OptionTable,
}

/// Holds what can be said about a subcommand.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SubcommandTexts {
    /// The words that call it: `install`, `-m venv`.
    #[serde(default)]
    pub words: String,
    /// Other words that call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The end of its first argument, where that tells the uses of a command apart: `/bin/activate`.
    #[serde(default)]
    pub argument_ends: String,
    /// What it does.
    #[serde(flatten)]
    pub use_texts: SubcommandUse,
}

/// Holds what can be said about an option.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OptionText {
    /// Its other name.
    pub long: String,
    /// Further names.
    pub aliases: Vec<String>,
    /// What it takes, if it takes something: `FILE`.
    pub takes: String,
    /// Whether the value, if there is one, stands behind `=` or in the same word: never the next word.
    pub takes_inline: bool,
    /// How many of the next words it takes, where that is more than one: 2 for jq's `--arg NAME VALUE`.
    pub takes_words: usize,
    /// Whether the next word is its value only if it is a number, or will be one: `make -j 4`.
    pub optional_number: bool,
    /// Its value is the program that is run: every word behind it belongs to that, `java -jar X.jar --rev 1`.
    pub ends_options: bool,
    /// The words behind it, up to one of these, are a command that it runs: `find -exec … ;`.
    pub command_until: Vec<String>,
    /// What it means, with `{value}`; under a name that ends in `*`, with `{name}` for what the star stands for.
    pub what: String,
    /// What the command does here, where this option decides that, with `{value}` and `{arguments}`.
    pub phrase: String,
}

impl OptionText {
    /// Tells whether the option is called by a name, besides its first one.
    pub fn is_called(&self, name: &str) -> bool {
        self.long == name || self.aliases.iter().any(|alias| alias == name)
    }
}

/// Finds a command by a name it is called by, its folder left out.
pub fn command_texts(name: &str) -> Option<&'static CommandTexts> {
    static TEXTS: Texts<CommandTexts> = Texts::read_by(FILES, command_file::read);
    TEXTS.find(name)
}

/// The files.
pub const FILES: &[KnowledgeFile] = include!(concat!(env!("OUT_DIR"), "/commands.rs"));
