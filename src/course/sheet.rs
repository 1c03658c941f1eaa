//! A page together with where it comes from: what a lesson, a quiz and a review are made of.

use crate::analysis::Analysis;
use crate::course::lesson::{Lesson, Page};
use crate::course::made_page::made_page;
use crate::explain::questions::question::Question;
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
        Self {
            lesson: None,
            origin: name.to_owned(),
            page: Arc::new(made_page(question, analysis)),
        }
    }
}
