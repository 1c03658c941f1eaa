//! The words of a page as a room sees them: what is shown so far, and nothing of the answer before it
//! is asked for.

use crate::app::presentation::Presentation;
use crate::app::presentation::slide::{Slide, SlideKind, letter};
use crate::course::grading::Reason;
use crate::course::lesson::{Ask, Asking, Body, Exercise, Reading};
use crate::doc::text::{Inline, Text};
use crate::doc::{Block, Doc};
use crate::language::span::Span;
use crate::view::doc::{self, inline};
use crate::view::practice::PageRows;
use crate::view::presentation::sorted;
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::wrap::wrap;

/// Says how the words of a page are laid out.
#[derive(Clone, Copy)]
pub(in crate::view::presentation) struct Manner {
    /// How many columns there are.
    pub columns: usize,
    /// How many steps are shown.
    pub step: usize,
    /// Whether room is short: the rows between options go.
    pub is_dense: bool,
}

/// Lays out the words of the page that is on.
pub(in crate::view::presentation) fn page_rows(
    presentation: &Presentation,
    slide: &Slide,
    theme: &Theme,
    manner: Manner,
) -> PageRows {
    let writer = Writer {
        theme,
        columns: manner.columns,
        step: manner.step,
        is_dense: manner.is_dense,
        slide,
        page: PageRows::default(),
    };
    match slide.kind {
        SlideKind::Cover => writer.cover(presentation),
        SlideKind::Opening { .. } => writer.opening(presentation),
        SlideKind::End => writer.end(presentation),
        SlideKind::Page { .. } => match presentation.page_of(slide).map(|page| &page.body) {
            Some(Body::Read(reading)) => writer.reading(reading),
            Some(Body::Question(asking)) => writer.question(asking),
            Some(Body::Exercise(exercise)) => writer.exercise(exercise),
            None => writer.page,
        },
    }
}

/// Lists the parts of the Dockerfile that the paragraph speaks of which was shown last.
pub(in crate::view::presentation) fn lit_spans(
    presentation: &Presentation,
    slide: &Slide,
) -> Vec<Span> {
    let page = presentation.page_of(slide);
    let Some(Body::Read(reading)) = page.map(|page| &page.body) else {
        return Vec::new();
    };
    let mut addresses = Vec::new();
    if let Some(block) = reading.text.blocks.get(presentation.step) {
        collect_block(block, &mut addresses);
    }
    let lights = reading.lights.iter();
    let lights = lights.filter(|light| addresses.contains(&light.address.as_str()));
    sorted(lights.map(|light| light.span).collect())
}

fn collect_block<'a>(block: &'a Block, found: &mut Vec<&'a str>) {
    match block {
        Block::Paragraph(text) | Block::Lead(text) | Block::Heading { text, .. } => {
            collect(text, found);
        }
        Block::List(texts) | Block::Steps(texts) => {
            for text in texts {
                collect(text, found);
            }
        }
        _ => {}
    }
}

fn collect<'a>(text: &'a Text, found: &mut Vec<&'a str>) {
    for inline in &text.0 {
        match inline {
            Inline::Link { url, .. } => found.push(url),
            Inline::Strong(text) | Inline::Emphasis(text) => collect(text, found),
            _ => {}
        }
    }
}

struct Writer<'a> {
    theme: &'a Theme,
    columns: usize,
    step: usize,
    is_dense: bool,
    slide: &'a Slide,
    page: PageRows,
}

impl Writer<'_> {
    fn blank(&mut self) {
        self.page.rows.push(Row::default());
    }

    /// Adds rows that are kept in sight.
    fn push_focus(&mut self, rows: Vec<Row>) {
        let first = self.page.rows.len() as u32;
        self.page.rows.extend(rows);
        self.page.focus = Some((first, (self.page.rows.len() as u32).saturating_sub(1)));
    }

    fn line(&mut self, words: &str, style: ratatui::style::Style) {
        let rows = wrap(&Row::of(words, style), self.columns, 0);
        self.page.rows.extend(rows);
    }

    fn cover(mut self, presentation: &Presentation) -> PageRows {
        let programme = &presentation.programme;
        self.line(&programme.title, self.theme.lead);
        self.blank();
        let digits = programme.lessons.len().to_string().len();
        for (index, lesson) in programme.lessons.iter().enumerate() {
            let mut row = Row::of(&format!("{:>digits$}  ", index + 1), self.theme.quiet);
            let indent = row.width();
            row.push(&lesson.lesson.title, self.theme.text);
            self.page.rows.extend(wrap(&row, self.columns, indent));
        }
        self.page
    }

    fn opening(mut self, presentation: &Presentation) -> PageRows {
        let Some(lesson) = presentation.lesson_of(self.slide) else {
            return self.page;
        };
        if let Some(number) = lesson.number {
            self.line(&format!("Lesson {number}"), self.theme.quiet);
            self.blank();
        }
        self.line(&lesson.lesson.title, self.theme.lead);
        self.blank();
        self.blank();
        let mut row = Row::of("Many believe:  ", self.theme.quiet);
        let belief = Text::with_code(&lesson.lesson.belief);
        row.append(&inline(&belief, self.theme.emphasis, self.theme));
        self.page.rows.extend(wrap(&row, self.columns, 0));
        self.page
    }

    fn end(mut self, presentation: &Presentation) -> PageRows {
        self.line("The end", self.theme.lead);
        self.blank();
        self.line(&presentation.programme.title, self.theme.text);
        self.page
    }

    /// Shows the paragraphs one after the other; a mark tells that there are more.
    fn reading(mut self, reading: &Reading) -> PageRows {
        for (index, block) in reading.text.blocks.iter().enumerate().take(self.step + 1) {
            if index > 0 {
                self.blank();
            }
            let doc = Doc {
                blocks: vec![block.clone()],
            };
            let rows = doc::rows(&doc, self.theme, self.columns);
            self.push_focus(rows);
        }
        if self.step < self.slide.steps {
            self.blank();
            self.line("…", self.theme.quiet);
        }
        self.page
    }

    fn question(mut self, asking: &Asking) -> PageRows {
        let prompt = inline(&asking.prompt, self.theme.lead, self.theme);
        let rows = wrap(&prompt, self.columns, 0);
        self.push_focus(rows);
        self.blank();
        self.page.head = self.page.rows.len();
        match &asking.ask {
            Ask::ChooseOne(_) | Ask::ChooseSeveral(_) => {
                if matches!(asking.ask, Ask::ChooseSeveral(_)) {
                    self.line("More than one is right.", self.theme.quiet);
                    self.blank();
                }
                let told = self.slide.reason(self.step).cloned();
                for (place, index) in self.slide.order.iter().enumerate() {
                    if let Some(reason) = self.slide.reasons.get(*index) {
                        let is_told = told.as_ref() == Some(reason);
                        self.option(place, reason, is_told);
                    }
                }
            }
            Ask::FillIn(_) => self.written(),
            Ask::PointAtLine(_) => self.pointed(),
            Ask::PutInOrder(_) => self.ordered(),
        }
        self.page
    }

    /// Shows an option; behind the answer whether it is right, and its reason where that is told.
    fn option(&mut self, place: usize, reason: &Reason, is_told: bool) {
        let letter = letter(place);
        let is_answered = self.step > 0;
        let mut row = match (is_answered, reason.is_right) {
            (true, true) => Row::of("✓ ", self.theme.label),
            (true, false) if is_told => Row::of("✗ ", self.theme.caution),
            // Blanks of one style: only they stay together at the start of a row.
            _ => Row::of("  ", self.theme.key),
        };
        row.push(&format!("{letter}  "), self.theme.key);
        let indent = row.width();
        let style = if is_answered && reason.is_right {
            self.theme.strong
        } else {
            self.theme.text
        };
        row.append(&inline(&reason.text, style, self.theme));
        let mut rows = wrap(&row, self.columns, indent);
        if is_told {
            rows.extend(self.why(reason, indent));
        }
        let is_seen = is_told || self.step == 1 && reason.is_right;
        if is_seen {
            self.push_focus(rows);
        } else {
            self.page.rows.extend(rows);
        }
        let is_last = place + 1 == self.slide.order.len();
        if !is_last && !self.is_dense {
            self.blank();
        }
    }

    fn why(&self, reason: &Reason, indent: usize) -> Vec<Row> {
        let mut row = Row::default();
        row.pad(indent);
        row.append(&inline(&reason.why, self.theme.text, self.theme));
        wrap(&row, self.columns, indent)
    }

    /// Shows a reason that belongs to no option on the screen.
    fn told_alone(&mut self, reason: &Reason, names_it: bool) {
        let (sign, style) = if reason.is_right {
            ("✓ ", self.theme.label)
        } else {
            ("✗ ", self.theme.caution)
        };
        let mut rows = Vec::new();
        if names_it {
            let mut row = Row::of(sign, style);
            row.append(&inline(&reason.text, self.theme.strong, self.theme));
            rows = wrap(&row, self.columns, 2);
        }
        rows.extend(self.why(reason, 2));
        self.push_focus(rows);
    }

    fn written(&mut self) {
        let Some(right) = self.slide.reasons.first().cloned() else {
            return;
        };
        if self.step == 0 {
            self.line(&"_".repeat(self.columns.min(30)), self.theme.quiet);
            return;
        }
        let mut row = Row::of("✓ ", self.theme.label);
        row.append(&inline(&right.text, self.theme.strong, self.theme));
        let rows = wrap(&row, self.columns, 2);
        self.push_focus(rows);
        self.blank();
        if let Some(told) = self.slide.reason(self.step).cloned() {
            self.told_alone(&told, told != right);
        }
    }

    fn pointed(&mut self) {
        if self.step == 0 {
            self.line("Which line is it?", self.theme.quiet);
            return;
        }
        let told = self.slide.reason(self.step).cloned();
        let shown = told.or_else(|| self.slide.reasons.first().cloned());
        let Some(mut shown) = shown else { return };
        if self.step == 1 {
            shown.why = Text::default();
        }
        self.told_alone(&shown, true);
    }

    /// Shows the lines as they are asked for, then in an order that is right.
    fn ordered(&mut self) {
        let told = self.slide.reason(self.step).cloned();
        let right: Vec<usize> = (0..self.slide.reasons.len()).collect();
        let order = if self.step == 0 {
            self.slide.order.clone()
        } else {
            right
        };
        for (place, index) in order.iter().enumerate() {
            let Some(reason) = self.slide.reasons.get(*index) else {
                continue;
            };
            let mark = if self.step == 0 {
                letter(place).to_string()
            } else {
                (place + 1).to_string()
            };
            let mut row = Row::of(&format!("{mark}  "), self.theme.key);
            let indent = row.width();
            row.append(&inline(&reason.text, self.theme.text, self.theme));
            let mut rows = wrap(&row, self.columns, indent);
            if told.as_ref() == Some(reason) {
                rows.extend(self.why(reason, indent));
                self.push_focus(rows);
            } else {
                self.page.rows.extend(rows);
            }
        }
    }

    fn exercise(mut self, exercise: &Exercise) -> PageRows {
        let is_solved = self.step >= self.slide.steps;
        if is_solved {
            self.line("A solution", self.theme.lead);
            self.blank();
        } else {
            let rows = doc::rows(&exercise.text.text, self.theme, self.columns);
            self.page.rows.extend(rows);
            self.blank();
        }
        for goal in &exercise.goals {
            let (sign, style) = if is_solved {
                ("✓ ", self.theme.label)
            } else {
                ("○ ", self.theme.caution)
            };
            let mut row = Row::of(sign, style);
            let title = Text::with_code(&goal.title());
            row.append(&inline(&title, self.theme.text, self.theme));
            self.page.rows.extend(wrap(&row, self.columns, 2));
        }
        let hints = exercise.hints.iter().enumerate();
        for (index, hint) in hints.take(if is_solved { 0 } else { self.step }) {
            self.blank();
            let mut row = Row::of(&format!("Hint {}  ", index + 1), self.theme.label);
            row.append(&inline(hint, self.theme.text, self.theme));
            let rows = wrap(&row, self.columns, 0);
            self.push_focus(rows);
        }
        self.page
    }
}
