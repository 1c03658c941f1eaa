//! What is due again, and how it is asked.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::home::Due;
use crate::app::practice::{Practice, Run};
use crate::app::status::Status;
use crate::course::lesson::Lesson;
use crate::course::progress::moment::Moment;
use crate::course::progress::time_words::time_words;
use crate::course::review::{due, next_due};
use crate::course::review_choice::candidate::{Candidate, made_candidates, page_candidates};
use crate::course::review_choice::{choose, mixed};
use crate::course::sheet::Sheet;

/// How many questions a mixed review has.
const MIXED_QUESTIONS: usize = 12;

impl App {
    /// Says what is due for review.
    pub fn review_due(&self, now: Moment) -> Due {
        if self.progress.is_empty() {
            return Due::default();
        }
        let next = next_due(&self.progress, now);
        let due = due(&self.progress, now);
        Due {
            count: due.len(),
            next_in: next.map(|next| next.seconds_since(now)),
        }
    }

    /// Asks about the ideas that are due, each with a question other than last time where there is one.
    pub fn open_review(&mut self) -> Vec<Effect> {
        let due = due(&self.progress, self.now);
        if due.is_empty() {
            self.status = Some(Status::note(match next_due(&self.progress, self.now) {
                Some(next) => {
                    let seconds = next.seconds_since(self.now);
                    let time = time_words(seconds);
                    format!("Nothing is due. The next idea comes back in {time}.")
                }
                None => "Nothing is due: what you answer in lessons comes back here.".to_owned(),
            }));
            return Vec::new();
        }
        let lessons = self.shelf.read_all();
        let mut candidates: Vec<Candidate> = lessons.iter().flat_map(page_candidates).collect();
        let made = lessons
            .iter()
            .flat_map(|lesson| made_candidates(lesson, self.seed));
        let is_due = |candidate: &Candidate| due.iter().any(|due| due.idea == candidate.idea);
        candidates.extend(made.filter(is_due));
        let chosen = choose(&due, &candidates, &self.progress, self.seed);
        self.ask(&chosen, &lessons, "Review")
    }

    /// Asks about several lessons, mixed.
    pub fn open_mixed_review(&mut self, id: &str) -> Vec<Effect> {
        let Some(review) = self.shelf.catalogue().review(id).cloned() else {
            return self.complain(&format!("there is no review {id:?}"));
        };
        let lessons = review.lessons.iter();
        let lessons: Vec<Lesson> = lessons.filter_map(|id| self.shelf.read(id).ok()).collect();
        let candidates: Vec<Candidate> = lessons.iter().flat_map(page_candidates).collect();
        let chosen = mixed(&self.progress, &candidates, MIXED_QUESTIONS, self.seed);
        self.ask(&chosen, &lessons, &review.title)
    }

    fn ask(&mut self, chosen: &[Candidate], lessons: &[Lesson], title: &str) -> Vec<Effect> {
        let seed = self.seed;
        let sheets = chosen.iter().filter_map(|candidate| {
            let lesson = lessons
                .iter()
                .find(|lesson| lesson.id == candidate.lesson)?;
            sheet_of(candidate, lesson, seed)
        });
        let sheets: Vec<Sheet> = sheets.collect();
        if sheets.is_empty() {
            return self.complain("No lesson here asks about what is due.");
        }
        let run = Run::Review {
            title: title.to_owned(),
        };
        let practice = Practice::of(run, sheets, 0, seed);
        self.open_practice(practice)
    }
}

/// Makes the page of a candidate.
fn sheet_of(candidate: &Candidate, lesson: &Lesson, seed: u64) -> Option<Sheet> {
    let page = lesson.page(&candidate.page)?;
    match candidate.made_question(lesson, seed) {
        Some(question) => {
            let dockerfile = page.dockerfile.as_ref()?;
            let sheet = Sheet::made(&question, dockerfile, &lesson.title);
            Some(sheet.named(&candidate.name()))
        }
        None if candidate.made.is_some() => None,
        None => Some(Sheet::of_lesson(lesson, page)),
    }
}
