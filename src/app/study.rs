//! Studying a Dockerfile: where the reader stands, what they look at, and how far it is scrolled.

pub mod view;

pub mod search;

pub mod keep_place;

pub mod prediction;

pub mod what_if;

use crate::analysis::reference::Reference;
use crate::analysis::what_if::Supposition;
use crate::app::context_listing::ContextListing;
use crate::app::document::Document;
use crate::app::layout::Layout;
use crate::app::study::keep_place::kept_place;
use crate::app::study::prediction::Prediction;
use crate::app::study::search::{Search, SearchTexts, lines_of};
use crate::app::study::view::StudyView;
use crate::app::study::what_if::WhatIf;
use crate::doc::detail_level::DetailLevel;
use crate::doc::text::Text;
use crate::doc::{Block, Doc, Label, Part};
use crate::language::span::Span;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Holds a Dockerfile and the place of its reader.
#[derive(Clone, Debug)]
pub struct Study {
    /// What is read.
    pub document: Document,
    /// The instruction the reader is at; nothing in a file that has none.
    pub cursor: Option<usize>,
    /// The part of it the reader is at, while stepping through parts.
    pub part: Option<usize>,
    /// What is shown about it.
    pub view: StudyView,
    /// How much is said.
    pub detail: DetailLevel,
    /// Where the reader was before following, the latest last.
    pub trail: Vec<usize>,
    /// What was searched for.
    pub search: Option<Search>,
    /// Whether each further step asks first what it does.
    pub is_predicting: bool,
    /// The question that is asked now.
    pub prediction: Option<Prediction>,
    /// How far the listing of the build context is.
    pub listing: ContextListing,
    /// What is supposed to be otherwise, with what the cache would do.
    pub what_if: Option<WhatIf>,
    /// The reader's notes, by instruction.
    pub notes: BTreeMap<usize, String>,
    /// The first visible line of the file, counted from 0.
    pub dockerfile_top: u32,
    /// The first visible row of the text, counted from 0.
    pub text_top: u32,
    /// Whether the next picture scrolls the text to what was searched for.
    pub seeks_match: bool,
    searched_texts: SearchTexts,
    view_before_parts: StudyView,
    shown: OnceCell<Shown>,
}

/// Holds what there is to say where the reader is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The instruction on one line.
    pub title: String,
    /// The text of the view.
    pub doc: Doc,
}

impl Study {
    /// Starts at the first instruction.
    pub fn of(document: Document, detail: DetailLevel) -> Self {
        Self {
            cursor: (document.instruction_count() > 0).then_some(0),
            listing: if document.path.is_some() {
                ContextListing::UnderWay
            } else {
                ContextListing::NoFolder
            },
            document,
            part: None,
            view: StudyView::default(),
            detail,
            trail: Vec::new(),
            search: None,
            is_predicting: false,
            prediction: None,
            what_if: None,
            notes: BTreeMap::new(),
            dockerfile_top: 0,
            text_top: 0,
            seeks_match: false,
            searched_texts: SearchTexts::default(),
            view_before_parts: StudyView::default(),
            shown: OnceCell::new(),
        }
    }

    /// Puts another text of the same file, or another build of it, in the place of this one.
    pub(in crate::app) fn replace(&mut self, document: Document) {
        let place = |cursor: usize| {
            let old = self.document.analysis.tree();
            kept_place(old, document.analysis.tree(), cursor)
        };
        let first = (document.instruction_count() > 0).then_some(0);
        let cursor = self.cursor.and_then(place).or(first);
        let notes = std::mem::take(&mut self.notes).into_iter();
        let notes = notes.filter_map(|(instruction, note)| Some((place(instruction)?, note)));
        self.notes = notes.collect();
        if !document.has_same_text(&self.document) {
            self.trail.clear();
            self.prediction = None;
        }
        self.document = document;
        self.searched_texts = SearchTexts::default();
        if let Some(search) = &self.search {
            let query = search.query.clone();
            self.search_for(&query);
            while self.go_on_searching() {}
        }
        if cursor != self.cursor {
            self.part = None;
        }
        self.cursor = cursor;
        let supposed = self.what_if.take().map(|what_if| what_if.supposed);
        self.suppose(supposed);
        self.part = self.part.filter(|&part| part < self.parts().len());
    }

    /// Gives the stage the cursor stands in, counted from 0.
    pub fn stage(&self) -> Option<usize> {
        self.document.analysis.stage_of(self.cursor?)
    }

    /// Gives what there is to say where the reader is.
    pub fn shown(&self) -> &Shown {
        self.shown.get_or_init(|| self.make_shown())
    }

    /// Lists the parts of the instruction that the reader can step through.
    pub fn parts(&self) -> &[Part] {
        let blocks = self.shown().doc.blocks.iter();
        let parts = blocks.filter_map(|block| match block {
            Block::Parts(parts) if self.view == StudyView::Explain => Some(parts.as_slice()),
            _ => None,
        });
        parts.into_iter().next().unwrap_or_default()
    }

    /// Lists the places in the file of the part the reader is at.
    pub fn lit_spans(&self) -> &[Span] {
        let part = self.part.and_then(|part| self.parts().get(part));
        part.map_or(&[], |part| part.spans.as_slice())
    }

    /// Gives the first and the last line that the reader looks at, counted from 1.
    pub fn focused_lines(&self) -> Option<(u32, u32)> {
        let lines = self.document.analysis.lines();
        let spans = self.lit_spans();
        if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
            let end = last.end.saturating_sub(1).max(last.start);
            return Some((lines.line(first.start), lines.line(end)));
        }
        self.document.lines_of(self.cursor?)
    }

    fn make_shown(&self) -> Shown {
        let analysis = &self.document.analysis;
        let mut doc = Doc::default();
        let problems = self.document.problems_of_file(self.cursor);
        doc.blocks
            .extend(problems.into_iter().map(|problem| Block::Labelled {
                label: Label::Error,
                text: Text::plain(format!("line {}: {}", problem.line.max(1), problem.message)),
            }));
        let Some(cursor) = self.cursor else {
            doc.blocks.push(Block::Paragraph(Text::plain(
                "This file has no instructions. A Dockerfile starts with FROM and a base image.",
            )));
            return Shown {
                title: "No instructions".to_owned(),
                doc,
            };
        };
        let explanation = analysis.explain(cursor);
        let text = match self.view {
            StudyView::Explain => explanation.doc_at(self.detail),
            StudyView::State => analysis.state_text(cursor),
            StudyView::Files => analysis.files_text(cursor),
            StudyView::Cache => analysis.cache_text(cursor),
            StudyView::Checks => analysis.checks_text(cursor),
        };
        if matches!(self.view, StudyView::Files | StudyView::Cache) {
            doc.blocks.extend(self.listing.note(analysis));
        }
        if let (StudyView::Cache, Some(what_if)) = (self.view, &self.what_if) {
            doc.blocks.extend(what_if.blocks(cursor));
            doc.blocks.push(Block::Heading {
                level: 3,
                text: Text::plain("In any build"),
            });
        }
        if self.view == StudyView::Explain && self.detail == DetailLevel::New {
            let words = words_row(&analysis.glossary_words(&text));
            doc.blocks.extend(text.blocks);
            doc.blocks.extend(words);
        } else {
            doc.blocks.extend(text.blocks);
        }
        if let (StudyView::Explain, Some(note)) = (self.view, self.notes.get(&cursor)) {
            let lead = doc
                .blocks
                .iter()
                .position(|block| matches!(block, Block::Lead(_)));
            let note = Block::Labelled {
                label: Label::YourNote,
                text: Text::plain(note.as_str()),
            };
            doc.blocks.insert(lead.map_or(0, |lead| lead + 1), note);
        }
        Shown {
            title: explanation.title,
            doc,
        }
    }

    /// Supposes something to be otherwise; nothing takes the supposition away.
    pub(in crate::app) fn suppose(&mut self, supposed: Option<Supposition>) {
        let analysis = &self.document.analysis;
        self.what_if = supposed.map(|supposed| WhatIf::ask(analysis, supposed));
        self.forget_shown();
    }

    /// Makes the text anew when it is next asked for.
    pub(in crate::app) fn forget_shown(&mut self) {
        self.shown = OnceCell::new();
    }

    pub(in crate::app) fn go_to_next(&mut self) {
        if let Some(cursor) = self.cursor {
            self.go_to(cursor + 1);
            if self.is_predicting && self.cursor == Some(cursor + 1) {
                self.prediction = Prediction::about(&self.document.analysis, cursor + 1);
            }
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
        let first = stages.get(stage);
        if let Some(&first) = first.and_then(|stage| stage.instructions.first()) {
            self.go_to(first);
        }
    }

    /// Goes to an instruction; one that is not there is passed over.
    pub(in crate::app) fn go_to(&mut self, instruction: usize) {
        if instruction < self.document.instruction_count() && self.cursor != Some(instruction) {
            self.cursor = Some(instruction);
            self.part = None;
            self.prediction = None;
            self.text_top = 0;
            self.forget_shown();
        }
    }

    /// Goes to the instruction that covers a line, or the first one behind it.
    pub(in crate::app) fn go_to_line(&mut self, line: u32) {
        let instructions = self.document.analysis.tree().instructions();
        let covering = instructions
            .iter()
            .position(|found| found.last_line >= line);
        if let Some(covering) = covering.or(instructions.len().checked_sub(1)) {
            self.go_to(covering);
        }
    }

    /// Shows another view of the same place.
    pub(in crate::app) fn look_at(&mut self, view: StudyView) {
        if self.view != view {
            self.view = view;
            self.part = None;
            self.text_top = 0;
            self.forget_shown();
        }
    }

    /// Steps into the parts; tells whether there are any.
    pub(in crate::app) fn enter_parts(&mut self) -> bool {
        self.view_before_parts = self.view;
        self.look_at(StudyView::Explain);
        if !self.parts().is_empty() {
            self.part = Some(0);
        }
        self.part.is_some()
    }

    /// Steps out of the parts, back to the view that was shown before.
    pub(in crate::app) fn leave_parts(&mut self) {
        self.part = None;
        self.look_at(self.view_before_parts);
    }

    pub(in crate::app) fn go_to_part(&mut self, part: usize) {
        let last = self.parts().len().saturating_sub(1);
        if let Some(current) = &mut self.part {
            *current = part.min(last);
        }
    }

    /// Lists what can be followed from here: from the part, or from the whole instruction.
    pub fn references(&self) -> Vec<Reference> {
        let Some(cursor) = self.cursor else {
            return Vec::new();
        };
        let references = self.document.analysis.references(cursor);
        if self.part.is_none() {
            return references;
        }
        let lit = self.lit_spans();
        let touches = |reference: &Reference| {
            let mut spans = reference.spans.iter();
            spans.any(|span| {
                lit.iter()
                    .any(|lit| span.start < lit.end && lit.start < span.end)
            })
        };
        references.into_iter().filter(touches).collect()
    }

    /// Goes to where something comes from, and remembers the way back.
    pub(in crate::app) fn follow_to(&mut self, instruction: usize) {
        if let Some(cursor) = self.cursor
            && cursor != instruction
        {
            self.trail.push(cursor);
            self.go_to(instruction);
        }
    }

    /// Goes back the way the reader came; tells whether there was one.
    pub(in crate::app) fn go_back(&mut self) -> bool {
        let before = self.trail.pop();
        if let Some(before) = before {
            self.go_to(before);
        }
        before.is_some()
    }

    /// Searches the file and its explanations.
    pub(in crate::app) fn search_for(&mut self, query: &str) {
        let search = Search::start(query, &self.document.analysis, &self.searched_texts);
        self.search = (!query.is_empty()).then_some(search);
        self.go_on_searching();
    }

    /// Shows what was searched for: in this view where it or the lines have it, or else in the
    /// explanation; tells whether it is in sight then. An explanation for who knows Docker may leave it
    /// out.
    pub(in crate::app) fn show_match(&mut self) -> bool {
        let (Some(search), Some(cursor)) = (&self.search, self.cursor) else {
            return true;
        };
        if !search.places.contains(&cursor) {
            return true;
        }
        self.seeks_match = true;
        let is_in_lines = search.is_in(lines_of(&self.document.analysis, cursor));
        if is_in_lines || search.is_in(&self.shown().doc.to_plain()) {
            return true;
        }
        self.look_at(StudyView::Explain);
        let shown = self.shown().doc.to_plain();
        let search = self.search.as_ref();
        search.is_none_or(|search| search.is_in(&shown))
    }

    /// Searches a slice more; tells whether there is more to search.
    pub(in crate::app) fn go_on_searching(&mut self) -> bool {
        let Some(search) = &mut self.search else {
            return false;
        };
        if !search.is_complete() {
            search.go_on(&self.document.analysis, &mut self.searched_texts);
        }
        !search.is_complete()
    }

    /// Gives the lines of the instruction, or the part, as they stand in the file.
    pub fn text_here(&self) -> String {
        let text = self.document.analysis.tree().text();
        let lit = self.lit_spans();
        if !lit.is_empty() {
            let pieces: Vec<&str> = lit.iter().map(|span| span.of(text)).collect();
            return pieces.concat();
        }
        let instructions = self.document.analysis.tree().instructions();
        let instruction = self.cursor.and_then(|cursor| instructions.get(cursor));
        instruction.map_or_else(String::new, |found| {
            found.span.of(text).trim_end().to_owned()
        })
    }

    /// Scrolls the text by what the last picture showed of it, less one row to read on from.
    pub(in crate::app) fn scroll_page(&mut self, is_down: bool, layout: &Layout) {
        let page = u32::from(layout.explanation.height.saturating_sub(1).max(1));
        self.scroll(is_down, page, layout);
    }

    /// Scrolls the text by a number of rows, as far as the last picture says there are rows.
    pub(in crate::app) fn scroll(&mut self, is_down: bool, rows: u32, layout: &Layout) {
        self.text_top = if is_down {
            self.text_top + rows.min(layout.explanation.rows_below())
        } else {
            self.text_top.saturating_sub(rows)
        };
    }

    /// Adopts the offsets that the picture settled.
    pub(in crate::app) fn settle(&mut self, layout: &Layout) {
        if !layout.is_too_small {
            self.dockerfile_top = layout.dockerfile.top;
            self.text_top = layout.explanation.top;
            self.seeks_match = false;
        }
    }
}

/// The most words of the glossary that are named below an explanation.
const MOST_WORDS: usize = 8;

/// Names the words that a text uses and the glossary explains.
fn words_row(words: &[&str]) -> Option<Block> {
    let mut named = words
        .get(..MOST_WORDS.min(words.len()))
        .unwrap_or_default()
        .join(", ");
    if words.len() > MOST_WORDS {
        named.push_str(", …");
    }
    let what = if words.len() == 1 {
        "it means"
    } else {
        "they mean"
    };
    (!words.is_empty()).then(|| Block::Labelled {
        label: Label::Words,
        text: Text::plain(format!("{named} (w says what {what})")),
    })
}
