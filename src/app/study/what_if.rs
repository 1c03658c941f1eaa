//! A "what if" that is on: what is supposed, and what the cache would do with each step then.

use crate::analysis::Analysis;
use crate::analysis::cache_report::{CacheReport, Verdict};
use crate::analysis::what_if::{Supposition, what_if_blocks};
use crate::doc::Block;
use crate::doc::text::Text;

/// Holds what is supposed, with the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// What would be otherwise.
    pub supposed: Supposition,
    /// What the cache would do, or why that cannot be told.
    pub answer: Result<CacheReport, Text>,
}

impl WhatIf {
    /// Asks.
    pub fn ask(analysis: &Analysis, supposed: Supposition) -> Self {
        Self {
            answer: analysis.what_if(&supposed),
            supposed,
        }
    }

    /// Counts the steps that would run for certain, and all steps.
    pub fn count(&self) -> Option<(usize, usize)> {
        let steps = &self.answer.as_ref().ok()?.steps;
        let runs = steps.iter().filter(|step| step.verdict == Verdict::Rerun);
        Some((runs.count(), steps.len()))
    }

    /// Gives the line on which the build stops, where it does.
    pub fn stops_on(&self) -> Option<u32> {
        self.answer.as_ref().ok()?.stops_on()
    }

    /// Says what it means for an instruction, under the words of the question.
    pub fn blocks(&self, instruction: usize) -> Vec<Block> {
        let mut title = Text::plain("What if ");
        title.append(self.supposed.title());
        let mut blocks = vec![Block::Heading {
            level: 3,
            text: title,
        }];
        match &self.answer {
            Ok(report) => blocks.extend(what_if_blocks(report, instruction)),
            Err(fault) => blocks.push(Block::Paragraph(fault.clone())),
        }
        blocks
    }
}

/// Gives the sign that readers see beside a step.
pub const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Cached => "✓",
        Verdict::Rerun => "↻",
        Verdict::Depends => "?",
        Verdict::Stops => "✗",
        Verdict::NotReached => "–",
    }
}
