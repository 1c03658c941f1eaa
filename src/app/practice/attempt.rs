//! A question while it is answered, and its answer with the reasons.

use crate::app::key::{Key, KeyCode};
use crate::app::line_editor::LineEditor;
use crate::course::grading::{Answer, Graded, grade, shown_lines, shown_order};
use crate::course::lesson::{Ask, Page};
use crate::course::place::places;
use crate::course::progress::deed::Confidence;
use std::collections::BTreeSet;

/// Holds what the reader does with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The options, or the lines to be put in order, by their numbers in the lesson, in the order in
    /// which they are shown.
    pub order: Vec<usize>,
    /// The place of the one that the reader is at; of an answered question, of the reason.
    pub selected: usize,
    /// Whether the reader has gone to anything: until then nothing is chosen, and ⏎ answers nothing.
    pub has_moved: bool,
    /// The options that are marked.
    pub marked: BTreeSet<usize>,
    /// Whether the line that the reader is at is held, and moves along.
    pub is_holding: bool,
    /// What is written.
    pub line: LineEditor,
    /// The instruction that is pointed at, counted from 0.
    pub pointed: usize,
    /// How sure the reader is.
    pub confidence: Option<Confidence>,
    /// The answer, judged.
    pub graded: Option<Graded>,
    /// Whether the first answer was right: it is the one that counts.
    pub first: Option<bool>,
}

impl Attempt {
    /// Begins to answer a question; the same seed shows the options in the same order.
    pub fn begin(page: &Page, ask: &Ask, seed: u64) -> Self {
        let order = match ask {
            Ask::ChooseOne(options) | Ask::ChooseSeveral(options) => {
                shown_order(&page.id, options.len(), seed)
            }
            Ask::PutInOrder(order) => shown_lines(&page.id, order.items.len(), seed),
            Ask::FillIn(_) | Ask::PointAtLine(_) => Vec::new(),
        };
        Self {
            order,
            selected: 0,
            has_moved: false,
            marked: BTreeSet::new(),
            is_holding: false,
            line: LineEditor::default(),
            pointed: 0,
            confidence: None,
            graded: None,
            first: None,
        }
    }

    /// Begins anew with the same question.
    #[must_use]
    pub(in crate::app) fn again(&self, page: &Page, ask: &Ask, seed: u64) -> Self {
        Self {
            first: self.first,
            ..Self::begin(page, ask, seed)
        }
    }

    /// Counts what ↑↓ move through.
    fn count(&self, page: &Page) -> usize {
        match &self.graded {
            Some(graded) => graded.reasons.len(),
            None if self.order.is_empty() => page
                .dockerfile
                .as_ref()
                .map_or(0, |analysis| analysis.tree().instructions().len()),
            None => self.order.len(),
        }
    }

    /// Goes to the next thing or the one before; a held line goes along.
    pub(in crate::app) fn step(&mut self, page: &Page, ask: &Ask, is_down: bool) {
        if self.is_holding && self.graded.is_none() {
            self.carry(is_down);
            return;
        }
        let last = self.count(page).saturating_sub(1);
        if !std::mem::replace(&mut self.has_moved, true) && self.graded.is_none() {
            let end = if is_down { 0 } else { last };
            self.selected = end.min(self.order.len().saturating_sub(1));
            self.pointed = end;
            return;
        }
        let place = if self.graded.is_none() && matches!(ask, Ask::PointAtLine(_)) {
            &mut self.pointed
        } else {
            &mut self.selected
        };
        *place = if is_down {
            (*place + 1).min(last)
        } else {
            place.saturating_sub(1)
        };
    }

    /// Goes to the first or the last instruction.
    pub(in crate::app) fn point_at_end(&mut self, page: &Page, is_last: bool) {
        self.has_moved = true;
        self.pointed = if is_last {
            self.count(page).saturating_sub(1)
        } else {
            0
        };
    }

    /// Holds the line that the reader is at, or lets it go.
    pub(in crate::app) fn hold(&mut self) {
        self.has_moved = true;
        self.is_holding = !self.is_holding;
    }

    /// Moves the line that the reader is at.
    pub(in crate::app) fn carry(&mut self, is_down: bool) {
        self.has_moved = true;
        let other = if is_down {
            self.selected + 1
        } else {
            let Some(above) = self.selected.checked_sub(1) else {
                return;
            };
            above
        };
        if other < self.order.len() {
            self.order.swap(self.selected, other);
            self.selected = other;
        }
    }

    /// Marks the option that the reader is at, or takes its mark away.
    pub(in crate::app) fn mark(&mut self) {
        self.has_moved = true;
        if let Some(&option) = self.order.get(self.selected)
            && !self.marked.remove(&option)
        {
            self.marked.insert(option);
        }
    }

    /// Goes to the option of a number, counted from 1; tells whether there is one.
    pub(in crate::app) fn go_to_number(&mut self, key: Key) -> bool {
        let KeyCode::Character(character) = key.code else {
            return false;
        };
        let number = character.to_digit(10).unwrap_or(0) as usize;
        let place = number
            .checked_sub(1)
            .filter(|&place| place < self.order.len());
        if let Some(place) = place {
            self.selected = place;
            self.has_moved = true;
        }
        place.is_some()
    }

    /// Gives what is answered so far; nothing where there is no answer yet, and says what is missing.
    pub(in crate::app) fn answer(&self, page: &Page, ask: &Ask) -> Result<Answer, &'static str> {
        match ask {
            Ask::ChooseOne(_) if !self.has_moved => {
                Err("Choose first: ↑↓ go to an answer, and a number takes it at once.")
            }
            Ask::PointAtLine(_) if !self.has_moved => {
                Err("Point first: ↑↓ go through the Dockerfile.")
            }
            Ask::PutInOrder(_) if !self.has_moved => {
                Err("Put the lines in order first: Space holds one, and ↑↓ move it.")
            }
            Ask::ChooseOne(_) => self
                .order
                .get(self.selected)
                .map(|&option| Answer::Chosen(vec![option]))
                .ok_or("There is no option to choose."),
            Ask::ChooseSeveral(_) if self.marked.is_empty() => {
                Err("Nothing is marked: Space marks the option you are at.")
            }
            Ask::ChooseSeveral(_) => Ok(Answer::Chosen(self.marked.iter().copied().collect())),
            Ask::FillIn(_) if self.line.text().trim().is_empty() => Err("Nothing is written yet."),
            Ask::FillIn(_) => Ok(Answer::Written(self.line.text())),
            Ask::PointAtLine(_) => {
                let analysis = page.dockerfile.as_ref();
                let place = analysis.and_then(|analysis| places(analysis).nth(self.pointed));
                place
                    .map(|place| Answer::Pointed(place.first_line))
                    .ok_or("There is no instruction to point at.")
            }
            Ask::PutInOrder(_) => Ok(Answer::Ordered(self.order.clone())),
        }
    }

    /// Judges an answer; the reasons stand in the order in which the options were shown.
    pub(in crate::app) fn take(&mut self, ask: &Ask, answer: &Answer) {
        let mut graded = grade(ask, answer);
        if matches!(ask, Ask::ChooseOne(_) | Ask::ChooseSeveral(_)) {
            let reasons = self.order.iter();
            graded.reasons = reasons
                .filter_map(|&option| graded.reasons.get(option).cloned())
                .collect();
        }
        if matches!(ask, Ask::PointAtLine(_)) {
            // Lines have no order of their own: the reader's comes first, then the right one.
            graded
                .reasons
                .sort_by_key(|reason| (!reason.is_yours, !reason.is_right));
        }
        let yours = graded.reasons.iter().position(|reason| reason.is_yours);
        self.selected = yours.unwrap_or(0);
        self.is_holding = false;
        self.first = self.first.or(Some(graded.is_right));
        self.graded = Some(graded);
    }

    /// Gives the line that shows the reason which the reader is at, counted from 1.
    pub fn shown_line(&self) -> Option<u32> {
        let graded = self.graded.as_ref()?;
        graded.reasons.get(self.selected)?.line
    }
}
