//! What `dockstep progress show` knows, whichever way it is written.

use crate::course::lesson::Lesson;
use crate::course::progress::Progress;
use crate::course::progress::days::{Days, Zone};
use crate::course::progress::lesson_progress::{LessonProgress, Tally};
use crate::course::progress::moment::Moment;
use crate::course::review::{DueIdea, schedule};
use crate::course::review_choice::candidate::{made_candidates, page_candidates};
use std::collections::BTreeSet;

/// Holds what a learner has done, and what is due.
#[derive(Clone, Debug)]
pub struct Report {
    /// The lessons that are there, in the course's order.
    pub lessons: Vec<LessonLine>,
    /// The ids of lessons that something is kept of and that are not there.
    pub absent: Vec<String>,
    /// The ideas that are due and that a lesson can ask about, those that are known least first.
    pub due: Vec<DueIdea>,
    /// In how many seconds the next one is due.
    pub next_due_in: Option<u64>,
    /// The answers that were ever given, solved exercises among them.
    pub answers: usize,
    /// The days on which something was done.
    pub days: Days,
}

/// Holds one lesson.
#[derive(Clone, Debug)]
pub struct LessonLine {
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
    pub fn of(progress: &Progress, lessons: &[Lesson], now: Moment, zone: Zone) -> Self {
        let lines = lessons.iter().map(|lesson| {
            let progress = progress.lesson(&lesson.id);
            LessonLine {
                id: lesson.id.clone(),
                title: lesson.title.clone(),
                tally: progress.tally(lesson),
                progress,
            }
        });
        let is_there = |id: &str| lessons.iter().any(|lesson| lesson.id == id);
        let absent = progress.lessons().into_iter();
        let (mut due, later): (Vec<DueIdea>, Vec<DueIdea>) = askable(progress, lessons, now)
            .into_iter()
            .partition(|idea| idea.due_since <= now);
        due.sort_by(DueIdea::worst_first);
        let next_due = later.iter().map(|idea| idea.due_since).min();
        Self {
            lessons: lines.collect(),
            absent: absent
                .filter(|id| !is_there(id))
                .map(str::to_owned)
                .collect(),
            due,
            next_due_in: next_due.map(|due| due.seconds_since(now)),
            answers: progress.answers().len() + progress.solved().len(),
            days: progress.days(now, zone),
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
