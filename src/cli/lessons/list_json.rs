//! `lessons list --json`: what programs are told of a lesson, one JSON object a line.

use crate::course::lesson::{Body, Lesson};
use serde::Serialize;
use std::collections::BTreeMap;

/// Writes one lesson, on one line.
pub fn lesson_json(number: Option<u32>, lesson: &Lesson) -> String {
    let mut pages: BTreeMap<&'static str, usize> = BTreeMap::new();
    for page in &lesson.pages {
        let kind = match &page.body {
            Body::Question(asking) if !asking.is_prediction => "question",
            _ => page.kind(),
        };
        *pages.entry(kind).or_default() += 1;
    }
    let report = LessonReport {
        number,
        id: &lesson.id,
        title: &lesson.title,
        belief: &lesson.belief,
        minutes: lesson.minutes,
        needs: &lesson.needs,
        pages,
        questions: lesson.question_count(),
        ideas: &lesson.ideas,
    };
    // Texts and numbers can always be written.
    serde_json::to_string(&report).unwrap_or_default()
}

#[derive(Serialize)]
struct LessonReport<'a> {
    number: Option<u32>,
    id: &'a str,
    title: &'a str,
    belief: &'a str,
    minutes: u32,
    needs: &'a [String],
    pages: BTreeMap<&'static str, usize>,
    questions: usize,
    ideas: &'a [String],
}
