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

    /// Lists the problems that stand in no instruction; they are told at the first one, or where there is none.
    pub fn problems_of_file(&self, instruction: Option<usize>) -> Vec<&Problem> {
        if instruction.is_some_and(|instruction| instruction > 0) {
            return Vec::new();
        }
        let problems = self.analysis.problems().iter();
        problems
            .filter(|problem| problem.instruction.is_none())
            .collect()
    }
}
