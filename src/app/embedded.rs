//! Colours for the files that stand in a Dockerfile: asked for when they are on the screen, kept by instruction.
//!
//! A reader of other languages is slow, so the host has one beside the screen. Refuses to wait for
//! it: until an answer is here, the lines are a heredoc's lines.

use crate::analysis::Analysis;
use crate::analysis::highlight::embedded::EmbeddedText;
use crate::analysis::highlight::{Highlight, Highlights, between, side_by_side};
use crate::app::layout::Pane;
use crate::language::span::Span;
use std::collections::BTreeMap;

/// A text longer than this stays in one colour.
const LONGEST_TEXT: usize = 256 * 1024;

/// Holds the texts of one instruction that are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HighlightRequest {
    /// The instruction, counted from 0.
    pub instruction: usize,
    /// The places and languages, each with its text.
    pub texts: Vec<(EmbeddedText, String)>,
}

/// Holds what a reader found in the texts of one instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlighted {
    /// What was asked: an answer about another text is no answer.
    pub request: HighlightRequest,
    /// The stretches as places in the file, in order and side by side.
    pub highlights: Highlights,
}

/// Holds the answers about one Dockerfile.
#[derive(Clone, Debug, Default)]
pub struct Embedded {
    /// By instruction; nothing where an answer is still to come.
    answers: BTreeMap<usize, Option<Highlighted>>,
}

impl Embedded {
    /// Asks for what is on the screen and was not asked for.
    pub(in crate::app) fn requests(
        &mut self,
        analysis: &Analysis,
        pane: &Pane,
    ) -> Vec<HighlightRequest> {
        let instructions = analysis.tree().instructions();
        let (top, end) = (pane.top, pane.top + u32::from(pane.height));
        let first = instructions.partition_point(|instruction| instruction.last_line <= top);
        let shown = instructions.iter().enumerate().skip(first);
        let shown = shown.take_while(|(_, instruction)| instruction.first_line <= end);
        let mut requests = Vec::new();
        for (instruction, _) in shown.filter(|(_, shown)| !shown.heredocs.is_empty()) {
            if self.answers.contains_key(&instruction) {
                continue;
            }
            self.answers.insert(instruction, None);
            let texts = analysis.embedded_texts(instruction).into_iter();
            let texts: Vec<(EmbeddedText, String)> = texts
                .filter(|text| text.span.len() <= LONGEST_TEXT)
                .map(|text| (text, text.span.of(analysis.tree().text()).to_owned()))
                .collect();
            if !texts.is_empty() {
                requests.push(HighlightRequest { instruction, texts });
            }
        }
        requests
    }

    /// Keeps an answer, unless the file has changed since it was asked for.
    pub(in crate::app) fn keep(&mut self, text: &str, highlighted: Highlighted) {
        let request = &highlighted.request;
        let is_same = request
            .texts
            .iter()
            .all(|(place, asked)| place.span.of(text) == asked);
        if let Some(answer) = self.answers.get_mut(&request.instruction)
            && is_same
        {
            *answer = Some(highlighted);
        }
    }

    /// Puts the answers in the place of the plain lines of heredocs.
    pub(in crate::app) fn lay_over(&self, highlights: Highlights, shown: Span) -> Highlights {
        let answers: Vec<&Highlighted> = self.answers.values().flatten().collect();
        let places: Vec<Span> = answers
            .iter()
            .flat_map(|answer| &answer.request.texts)
            .map(|(place, _)| place.span)
            .filter(|span| span.start < shown.end && span.end > shown.start)
            .collect();
        if places.is_empty() {
            return highlights;
        }
        let is_replaced = |span: Span, highlight: Highlight| {
            let lies_in = |place: &Span| place.start <= span.start && span.end <= place.end;
            highlight == Highlight::Heredoc && places.iter().any(lies_in)
        };
        let mut layers: Highlights = highlights;
        layers.retain(|(span, highlight)| !is_replaced(*span, *highlight));
        for answer in answers {
            layers.extend_from_slice(between(&answer.highlights, shown.start, shown.end));
        }
        side_by_side(layers)
    }
}
