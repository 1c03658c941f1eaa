//! The Dockerfile being read: its name and everything that is known about it.

use crate::analysis::highlight::Highlights;
use crate::analysis::{Analysis, Problem};
use crate::app::embedded::Embedded;
use crate::app::msg::ReadFile;
use crate::build::options::BuildOptions;
use crate::language::source::Source;
use crate::language::span::Span;
use std::path::PathBuf;

/// Holds a Dockerfile under the name that readers see.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name to show: a path as it was given, or words.
    pub name: String,
    /// Where it lies, if it is a file.
    pub path: Option<PathBuf>,
    /// What is known about it.
    pub analysis: Analysis,
    /// What is known about the files that stand in it.
    pub embedded: Embedded,
}

impl Document {
    /// Reads a Dockerfile's bytes, whatever they are.
    pub fn read(file: ReadFile, options: &BuildOptions) -> Self {
        Self {
            name: file.name,
            path: file.path,
            analysis: Analysis::of(Source::new(file.bytes), options),
            embedded: Embedded::default(),
        }
    }

    /// Reads the same text for a build with other options.
    #[must_use]
    pub fn with_options(&self, options: &BuildOptions) -> Self {
        Self {
            name: self.name.clone(),
            path: self.path.clone(),
            analysis: self.analysis.with_options(options),
            embedded: self.embedded.clone(),
        }
    }

    /// Counts the findings on an instruction's lines.
    pub fn finding_count(&self, instruction: usize) -> usize {
        let lines = self.lines_of(instruction);
        let findings = self.analysis.findings().iter();
        findings
            .filter(|finding| {
                lines.is_some_and(|(first, last)| (first..=last).contains(&finding.start))
            })
            .count()
    }

    /// Tells whether another document has the very same text.
    pub fn has_same_text(&self, other: &Self) -> bool {
        self.analysis.tree().text() == other.analysis.tree().text()
    }

    /// Lists what the stretches of some lines are, in order and side by side.
    pub fn highlights(&self, shown: Span) -> Highlights {
        let highlights = self.analysis.highlights(shown.start, shown.end);
        self.embedded.lay_over(highlights, shown)
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
