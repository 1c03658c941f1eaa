//! Questions that dockstep makes from a Dockerfile, as pages of a lesson, a quiz or a review.

use crate::analysis::Analysis;
use crate::course::lesson::{Ask, Asking, Body, FillIn, Page, PointAtLine};
use crate::course::place::{Place, places};
use crate::doc::text::Text;
use crate::explain::questions::question::{Question, QuestionKind};
use std::sync::Arc;

/// How many questions are made of one Dockerfile, of which lessons name some by their ids.
const MADE: usize = 40;

/// Lists the questions that a lesson can name: the same for everybody who has this Dockerfile.
pub fn made_questions(analysis: &Analysis) -> Vec<Question> {
    analysis.questions(0, MADE)
}

/// Makes a page of a question; its id is the question's own.
pub fn made_page(question: &Question, analysis: &Arc<Analysis>) -> Page {
    let lit = question
        .instruction
        .and_then(|instruction| places(analysis).find(|place| place.instruction == instruction));
    Page {
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
