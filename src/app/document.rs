//! The Dockerfile being read: its name and everything that is known about it.

use crate::analysis::{Analysis, Problem};
use crate::build::options::BuildOptions;
use crate::language::source::Source;

/// Holds a Dockerfile under the name that readers see.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name to show: a path as it was given, or words.
    pub name: String,
    /// What is known about it.
    pub analysis: Analysis,
}

impl Document {
    /// Reads a Dockerfile's bytes, whatever they are.
    pub fn read(name: String, bytes: Vec<u8>, options: &BuildOptions) -> Self {
        Self {
            name,
            analysis: Analysis::of(Source::new(bytes), options),
        }
    }

    /// Counts the instructions.
    pub fn instruction_count(&self) -> usize {
        self.analysis.tree().instructions().len()
    }

    /// Gives the first and the last line of an instruction, counted from 1.
    pub fn lines_of(&self, instruction: usize) -> Option<(u32, u32)> {
        let instruction = self.analysis.tree().instructions().get(instruction)?;
        Some((instruction.first_line, instruction.last_line))
    }

    /// Lists the problems to tell at an instruction: its own, and at the first one (or where there
    /// is none) those that stand in no instruction.
    pub fn problems_at(&self, instruction: Option<usize>) -> Vec<Problem> {
        let mut problems = self.analysis.problems();
        problems.retain(|problem| match problem.instruction {
            None => instruction.is_none_or(|instruction| instruction == 0),
            place => place == instruction,
        });
        problems
    }
}
