//! How many knew each idea, and how many know it now.

use crate::course::idea_titles::IdeaTitles;
use crate::course::progress::deed::Confidence;
use crate::course::results::first_answers::FirstAnswers;
use crate::course::results::statistics::share;
use std::collections::BTreeMap;

/// Holds what is known of an idea.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdeaRow {
    /// The idea.
    pub idea: String,
    /// What it is called.
    pub title: String,
    /// How many were asked about it.
    pub asked: usize,
    /// How many of those gave a right first answer.
    pub knew: usize,
    /// How many of those said before that they guess.
    pub guessed: usize,
    /// How many gave a right last answer.
    pub know_now: usize,
}

impl IdeaRow {
    /// Gives the share of those who knew it.
    pub fn share_known(&self) -> Option<f64> {
        share(self.knew, self.asked)
    }
}

/// Counts each idea, those that the smallest share knew first.
pub fn idea_rows(answers: &[FirstAnswers<'_>], titles: &IdeaTitles) -> Vec<IdeaRow> {
    let mut rows: BTreeMap<&str, IdeaRow> = BTreeMap::new();
    for (idea, (first, last)) in answers.iter().flat_map(|person| &person.ideas) {
        let row = rows.entry(idea).or_default();
        row.asked += 1;
        row.knew += usize::from(first.is_right);
        row.guessed += usize::from(first.is_right && first.confidence == Some(Confidence::Guess));
        row.know_now += usize::from(last.is_right);
    }
    let rows = rows.into_iter();
    let mut rows: Vec<IdeaRow> = rows
        .map(|(idea, row)| IdeaRow {
            idea: idea.to_owned(),
            title: titles.title(idea),
            ..row
        })
        .collect();
    // Shares are compared as fractions, so that no rounding decides.
    rows.sort_by(|one, other| (one.knew * other.asked).cmp(&(other.knew * one.asked)));
    rows
}
