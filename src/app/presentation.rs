//! A presentation: one page of a lesson at a time for a room, and the same place on an instructor's
//! screen.
//!
//! One screen presents and says where it stands; others follow it, and ask it to turn. Nothing that a
//! learner keeps is read or written. Refuses to know sockets and clocks: both are the host's.

pub mod slide;

pub mod times;

pub mod message;

pub mod guide;

pub mod printed;

use crate::app::layout::Layout;
use crate::app::presentation::message::{Presented, Standing, Turning};
use crate::app::presentation::slide::{Slide, SlideKind, SlideName};
use crate::app::presentation::times::Times;
use crate::course::lesson::Page;
use crate::course::programme::{Programme, ProgrammeLesson};
use crate::doc::Doc;

/// Holds a presentation and where it stands.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// What is presented.
    pub programme: Programme,
    /// What was asked for, as others are told, with the number of pages.
    pub presented: Presented,
    /// Its pages.
    pub slides: Vec<Slide>,
    /// Who sees this screen.
    pub role: Role,
    /// The page, counted from 0.
    pub at: usize,
    /// How many steps of it are shown.
    pub step: usize,
    /// Whether the room sees nothing.
    pub is_blank: bool,
    /// How long it takes so far.
    pub times: Times,
    /// The number that is being typed.
    pub typed: String,
    /// The first visible row of the text.
    pub text_top: u32,
    /// Whether the text follows what is shown last; who scrolls looks elsewhere.
    pub is_following: bool,
}

/// Says who sees a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The room.
    Room,
    /// The instructor, who follows a presentation of this name.
    Instructor {
        /// The name.
        name: String,
        /// Whether the presentation is over, or its program gone.
        is_over: bool,
    },
}

/// The longest number that can be typed.
const LONGEST_NUMBER: usize = 4;

impl Presentation {
    /// Starts at a page.
    pub fn new(programme: Programme, presented: Presented, role: Role, at: usize) -> Self {
        let slides = Slide::all(&programme);
        Self {
            at: at.min(slides.len().saturating_sub(1)),
            presented: Presented {
                pages: slides.len(),
                ..presented
            },
            slides,
            programme,
            role,
            step: 0,
            is_blank: false,
            times: Times::default(),
            typed: String::new(),
            text_top: 0,
            is_following: true,
        }
    }

    /// Gives the page that is on.
    pub fn slide(&self) -> Option<&Slide> {
        self.slides.get(self.at)
    }

    /// Gives the page of a lesson that a slide shows.
    pub fn page_of(&self, slide: &Slide) -> Option<&Page> {
        let SlideKind::Page { lesson, page } = slide.kind else {
            return None;
        };
        self.programme.lessons.get(lesson)?.lesson.pages.get(page)
    }

    /// Gives the lesson that a slide belongs to.
    pub fn lesson_of(&self, slide: &Slide) -> Option<&ProgrammeLesson> {
        self.programme.lessons.get(slide.kind.lesson()?)
    }

    /// Gives what the instructor reads at a slide.
    pub fn notes_of(&self, slide: &Slide) -> Option<&Doc> {
        let notes = match slide.kind {
            SlideKind::Cover => Some(&self.programme.notes),
            SlideKind::End => None,
            SlideKind::Opening { .. } => Some(&self.lesson_of(slide)?.notes),
            SlideKind::Page { .. } => {
                let id = &self.page_of(slide)?.id;
                self.lesson_of(slide)?.lesson.page_notes.get(id)
            }
        };
        notes.filter(|notes| !notes.blocks.is_empty())
    }

    /// Tells whether the room sees this screen.
    pub const fn is_for_room(&self) -> bool {
        matches!(self.role, Role::Room)
    }

    /// Tells whether it waits at its first page, and no time counts yet.
    pub const fn is_waiting(&self) -> bool {
        self.at == 0 && self.times.elapsed == 0
    }

    /// Says where it stands.
    pub fn standing(&self) -> Standing {
        Standing {
            page: self.at,
            step: self.step,
            blank: self.is_blank,
            elapsed: self.times.elapsed,
            spent: self.times.spent.clone(),
        }
    }

    /// Does what is asked for; tells whether anything changed.
    pub(in crate::app) fn turn(&mut self, turning: Turning) -> bool {
        let before = (self.at, self.step, self.is_blank);
        let last = self.slides.len().saturating_sub(1);
        let steps = self.slide().map_or(0, |slide| slide.steps);
        if turning == Turning::Blank {
            self.is_blank = !self.is_blank;
            return true;
        }
        // Whoever turns wants to be seen.
        self.is_blank = false;
        match turning {
            Turning::Next if self.at < last => self.go_to(self.at + 1),
            Turning::Back if self.at > 0 => self.go_to(self.at - 1),
            Turning::First => self.go_to(0),
            Turning::Last => self.go_to(last),
            Turning::Page(page) => self.go_to(page.min(last)),
            Turning::Reveal if self.step < steps => self.show(self.step + 1),
            Turning::Hide if self.step > 0 => self.show(self.step - 1),
            _ => {}
        }
        before != (self.at, self.step, self.is_blank)
    }

    fn go_to(&mut self, at: usize) {
        self.at = at;
        self.text_top = 0;
        self.show(0);
    }

    fn show(&mut self, step: usize) {
        self.step = step;
        self.is_following = true;
    }

    /// Takes what the presentation says of where it stands, as far as there are such pages.
    pub(in crate::app) fn follow(&mut self, standing: Standing) {
        let at = standing.page.min(self.slides.len().saturating_sub(1));
        if at != self.at {
            self.go_to(at);
        }
        let steps = self.slide().map_or(0, |slide| slide.steps);
        if standing.step != self.step {
            self.show(standing.step.min(steps));
        }
        self.is_blank = standing.blank;
        self.times.elapsed = standing.elapsed;
        self.times.spent = standing.spent;
    }

    /// Puts the lessons, as they are written now, in the place of these; the screen stays at the same page,
    /// and each lesson keeps its time.
    pub(in crate::app) fn replace(&mut self, programme: Programme) {
        let here = self.slide().map(|slide| slide.name_in(&self.programme));
        let before = std::mem::replace(&mut self.programme, programme);
        let spent = self.programme.lessons.iter().map(|now| {
            let id = &now.lesson.id;
            let place = before.lessons.iter().position(|old| old.lesson.id == *id);
            place.map_or(0, |place| self.times.of(place))
        });
        self.times.spent = spent.collect();
        self.slides = Slide::all(&self.programme);
        self.presented.pages = self.slides.len();
        let names = self.slides.iter();
        let names: Vec<SlideName> = names.map(|slide| slide.name_in(&self.programme)).collect();
        let place = |wanted: &SlideName| names.iter().position(|name| name == wanted);
        let same = here.as_ref().and_then(&place);
        // Where the page is gone, the lesson may still be there.
        let opening = here.as_ref().map(SlideName::opening);
        let near = opening.as_ref().and_then(place).unwrap_or(self.at);
        self.at = same
            .unwrap_or(near)
            .min(self.slides.len().saturating_sub(1));
        let steps = self.slide().map_or(0, |slide| slide.steps);
        self.step = if same.is_some() {
            self.step.min(steps)
        } else {
            0
        };
    }

    /// Takes the seconds since the program began.
    pub(in crate::app) fn take_seconds(&mut self, seconds: u64) {
        let lesson = self.slide().and_then(|slide| slide.kind.lesson());
        self.times.take(seconds, self.at == 0, lesson);
    }

    /// Takes a digit of a page's number.
    pub(in crate::app) fn type_digit(&mut self, digit: char) {
        if self.typed.len() < LONGEST_NUMBER {
            self.typed.push(digit);
        }
    }

    /// Takes the page that was typed, counted from 0; nothing where none was.
    pub(in crate::app) fn take_typed(&mut self) -> Option<usize> {
        let typed = std::mem::take(&mut self.typed);
        let number: usize = typed.parse().ok()?;
        Some(number.saturating_sub(1))
    }

    /// Scrolls the text by a row, as far as the last picture says there are rows.
    pub(in crate::app) fn scroll(&mut self, is_down: bool, layout: &Layout) {
        self.is_following = false;
        self.text_top = if is_down {
            self.text_top + layout.explanation.rows_below().min(1)
        } else {
            self.text_top.saturating_sub(1)
        };
    }

    /// Adopts the offset that the picture settled.
    pub(in crate::app) fn settle(&mut self, layout: &Layout) {
        if !layout.is_too_small {
            self.text_top = layout.explanation.top;
        }
    }
}
