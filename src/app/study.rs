//! Studying a Dockerfile: where the cursor stands and what is scrolled how far.

use crate::app::document::Document;
use crate::app::layout::Layout;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, Label};

/// Holds a Dockerfile and the place of its reader.
#[derive(Clone, Debug)]
pub struct Study {
    /// What is read.
    pub document: Document,
    /// The instruction the reader is at; nothing in a file that has none.
    pub cursor: Option<usize>,
    /// The first visible line of the file, counted from 0.
    pub dockerfile_top: u32,
    /// The first visible row of the explanation, counted from 0.
    pub explanation_top: u32,
}

impl Study {
    /// Starts at the first instruction.
    pub fn of(document: Document) -> Self {
        Self {
            cursor: (document.instruction_count() > 0).then_some(0),
            document,
            dockerfile_top: 0,
            explanation_top: 0,
        }
    }

    /// Gives the stage the cursor stands in, counted from 0.
    pub fn stage(&self) -> Option<usize> {
        self.document.analysis.stage_of(self.cursor?)
    }

    /// Gives what there is to say where the cursor stands: a title, and a text.
    pub fn explanation(&self) -> (String, Doc) {
        let mut doc = Doc::default();
        doc.blocks.extend(
            self.document
                .problems_of_file(self.cursor)
                .into_iter()
                .map(|problem| Block::Labelled {
                    label: Label::Error,
                    text: Text::plain(format!("line {}: {}", problem.line.max(1), problem.message)),
                }),
        );
        let Some(cursor) = self.cursor else {
            doc.blocks.push(Block::Paragraph(Text::plain(
                "This file has no instructions. A Dockerfile starts with FROM and a base image.",
            )));
            return ("No instructions".to_owned(), doc);
        };
        let explanation = self.document.analysis.explain(cursor);
        doc.blocks.extend(explanation.doc().blocks);
        (explanation.title, doc)
    }

    pub(in crate::app) fn go_to_next(&mut self) {
        if let Some(cursor) = self.cursor {
            self.go_to(cursor + 1);
        }
    }

    pub(in crate::app) fn go_to_previous(&mut self) {
        if let Some(cursor) = self.cursor {
            self.go_to(cursor.saturating_sub(1));
        }
    }

    pub(in crate::app) fn go_to_first(&mut self) {
        self.go_to(0);
    }

    pub(in crate::app) fn go_to_last(&mut self) {
        self.go_to(self.document.instruction_count().saturating_sub(1));
    }

    /// Goes to the FROM behind the cursor's stage; ARG before the first FROM lies before all stages.
    pub(in crate::app) fn go_to_next_stage(&mut self) {
        self.go_to_stage(self.stage().map_or(0, |stage| stage + 1));
    }

    /// Goes to the FROM of the stage before, and in the first stage to its own FROM.
    pub(in crate::app) fn go_to_previous_stage(&mut self) {
        if let Some(stage) = self.stage() {
            self.go_to_stage(stage.saturating_sub(1));
        }
    }

    fn go_to_stage(&mut self, stage: usize) {
        let stages = self.document.analysis.stages();
        if let Some(&first) = stages
            .get(stage)
            .and_then(|stage| stage.instructions.first())
        {
            self.go_to(first);
        }
    }

    fn go_to(&mut self, instruction: usize) {
        if instruction < self.document.instruction_count() && self.cursor != Some(instruction) {
            self.cursor = Some(instruction);
            self.explanation_top = 0;
        }
    }

    /// Scrolls the explanation by what the last picture showed of it, less one row to read on from.
    pub(in crate::app) fn scroll_explanation(&mut self, is_down: bool, layout: &Layout) {
        let page = u32::from(layout.explanation.height.saturating_sub(1).max(1));
        self.explanation_top = if is_down {
            self.explanation_top + page.min(layout.explanation.rows_below())
        } else {
            self.explanation_top.saturating_sub(page)
        };
    }

    /// Adopts the offsets that the picture settled.
    pub(in crate::app) fn settle(&mut self, layout: &Layout) {
        if !layout.is_too_small {
            self.dockerfile_top = layout.dockerfile.top;
            self.explanation_top = layout.explanation.top;
        }
    }
}
