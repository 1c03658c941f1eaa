//! The first answer of each participant to each question: what they knew before they were told.

use crate::course::progress::deed::AnsweredPage;
use crate::course::results::asked::AskedOf;
use crate::course::results::class::{Class, Participant};
use std::collections::BTreeMap;

/// Names a question: its lesson and its page.
pub type QuestionName<'a> = (&'a str, &'a str);

/// Holds the first answers of one participant.
#[derive(Clone, Debug, Default)]
pub struct FirstAnswers<'a> {
    /// By question of a lesson, the first answer.
    pub questions: BTreeMap<QuestionName<'a>, &'a AnsweredPage>,
    /// By idea, the first answer about it and the last one. Questions made from other files count too.
    pub ideas: BTreeMap<&'a str, (&'a AnsweredPage, &'a AnsweredPage)>,
    /// How many of the first answers are right.
    pub right: usize,
    /// How many seconds all answers took.
    pub seconds: u64,
}

impl<'a> FirstAnswers<'a> {
    /// Takes the answers that count.
    pub fn of(participant: &'a Participant, asked: &AskedOf) -> Self {
        let mut first = Self::default();
        let ids = asked.ids();
        for given in &participant.record.answers {
            let answer = &given.what;
            let lesson = answer.lesson.as_deref();
            if asked.pack.is_some() && !lesson.is_some_and(|lesson| ids.contains(lesson)) {
                continue;
            }
            first.seconds += u64::from(answer.seconds.unwrap_or_default());
            first
                .ideas
                .entry(&answer.idea)
                .and_modify(|(_, last)| *last = answer)
                .or_insert((answer, answer));
            if let Some(lesson) = lesson {
                first
                    .questions
                    .entry((lesson, &answer.page))
                    .or_insert(answer);
            }
        }
        let right = first.questions.values().filter(|answer| answer.is_right);
        first.right = right.count();
        first
    }

    /// Gives the share of right answers to all other questions than one; nothing where there are none.
    pub fn rest_share(&self, without: &AnsweredPage) -> Option<f64> {
        let others = self.questions.len().checked_sub(1)?;
        let right = self.right - usize::from(without.is_right);
        crate::course::results::statistics::share(right, others)
    }
}

/// Lists the first answers of everybody, in the class's order.
pub fn first_answers<'a>(class: &'a Class, asked: &AskedOf) -> Vec<FirstAnswers<'a>> {
    let participants = class.participants.iter();
    participants
        .map(|participant| FirstAnswers::of(participant, asked))
        .collect()
}
