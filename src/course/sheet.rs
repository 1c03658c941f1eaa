//! A page together with where it comes from: what a lesson, a quiz and a review are made of.

use crate::analysis::Analysis;
use crate::course::lesson::{Ask, Asking, Body, FillIn, Lesson, Page, PointAtLine};
use crate::course::place::{Place, places};
use crate::doc::text::Text;
use crate::explain::questions::question::{Question, QuestionKind};
use std::sync::Arc;

/// Holds a page with its origin.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The id of its lesson; none where the page was made from a file.
    pub lesson: Option<String>,
    /// What readers know its origin by: the lesson's title, the file's name.
    pub origin: String,
    /// The page.
    pub page: Arc<Page>,
}

impl Sheet {
    /// Takes a page out of a lesson.
    pub fn of_lesson(lesson: &Lesson, page: &Page) -> Self {
        Self {
            lesson: Some(lesson.id.clone()),
            origin: lesson.title.clone(),
            page: Arc::new(page.clone()),
        }
    }

    /// Gives the page another id: answers to it are kept under that one.
    #[must_use]
    pub fn named(mut self, id: &str) -> Self {
        let mut page = (*self.page).clone();
        id.clone_into(&mut page.id);
        self.page = Arc::new(page);
        self
    }

    /// Makes a page of a question that was made from a file.
    pub fn made(question: &Question, analysis: &Arc<Analysis>, name: &str) -> Self {
        let lit = question.instruction.and_then(|instruction| {
            places(analysis).find(|place| place.instruction == instruction)
        });
        Self {
            lesson: None,
            origin: name.to_owned(),
            page: Arc::new(Page {
                id: question.id.clone(),
                line: 0,
                idea: Some(question.idea.clone()),
                dockerfile: Some(Arc::clone(analysis)),
                lit: lit.into_iter().collect(),
                body: Body::Question(Asking {
                    is_prediction: false,
                    prompt: question.prompt.clone(),
                    ask: ask_of(question, analysis),
                }),
            }),
        }
    }
}

/// Turns a made question into one that is answered as a lesson's is.
fn ask_of(question: &Question, analysis: &Analysis) -> Ask {
    match question.kind {
        QuestionKind::ChooseOne => Ask::ChooseOne(question.options.clone()),
        QuestionKind::ChooseSeveral => Ask::ChooseSeveral(question.options.clone()),
        QuestionKind::FillIn => Ask::FillIn(fill_in(question)),
        QuestionKind::PointAtLine => {
            let line = question.answers.first();
            let line = line.and_then(|line| line.parse::<u32>().ok());
            let holds = |place: &Place| {
                line.is_some_and(|line| (place.first_line..=place.last_line).contains(&line))
            };
            match places(analysis).find(holds) {
                Some(place) => Ask::PointAtLine(point_at_line(question, analysis, place)),
                None => Ask::ChooseOne(question.options.clone()),
            }
        }
    }
}

fn why_of_right(question: &Question) -> Text {
    let right = question.options.iter().find(|option| option.right);
    right.map_or_else(Text::default, |option| option.why.clone())
}

fn fill_in(question: &Question) -> FillIn {
    let beliefs = question.options.iter().filter(|option| !option.right);
    FillIn {
        accepts: question.answers.clone(),
        any_case: false,
        why: why_of_right(question),
        beliefs: beliefs.cloned().collect(),
    }
}

fn point_at_line(question: &Question, analysis: &Analysis, place: Place) -> PointAtLine {
    let others = question.options.iter().filter(|option| !option.right);
    let others = others.filter_map(|option| {
        let line = option.line?;
        let other =
            places(analysis).find(|other| (other.first_line..=other.last_line).contains(&line))?;
        Some((other, option.why.clone()))
    });
    PointAtLine {
        place,
        why: why_of_right(question),
        others: others.collect(),
        otherwise: Text::plain("It is not this instruction."),
    }
}
