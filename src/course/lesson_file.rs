//! The format of `lesson.toml`, version 1: what an author writes, before it is understood.
//!
//! Nothing of the program's own is read from a file, and nothing here reaches beyond
//! [`crate::course::lesson_reader`]. `dockstep lessons schema` is made from these types.

pub mod goal_file;

use crate::course::idea_file::IdeaFile;
use crate::course::lesson_file::goal_file::GoalFile;
use crate::course::located::Located;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The version of the format that this program reads.
pub const FORMAT: u32 = 1;

/// Holds what stands above the pages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct LessonHead {
    /// The version of the format: 1.
    pub format: Located<u32>,
    /// A name that never changes, in kebab-case: progress is kept under it.
    pub id: Located<String>,
    /// The title, as the list of lessons shows it.
    pub title: Located<String>,
    /// The belief that the lesson ends, as a sentence that its holders would say.
    pub belief: Located<String>,
    /// The ids of lessons that should come before.
    #[serde(default)]
    pub needs: Vec<Located<String>>,
    /// How many minutes it takes.
    pub minutes: Located<u32>,
    /// The ideas that its questions are about, in kebab-case: they come back in review.
    pub ideas: Vec<Located<String>>,
    /// The Dockerfile that pages show which name no other: a file's name, or several lines of text.
    #[serde(default)]
    pub dockerfile: Option<Located<String>>,
    /// Dockerfiles of pages that BuildKit refuses, by their files' names: the pages say that they are broken.
    #[serde(default)]
    pub refused: Vec<Located<String>>,
    /// The files of the build context, which need not exist.
    #[serde(default)]
    pub context: Vec<Located<ContextFile>>,
    /// The folder beside `lesson.toml` that is the build context, its `.dockerignore` included, in place of `context`.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// The text of `.dockerignore`.
    #[serde(default)]
    pub ignore: Option<Located<String>>,
    /// What an instructor reads before the lesson, as Markdown: shown by `dockstep present --follow` alone.
    #[serde(default)]
    pub notes: Option<Located<String>>,
    /// Titles of ideas: what each says, for reports. Ideas of the course have theirs already.
    #[serde(default)]
    pub idea: Vec<IdeaFile>,
}

/// Holds a file of the build context.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, untagged)]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub enum ContextFile {
    /// Its path; it has one thousand bytes.
    Path(String),
    /// Its path and its size.
    Sized {
        /// The path, without a slash at its start.
        path: String,
        /// How many bytes it has.
        bytes: u64,
    },
}

/// Points at an instruction so that edits elsewhere do not move it; all that is given must fit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct SelectorFile {
    /// The stage, by its name or by its number counted from 1.
    #[serde(default)]
    pub stage: Option<StageFile>,
    /// The keyword: `COPY`.
    #[serde(default)]
    pub instruction: Option<String>,
    /// Words that stand in it.
    #[serde(default)]
    pub containing: Option<String>,
    /// Which of those that fit, counted from 1; needed where several do.
    #[serde(default)]
    pub nth: Option<usize>,
}

/// Names a stage.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub enum StageFile {
    /// Its place, counted from 1.
    Number(usize),
    /// Its name.
    Name(String),
}

/// Holds a page to read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct ReadFile {
    /// A name that never changes.
    pub id: Located<String>,
    /// The text, as Markdown: paragraphs, lists, code, emphasis, links; `[words](#text of the Dockerfile)` lights a part.
    pub text: Located<String>,
    /// The instructions that are lit.
    #[serde(default)]
    pub line: Vec<Located<SelectorFile>>,
    /// The Dockerfile shown.
    #[serde(default)]
    pub dockerfile: Option<Located<String>>,
    /// The folder beside `lesson.toml` that is the build context of this page.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// What an instructor reads at the page, as Markdown: shown by `dockstep present --follow` alone.
    #[serde(default)]
    pub notes: Option<Located<String>>,
}

/// Holds a page on which the reader says what an instruction will do; the analysis knows the answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct PredictFile {
    /// A name that never changes.
    pub id: Located<String>,
    /// The idea it is about.
    pub idea: Located<String>,
    /// What is asked.
    pub prompt: Located<String>,
    /// The instruction.
    pub at: Located<SelectorFile>,
    /// What is looked at, after the instruction.
    pub expect: Located<LookedAtFile>,
    /// Why it is so.
    #[serde(default)]
    pub why: Option<Located<String>>,
    /// The wrong answers that people give; without any, the answer is written.
    #[serde(default)]
    pub option: Vec<Located<BeliefFile>>,
    /// The values of `--build-arg` that the build is given.
    #[serde(default)]
    pub arguments: BTreeMap<String, String>,
    /// The platform that the build is for, and on: `linux/arm64`.
    #[serde(default)]
    pub platform: Option<Located<String>>,
    /// The Dockerfile shown.
    #[serde(default)]
    pub dockerfile: Option<Located<String>>,
    /// The folder beside `lesson.toml` that is the build context of this page.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// What an instructor reads at the page, as Markdown: shown by `dockstep present --follow` alone.
    #[serde(default)]
    pub notes: Option<Located<String>>,
}

/// Says what of a build is looked at.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub enum LookedAtFile {
    /// The working directory.
    WorkingDirectory,
    /// The user, `root` where none is set.
    User,
    /// The words that a container starts.
    Starts,
    /// The ports that are noted.
    Ports,
    /// A variable that the image keeps.
    Variable(String),
    /// A variable that a RUN sees there.
    RunVariable(String),
    /// The paths that COPY or ADD writes.
    Brings,
    /// Whether it runs again when this file of the context is edited.
    RunsAgainAfter(String),
    /// Whether it makes a layer.
    MakesLayer,
    /// Whether its stage is built for the last one.
    IsBuilt,
    /// The image or stage that its stage starts from, with variables put in.
    Base,
}

/// Holds a wrong answer that people give.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct BeliefFile {
    /// The answer.
    pub text: String,
    /// Why it is not so.
    #[serde(default)]
    pub why: String,
    /// The instruction that shows it.
    #[serde(default)]
    pub line: Option<Located<SelectorFile>>,
}

/// Holds a question with options, `choose-one` or `choose-several`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct ChoiceFile {
    /// A name that never changes.
    pub id: Located<String>,
    /// The idea it is about.
    pub idea: Located<String>,
    /// What is asked.
    pub prompt: Located<String>,
    /// The instruction it speaks of.
    #[serde(default)]
    pub line: Option<Located<SelectorFile>>,
    /// The options.
    #[serde(default)]
    pub option: Vec<Located<OptionFile>>,
    /// The Dockerfile shown.
    #[serde(default)]
    pub dockerfile: Option<Located<String>>,
    /// The folder beside `lesson.toml` that is the build context of this page.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// What an instructor reads at the page, as Markdown: shown by `dockstep present --follow` alone.
    #[serde(default)]
    pub notes: Option<Located<String>>,
}

/// Holds an option.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct OptionFile {
    /// The answer.
    pub text: String,
    /// Whether it is right.
    #[serde(default)]
    pub right: bool,
    /// Why it is right, or why not.
    #[serde(default)]
    pub why: String,
    /// The instruction that shows it.
    #[serde(default)]
    pub line: Option<Located<SelectorFile>>,
}

/// Holds a question whose answer is written, `fill-in`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct FillInFile {
    /// A name that never changes.
    pub id: Located<String>,
    /// The idea it is about.
    pub idea: Located<String>,
    /// What is asked.
    pub prompt: Located<String>,
    /// The instruction it speaks of.
    #[serde(default)]
    pub line: Option<Located<SelectorFile>>,
    /// Every way to write the answer, the best one first.
    pub accepts: Located<Vec<String>>,
    /// Whether capitals do not matter.
    #[serde(default)]
    pub any_case: bool,
    /// Why it is so.
    #[serde(default)]
    pub why: Option<Located<String>>,
    /// Wrong answers that people give.
    #[serde(default)]
    pub option: Vec<Located<BeliefFile>>,
    /// The Dockerfile shown.
    #[serde(default)]
    pub dockerfile: Option<Located<String>>,
    /// The folder beside `lesson.toml` that is the build context of this page.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// What an instructor reads at the page, as Markdown: shown by `dockstep present --follow` alone.
    #[serde(default)]
    pub notes: Option<Located<String>>,
}

/// Holds a question that is answered by pointing at an instruction, `point-at-line`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct PointFile {
    /// A name that never changes.
    pub id: Located<String>,
    /// The idea it is about.
    pub idea: Located<String>,
    /// What is asked.
    pub prompt: Located<String>,
    /// The instruction that is the answer.
    pub at: Located<SelectorFile>,
    /// Why it is that one.
    #[serde(default)]
    pub why: Option<Located<String>>,
    /// Other instructions that people point at.
    #[serde(default)]
    pub option: Vec<Located<WrongLineFile>>,
    /// What is said of every other instruction.
    pub otherwise: Located<String>,
    /// The Dockerfile shown.
    #[serde(default)]
    pub dockerfile: Option<Located<String>>,
    /// The folder beside `lesson.toml` that is the build context of this page.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// What an instructor reads at the page, as Markdown: shown by `dockstep present --follow` alone.
    #[serde(default)]
    pub notes: Option<Located<String>>,
}

/// Holds an instruction that is not the answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct WrongLineFile {
    /// The instruction.
    pub line: Located<SelectorFile>,
    /// Why it is not that one.
    #[serde(default)]
    pub why: String,
}

/// Holds a question that is answered by putting lines in order, `put-in-order`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct OrderFile {
    /// A name that never changes.
    pub id: Located<String>,
    /// The idea it is about.
    pub idea: Located<String>,
    /// What is asked.
    pub prompt: Located<String>,
    /// The lines, in an order that is right.
    pub item: Vec<Located<ItemFile>>,
    /// What must stand before what.
    #[serde(default)]
    pub constraint: Vec<Located<ConstraintFile>>,
    /// What should stand before what: an order without it is right, and earns a remark.
    #[serde(default)]
    pub better: Vec<Located<ConstraintFile>>,
    /// What the Dockerfile must do that the lines make in this order.
    #[serde(default)]
    pub goals: Vec<Located<GoalFile>>,
    /// The folder beside `lesson.toml` that is the build context of this page.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// What an instructor reads at the page, as Markdown: shown by `dockstep present --follow` alone.
    #[serde(default)]
    pub notes: Option<Located<String>>,
}

/// Holds a line to be put in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct ItemFile {
    /// Its name in the constraints.
    pub id: String,
    /// The line, as it stands in a Dockerfile.
    pub text: String,
    /// Why it stands where it stands.
    #[serde(default)]
    pub why: String,
}

/// Says that one line stands before another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct ConstraintFile {
    /// The item that stands first.
    pub first: String,
    /// The item that stands below it.
    pub then: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Holds an exercise: a Dockerfile that is changed until its goals hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct ExerciseFile {
    /// A name that never changes.
    pub id: Located<String>,
    /// The idea it is about.
    pub idea: Located<String>,
    /// The task.
    pub text: Located<String>,
    /// The Dockerfile at the start: a file's name, or several lines of text.
    pub start: Located<String>,
    /// One that reaches every goal.
    pub solution: Located<String>,
    /// What must hold; that BuildKit accepts the file always must.
    pub goals: Vec<Located<GoalFile>>,
    /// Three hints, the first one the lightest.
    pub hints: Located<Vec<String>>,
    /// Whether the start is one that BuildKit refuses.
    #[serde(default)]
    pub starts_refused: bool,
    /// The values of `--build-arg` that the build is given.
    #[serde(default)]
    pub arguments: BTreeMap<String, String>,
    /// The platform that the build is for, and on: `linux/arm64`.
    #[serde(default)]
    pub platform: Option<Located<String>>,
    /// The folder beside `lesson.toml` that is the build context of this page.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
    /// What an instructor reads at the page, as Markdown: shown by `dockstep present --follow` alone.
    #[serde(default)]
    pub notes: Option<Located<String>>,
}

/// Holds a question that dockstep makes from the Dockerfile, `made`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[cfg_attr(feature = "terminal", derive(schemars::JsonSchema))]
pub struct MadeFile {
    /// A name that never changes.
    pub id: Located<String>,
    /// Which question: the id that `dockstep quiz --json --count 40` gives it.
    pub question: Located<String>,
    /// What the instructor reads, as Markdown; participants never see it.
    #[serde(default)]
    pub notes: Option<Located<String>>,
    /// The Dockerfile shown.
    #[serde(default)]
    pub dockerfile: Option<Located<String>>,
    /// The folder beside `lesson.toml` that is the build context of this page.
    #[serde(default)]
    pub context_folder: Option<Located<String>>,
}

/// Holds a whole lesson, for the schema alone: pages are read one by one.
#[cfg(feature = "terminal")]
#[derive(schemars::JsonSchema)]
#[schemars(
    rename_all = "kebab-case",
    title = "lesson.toml of dockstep",
    deny_unknown_fields
)]
pub struct LessonFile {
    /// What stands above the pages.
    #[schemars(flatten)]
    pub head: LessonHead,
    /// The pages in reading order.
    pub page: Vec<PageFile>,
}

/// Holds a page, for the schema alone.
#[cfg(feature = "terminal")]
#[derive(schemars::JsonSchema)]
#[schemars(tag = "kind", rename_all = "kebab-case")]
pub enum PageFile {
    /// A page to read.
    Read(ReadFile),
    /// A prediction.
    Predict(PredictFile),
    /// A question.
    Question(QuestionFile),
    /// An exercise.
    Exercise(ExerciseFile),
    /// A question that is made from the Dockerfile.
    Made(MadeFile),
}

/// Holds a question, for the schema alone.
#[cfg(feature = "terminal")]
#[derive(schemars::JsonSchema)]
#[schemars(tag = "answer", rename_all = "kebab-case")]
pub enum QuestionFile {
    /// One option is right.
    ChooseOne(ChoiceFile),
    /// At least two are.
    ChooseSeveral(ChoiceFile),
    /// The answer is written.
    FillIn(FillInFile),
    /// An instruction is pointed at.
    PointAtLine(PointFile),
    /// Lines are put in order.
    PutInOrder(OrderFile),
}
