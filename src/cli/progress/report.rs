//! What `dockstep progress show` knows, whichever way it is written.

use crate::course::catalogue::Catalogue;
use crate::course::idea_titles::IdeaTitles;
use crate::course::lesson::Lesson;
use crate::course::progress::Progress;
use crate::course::progress::days::{Days, Zone};
use crate::course::progress::lesson_progress::{LessonProgress, Tally};
use crate::course::progress::moment::Moment;
use crate::course::review::{DueIdea, schedule};
use crate::course::review_choice::candidate::{made_candidates, page_candidates};
use std::collections::BTreeSet;

/// Names the lessons that a report is about.
#[derive(Clone, Debug)]
pub struct Reported {
    /// The title of their pack; nothing where they are those of the course.
    pub pack: Option<String>,
    /// The lessons in their order.
    pub lessons: Vec<Lesson>,
    /// Knows their numbers.
    pub catalogue: Catalogue,
    /// What ideas are called.
    pub idea_titles: IdeaTitles,
}

/// Holds what a learner has done, and what is due.
#[derive(Clone, Debug)]
pub struct Report {
    /// The title of the pack that it is about.
    pub pack: Option<String>,
    /// The lessons that are there, in their order.
    pub lessons: Vec<LessonLine>,
    /// The ids of lessons that something is kept of and that are not there; of a pack none are told.
    pub absent: Vec<String>,
    /// The ideas that are due and that a lesson can ask about, those that are known least first.
    pub due: Vec<DueLine>,
    /// In how many seconds the next one is due.
    pub next_due_in: Option<u64>,
    /// The answers that were ever given, solved exercises among them; of a pack, in its lessons.
    pub answers: usize,
    /// The days on which something was done, in the same lessons.
    pub days: Days,
}

/// Holds an idea that is due.
#[derive(Clone, Debug)]
pub struct DueLine {
    /// What it is called.
    pub title: String,
    /// The idea.
    pub idea: DueIdea,
}

/// Holds one lesson.
#[derive(Clone, Debug)]
pub struct LessonLine {
    /// Its number in the course, if it has one.
    pub number: Option<u32>,
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// What was done in it.
    pub progress: LessonProgress,
    /// What of that the lesson asks.
    pub tally: Tally,
}

impl Report {
    /// Looks at what was done, and at what can be asked of it.
    pub fn of(progress: &Progress, reported: &Reported, now: Moment, zone: Zone) -> Self {
        let Reported {
            pack,
            lessons,
            catalogue,
            idea_titles,
        } = reported;
        let lines = lessons.iter().map(|lesson| {
            let progress = progress.lesson(&lesson.id);
            let entry = catalogue.lesson(&lesson.id);
            LessonLine {
                number: entry.and_then(|entry| entry.number),
                id: lesson.id.clone(),
                title: lesson.title.clone(),
                tally: progress.tally(lesson),
                progress,
            }
        });
        let (mut due, later): (Vec<DueIdea>, Vec<DueIdea>) = askable(progress, lessons, now)
            .into_iter()
            .partition(|idea| idea.due_since <= now);
        due.sort_by(DueIdea::worst_first);
        let due = due.into_iter().map(|idea| DueLine {
            title: idea_titles.title(&idea.idea),
            idea,
        });
        let next_due = later.iter().map(|idea| idea.due_since).min();
        let is_there = |id: &str| lessons.iter().any(|lesson| lesson.id == id);
        // An idea is known or not wherever it was asked about; what was done is counted in the pack alone.
        let mut counted = progress.clone();
        if pack.is_some() {
            counted.keep_lessons(is_there);
        }
        let absent = counted.lessons().into_iter();
        Self {
            pack: pack.clone(),
            lessons: lines.collect(),
            absent: absent
                .filter(|id| !is_there(id))
                .map(str::to_owned)
                .collect(),
            due: due.collect(),
            next_due_in: next_due.map(|due| due.seconds_since(now)),
            answers: counted.answers().len() + counted.solved().len(),
            days: counted.days(now, zone),
        }
    }
}

/// Lists the scheduled ideas that a lesson has a question about; questions are made only where pages have none.
fn askable(progress: &Progress, lessons: &[Lesson], now: Moment) -> Vec<DueIdea> {
    let mut schedule = schedule(progress, now);
    let pages = lessons.iter().flat_map(page_candidates);
    let mut ideas: BTreeSet<String> = pages.map(|candidate| candidate.idea).collect();
    if schedule.iter().any(|idea| !ideas.contains(&idea.idea)) {
        let made = lessons.iter().flat_map(|lesson| made_candidates(lesson, 0));
        ideas.extend(made.map(|candidate| candidate.idea));
    }
    schedule.retain(|idea| ideas.contains(&idea.idea));
    schedule
}
