//! What lessons ask, as a report names it: questions in words, with what is right and what is wrong.

use crate::course::idea_titles::IdeaTitles;
use crate::course::lesson::{Ask, Body, Lesson, Page};
use crate::course::pack::Pack;
use std::collections::BTreeSet;

/// Holds what a lesson asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedLesson {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// Its questions in reading order.
    pub questions: Vec<AskedQuestion>,
    /// The pages with an exercise.
    pub exercises: Vec<String>,
}

/// Holds a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedQuestion {
    /// The page.
    pub page: String,
    /// The idea that it is about.
    pub idea: String,
    /// What is asked.
    pub prompt: String,
    /// What is right.
    pub right: String,
    /// Of a question with several right options, the wrong ones.
    pub wrong_of_several: Vec<String>,
    /// Whether lines are put in order.
    pub is_order: bool,
}

impl AskedLesson {
    /// Lists what a lesson asks.
    pub fn of(lesson: &Lesson) -> Self {
        let pages = lesson.pages.iter();
        let exercises = pages
            .clone()
            .filter(|page| matches!(page.body, Body::Exercise(_)));
        Self {
            id: lesson.id.clone(),
            title: lesson.title.clone(),
            questions: pages.filter_map(question).collect(),
            exercises: exercises.map(|page| page.id.clone()).collect(),
        }
    }

    /// Finds a question by its page, and its place among the questions.
    pub fn question(&self, page: &str) -> Option<(usize, &AskedQuestion)> {
        let mut questions = self.questions.iter().enumerate();
        questions.find(|(_, question)| question.page == page)
    }
}

/// Holds what a report is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedOf {
    /// The title of the pack; nothing where the report is about whatever was answered.
    pub pack: Option<String>,
    /// The lessons in their order.
    pub lessons: Vec<AskedLesson>,
    /// What ideas are called.
    pub idea_titles: IdeaTitles,
}

impl AskedOf {
    /// Takes the lessons of a pack.
    pub fn pack(pack: &Pack, lessons: &[Lesson]) -> Self {
        Self {
            pack: Some(pack.title.clone()),
            lessons: lessons.iter().map(AskedLesson::of).collect(),
            idea_titles: IdeaTitles::of(lessons).with_pack(pack),
        }
    }

    /// Takes lessons that belong to no pack: whatever was answered counts.
    pub fn lessons(lessons: &[Lesson]) -> Self {
        Self {
            pack: None,
            lessons: lessons.iter().map(AskedLesson::of).collect(),
            idea_titles: IdeaTitles::of(lessons),
        }
    }

    /// Finds a lesson.
    pub fn lesson(&self, id: &str) -> Option<(usize, &AskedLesson)> {
        let mut lessons = self.lessons.iter().enumerate();
        lessons.find(|(_, lesson)| lesson.id == id)
    }

    /// Tells whether answers to a lesson count.
    pub fn counts(&self, lesson: Option<&str>) -> bool {
        match (&self.pack, lesson) {
            (None, _) => true,
            (Some(_), Some(lesson)) => self.lesson(lesson).is_some(),
            (Some(_), None) => false,
        }
    }

    /// Lists the ids of the lessons.
    pub fn ids(&self) -> BTreeSet<&str> {
        self.lessons
            .iter()
            .map(|lesson| lesson.id.as_str())
            .collect()
    }
}

fn question(page: &Page) -> Option<AskedQuestion> {
    let Body::Question(asking) = &page.body else {
        return None;
    };
    let mut wrong_of_several = Vec::new();
    let right = match &asking.ask {
        Ask::ChooseOne(options) | Ask::ChooseSeveral(options) => {
            let right = options.iter().filter(|option| option.right);
            let right: Vec<String> = right.map(|option| option.text.to_plain()).collect();
            if matches!(asking.ask, Ask::ChooseSeveral(_)) {
                let wrong = options.iter().filter(|option| !option.right);
                wrong_of_several.extend(wrong.map(|option| option.text.to_plain()));
            }
            right.join(" | ")
        }
        Ask::FillIn(fill_in) => fill_in.accepts.first().cloned().unwrap_or_default(),
        Ask::PointAtLine(point) => format!("line {}", point.place.first_line),
        Ask::PutInOrder(order) => (1..=order.items.len())
            .map(|number| number.to_string())
            .collect::<Vec<String>>()
            .join(" "),
    };
    Some(AskedQuestion {
        page: page.id.clone(),
        idea: page.idea.clone()?,
        prompt: asking.prompt.to_plain(),
        right,
        wrong_of_several,
        is_order: matches!(asking.ask, Ask::PutInOrder(_)),
    })
}
