//! What a reader can do on the pages of a lesson, a quiz or a review.

use crate::app::App;
use crate::app::action::Action;
use crate::app::chooser::{Choice, Chooser, Entry};
use crate::app::document::Document;
use crate::app::draft::Draft;
use crate::app::effect::Effect;
use crate::app::embedded::Embedded;
use crate::app::front::Front;
use crate::app::key::{Key, KeyCode};
use crate::app::layer::Layer;
use crate::app::practice::exercise_work::ExerciseWork;
use crate::app::practice::{Practice, Work};
use crate::app::status::Status;
use crate::app::study::Study;
use crate::course::grading::{Answer, Reason};
use crate::course::lesson::{Ask, Body, Page};
use crate::course::progress::deed::{AnsweredPage, Confidence, Deed, SolvedExercise};
use crate::doc::Doc;
use crate::doc::text::Text;
use std::path::PathBuf;

/// The most characters of an answer that are kept.
const LONGEST_ANSWER: usize = 200;

impl App {
    /// Puts a run in front of what is there.
    pub(in crate::app) fn open_practice(&mut self, practice: Practice) -> Vec<Effect> {
        self.practice = Some(practice);
        self.bring_to_front(Front::Practice);
        self.arrive()
    }

    /// Says that the reader has come to a page, and asks for the text of its exercise.
    pub(in crate::app) fn arrive(&mut self) -> Vec<Effect> {
        let Some(practice) = &self.practice else {
            return Vec::new();
        };
        let place = practice.place();
        let mut effects = vec![Effect::StartStopwatch];
        effects.extend(self.keep(place));
        effects.extend(self.draft().map(Effect::OpenDraft));
        effects
    }

    /// Names the text of the exercise of this page, with what it starts from.
    pub(in crate::app) fn draft(&self) -> Option<Draft> {
        let practice = self.practice.as_ref()?;
        let (exercise, _) = practice.exercise()?;
        let sheet = practice.sheet()?;
        Some(Draft {
            lesson: sheet.lesson.clone()?,
            page: sheet.page.id.clone(),
            text: exercise.start.clone(),
        })
    }

    pub(in crate::app) fn act_on_practice(&mut self, action: Action) -> Vec<Effect> {
        let layer = self.layer();
        let Some(practice) = &mut self.practice else {
            return Vec::new();
        };
        let (at, count) = (practice.at, practice.sheets.len());
        match action {
            Action::Back => return self.go_back(),
            Action::NextPage if at < count => return self.turn_to(at + 1),
            Action::NextPage => return self.go_on_from_end(),
            Action::PreviousPage => return self.turn_to(at.saturating_sub(1)),
            Action::Pages => self.ask_for_page(),
            Action::Study => return self.study_page(),
            Action::Accept => return self.answer(),
            Action::Again => practice.answer_again(),
            Action::Hint => self.hint(),
            Action::Edit => return self.edit_exercise(),
            Action::StartAgain => return self.start_exercise_again(),
            Action::NextEntry | Action::PreviousEntry => self.step_on_page(action),
            Action::FileDown | Action::FileUp => {
                practice.scroll_file(action == Action::FileDown, &self.layout);
            }
            Action::PageDown | Action::PageUp => {
                let page = u32::from(self.layout.explanation.height.saturating_sub(1).max(1));
                practice.scroll(action == Action::PageDown, page, &self.layout);
            }
            // What is answered is not changed any more.
            _ if matches!(layer, Layer::Page | Layer::Answered | Layer::End) => {}
            action => act_on_work(practice, action),
        }
        Vec::new()
    }

    /// Goes through what is on the page: options, reasons, instructions, lights; of an exercise, lines.
    fn step_on_page(&mut self, action: Action) {
        let is_down = action == Action::NextEntry;
        let Some(practice) = &mut self.practice else {
            return;
        };
        if let Some((page, asking, attempt)) = practice.attempt_mut() {
            attempt.step(page, &asking.ask, is_down);
            practice.follow();
        } else if let Some(Work::Reading(_)) = practice.work() {
            let has_lights = matches!(
                practice.page().map(|page| &page.body),
                Some(Body::Read(reading)) if !reading.lights.is_empty()
            );
            if has_lights {
                practice.step_light(is_down);
            } else {
                practice.scroll(is_down, 1, &self.layout);
            }
        } else {
            practice.scroll(is_down, 1, &self.layout);
        }
    }

    /// Turns to a page.
    pub(in crate::app) fn turn_to(&mut self, at: usize) -> Vec<Effect> {
        let Some(practice) = &mut self.practice else {
            return Vec::new();
        };
        if practice.at == at {
            return Vec::new();
        }
        practice.turn_to(at);
        self.arrive()
    }

    /// Goes on to the next lesson of the course, or back to where the run was begun.
    fn go_on_from_end(&mut self) -> Vec<Effect> {
        let lesson = self
            .practice
            .as_ref()
            .and_then(|practice| practice.run.lesson());
        let next = lesson.and_then(|id| self.shelf.catalogue().next_lesson(id));
        match next.map(|lesson| lesson.id.clone()) {
            Some(id) => self.open_lesson(&id, None),
            None => self.go_back(),
        }
    }

    fn ask_for_page(&mut self) {
        let Some(practice) = &self.practice else {
            return;
        };
        let entries = practice.sheets.iter().enumerate();
        let entries = entries.map(|(index, sheet)| Entry {
            choice: Choice::Page(index),
            text: format!("{:>2}  {}", index + 1, page_name(practice, index)),
            detail: Text::plain(match practice.result(index) {
                Some(true) => "✓",
                Some(false) => "✗",
                None if sheet.lesson.is_none() => "",
                None => match &sheet.page.body {
                    Body::Read(_) => "to read",
                    Body::Exercise(_) => "exercise",
                    Body::Question(_) => "",
                },
            }),
            is_current: index == practice.at,
        });
        let chooser = Chooser::of("Pages", "⏎ turns to it", entries.collect());
        self.open_chooser(chooser);
    }

    /// Studies the Dockerfile of the page, from the instruction on that is lit.
    fn study_page(&mut self) -> Vec<Effect> {
        let Some(practice) = &self.practice else {
            return Vec::new();
        };
        let Some(sheet) = practice.sheet() else {
            return Vec::new();
        };
        if practice
            .question()
            .is_some_and(|(_, attempt)| attempt.first.is_none())
        {
            let text = "Answer first: the explanation would tell the answer.";
            self.status = Some(Status::note(text));
            return Vec::new();
        }
        let analysis = match practice.exercise() {
            Some((_, work)) => Some(&work.analysis),
            None => sheet.page.dockerfile.as_ref(),
        };
        let Some(analysis) = analysis else {
            let text = "There is no Dockerfile on this page.";
            self.status = Some(Status::note(text));
            return Vec::new();
        };
        let lit = sheet.page.lit.first().map(|place| place.instruction);
        let is_open = self.fronts.contains(&Front::Study)
            && self.study.as_ref().is_some_and(|study| {
                study.document.analysis.tree().text() == analysis.tree().text()
            });
        if !is_open {
            let document = Document {
                name: sheet.origin.clone(),
                path: None,
                analysis: (**analysis).clone(),
                embedded: Embedded::default(),
            };
            self.study = Some(Study::of(document, self.detail));
        }
        if let (Some(study), Some(lit)) = (&mut self.study, lit) {
            study.go_to(lit);
        }
        self.bring_to_front(Front::Study);
        Vec::new()
    }

    /// Judges what is answered, and keeps it.
    fn answer(&mut self) -> Vec<Effect> {
        let Some(practice) = &mut self.practice else {
            return Vec::new();
        };
        let Some((page, asking, attempt)) = practice.attempt_mut() else {
            return Vec::new();
        };
        match attempt.answer(page, &asking.ask) {
            Ok(answer) => self.take_answer(&answer),
            Err(missing) => {
                self.status = Some(Status::problem(missing));
                Vec::new()
            }
        }
    }

    /// Judges an answer, and keeps it where it is the first one.
    pub(in crate::app) fn take_answer(&mut self, answer: &Answer) -> Vec<Effect> {
        let Some(practice) = &mut self.practice else {
            return Vec::new();
        };
        practice.text_top = 0;
        practice.follow();
        let lesson = practice.sheet().and_then(|sheet| sheet.lesson.clone());
        let Some((page, asking, attempt)) = practice.attempt_mut() else {
            return Vec::new();
        };
        let is_first = attempt.first.is_none();
        attempt.take(&asking.ask, answer);
        let Some(graded) = &attempt.graded else {
            return Vec::new();
        };
        let idea = page.idea.clone().filter(|_| is_first);
        let deed = idea.map(|idea| {
            Deed::Answered(AnsweredPage {
                lesson,
                page: page.id.clone(),
                idea,
                is_right: graded.is_right,
                confidence: attempt.confidence,
                answer: words_of(answer, &asking.ask, &graded.reasons),
                seconds: None,
            })
        });
        self.keep(deed)
    }

    fn hint(&mut self) {
        let layer = self.layer();
        let Some(practice) = &mut self.practice else {
            return;
        };
        let Some((_, exercise, work)) = practice.exercise_mut() else {
            return;
        };
        if work.hint(exercise) {
            practice.follow();
        } else {
            let key = self.keys.keys_in(layer, Action::Solution);
            let text = format!("These are all hints. {key} shows a solution.");
            self.status = Some(Status::note(text));
        }
    }

    fn edit_exercise(&mut self) -> Vec<Effect> {
        let practice = self.practice.as_ref();
        let Some((_, work)) = practice.and_then(Practice::exercise) else {
            return Vec::new();
        };
        let Some(path) = work.file.clone() else {
            let text = "This exercise is kept in no file that an editor could open.";
            self.status = Some(Status::problem(text));
            return Vec::new();
        };
        let (line, _) = work.editor.cursor();
        vec![Effect::Edit { path, line }]
    }

    fn start_exercise_again(&mut self) -> Vec<Effect> {
        let practice = self.practice.as_mut();
        let Some((_, exercise, work)) = practice.and_then(Practice::exercise_mut) else {
            return Vec::new();
        };
        work.replace(exercise, &exercise.start);
        work.hints_seen = 0;
        work.put_solution_away();
        let text = "This is the start again. Ctrl-U in the editor brings back what you had.";
        self.status = Some(Status::note(text));
        self.exercise_changed()
    }

    /// Keeps the text of the exercise, and that it is solved, once.
    pub(in crate::app) fn exercise_changed(&mut self) -> Vec<Effect> {
        let Some(draft) = self.draft() else {
            return Vec::new();
        };
        let practice = self.practice.as_mut();
        let Some((page, _, work)) = practice.and_then(Practice::exercise_mut) else {
            return Vec::new();
        };
        let text = work.editor.text();
        let mut effects = vec![Effect::WriteDraft(Draft {
            text,
            ..draft.clone()
        })];
        if work.is_solved() && !work.was_solved {
            work.was_solved = true;
            let deed = solved(draft, page, work);
            effects.extend(self.keep(Some(deed)));
        }
        effects
    }

    /// Takes the text of an exercise as it lies in its file.
    pub(in crate::app) fn take_draft(&mut self, draft: &Draft, path: PathBuf) -> Vec<Effect> {
        let is_here = self
            .draft()
            .is_some_and(|here| here.lesson == draft.lesson && here.page == draft.page);
        let practice = self.practice.as_mut().filter(|_| is_here);
        let Some((page, exercise, work)) = practice.and_then(Practice::exercise_mut) else {
            return Vec::new();
        };
        let is_first = work.file.is_none();
        work.file = Some(path);
        work.replace(exercise, &draft.text);
        if is_first || !work.is_solved() || work.was_solved {
            // An exercise that was solved before is not solved once more.
            work.was_solved |= is_first && work.is_solved();
            return Vec::new();
        }
        work.was_solved = true;
        let deed = solved(draft.clone(), page, work);
        self.keep(Some(deed))
    }

    /// Takes a key that asks for nothing: a digit, or what is typed.
    pub(in crate::app) fn press_on_practice(&mut self, key: Key) -> Vec<Effect> {
        let layer = self.layer();
        let Some(practice) = &mut self.practice else {
            return Vec::new();
        };
        if layer == Layer::Editor {
            let is_changed = practice
                .exercise_mut()
                .is_some_and(|(_, exercise, work)| work.press(exercise, key));
            return if is_changed {
                self.exercise_changed()
            } else {
                Vec::new()
            };
        }
        let at = practice.at;
        let Some((_, _, attempt)) = practice.attempt_mut() else {
            return Vec::new();
        };
        match layer {
            Layer::FillIn => match key.code {
                KeyCode::Right if attempt.line.is_empty() => return self.turn_to(at + 1),
                KeyCode::Left if attempt.line.is_empty() => {
                    return self.turn_to(at.saturating_sub(1));
                }
                _ => {
                    attempt.line.press(key);
                }
            },
            Layer::ChooseOne if attempt.go_to_number(key) => return self.answer(),
            Layer::ChooseSeveral if attempt.go_to_number(key) => attempt.mark(),
            _ => {}
        }
        Vec::new()
    }

    /// Takes a pasted text where one is typed.
    pub(in crate::app) fn paste_on_practice(&mut self, text: &str) -> Vec<Effect> {
        let layer = self.layer();
        let Some(practice) = &mut self.practice else {
            return Vec::new();
        };
        match layer {
            Layer::Editor => {
                if let Some((_, exercise, work)) = practice.exercise_mut() {
                    work.paste(exercise, text);
                }
                self.exercise_changed()
            }
            Layer::FillIn => {
                if let Some((_, _, attempt)) = practice.attempt_mut() {
                    attempt.line.insert(text);
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}

/// Does what changes the question or the exercise alone.
fn act_on_work(practice: &mut Practice, action: Action) {
    if let Some((_, _, work)) = practice.exercise_mut() {
        match action {
            Action::EnterEditor => {
                work.edit();
                practice.follow();
            }
            Action::LeaveEditor => work.is_editing = false,
            Action::Solution => {
                work.toggle_solution();
                practice.follow();
            }
            _ => {}
        }
        return;
    }
    let Some((page, _, attempt)) = practice.attempt_mut() else {
        return;
    };
    let toggled = |current: Option<Confidence>, wanted| (current != Some(wanted)).then_some(wanted);
    match action {
        Action::Mark if attempt.order.is_empty() => {}
        Action::Mark if page.kind() == "put-in-order" => attempt.hold(),
        Action::Mark => attempt.mark(),
        Action::MoveDown => attempt.carry(true),
        Action::MoveUp => attempt.carry(false),
        Action::FirstEntry => attempt.point_at_end(page, false),
        Action::LastEntry => attempt.point_at_end(page, true),
        Action::Sure => attempt.confidence = toggled(attempt.confidence, Confidence::Sure),
        Action::Guess => attempt.confidence = toggled(attempt.confidence, Confidence::Guess),
        _ => {}
    }
}

fn solved(draft: Draft, page: &Page, work: &ExerciseWork) -> Deed {
    Deed::Solved(SolvedExercise {
        lesson: draft.lesson,
        page: draft.page,
        idea: page.idea.clone().unwrap_or_default(),
        hints_seen: work.hints_seen as u32,
        saw_solution: work.saw_solution(),
    })
}

/// Names a page in a list: what it asks, or the first words of what it says.
pub(in crate::app) fn page_name(practice: &Practice, index: usize) -> String {
    let Some(sheet) = practice.sheets.get(index) else {
        return String::new();
    };
    match &sheet.page.body {
        Body::Read(reading) => first_sentence(&reading.text),
        Body::Exercise(exercise) => first_sentence(&exercise.text.text),
        Body::Question(asking) => asking.prompt.to_plain(),
    }
}

fn first_sentence(text: &Doc) -> String {
    let words = text.to_plain();
    let line = words.lines().next().unwrap_or_default();
    let sentence = line.split_once(". ").map_or(line, |(sentence, _)| sentence);
    sentence.to_owned()
}

/// Writes an answer in a few words, as it is kept.
fn words_of(answer: &Answer, ask: &Ask, reasons: &[Reason]) -> String {
    let words = match (answer, ask) {
        (Answer::Written(text), _) => text.trim().to_owned(),
        (Answer::Pointed(line), _) => format!("line {line}"),
        (Answer::Ordered(items), _) => {
            let items: Vec<String> = items.iter().map(usize::to_string).collect();
            items.join(" ")
        }
        (Answer::Chosen(_), _) => {
            let yours = reasons.iter().filter(|reason| reason.is_yours);
            let yours: Vec<String> = yours.map(|reason| reason.text.to_plain()).collect();
            yours.join(" | ")
        }
    };
    words.chars().take(LONGEST_ANSWER).collect()
}
