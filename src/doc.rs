//! What can be said: one kind of text for explanations, lessons, checks and exports.
//!
//! A [`Doc`] is data: the screen draws it, the writers of `export` write it, nothing here knows how.
//! Texts from `assets` come in as Markdown through [`template`], with values filled in as data, so
//! that a Dockerfile's own characters can never become markup. [`visible`] makes other people's
//! control characters harmless; every place that shows text uses it.

pub mod text;

pub mod template;

pub mod visible;

pub mod markdown;

pub mod plain;

pub mod detail_level;

pub mod size;

use crate::doc::text::Text;
use crate::language::span::Span;

/// Holds a text of several blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
}

/// Holds one block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the document's title.
    Heading {
        /// From 1, the title, to 4.
        level: u8,
        /// Its words.
        text: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// The one sentence that says it all: drawn so that the eye falls on it first.
    Lead(Text),
    /// A bulleted list.
    List(Vec<Text>),
    /// A numbered list.
    Steps(Vec<Text>),
    /// Parts of an instruction, each with what it means here.
    Parts(Vec<Part>),
    /// A short label and what belongs to it: *When*, *Why*, *Many think*.
    Labelled {
        /// The label.
        label: Label,
        /// What belongs to it.
        text: Text,
    },
    /// What an instruction changes, before and after.
    Changes(Vec<Change>),
    /// Settings of an image, each with where it comes from.
    Settings(Vec<SettingRow>),
    /// Code, with the language it is in: `dockerfile`, `sh`, or none. In `diff` each line begins with
    /// a sign and a blank: `-` goes, `+` comes, nothing stays.
    Code {
        /// The language.
        language: Option<&'static str>,
        /// The code's lines.
        code: String,
    },
}

impl Block {
    /// Lists the links of a block of words, in reading order: the words and where they lead.
    pub fn links(&self) -> Vec<(&Text, &str)> {
        match self {
            Self::Paragraph(text) | Self::Lead(text) | Self::Heading { text, .. } => text.links(),
            Self::List(texts) | Self::Steps(texts) => texts.iter().flat_map(Text::links).collect(),
            _ => Vec::new(),
        }
    }
}

/// Names the label of a block; the words for it are the writers' business through [`Label::word`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// When the line matters: while the image is built, when a container starts, or as a note.
    When,
    /// Why people write it.
    Why,
    /// What makes it work here.
    WorksBecause,
    /// What is worth knowing.
    Note,
    /// What is worth changing.
    Caution,
    /// What BuildKit's checks say, in its own words.
    Reported,
    /// What would mend it.
    Fix,
    /// What many believe and is not so.
    ManyThink,
    /// What the build cache looks at.
    Cache,
    /// What BuildKit refuses.
    Error,
    /// Where the reference speaks of it.
    Reference,
    /// What the reader wrote.
    YourNote,
    /// The words of a text that the glossary explains.
    Words,
}

impl Label {
    /// Gives the label's word as readers see it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::When => "When",
            Self::Why => "Why",
            Self::WorksBecause => "Works because",
            Self::Note => "Note",
            Self::Caution => "Careful",
            Self::Reported => "BuildKit says",
            Self::Fix => "Fix",
            Self::ManyThink => "Many think…",
            Self::Cache => "Cache",
            Self::Error => "Error",
            Self::Reference => "Reference",
            Self::YourNote => "Your note",
            Self::Words => "Words",
        }
    }
}

/// Holds a part of an instruction: a flag, a word, a shell token, or a command with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The part as it is written.
    pub written: String,
    /// What it means on this line.
    pub meaning: Text,
    /// How deep it stands: 0 for a part of the instruction, 1 for a word of such a part.
    pub depth: u8,
    /// Its places in the file: more than one where it runs over a continuation.
    pub spans: Vec<Span>,
}

/// Holds one thing that an instruction changes in the image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changes: `PATH`, the working directory.
    pub what: Text,
    /// Its value before; nothing where there was none.
    pub before: Option<Text>,
    /// Its value after; nothing where it is gone.
    pub after: Option<Text>,
}

/// Holds one setting of an image as it stands after an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Text,
    /// Where the value comes from: a line, the base image.
    pub origin: Text,
    /// What the instruction does to it.
    pub change: SettingChange,
}

/// Says what an instruction does to a setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SettingChange {
    /// Nothing.
    #[default]
    None,
    /// It sets what was not set.
    New,
    /// It changes the value.
    Changed,
    /// It takes the setting away.
    Gone,
}

impl SettingChange {
    /// Gives the sign that readers see.
    pub const fn sign(self) -> char {
        match self {
            Self::None => ' ',
            Self::New => '+',
            Self::Changed => '~',
            Self::Gone => '-',
        }
    }
}
