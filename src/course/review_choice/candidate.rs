//! Questions that can be asked in a review: pages of lessons, and questions made from their Dockerfiles.

use crate::analysis::Analysis;
use crate::course::lesson::{Body, Lesson, Page};
use crate::explain::questions::question::Question;
use std::sync::Arc;

/// How many questions are made of one Dockerfile, at most.
const MOST_MADE: usize = 40;

/// Names a question that can be asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The lesson.
    pub lesson: String,
    /// The page; of a made question, the first one that shows its Dockerfile.
    pub page: String,
    /// The idea that it is about.
    pub idea: String,
    /// The id of a question made from the page's Dockerfile; the page's own question has none.
    pub made: Option<String>,
}

impl Candidate {
    /// Names the question among all others.
    pub fn name(&self) -> String {
        match &self.made {
            Some(made) => format!("{}/{}/{made}", self.lesson, self.page),
            None => format!("{}/{}", self.lesson, self.page),
        }
    }

    /// Says how an answer to it names its lesson and page: a made question belongs to no lesson's progress.
    pub fn answered_as(&self) -> (Option<String>, String) {
        match &self.made {
            Some(_) => (None, self.name()),
            None => (Some(self.lesson.clone()), self.page.clone()),
        }
    }

    /// Makes the question again, of one that was made with this seed; a page's own question is on its page.
    pub fn made_question(&self, lesson: &Lesson, seed: u64) -> Option<Question> {
        let made = self.made.as_ref()?;
        let dockerfile = lesson.page(&self.page)?.dockerfile.as_ref()?;
        let mut questions = dockerfile.questions(seed, MOST_MADE).into_iter();
        questions.find(|question| question.id == *made)
    }
}

/// Lists every question that a lesson's pages ask.
pub fn page_candidates(lesson: &Lesson) -> Vec<Candidate> {
    let pages = lesson.pages.iter();
    let asking = pages.filter(|page| matches!(page.body, Body::Question(_)));
    asking
        .filter_map(|page| Some(candidate(lesson, page, page.idea.clone()?, None)))
        .collect()
}

/// Lists questions that can be made from a lesson's Dockerfiles; the same for the same seed.
pub fn made_candidates(lesson: &Lesson, seed: u64) -> Vec<Candidate> {
    let mut seen: Vec<&Arc<Analysis>> = Vec::new();
    let mut made = Vec::new();
    for page in &lesson.pages {
        let Some(dockerfile) = &page.dockerfile else {
            continue;
        };
        if seen.iter().any(|other| Arc::ptr_eq(other, dockerfile)) {
            continue;
        }
        seen.push(dockerfile);
        let questions = dockerfile.questions(seed, MOST_MADE).into_iter();
        made.extend(
            questions.map(|question| candidate(lesson, page, question.idea, Some(question.id))),
        );
    }
    made
}

fn candidate(lesson: &Lesson, page: &Page, idea: String, made: Option<String>) -> Candidate {
    Candidate {
        lesson: lesson.id.clone(),
        page: page.id.clone(),
        idea,
        made,
    }
}
