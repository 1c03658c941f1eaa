//! The instruction that is explained, with everything around it.

use crate::build::command::Command;
use crate::build::image_state::ImageState;
use crate::build::plan::Plan;
use crate::build::refusals::{LocatedRefusal, Moment, Phase};
use crate::build::stage::{Base, Stage, Step};
use crate::build::value::Value;
use crate::knowledge::base_images::{KnownImage, known_image};
use crate::language::invocation::Invocation;
use crate::language::span::Span;
use crate::language::tree::{Instruction, Tree};

/// Holds an instruction and what surrounds it.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The file.
    pub tree: &'a Tree,
    /// The build.
    pub plan: &'a Plan,
    /// The instruction's index in the tree.
    pub index: usize,
    /// The instruction.
    pub instruction: &'a Instruction,
    /// Its parts.
    pub invocation: Invocation<'a>,
    /// Its stage; ARG before the first FROM has none.
    pub stage: Option<&'a Stage>,
}

impl<'a> Subject<'a> {
    /// Finds an instruction by its index.
    pub fn new(tree: &'a Tree, plan: &'a Plan, index: usize) -> Option<Self> {
        let instruction = tree.instructions().get(index)?;
        Some(Self {
            tree,
            plan,
            index,
            instruction,
            invocation: tree.invocation(instruction),
            stage: plan.stage_of(index),
        })
    }

    /// Gives the typed command as written, unless BuildKit refuses it.
    pub fn written(&self) -> Option<&'a Command> {
        self.plan.commands.get(self.index)?.as_ref().ok()
    }

    /// Lists what BuildKit refuses in the instruction: by its lines, or, where it names none, as it plans the build.
    pub fn refusals(&self) -> impl Iterator<Item = &'a LocatedRefusal> + use<'a> {
        let lines = self.instruction.first_line..=self.instruction.last_line;
        let moment = Moment::new(Phase::Graph, self.index);
        let found = self.plan.refusals.iter();
        found.filter(move |located| match located.line {
            Some(line) => lines.contains(&line),
            None => located.moment == moment,
        })
    }

    /// Gives what the instruction does in its stage.
    pub fn step(&self) -> Option<&'a Step> {
        self.stage?.step_of(self.index)
    }

    /// Gives the command with its variables put in, or as written where there is no step.
    pub fn command(&self) -> Option<&'a Command> {
        self.step()
            .map(|step| &step.command)
            .or_else(|| self.written())
    }

    /// Gives the image before the instruction.
    pub fn before(&self) -> Option<&'a ImageState> {
        self.stage?.state_before(self.index)
    }

    /// Gives the image after the instruction.
    pub fn after(&self) -> Option<&'a ImageState> {
        Some(self.stage?.state_after(self.index))
    }

    /// Gives the places in the file of a span of the joined line.
    pub fn spans(&self, span: Span) -> Vec<Span> {
        self.invocation.line.spans(span)
    }

    /// Gives the text of a span of the joined line.
    pub fn slice(&self, span: Span) -> &str {
        self.invocation.slice(span)
    }

    /// Lists the typed instructions of the same stage behind this one.
    pub fn later(&self) -> impl Iterator<Item = (usize, &'a Command)> + use<'a> {
        let plan = self.plan;
        let index = self.index;
        let own = self
            .stage
            .map(|stage| stage.instructions.as_slice())
            .unwrap_or_default();
        own.iter()
            .copied()
            .filter(move |&other| other > index)
            .filter_map(move |other| Some((other, plan.commands.get(other)?.as_ref().ok()?)))
    }

    /// Gives the line an instruction starts on.
    pub fn line_of(&self, instruction: usize) -> u32 {
        line_of(self.tree, instruction)
    }

    /// Gives what is known of the image the stage starts from, through parent stages.
    pub fn known_base(&self) -> Option<KnownImage> {
        known_base(self.plan, self.stage?)
    }

    /// Gives the working directory before the instruction.
    pub fn working_directory(&self) -> Option<&'a Value> {
        self.before()?.working_directory.value()
    }
}

/// Gives the line an instruction starts on.
pub fn line_of(tree: &Tree, instruction: usize) -> u32 {
    tree.instructions()
        .get(instruction)
        .map_or(0, |instruction| instruction.first_line)
}

/// Finds the stage that brings in a base image: the stage itself, or the first of its parents.
pub fn root_stage<'a>(plan: &'a Plan, stage: &'a Stage) -> &'a Stage {
    let mut root = stage;
    while let Base::Stage(parent) = root.base
        && let Some(parent) = plan.stages.get(parent)
    {
        root = parent;
    }
    root
}

/// Gives what is known of the image a stage starts from, through parent stages.
pub fn known_base(plan: &Plan, stage: &Stage) -> Option<KnownImage> {
    let root = root_stage(plan, stage);
    (root.base == Base::Image)
        .then(|| known_image(&root.base_name))
        .flatten()
}
