//! The format of `pack.toml`, version 1: what an instructor writes, before it is understood.
//!
//! `dockstep pack schema` is made from these types.

use crate::course::idea_file::IdeaFile;
use crate::course::located::Located;
use serde::Deserialize;

/// The version of the format that this program reads.
pub const FORMAT: u32 = 1;

/// Holds what stands above the lessons.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct PackHead {
    /// The version of the format: 1.
    pub format: Located<u32>,
    /// A name that never changes, in kebab-case.
    pub id: Located<String>,
    /// The title, as participants see it.
    pub title: Located<String>,
    /// What participants read about it.
    #[serde(default)]
    pub about: String,
    /// How many minutes there are in all.
    #[serde(default)]
    pub minutes: Option<Located<u32>>,
    /// What the instructor reads before the first lesson, as Markdown.
    #[serde(default)]
    pub notes: String,
    /// Titles of ideas: what each says, for reports. Ideas of the course have theirs already.
    #[serde(default)]
    pub idea: Vec<IdeaFile>,
}

/// Holds a lesson: one of the course, one of the pack's own, or one that is made from a Dockerfile.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(
    feature = "terminal",
    derive(schemars::JsonSchema),
    schemars(extend("oneOf" = [
        { "required": ["course"] },
        { "required": ["folder"] },
        { "required": ["dockerfile"] },
    ]))
)]
pub struct PackLessonFile {
    /// The id of a lesson of the course.
    #[serde(default)]
    pub course: Option<Located<String>>,
    /// The folder of a lesson of the pack's own, beside `pack.toml`.
    #[serde(default)]
    pub folder: Option<Located<String>>,
    /// The path of a Dockerfile that a lesson is made from.
    #[serde(default)]
    pub dockerfile: Option<Located<String>>,
    /// Of a lesson that is made: a name that never changes, in kebab-case; progress is kept under it.
    #[serde(default)]
    pub id: Option<Located<String>>,
    /// Of a lesson that is made: its title.
    #[serde(default)]
    pub title: Option<Located<String>>,
    /// Of a lesson that is made: the folder that is the Dockerfile's build context.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// Of a lesson that is made: how many questions it asks.
    #[serde(default)]
    pub questions: Option<Located<u32>>,
    /// How many minutes it has here, where that is not the lesson's own time.
    #[serde(default)]
    pub minutes: Option<Located<u32>>,
    /// How many minutes of pause come behind it.
    #[serde(default)]
    pub pause: Option<Located<u32>>,
    /// What the instructor reads before it, as Markdown.
    #[serde(default)]
    pub notes: String,
}

/// Holds a whole pack, for the schema alone: lessons are read one by one.
#[cfg(feature = "terminal")]
#[derive(schemars::JsonSchema)]
#[schemars(
    rename_all = "kebab-case",
    title = "pack.toml of dockstep",
    deny_unknown_fields
)]
pub struct PackFile {
    /// What stands above the lessons.
    #[schemars(flatten)]
    pub head: PackHead,
    /// The lessons in their order.
    pub lesson: Vec<PackLessonFile>,
}
