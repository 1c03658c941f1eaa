//! What a learner has done: answers in the order given, the place in each lesson, what is solved.
//!
//! [`Progress::take`] is the one way in, a [`Deed`] at a time. What is due for review is computed
//! from it and never part of it. Lessons and pages that nobody knows are kept: a lesson may be away
//! today and back tomorrow. The room has no clock and no disk, so both are the caller's.

pub mod deed;

pub mod moment;

pub mod lesson_progress;

pub mod days;

pub mod time_words;

pub(in crate::course) mod merge;

use crate::course::progress::deed::{AnsweredPage, Deed, SolvedExercise};
use crate::course::progress::lesson_progress::LessonProgress;
use crate::course::progress::moment::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// The most characters that a kept text may have; what is longer is cut off.
pub const LONGEST_TEXT: usize = 500;

/// Holds what a learner has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub(in crate::course) answers: Vec<Given<AnsweredPage>>,
    pub(in crate::course) solved: Vec<Given<SolvedExercise>>,
    /// By lesson, the page where the reader was last.
    pub(in crate::course) places: BTreeMap<String, Given<String>>,
    /// By lesson, when its end was reached last.
    pub(in crate::course) finished: BTreeMap<String, Moment>,
    pub(in crate::course) last_lesson: Option<String>,
}

/// Holds something and when it was given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given<T> {
    /// When.
    pub at: Moment,
    /// What.
    pub what: T,
}

impl Progress {
    /// Takes what a learner did.
    pub fn take(&mut self, deed: Deed, at: Moment) {
        match deed.cut_short() {
            Deed::Answered(what) => self.answers.push(Given { at, what }),
            Deed::Solved(what) => self.solved.push(Given { at, what }),
            Deed::Turned { lesson, page } => {
                self.last_lesson = Some(lesson.clone());
                self.places.insert(lesson, Given { at, what: page });
            }
            Deed::Finished { lesson } => {
                self.finished.insert(lesson, at);
            }
        }
    }

    /// Gives what was done in a lesson, also in one that nobody knows; of several answers to a page the last one counts.
    pub fn lesson(&self, id: &str) -> LessonProgress {
        let mut lesson = LessonProgress {
            place: self.places.get(id).map(|place| place.what.clone()),
            is_finished: self.finished.contains_key(id),
            ..LessonProgress::default()
        };
        let answers = self.answers.iter().map(|given| &given.what);
        for answer in answers.filter(|answer| answer.lesson.as_deref() == Some(id)) {
            let (now, before) = if answer.is_right {
                (&mut lesson.right, &mut lesson.wrong)
            } else {
                (&mut lesson.wrong, &mut lesson.right)
            };
            before.remove(&answer.page);
            now.insert(answer.page.clone());
        }
        let solved = self.solved.iter().map(|given| &given.what);
        let solved = solved.filter(|solved| solved.lesson == id);
        lesson.solved = solved.map(|solved| solved.page.clone()).collect();
        lesson
    }

    /// Gives the lesson that was read last.
    pub fn last_lesson(&self) -> Option<&str> {
        self.last_lesson.as_deref()
    }

    /// Gives every answer, in the order given.
    pub fn answers(&self) -> &[Given<AnsweredPage>] {
        &self.answers
    }

    /// Gives every exercise that was solved, in the order given; one that was solved twice is there twice.
    pub fn solved(&self) -> &[Given<SolvedExercise>] {
        &self.solved
    }

    /// Lists the lessons that something is kept of, also those that nobody knows.
    pub fn lessons(&self) -> BTreeSet<&str> {
        let answered = self.answers.iter();
        let answered = answered.filter_map(|given| given.what.lesson.as_deref());
        let solved = self.solved.iter().map(|given| given.what.lesson.as_str());
        let places = self.places.keys().map(String::as_str);
        let finished = self.finished.keys().map(String::as_str);
        answered
            .chain(solved)
            .chain(places)
            .chain(finished)
            .collect()
    }

    /// Tells whether nothing was ever done.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Forgets a lesson: its answers, its place, what was solved; tells whether there was anything.
    pub fn forget(&mut self, lesson: &str) -> bool {
        let before = self.clone();
        self.answers
            .retain(|given| given.what.lesson.as_deref() != Some(lesson));
        self.solved.retain(|given| given.what.lesson != lesson);
        self.places.remove(lesson);
        self.finished.remove(lesson);
        self.last_lesson.take_if(|last| last == lesson);
        *self != before
    }

    /// Keeps what was done in some lessons, and forgets the rest.
    pub fn keep_lessons(&mut self, is_kept: impl Fn(&str) -> bool) {
        self.answers
            .retain(|given| given.what.lesson.as_deref().is_some_and(&is_kept));
        self.solved.retain(|given| is_kept(&given.what.lesson));
        self.places.retain(|lesson, _| is_kept(lesson));
        self.finished.retain(|lesson, _| is_kept(lesson));
        self.last_lesson.take_if(|lesson| !is_kept(lesson));
    }

    /// Lists when something was answered or solved.
    fn moments(&self) -> impl Iterator<Item = Moment> {
        let answers = self.answers.iter().map(|given| given.at);
        answers.chain(self.solved.iter().map(|given| given.at))
    }
}
