//! One page as a room sees it: what is on it, and what is shown of it one step after the other.

use crate::analysis::Analysis;
use crate::course::grading::{Reason, grade, right_answer, shown_lines, shown_order};
use crate::course::lesson::{Ask, Asking, Body, Exercise, Page};
use crate::course::programme::Programme;
use crate::language::source::Source;
use std::sync::Arc;

/// The order of options is drawn by this number: every screen of a presentation shows the same.
const SEED: u64 = 0;

/// Holds a page of a presentation.
#[derive(Clone, Debug)]
pub struct Slide {
    /// What it is.
    pub kind: SlideKind,
    /// The reasons of a question's options, in the author's order.
    pub reasons: Vec<Reason>,
    /// The options in the order in which they are shown.
    pub order: Vec<usize>,
    /// The reasons in the order in which they are told: the right ones first.
    pub told: Vec<usize>,
    /// A solution of an exercise.
    pub solution: Option<Arc<Analysis>>,
    /// How many steps there are behind the first picture.
    pub steps: usize,
}

/// Names what a page of a presentation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlideKind {
    /// The title of all, and its lessons.
    Cover,
    /// The title of a lesson, and the belief that it ends.
    Opening {
        /// The lesson, counted from 0.
        lesson: usize,
    },
    /// A page of a lesson.
    Page {
        /// The lesson, counted from 0.
        lesson: usize,
        /// The page, counted from 0.
        page: usize,
    },
    /// The end.
    End,
}

impl SlideKind {
    /// Gives the lesson that it belongs to.
    pub const fn lesson(self) -> Option<usize> {
        match self {
            Self::Opening { lesson } | Self::Page { lesson, .. } => Some(lesson),
            Self::Cover | Self::End => None,
        }
    }
}

/// Names a page of a presentation by ids, which stay when lessons are edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlideName {
    /// Whether it is the end.
    is_end: bool,
    /// The id of the lesson that it belongs to.
    lesson: Option<String>,
    /// The id of the lesson's page.
    page: Option<String>,
}

impl SlideName {
    /// Names the page that opens the same lesson.
    #[must_use]
    pub fn opening(&self) -> Self {
        Self {
            page: None,
            ..self.clone()
        }
    }
}

impl Slide {
    /// Names it by ids.
    pub fn name_in(&self, programme: &Programme) -> SlideName {
        let lesson = self.kind.lesson();
        let lesson = lesson.and_then(|lesson| programme.lessons.get(lesson));
        let page = match self.kind {
            SlideKind::Page { page, .. } => lesson.and_then(|found| found.lesson.pages.get(page)),
            _ => None,
        };
        SlideName {
            is_end: self.kind == SlideKind::End,
            lesson: lesson.map(|found| found.lesson.id.clone()),
            page: page.map(|page| page.id.clone()),
        }
    }

    /// Makes the pages of a programme.
    pub fn all(programme: &Programme) -> Vec<Self> {
        let mut slides = Vec::new();
        if programme.lessons.len() > 1 {
            slides.push(Self::plain(SlideKind::Cover));
        }
        for (lesson, found) in programme.lessons.iter().enumerate() {
            slides.push(Self::plain(SlideKind::Opening { lesson }));
            let pages = found.lesson.pages.iter().enumerate();
            slides.extend(
                pages.map(|(page, found)| Self::of(SlideKind::Page { lesson, page }, found)),
            );
        }
        slides.push(Self::plain(SlideKind::End));
        slides
    }

    const fn plain(kind: SlideKind) -> Self {
        Self {
            kind,
            reasons: Vec::new(),
            order: Vec::new(),
            told: Vec::new(),
            solution: None,
            steps: 0,
        }
    }

    fn of(kind: SlideKind, page: &Page) -> Self {
        let slide = Self::plain(kind);
        match &page.body {
            Body::Read(reading) => Self {
                steps: reading.text.blocks.len().saturating_sub(1),
                ..slide
            },
            Body::Question(asking) => slide.asking(page, asking),
            Body::Exercise(exercise) => slide.practising(exercise),
        }
    }

    fn asking(self, page: &Page, asking: &Asking) -> Self {
        let reasons = grade(&asking.ask, &right_answer(&asking.ask)).reasons;
        let order = match &asking.ask {
            Ask::ChooseOne(options) | Ask::ChooseSeveral(options) => {
                shown_order(&page.id, options.len(), SEED)
            }
            Ask::PutInOrder(order) => shown_lines(&page.id, order.items.len(), SEED),
            Ask::FillIn(_) | Ask::PointAtLine(_) => Vec::new(),
        };
        let told = match &asking.ask {
            Ask::ChooseOne(_) | Ask::ChooseSeveral(_) => order.clone(),
            _ => (0..reasons.len()).collect(),
        };
        let reason = |index: &usize| reasons.get(*index).filter(|reason| !reason.why.is_empty());
        let mut told: Vec<usize> = told
            .into_iter()
            .filter(|index| reason(index).is_some())
            .collect();
        told.sort_by_key(|index| reason(index).is_some_and(|reason| !reason.is_right));
        Self {
            // The right answer is one step, and each reason another.
            steps: 1 + told.len(),
            reasons,
            order,
            told,
            ..self
        }
    }

    fn practising(self, exercise: &Exercise) -> Self {
        let source = Source::new(exercise.solution.clone().into_bytes());
        Self {
            steps: exercise.hints.len() + 1,
            solution: Some(Arc::new(Analysis::of(source, &exercise.options))),
            ..self
        }
    }

    /// Gives the letter that an option or a line has on the room's screen, by its place in the author's
    /// order.
    pub fn letter_of(&self, index: usize) -> Option<char> {
        let place = self.order.iter().position(|&shown| shown == index)?;
        Some(letter(place))
    }

    /// Gives the reason that a step tells; nothing before the first one.
    pub fn reason(&self, step: usize) -> Option<&Reason> {
        let told = self.told.get(step.checked_sub(2)?)?;
        self.reasons.get(*told)
    }
}

/// Gives the letter of the option at a place, counted from 0.
pub fn letter(place: usize) -> char {
    char::from(b'A' + (place % 26) as u8)
}
