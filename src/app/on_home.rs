//! What a reader can do on the home screen, and how lessons and quizzes are opened.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::front::Front;
use crate::app::home::{Home, Item, next_lesson};
use crate::app::line_editor::LineEditor;
use crate::app::practice::{Practice, Run};
use crate::app::prompt::{Prompt, Purpose};
use crate::app::status::Status;
use crate::app::{App, Overlay};
use crate::course::grading::shown_order;
use crate::course::lesson::Page;
use crate::course::progress::Progress;
use crate::course::progress::days::Zone;
use crate::course::progress::moment::Moment;
use crate::course::sheet::Sheet;
use std::sync::Arc;

/// How many questions a quiz about a file has.
pub const QUIZ_QUESTIONS: usize = 10;

impl App {
    /// Opens the home screen. That of a pack lists its lessons, and no Dockerfiles.
    pub fn open_home(&mut self) -> Vec<Effect> {
        self.home = Some(Home {
            folder: self.folder.clone(),
            project: Arc::clone(&self.project),
            ..Home::default()
        });
        self.bring_to_front(Front::Home);
        self.list_home();
        let mut effects = vec![Effect::ReadProgress];
        if self.shelf.pack().is_none() {
            effects.push(self.find_dockerfiles());
        }
        effects
    }

    /// Opens the home screen at the Dockerfiles of the folder.
    pub fn open_home_at_dockerfiles(&mut self) -> Vec<Effect> {
        let effects = self.open_home();
        if let Some(home) = &mut self.home {
            home.begins_with_dockerfiles = true;
        }
        effects
    }

    /// Makes the list of the home screen anew.
    pub(in crate::app) fn list_home(&mut self) {
        let due = self.review_due(self.now);
        if let Some(home) = &mut self.home {
            home.due = due;
            home.list(self.shelf.catalogue(), &self.progress);
        }
    }

    pub(in crate::app) fn act_on_home(&mut self, action: Action) -> Vec<Effect> {
        let Some(home) = &mut self.home else {
            return Vec::new();
        };
        let page = usize::from(self.layout.dockerfile.height.saturating_sub(1).max(1));
        match action {
            Action::NextEntry => home.step(true, 1),
            Action::PreviousEntry => home.step(false, 1),
            Action::EntriesDown => home.step(true, page),
            Action::EntriesUp => home.step(false, page),
            Action::PageDown | Action::PageUp => {
                let is_down = action == Action::PageDown;
                if !home.scroll_about(is_down, &self.layout.explanation) {
                    home.step(is_down, page);
                }
            }
            Action::FirstEntry => home.step(false, usize::MAX),
            Action::LastEntry => home.step(true, usize::MAX),
            Action::NextSection => home.step_section(true),
            Action::PreviousSection => home.step_section(false),
            Action::Accept => return self.open_selected(),
            Action::Search => self.ask_for_lessons(),
            Action::Open => return self.ask_for_file(),
            Action::Close => self.narrow_home(""),
            Action::Back => return self.go_back(),
            _ => {}
        }
        Vec::new()
    }

    fn open_selected(&mut self) -> Vec<Effect> {
        let entry = self.home.as_ref().and_then(Home::selected_entry);
        match entry.map(|entry| entry.item.clone()) {
            Some(Item::Lesson(id)) => self.open_lesson(&id, None),
            Some(Item::Review) => self.open_review(),
            Some(Item::MixedReview(id)) => self.open_mixed_review(&id),
            Some(Item::Dockerfile { path, inline }) => {
                self.open_dockerfile(&path, inline.as_deref())
            }
            None => Vec::new(),
        }
    }

    fn ask_for_lessons(&mut self) {
        let typed = self.home.as_ref().map_or("", |home| home.filter.as_str());
        self.overlay = Some(Overlay::Prompt(Prompt {
            purpose: Purpose::Lessons,
            title: "/".to_owned(),
            hint: "words, unfinished, finished".to_owned(),
            editor: LineEditor::of(typed),
        }));
    }

    /// Shows the entries that fit what is typed.
    pub(in crate::app) fn narrow_home(&mut self, typed: &str) {
        if let Some(home) = &mut self.home {
            typed.clone_into(&mut home.filter);
            home.list(self.shelf.catalogue(), &self.progress);
            home.top = 0;
        }
    }

    /// Opens a lesson where the reader left it, or at a page.
    pub fn open_lesson(&mut self, id: &str, page: Option<&str>) -> Vec<Effect> {
        let lesson = match self.shelf.read(id) {
            Ok(lesson) => lesson,
            Err(fault) => return self.complain(&fault),
        };
        let done = self.progress.lesson(id);
        let place = if done.is_finished {
            None
        } else {
            done.place.as_deref()
        };
        let number = self.shelf.catalogue().lesson(id);
        let number = number.and_then(|entry| entry.number);
        let at = page.or(place).map(str::to_owned);
        let practice = Practice::of_lesson(&lesson, number, at.as_deref(), done, self.seed);
        self.open_practice(practice)
    }

    /// Names the lesson to go on with; nothing where all are finished.
    pub fn next_lesson(&self) -> Option<String> {
        let next = next_lesson(self.shelf.catalogue(), &self.progress);
        next.map(|lesson| lesson.id.clone())
    }

    /// Asks questions about the file that is studied, made from it.
    pub fn open_quiz(&mut self, count: usize) -> Vec<Effect> {
        let Some(study) = &self.study else {
            return Vec::new();
        };
        let name = study.document.name.clone();
        let analysis = Arc::new(study.document.analysis.clone());
        let questions = analysis.questions(self.seed, count);
        if questions.is_empty() {
            let reason = analysis.question_shortage();
            let reason = reason.map_or_else(String::new, |reason| reason.to_plain());
            return self.complain(&format!(
                "There is nothing to ask about this file. {reason}"
            ));
        }
        let sheets = questions.iter();
        let sheets = sheets.map(|question| Sheet::made(question, &analysis, &name));
        let run = Run::Quiz { name: name.clone() };
        let practice = Practice::of(run, sheets.collect(), 0, self.seed);
        self.open_practice(practice)
    }

    /// Asks the questions of a lesson, without its texts and exercises: all, or so many of them, which
    /// the seed draws, in the lesson's order.
    pub fn open_lesson_quiz(&mut self, id: &str, count: Option<usize>) -> Vec<Effect> {
        let lesson = match self.shelf.read(id) {
            Ok(lesson) => lesson,
            Err(fault) => return self.complain(&fault),
        };
        let pages = lesson.pages.iter();
        let asking: Vec<&Page> = pages.filter(|page| page.asks()).collect();
        let mut drawn = shown_order(id, asking.len(), self.seed);
        drawn.truncate(count.unwrap_or(asking.len()));
        drawn.sort_unstable();
        let asking = drawn.into_iter().filter_map(|page| asking.get(page));
        let sheets = asking.map(|page| Sheet::of_lesson(&lesson, page));
        let run = Run::Quiz {
            name: lesson.title.clone(),
        };
        let practice = Practice::of(run, sheets.collect(), 0, self.seed);
        self.open_practice(practice)
    }

    /// Takes what was done so far, and when this is.
    pub(in crate::app) fn take_progress(
        &mut self,
        progress: Result<Progress, String>,
        now: Moment,
        zone: Zone,
    ) -> Vec<Effect> {
        self.now = now;
        match progress {
            Ok(progress) => self.progress = progress,
            Err(fault) => self.status = Some(Status::problem(fault)),
        }
        if let Some(home) = &mut self.home {
            home.days = self.progress.days(now, zone);
        }
        self.list_home();
        Vec::new()
    }
}
