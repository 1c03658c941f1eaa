//! Practice: a run through pages. A lesson, a quiz about a file, and a review are one thing here.
//!
//! What the reader does on a page is kept while the run lasts: turning back shows it again. What is
//! kept for longer goes out as [`Deed`]s, and the text of an exercise as a file.

pub mod attempt;

pub mod exercise_work;

use crate::app::layer::Layer;
use crate::app::layout::Layout;
use crate::app::practice::attempt::Attempt;
use crate::app::practice::exercise_work::ExerciseWork;
use crate::course::lesson::{Ask, Asking, Body, Exercise, Lesson, Page};
use crate::course::progress::deed::Deed;
use crate::course::progress::lesson_progress::LessonProgress;
use crate::course::sheet::Sheet;
use std::collections::BTreeMap;

/// Holds a run through pages and the place of its reader.
#[derive(Clone, Debug)]
pub struct Practice {
    /// What is run through.
    pub run: Run,
    /// The pages.
    pub sheets: Vec<Sheet>,
    /// The page that the reader is at, counted from 0; behind the last one comes the end.
    pub at: usize,
    /// What decides by chance: the order in which options are shown.
    pub seed: u64,
    /// The first visible line of the Dockerfile, counted from 0.
    pub dockerfile_top: u32,
    /// The first visible row of the text, counted from 0.
    pub text_top: u32,
    /// Whether the text follows what the reader is at; who scrolls looks elsewhere.
    pub is_following: bool,
    /// Whether the Dockerfile's pane follows too.
    pub is_file_following: bool,
    /// What was done in the lesson before.
    earlier: LessonProgress,
    works: BTreeMap<usize, Work>,
}

/// Says what is run through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// A lesson.
    Lesson {
        /// The lesson's id.
        id: String,
        /// Its number in the course.
        number: Option<u32>,
        /// Its title.
        title: String,
        /// The belief that it ends.
        belief: String,
    },
    /// Questions about a file, or those of a lesson.
    Quiz {
        /// What they are about.
        name: String,
    },
    /// Ideas that are due again, or a mixed review.
    Review {
        /// What it is called.
        title: String,
    },
}

/// Holds what the reader does on one page.
#[derive(Clone, Debug)]
pub enum Work {
    /// Reading: the part of the Dockerfile that is looked at, of those that the text speaks of.
    Reading(Option<usize>),
    /// Answering.
    Question(Attempt),
    /// Changing a Dockerfile.
    Exercise(Box<ExerciseWork>),
}

/// Counts the answers of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// How many pages ask something or have an exercise.
    pub asked: usize,
    /// How many are answered or solved.
    pub answered: usize,
    /// How many of those were right at first.
    pub right: usize,
}

impl Run {
    /// Gives the words of the header.
    pub fn title(&self) -> String {
        match self {
            Self::Lesson {
                number: Some(number),
                title,
                ..
            } => format!("{number} {title}"),
            Self::Lesson { title, .. } | Self::Review { title } => title.clone(),
            Self::Quiz { name } => format!("Quiz: {name}"),
        }
    }

    /// Gives the id of the lesson.
    pub fn lesson(&self) -> Option<&str> {
        match self {
            Self::Lesson { id, .. } => Some(id),
            Self::Quiz { .. } | Self::Review { .. } => None,
        }
    }
}

impl Work {
    fn begin(page: &Page, seed: u64) -> Self {
        match &page.body {
            Body::Read(_) => Self::Reading(None),
            Body::Question(asking) => Self::Question(Attempt::begin(page, &asking.ask, seed)),
            Body::Exercise(exercise) => Self::Exercise(Box::new(ExerciseWork::begin(exercise))),
        }
    }
}

impl Practice {
    /// Starts a run at a page.
    pub fn of(run: Run, sheets: Vec<Sheet>, at: usize, seed: u64) -> Self {
        let mut practice = Self {
            run,
            at: 0,
            sheets,
            seed,
            dockerfile_top: 0,
            text_top: 0,
            is_following: true,
            is_file_following: true,
            earlier: LessonProgress::default(),
            works: BTreeMap::new(),
        };
        practice.turn_to(at);
        practice
    }

    /// Starts a lesson, at a page that is named by its id, or at the first one; `earlier` is what was done
    /// in it before.
    pub fn of_lesson(
        lesson: &Lesson,
        number: Option<u32>,
        page: Option<&str>,
        earlier: LessonProgress,
        seed: u64,
    ) -> Self {
        let sheets = lesson.pages.iter();
        let sheets: Vec<Sheet> = sheets.map(|page| Sheet::of_lesson(lesson, page)).collect();
        let at = page.and_then(|id| sheets.iter().position(|sheet| sheet.page.id == id));
        let run = Run::Lesson {
            id: lesson.id.clone(),
            number,
            title: lesson.title.clone(),
            belief: lesson.belief.clone(),
        };
        Self {
            earlier,
            ..Self::of(run, sheets, at.unwrap_or(0), seed)
        }
    }

    /// Puts the pages of an edited lesson in the place of these; the reader stays at the same page, and
    /// what was done on pages that are as they were is kept.
    pub(in crate::app) fn replace(&mut self, other: Self) {
        let id = self.page().map(|page| page.id.clone());
        let mut works = std::mem::take(&mut self.works);
        let mut kept = BTreeMap::new();
        for (index, sheet) in other.sheets.iter().enumerate() {
            let old = self.sheets.iter();
            let old = old
                .enumerate()
                .find(|(_, old)| old.page.id == sheet.page.id);
            if let Some((old_index, old)) = old
                && is_same(&old.page, &sheet.page)
                && let Some(work) = works.remove(&old_index)
            {
                kept.insert(index, work);
            }
        }
        let same = id.and_then(|id| other.sheets.iter().position(|sheet| sheet.page.id == id));
        let at = same.unwrap_or(self.at.min(other.sheets.len()));
        let tops = (self.dockerfile_top, self.text_top);
        *self = Self {
            works: kept,
            ..other
        };
        self.turn_to(at);
        (self.dockerfile_top, self.text_top) = tops;
    }

    /// Gives the page and its origin; nothing at the end.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.at)
    }

    /// Gives the page; nothing at the end.
    pub fn page(&self) -> Option<&Page> {
        self.sheet().map(|sheet| &*sheet.page)
    }

    /// Gives what the reader does on this page; nothing at the end.
    pub fn work(&self) -> Option<&Work> {
        self.works.get(&self.at)
    }

    /// Gives what the reader did on a page; nothing where they never were.
    pub fn work_at(&self, index: usize) -> Option<&Work> {
        self.works.get(&index)
    }

    /// Gives the question of this page with what is answered.
    pub fn question(&self) -> Option<(&Asking, &Attempt)> {
        match (&self.page()?.body, self.work()?) {
            (Body::Question(asking), Work::Question(attempt)) => Some((asking, attempt)),
            _ => None,
        }
    }

    /// Gives the exercise of this page with its work.
    pub fn exercise(&self) -> Option<(&Exercise, &ExerciseWork)> {
        match (&self.page()?.body, self.work()?) {
            (Body::Exercise(exercise), Work::Exercise(work)) => Some((exercise, work)),
            _ => None,
        }
    }

    /// Gives the page, its question and its attempt, to be changed.
    pub(in crate::app) fn attempt_mut(&mut self) -> Option<(&Page, &Asking, &mut Attempt)> {
        let page = &*self.sheets.get(self.at)?.page;
        match (&page.body, self.works.get_mut(&self.at)?) {
            (Body::Question(asking), Work::Question(attempt)) => Some((page, asking, attempt)),
            _ => None,
        }
    }

    /// Gives the page, its exercise and its work, to be changed.
    pub(in crate::app) fn exercise_mut(&mut self) -> Option<(&Page, &Exercise, &mut ExerciseWork)> {
        let page = &*self.sheets.get(self.at)?.page;
        match (&page.body, self.works.get_mut(&self.at)?) {
            (Body::Exercise(exercise), Work::Exercise(work)) => Some((page, exercise, work)),
            _ => None,
        }
    }

    /// Turns to a page, or to the end.
    pub(in crate::app) fn turn_to(&mut self, at: usize) {
        self.is_file_following = true;
        self.at = at.min(self.sheets.len());
        self.text_top = 0;
        self.dockerfile_top = 0;
        self.is_following = true;
        if let Some(sheet) = self.sheets.get(self.at) {
            let seed = self.seed;
            self.works
                .entry(self.at)
                .or_insert_with(|| Work::begin(&sheet.page, seed));
        }
    }

    /// Goes through the parts of the Dockerfile that a text speaks of; behind the last comes none.
    pub(in crate::app) fn step_light(&mut self, is_down: bool) {
        let lights = match self.page().map(|page| &page.body) {
            Some(Body::Read(reading)) => reading.lights.len(),
            _ => 0,
        };
        if let Some(Work::Reading(light)) = self.works.get_mut(&self.at) {
            *light = match (*light, is_down) {
                (None, true) => (lights > 0).then_some(0),
                (None, false) => lights.checked_sub(1),
                (Some(light), true) => (light + 1 < lights).then_some(light + 1),
                (Some(light), false) => light.checked_sub(1),
            };
            self.is_file_following = true;
        }
    }

    /// Begins the question of this page anew.
    pub(in crate::app) fn answer_again(&mut self) {
        let seed = self.seed;
        if let Some((page, asking, attempt)) = self.attempt_mut()
            && attempt.graded.is_some()
        {
            let again = attempt.again(page, &asking.ask, seed);
            *attempt = again;
            self.text_top = 0;
            self.follow();
        }
    }

    /// Tells who has the keyboard.
    pub fn layer(&self) -> Layer {
        if let Some((_, work)) = self.exercise() {
            return match (work.is_editing, work.is_solved()) {
                (true, _) => Layer::Editor,
                (false, true) => Layer::Solved,
                (false, false) => Layer::Exercise,
            };
        }
        match self.question() {
            Some((asking, attempt)) if attempt.graded.is_none() => match asking.ask {
                Ask::ChooseOne(_) => Layer::ChooseOne,
                Ask::ChooseSeveral(_) => Layer::ChooseSeveral,
                Ask::FillIn(_) => Layer::FillIn,
                Ask::PointAtLine(_) => Layer::PointAtLine,
                Ask::PutInOrder(_) => Layer::PutInOrder,
            },
            Some(_) => Layer::Answered,
            None if self.page().is_none() => Layer::End,
            None => Layer::Page,
        }
    }

    /// Counts what was asked, answered, and right.
    pub fn score(&self) -> Score {
        let mut score = Score::default();
        for (index, sheet) in self.sheets.iter().enumerate() {
            if matches!(sheet.page.body, Body::Read(_)) {
                continue;
            }
            score.asked += 1;
            if let Some(is_right) = self.result(index) {
                score.answered += 1;
                score.right += usize::from(is_right);
            }
        }
        score
    }

    /// Tells whether a page was answered right at first, or its exercise is solved, in this run or before
    /// it; nothing where it is open.
    pub fn result(&self, index: usize) -> Option<bool> {
        let here = self.works.get(&index).and_then(|work| match work {
            Work::Reading(_) => None,
            Work::Question(attempt) => attempt.first,
            Work::Exercise(work) => work.was_solved.then_some(true),
        });
        here.or_else(|| {
            let id = &self.sheets.get(index)?.page.id;
            let is_right = self.earlier.right.contains(id) || self.earlier.solved.contains(id);
            (is_right || self.earlier.wrong.contains(id)).then_some(is_right)
        })
    }

    /// Tells whether a page was answered, or read.
    pub fn is_done(&self, index: usize) -> bool {
        let is_read = || {
            let is_page = |sheet: &Sheet| matches!(sheet.page.body, Body::Read(_));
            self.sheets.get(index).is_some_and(is_page) && self.works.contains_key(&index)
        };
        self.result(index).is_some() || is_read()
    }

    /// Lists the pages, counted from 0, that were not answered right at first.
    pub fn wrong_pages(&self) -> Vec<usize> {
        let pages = 0..self.sheets.len();
        pages
            .filter(|&index| self.result(index) == Some(false))
            .collect()
    }

    /// Lists the pages, counted from 0, that ask something and have no answer.
    pub fn open_pages(&self) -> Vec<usize> {
        let pages = self.sheets.iter().enumerate();
        let asking = pages.filter(|(_, sheet)| !matches!(sheet.page.body, Body::Read(_)));
        let open = asking.filter(|(index, _)| self.result(*index).is_none());
        open.map(|(index, _)| index).collect()
    }

    /// Says where the reader is, as something to keep.
    pub(in crate::app) fn place(&self) -> Option<Deed> {
        let lesson = self.run.lesson()?.to_owned();
        Some(match self.page() {
            Some(page) => Deed::Turned {
                lesson,
                page: page.id.clone(),
            },
            None if self.open_pages().is_empty() => Deed::Finished { lesson },
            // Whoever skipped pages has not finished: the place stays at the last one.
            None => return None,
        })
    }

    /// Scrolls the Dockerfile by a line, as far as the last picture says there are lines.
    pub(in crate::app) fn scroll_file(&mut self, is_down: bool, layout: &Layout) {
        self.is_file_following = false;
        self.dockerfile_top = if is_down {
            self.dockerfile_top + layout.dockerfile.rows_below().min(1)
        } else {
            self.dockerfile_top.saturating_sub(1)
        };
    }

    /// Follows what the reader is at again.
    pub(in crate::app) fn follow(&mut self) {
        self.is_following = true;
        self.is_file_following = true;
    }

    /// Scrolls the text by a number of rows, as far as the last picture says there are rows.
    pub(in crate::app) fn scroll(&mut self, is_down: bool, rows: u32, layout: &Layout) {
        self.is_following = false;
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
        }
    }
}

/// Tells whether what was done on a page still fits it: its question or exercise is as it was.
fn is_same(old: &Page, new: &Page) -> bool {
    match (&old.body, &new.body) {
        (Body::Read(_), Body::Read(_)) => true,
        (Body::Question(old), Body::Question(new)) => old == new,
        (Body::Exercise(old), Body::Exercise(new)) => {
            old.start == new.start && old.goals == new.goals
        }
        _ => false,
    }
}
