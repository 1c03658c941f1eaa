//! The sentences about each instruction: `assets/instructions/*.toml`.

use crate::doc::Label;
use crate::knowledge::rule::Rule;
use crate::language::keyword::Keyword;
use serde::Deserialize;
use std::sync::OnceLock;

/// Holds what can be said about one instruction.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstructionTexts {
    /// The instruction in capitals.
    pub name: String,
    /// What it is for, in one sentence that fits every use.
    pub what: String,
    /// Where the reference speaks of it.
    pub reference: String,
    /// One sentence about this line; the first that fits.
    pub headline: Vec<Rule>,
    /// When it matters; the first that fits.
    pub when: Vec<Rule>,
    /// What a part means, by the part's role; the first that fits.
    #[serde(default)]
    pub part: Vec<PartRule>,
    /// Everything else; all that fit, in order, but one of each group.
    #[serde(default)]
    pub remark: Vec<RemarkRule>,
}

/// Holds a sentence about a part.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartRule {
    /// Which part.
    pub role: String,
    /// As in [`Rule`].
    #[serde(default, rename = "if")]
    pub condition: String,
    /// As in [`Rule`].
    pub say: String,
}

/// Holds a remark.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemarkRule {
    /// What kind of remark.
    pub label: RemarkLabel,
    /// Of the remarks of one group, the first that fits is said.
    #[serde(default)]
    pub group: String,
    /// As in [`Rule`].
    #[serde(default, rename = "if")]
    pub condition: String,
    /// As in [`Rule`].
    pub say: String,
}

/// Names a remark's kind as the files have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemarkLabel {
    /// Why people write it.
    Why,
    /// What makes it work here.
    WorksBecause,
    /// What is worth knowing.
    Note,
    /// What is worth changing.
    Careful,
    /// What many believe and is not so.
    ManyThink,
    /// What the cache looks at.
    Cache,
}

impl From<RemarkLabel> for Label {
    fn from(label: RemarkLabel) -> Self {
        match label {
            RemarkLabel::Why => Self::Why,
            RemarkLabel::WorksBecause => Self::WorksBecause,
            RemarkLabel::Note => Self::Note,
            RemarkLabel::Careful => Self::Caution,
            RemarkLabel::ManyThink => Self::ManyThink,
            RemarkLabel::Cache => Self::Cache,
        }
    }
}

/// Gives the sentences about an instruction. A file is read when it is first asked for.
pub fn instruction_texts(keyword: Keyword) -> &'static InstructionTexts {
    static TABLE: [OnceLock<InstructionTexts>; 19] = [const { OnceLock::new() }; 19];
    static EMPTY: OnceLock<InstructionTexts> = OnceLock::new();
    let table = TABLE.get(keyword as usize).unwrap_or(&EMPTY);
    // The linter of the assets holds every file against its format; a broken one says nothing here.
    table.get_or_init(|| read(instruction_file(keyword)).unwrap_or_default())
}

/// Reads the text of a file.
pub fn read(toml: &str) -> Result<InstructionTexts, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives the text of an instruction's file.
pub const fn instruction_file(keyword: Keyword) -> &'static str {
    macro_rules! file {
        ($name:literal) => {
            include_str!(concat!("../../assets/instructions/", $name, ".toml"))
        };
    }
    match keyword {
        Keyword::Add => file!("add"),
        Keyword::Arg => file!("arg"),
        Keyword::Cmd => file!("cmd"),
        Keyword::Copy => file!("copy"),
        Keyword::Entrypoint => file!("entrypoint"),
        Keyword::Env => file!("env"),
        Keyword::Expose => file!("expose"),
        Keyword::From => file!("from"),
        Keyword::Healthcheck => file!("healthcheck"),
        Keyword::Label => file!("label"),
        Keyword::Maintainer => file!("maintainer"),
        Keyword::Onbuild => file!("onbuild"),
        Keyword::Run => file!("run"),
        Keyword::Shell => file!("shell"),
        Keyword::Stopsignal => file!("stopsignal"),
        Keyword::User => file!("user"),
        Keyword::Volume => file!("volume"),
        Keyword::Workdir => file!("workdir"),
        Keyword::Unknown => file!("unknown"),
    }
}
