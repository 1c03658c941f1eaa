//! A lesson as it is understood: texts read, instructions found, answers known.

use crate::analysis::Analysis;
use crate::course::goal::Goal;
use crate::course::place::Place;
use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Doc};
use crate::explain::questions::question::AnswerOption;
use crate::language::span::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Holds a lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The name that never changes.
    pub id: String,
    /// The line in `lesson.toml` on which the id stands.
    pub id_line: u32,
    /// The title.
    pub title: String,
    /// The belief that it ends.
    pub belief: String,
    /// The ids of lessons that should come before.
    pub needs: Vec<String>,
    /// The line of each of them.
    pub needs_lines: Vec<u32>,
    /// How many minutes it takes.
    pub minutes: u32,
    /// The ideas that it is about.
    pub ideas: Vec<String>,
    /// What ideas say in plain words, where this lesson says so.
    pub idea_titles: BTreeMap<String, String>,
    /// The pages in reading order.
    pub pages: Vec<Page>,
    /// What an instructor reads before the lesson.
    pub notes: Doc,
    /// What an instructor reads at a page, by the page's id.
    pub page_notes: BTreeMap<String, Doc>,
}

/// Holds a page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The name that never changes.
    pub id: String,
    /// Its line in `lesson.toml`, counted from 1.
    pub line: u32,
    /// The idea it is about; a page to read has none.
    pub idea: Option<String>,
    /// The Dockerfile that is shown; a page that orders lines has none.
    pub dockerfile: Option<Arc<Analysis>>,
    /// The instructions that are lit.
    pub lit: Vec<Place>,
    /// What is on it.
    pub body: Body,
}

/// Holds what is on a page.
#[derive(Clone, Debug)]
pub enum Body {
    /// A text.
    Read(Reading),
    /// A question; of a prediction, the analysis gave the answer.
    Question(Asking),
    /// An exercise.
    Exercise(Box<Exercise>),
}

/// Holds a text and the parts of the Dockerfile that its words light up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text; a link whose address begins with `#` lights a part.
    pub text: Doc,
    /// The parts by their addresses.
    pub lights: Vec<Light>,
}

impl Reading {
    /// Gives the text without its lights, for where nothing can be lit: their addresses are no words.
    pub fn without_lights(&self) -> Doc {
        let plain = |text: &Text| Text(text.0.iter().flat_map(unlit).collect());
        let blocks = self.text.blocks.iter().map(|block| match block {
            Block::Paragraph(text) => Block::Paragraph(plain(text)),
            Block::Lead(text) => Block::Lead(plain(text)),
            Block::List(texts) => Block::List(texts.iter().map(plain).collect()),
            Block::Steps(texts) => Block::Steps(texts.iter().map(plain).collect()),
            block => block.clone(),
        });
        Doc {
            blocks: blocks.collect(),
        }
    }
}

fn unlit(inline: &Inline) -> Vec<Inline> {
    match inline {
        Inline::Link { text, url } if url.starts_with('#') => text.0.clone(),
        inline => vec![inline.clone()],
    }
}

/// Holds a part of the Dockerfile that a text speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Light {
    /// The link's address, with its `#`.
    pub address: String,
    /// The part.
    pub span: Span,
}

/// Holds a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Whether it asks what an instruction will do, before that is shown.
    pub is_prediction: bool,
    /// What is asked.
    pub prompt: Text,
    /// How it is answered.
    pub ask: Ask,
}

/// Says how a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// One option is right.
    ChooseOne(Vec<AnswerOption>),
    /// At least two options are right.
    ChooseSeveral(Vec<AnswerOption>),
    /// The answer is written.
    FillIn(FillIn),
    /// An instruction is pointed at.
    PointAtLine(PointAtLine),
    /// Lines are put in order.
    PutInOrder(Box<PutInOrder>),
}

/// Holds a question whose answer is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillIn {
    /// Every way to write the answer, the best one first.
    pub accepts: Vec<String>,
    /// Whether capitals do not matter.
    pub any_case: bool,
    /// Why it is so.
    pub why: Text,
    /// Wrong answers that people give, each with its reason.
    pub beliefs: Vec<AnswerOption>,
}

/// Holds a question that is answered with an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointAtLine {
    /// The answer.
    pub place: Place,
    /// Why it is that one.
    pub why: Text,
    /// Other instructions, each with why it is not that one.
    pub others: Vec<(Place, Text)>,
    /// What is said of the rest.
    pub otherwise: Text,
}

/// Holds a question that is answered with an order.
#[derive(Clone, Debug)]
pub struct PutInOrder {
    /// The lines, in an order that is right.
    pub items: Vec<Item>,
    /// What must stand before what.
    pub constraints: Vec<Constraint>,
    /// What should.
    pub better: Vec<Constraint>,
    /// What the Dockerfile of these lines must do.
    pub goals: Vec<Goal>,
    /// What a Dockerfile of these lines is built with.
    pub options: crate::build::options::BuildOptions,
}

impl PartialEq for PutInOrder {
    /// What the lines are built with is no part of what is asked.
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
            && self.constraints == other.constraints
            && self.better == other.better
            && self.goals == other.goals
    }
}

impl Eq for PutInOrder {}

/// Holds a line to be put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The line.
    pub text: String,
    /// Why it stands where it stands.
    pub why: Text,
}

/// Says that one item stands before another; both are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The one that stands first.
    pub first: usize,
    /// The one that stands below it.
    pub then: usize,
    /// Why.
    pub why: Text,
}

/// Holds an exercise.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// The task.
    pub text: Reading,
    /// The Dockerfile at the start.
    pub start: String,
    /// One that reaches every goal.
    pub solution: String,
    /// What must hold besides that BuildKit accepts the file.
    pub goals: Vec<Goal>,
    /// The hints, the first one the lightest.
    pub hints: Vec<Text>,
    /// Whether the start is one that BuildKit refuses.
    pub starts_refused: bool,
    /// What a build is given besides the text.
    pub options: crate::build::options::BuildOptions,
}

impl Lesson {
    /// Counts the pages that ask something, predictions included.
    pub fn question_count(&self) -> usize {
        self.pages.iter().filter(|page| page.asks()).count()
    }

    /// Finds a page by its id.
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == id)
    }
}

impl Page {
    /// Tells whether it asks something, a prediction included.
    pub const fn asks(&self) -> bool {
        matches!(self.body, Body::Question(_))
    }

    /// Names the kind as files do; of a question, the way it is answered.
    pub const fn kind(&self) -> &'static str {
        match &self.body {
            Body::Read(_) => "read",
            Body::Exercise(_) => "exercise",
            Body::Question(asking) if asking.is_prediction => "predict",
            Body::Question(asking) => asking.ask.name(),
        }
    }
}

impl Ask {
    /// Names the way of answering as files do.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ChooseOne(_) => "choose-one",
            Self::ChooseSeveral(_) => "choose-several",
            Self::FillIn(_) => "fill-in",
            Self::PointAtLine(_) => "point-at-line",
            Self::PutInOrder(_) => "put-in-order",
        }
    }
}
