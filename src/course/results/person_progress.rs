//! How far each participant is.

use crate::course::results::asked::{AskedLesson, AskedOf};
use crate::course::results::class::Participant;
use crate::course::results::first_answers::FirstAnswers;
use std::collections::BTreeSet;

/// Holds how far somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The name, told apart from others of the same name.
    pub label: String,
    /// The file.
    pub file: String,
    /// How many questions were answered.
    pub answered: usize,
    /// How many of those were right at first.
    pub right: usize,
    /// How many exercises were solved.
    pub solved: usize,
    /// How many lessons were read to their end.
    pub finished: usize,
    /// How many seconds all answers took together.
    pub seconds: u64,
    /// How far they are in each lesson of the report, in its order.
    pub lessons: Vec<LessonCell>,
}

/// Holds how far somebody is in a lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LessonCell {
    /// How many of its questions and exercises there are; of a lesson that is not here, those that were done.
    pub total: usize,
    /// How many were answered or solved.
    pub done: usize,
    /// How many were right at first, or solved.
    pub right: usize,
    /// Whether its end was reached.
    pub is_finished: bool,
}

/// Holds a lesson of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonColumn {
    /// The id.
    pub id: String,
    /// The title; of a lesson that is not here, its id.
    pub title: String,
    /// Its questions; of a lesson that is not here, none is known.
    pub questions: usize,
    /// Its exercises.
    pub exercises: usize,
    /// How many reached its end.
    pub finished: usize,
}

/// Says how far somebody is.
pub fn person_row(
    participant: &Participant,
    answers: &FirstAnswers<'_>,
    asked: &AskedOf,
    columns: &[LessonColumn],
) -> PersonRow {
    let cells = columns.iter().map(|column| {
        let known = asked.lesson(&column.id).map(|(_, known)| known);
        cell(participant, answers, &column.id, known)
    });
    let lessons: Vec<LessonCell> = cells.collect();
    let record = &participant.record;
    let solved = record.solved.iter();
    let solved = solved.filter(|given| asked.counts(Some(&given.what.lesson)));
    let solved: BTreeSet<(&str, &str)> = solved
        .map(|given| (given.what.lesson.as_str(), given.what.page.as_str()))
        .collect();
    PersonRow {
        label: participant.label.clone(),
        file: participant.file.clone(),
        answered: answers.questions.len(),
        right: answers.right,
        solved: solved.len(),
        finished: lessons.iter().filter(|lesson| lesson.is_finished).count(),
        seconds: answers.seconds,
        lessons,
    }
}

fn cell(
    participant: &Participant,
    answers: &FirstAnswers<'_>,
    id: &str,
    known: Option<&AskedLesson>,
) -> LessonCell {
    let is_asked = |page: &str| known.is_none_or(|known| known.question(page).is_some());
    let of_lesson = answers.questions.range((id, "")..);
    let of_lesson = of_lesson.take_while(|((lesson, _), _)| *lesson == id);
    let given: Vec<bool> = of_lesson
        .filter(|((_, page), _)| is_asked(page))
        .map(|(_, answer)| answer.is_right)
        .collect();
    let is_exercise =
        |page: &str| known.is_none_or(|known| known.exercises.iter().any(|it| it == page));
    let record = &participant.record;
    let solved = record.solved.iter().map(|given| &given.what);
    let solved: BTreeSet<&str> = solved
        .filter(|solved| solved.lesson == id && is_exercise(&solved.page))
        .map(|solved| solved.page.as_str())
        .collect();
    let done = given.len() + solved.len();
    LessonCell {
        total: known.map_or(done, |known| known.questions.len() + known.exercises.len()),
        done,
        right: given.iter().filter(|is_right| **is_right).count() + solved.len(),
        is_finished: record.finished.iter().any(|given| given.what == id),
    }
}
