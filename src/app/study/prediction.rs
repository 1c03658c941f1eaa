//! Predict mode: one question about an instruction, asked before its explanation is shown.

use crate::analysis::Analysis;
use crate::explain::questions::question::Question;

/// Holds a question that waits for an answer, or for the reader to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// The question.
    pub question: Question,
    /// The option the reader is at.
    pub selected: usize,
    /// The option the reader took.
    pub answer: Option<usize>,
}

impl Prediction {
    /// Asks about an instruction; nothing where there is nothing to ask.
    ///
    /// The same instruction is asked the same: its number stands for chance.
    pub fn about(analysis: &Analysis, instruction: usize) -> Option<Self> {
        let question = analysis.prediction(instruction, instruction as u64)?;
        Some(Self {
            question,
            selected: 0,
            answer: None,
        })
    }

    /// Goes to another option, as long as none is taken.
    pub(in crate::app) fn step(&mut self, is_down: bool) {
        let last = self.question.options.len().saturating_sub(1);
        if self.answer.is_none() {
            self.selected = if is_down {
                (self.selected + 1).min(last)
            } else {
                self.selected.saturating_sub(1)
            };
        }
    }

    /// Takes an option.
    pub(in crate::app) fn take(&mut self, option: usize) {
        if self.answer.is_none() && option < self.question.options.len() {
            self.selected = option;
            self.answer = Some(option);
        }
    }

    /// Tells whether the reader was right; nothing while there is no answer.
    pub fn is_right(&self) -> Option<bool> {
        let option = self.question.options.get(self.answer?)?;
        Some(option.right)
    }
}
