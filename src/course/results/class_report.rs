//! The report of a class: everything that is counted, ready to be written in any format.

use crate::course::results::asked::AskedOf;
use crate::course::results::class::{Class, LeftOut};
use crate::course::results::first_answers::{FirstAnswers, first_answers};
use crate::course::results::idea_statistics::{IdeaRow, idea_rows};
use crate::course::results::person_progress::{LessonColumn, PersonRow, person_row};
use crate::course::results::question_statistics::{QuestionRow, question_rows};
use std::collections::BTreeSet;

/// Holds a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassReport {
    /// The title of the pack; nothing where the report is about whatever was answered.
    pub pack: Option<String>,
    /// How many first answers are counted.
    pub answers: usize,
    /// The lessons, in order.
    pub lessons: Vec<LessonColumn>,
    /// The ideas, those that the smallest share knew first.
    pub ideas: Vec<IdeaRow>,
    /// The questions in the order of their lessons.
    pub questions: Vec<QuestionRow>,
    /// The participants by name.
    pub people: Vec<PersonRow>,
    /// The files that are left out.
    pub left_out: Vec<LeftOut>,
}

impl ClassReport {
    /// Counts a class.
    pub fn of(class: &Class, asked: &AskedOf) -> Self {
        let answers = first_answers(class, asked);
        let columns = columns(class, &answers, asked);
        let people = class.participants.iter().zip(&answers);
        Self {
            pack: asked.pack.clone(),
            answers: answers.iter().map(|person| person.questions.len()).sum(),
            ideas: idea_rows(&answers, &asked.idea_titles),
            questions: question_rows(&answers, asked),
            people: people
                .map(|(participant, answers)| person_row(participant, answers, asked, &columns))
                .collect(),
            lessons: columns,
            left_out: class.left_out.clone(),
        }
    }

    /// Lists the questions that should be looked at again.
    pub fn unclear(&self) -> impl Iterator<Item = &QuestionRow> {
        let questions = self.questions.iter();
        questions.filter(|question| !question.unclear.is_empty())
    }

    /// Gives the title of a lesson.
    pub fn title_of<'a>(&'a self, lesson: &'a str) -> &'a str {
        let found = self.lessons.iter().find(|column| column.id == lesson);
        found.map_or(lesson, |column| &column.title)
    }
}

/// Lists the lessons of the report: all of a pack, else those of which anything was done.
fn columns(class: &Class, answers: &[FirstAnswers<'_>], asked: &AskedOf) -> Vec<LessonColumn> {
    let answered = answers.iter().flat_map(|person| person.questions.keys());
    let answered = answered.map(|(lesson, _)| *lesson);
    let records = class.participants.iter().map(|person| &person.record);
    let solved = records.clone().flat_map(|record| &record.solved);
    let solved = solved.map(|given| given.what.lesson.as_str());
    let finished = records.flat_map(|record| &record.finished);
    let finished = finished.map(|given| given.what.as_str());
    let done: BTreeSet<&str> = answered.chain(solved).chain(finished).collect();
    let known = asked.lessons.iter();
    let known = known.filter(|lesson| asked.pack.is_some() || done.contains(lesson.id.as_str()));
    let known = known.map(|lesson| LessonColumn {
        id: lesson.id.clone(),
        title: lesson.title.clone(),
        questions: lesson.questions.len(),
        exercises: lesson.exercises.len(),
        finished: finished_by(class, &lesson.id),
    });
    let absent = done
        .iter()
        .filter(|id| asked.pack.is_none() && asked.lesson(id).is_none());
    let absent = absent.map(|id| LessonColumn {
        id: (*id).to_owned(),
        title: (*id).to_owned(),
        questions: 0,
        exercises: 0,
        finished: finished_by(class, id),
    });
    known.chain(absent).collect()
}

/// Counts who reached the end of a lesson.
fn finished_by(class: &Class, lesson: &str) -> usize {
    let people = class.participants.iter();
    let finished = people.filter(|person| {
        let finished = &person.record.finished;
        finished.iter().any(|given| given.what == lesson)
    });
    finished.count()
}
