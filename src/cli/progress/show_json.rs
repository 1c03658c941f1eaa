//! `progress show --json`: the report for programs, one JSON object on one line.

use crate::cli::progress::report::{DueLine, LessonLine, Report};
use crate::doc::visible::visible_json;
use serde::Serialize;

/// Writes the report.
pub fn report_json(report: &Report) -> String {
    let json = ReportJson {
        pack: report.pack.as_deref(),
        lessons: report.lessons.iter().map(LessonJson::of).collect(),
        absent: &report.absent,
        due: report.due.iter().map(DueJson::of).collect(),
        next_due_in_seconds: report.next_due_in,
        answers: report.answers,
        done_today: report.days.today,
        days: report.days.all,
        days_in_a_row: report.days.in_a_row,
    };
    // Texts and numbers can always be written.
    let text = serde_json::to_string(&json).unwrap_or_default();
    format!("{}\n", visible_json(&text))
}

#[derive(Serialize)]
struct ReportJson<'a> {
    pack: Option<&'a str>,
    lessons: Vec<LessonJson<'a>>,
    absent: &'a [String],
    due: Vec<DueJson<'a>>,
    next_due_in_seconds: Option<u64>,
    answers: usize,
    done_today: usize,
    days: usize,
    days_in_a_row: usize,
}

#[derive(Serialize)]
struct LessonJson<'a> {
    number: Option<u32>,
    id: &'a str,
    title: &'a str,
    place: Option<&'a str>,
    total: usize,
    done: usize,
    right: usize,
    started: bool,
    finished: bool,
}

#[derive(Serialize)]
struct DueJson<'a> {
    idea: &'a str,
    title: &'a str,
    since: u64,
    strength: f32,
    was_wrong: bool,
}

impl<'a> LessonJson<'a> {
    fn of(lesson: &'a LessonLine) -> Self {
        Self {
            number: lesson.number,
            id: &lesson.id,
            title: &lesson.title,
            place: lesson.progress.place.as_deref(),
            total: lesson.tally.total,
            done: lesson.tally.done,
            right: lesson.tally.right,
            started: lesson.progress.is_started(),
            finished: lesson.progress.is_finished,
        }
    }
}

impl<'a> DueJson<'a> {
    fn of(due: &'a DueLine) -> Self {
        Self {
            idea: &due.idea.idea,
            title: &due.title,
            since: due.idea.due_since.seconds(),
            strength: due.idea.strength,
            was_wrong: due.idea.was_wrong,
        }
    }
}
