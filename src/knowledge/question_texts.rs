//! The sentences of questions that are made from a Dockerfile: `assets/questions.toml`.
//!
//! It holds prompts, options and their reasons; which of them fit a file is the business of
//! [`crate::explain`].

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../assets/questions.toml");

/// Holds the whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionFile {
    /// Short texts that options and prompts share, by name.
    pub phrase: BTreeMap<String, String>,
    /// The kinds of question by name.
    pub question: BTreeMap<String, QuestionTexts>,
    /// What a flag says, by instruction and flag: phrases without a full stop.
    pub flag: BTreeMap<String, BTreeMap<String, String>>,
    /// Why there are few questions, by name.
    pub shortage: BTreeMap<String, String>,
}

/// Holds the sentences of one kind of question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionTexts {
    /// The idea that the question is about, in kebab-case; a right option may name another.
    pub idea: String,
    /// How much the question tells as such; each wrong option that is no filler adds one.
    pub weight: u32,
    /// What is asked.
    pub prompt: String,
    /// What is asked where the line that sets it is to be pointed at; empty where that is never asked.
    #[serde(default)]
    pub pointing: String,
    /// The options by name, right and wrong.
    pub option: BTreeMap<String, OptionTexts>,
}

/// Holds the sentences of one option.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionTexts {
    /// The answer; without one it is the value alone.
    #[serde(default = "value_alone")]
    pub text: String,
    /// Why it is right, or why it is wrong.
    pub why: String,
    /// The idea, where this being right makes the question one about another idea.
    #[serde(default)]
    pub idea: String,
    /// Whether it is always to be had and says nothing of this file: it is taken last.
    #[serde(default)]
    pub filler: bool,
}

fn value_alone() -> String {
    "{value}".to_owned()
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<QuestionFile, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives the sentences.
pub fn question_file() -> &'static QuestionFile {
    static TEXTS: OnceLock<QuestionFile> = OnceLock::new();
    // The linter of the assets holds the file against its format.
    TEXTS.get_or_init(|| read(FILE).unwrap_or_default())
}
