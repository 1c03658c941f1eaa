//! What a reader can ask for with the keyboard in the study's hands, or in its parts'.

use crate::app::action::Action;
use crate::app::chooser::{Choice, Chooser, Entry};
use crate::app::effect::Effect;
use crate::app::line_editor::LineEditor;
use crate::app::on_home::QUIZ_QUESTIONS;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::status::Status;
use crate::app::study::Study;
use crate::app::study::view::StudyView;
use crate::app::{App, Overlay};
use crate::doc::text::Text;
use std::fmt::Write as _;

impl App {
    pub(in crate::app) fn act_on_study(&mut self, action: Action) -> Vec<Effect> {
        if action == Action::Back {
            return self.go_back();
        }
        let Some(study) = &mut self.study else {
            return Vec::new();
        };
        match action {
            Action::Follow => self.follow(),
            Action::Return => self.return_from_following(),
            Action::Search => self.ask_for_search(),
            Action::GoToLine => self.ask_for_line(),
            Action::NextMatch => self.go_to_match(true),
            Action::PreviousMatch => self.go_to_match(false),
            Action::Target => self.ask_for_target(),
            Action::Arguments => self.ask_for_arguments(),
            Action::Glossary => self.open_glossary(),
            Action::Detail => self.change_detail(),
            Action::Predict => self.toggle_predict(),
            Action::Note => self.ask_for_note(),
            Action::WhatIf => self.ask_what_if(),
            Action::Close => self.take_away_marks(),
            Action::EnterParts if !study.enter_parts() => {
                self.status = Some(Status::note("This instruction has no parts to step into."));
            }
            Action::Quiz => return self.open_quiz(QUIZ_QUESTIONS),
            Action::Copy => return self.copy(),
            Action::Open => return self.ask_for_file(),
            Action::Edit => return self.edit(),
            Action::Mouse => return self.toggle_mouse(),
            action => move_in_study(study, action, &self.layout),
        }
        Vec::new()
    }

    fn follow(&mut self) {
        let Some(study) = &mut self.study else { return };
        let mut references = study.references();
        references.dedup_by_key(|reference| reference.instruction);
        match references.as_slice() {
            [] => {
                let here = if study.part.is_some() {
                    "part"
                } else {
                    "instruction"
                };
                let text =
                    format!("Nothing to follow: this {here} names no other line of the file.");
                self.status = Some(Status::note(text));
            }
            [reference] => {
                let instruction = reference.instruction;
                self.follow_to(instruction);
            }
            references => {
                let instructions = study.document.analysis.tree().instructions();
                let entries = references.iter().map(|reference| {
                    let line = instructions.get(reference.instruction);
                    let line = line.map_or(0, |found| found.first_line);
                    let title = study.document.analysis.explain(reference.instruction).title;
                    Entry {
                        choice: Choice::Instruction(reference.instruction),
                        text: reference.written.clone(),
                        detail: Text::plain(format!("line {line}: {title}")),
                        is_current: false,
                    }
                });
                let chooser = Chooser::of(
                    "Follow",
                    "⏎ goes there, Backspace comes back",
                    entries.collect(),
                );
                self.open_chooser(chooser);
            }
        }
    }

    /// Goes to where something comes from, and says how to come back.
    pub(in crate::app) fn follow_to(&mut self, instruction: usize) {
        let Some(study) = &mut self.study else { return };
        study.follow_to(instruction);
        let line = study.document.lines_of(instruction);
        let line = line.map_or(0, |(first, _)| first);
        let back = self.keys.keys_of(Action::Return);
        let text = format!("This is line {line}, where it comes from. {back} goes back.");
        self.status = Some(Status::note(text));
    }

    fn return_from_following(&mut self) {
        if let Some(study) = &mut self.study
            && !study.go_back()
        {
            let text = "Nowhere to go back to: b follows what an instruction names.";
            self.status = Some(Status::note(text));
        }
    }

    fn ask_for_search(&mut self) {
        let from = self.study.as_ref().and_then(|study| study.cursor);
        self.overlay = Some(Overlay::Prompt(Prompt {
            purpose: Purpose::Search { from },
            title: "/".to_owned(),
            hint: "searches the file and its explanations".to_owned(),
            editor: LineEditor::default(),
        }));
    }

    fn ask_for_line(&mut self) {
        self.overlay = Some(Overlay::Prompt(Prompt {
            purpose: Purpose::Line,
            title: "Line: ".to_owned(),
            hint: "goes to the instruction on that line".to_owned(),
            editor: LineEditor::default(),
        }));
    }

    fn go_to_match(&mut self, is_next: bool) {
        let Some(study) = &mut self.study else { return };
        let (Some(search), Some(cursor)) = (&study.search, study.cursor) else {
            self.status = Some(Status::note(
                "Nothing is searched for yet: / asks for a text.",
            ));
            return;
        };
        let place = if is_next {
            search.next(cursor)
        } else {
            search.previous(cursor)
        };
        if let Some(place) = place {
            study.go_to(place);
        }
        self.show_match();
    }

    /// Shows what was searched for where the reader is, and says which of the places this is.
    pub(in crate::app) fn show_match(&mut self) {
        let Some(study) = &mut self.study else { return };
        let is_told = study.show_match();
        let Some(search) = &study.search else { return };
        let mut summary = search.summary(study.cursor);
        if !is_told {
            let key = self.keys.key_of(Action::Detail);
            write!(summary, ", in what {key} tells more").unwrap_or_default();
        }
        let has_another = search.has_another(study.cursor);
        let text = self.keys.with_search_keys(&summary, has_another);
        self.status = Some(Status::note(text));
    }

    fn ask_for_target(&mut self) {
        let Some(study) = &self.study else { return };
        let stages = study.document.analysis.stages();
        let entries = stages
            .iter()
            .enumerate()
            .rev()
            .filter_map(|(index, stage)| {
                let is_last = index + 1 == stages.len();
                let target = stage.name.clone();
                if target.is_none() && !is_last {
                    // A stage without a name cannot be a target.
                    return None;
                }
                let mut detail = Text::plain("FROM ");
                detail.append(stage.base.clone());
                if is_last {
                    detail.push_plain(if target.is_some() {
                        "   (the last stage: built where no target is given)"
                    } else {
                        "   (built where no target is given)"
                    });
                }
                let is_given = self.options.target.is_some();
                Some(Entry {
                    text: target
                        .clone()
                        .unwrap_or_else(|| "the last stage".to_owned()),
                    is_current: stage.is_target || (is_last && !is_given),
                    choice: Choice::Target(target.filter(|_| !is_last)),
                    detail,
                })
            });
        let mut entries: Vec<Entry> = entries.collect();
        entries.reverse();
        self.open_chooser(Chooser::of("Target", "⏎ builds up to this stage", entries));
    }

    pub(in crate::app) fn ask_for_arguments(&mut self) {
        let Some(study) = &self.study else { return };
        let arguments = study.document.analysis.build_arguments();
        let entries = arguments.into_iter().map(|argument| {
            let detail = match (&argument.given, &argument.default) {
                (Some(given), _) => match self.options.giver_of(&argument.name) {
                    Some(giver) => format!("{given}   (given by {giver})"),
                    None => format!("{given}   (given here)"),
                },
                (None, Some(default)) => format!("{default}   (the file's default)"),
                (None, None) => "no value".to_owned(),
            };
            Entry {
                choice: Choice::Argument(argument.name.clone()),
                text: argument.name,
                detail: Text::plain(detail),
                is_current: argument.given.is_some(),
            }
        });
        let chooser = Chooser::of(
            "Build arguments",
            "⏎ gives a value, x takes it away",
            entries.collect(),
        );
        self.open_chooser(
            chooser.or_empty("This file declares no build arguments: there is no ARG."),
        );
    }

    pub(in crate::app) fn ask_for_argument(&mut self, name: String) {
        let given = self.options.arguments.get(&name);
        let given = given.map_or_else(LineEditor::default, |value| LineEditor::of(value));
        self.overlay = Some(Overlay::Prompt(Prompt {
            title: format!("{name}="),
            hint: "the value, as --build-arg gives it".to_owned(),
            editor: given,
            purpose: Purpose::Argument(name),
        }));
    }

    /// Lists the words of the glossary, those of the text that is shown first.
    fn open_glossary(&mut self) {
        let Some(study) = &self.study else { return };
        let words = study.document.analysis.glossary(&study.shown().doc);
        let words = words.into_iter().map(|entry| Entry {
            choice: Choice::Word,
            text: entry.word.to_owned(),
            detail: entry.meaning,
            is_current: entry.is_used,
        });
        let chooser = Chooser::of(
            "Words",
            "bold: used in the text shown · type to narrow the list down",
            words.collect(),
        );
        self.open_chooser(
            chooser
                .filtered()
                .or_empty("No word of the glossary has these letters."),
        );
    }

    fn change_detail(&mut self) {
        let detail = self.detail.next();
        self.use_detail(detail);
        let text = format!("Explanations are for: {}.", detail.title());
        self.status = Some(Status::note(text));
    }

    fn ask_for_note(&mut self) {
        let Some(study) = &self.study else { return };
        let Some(cursor) = study.cursor else { return };
        let note = study.notes.get(&cursor).map_or("", String::as_str);
        self.overlay = Some(Overlay::Prompt(Prompt {
            purpose: Purpose::Note(cursor),
            title: "Note: ".to_owned(),
            hint: "kept on this computer; an empty one is taken away".to_owned(),
            editor: LineEditor::of(note),
        }));
    }

    fn copy(&mut self) -> Vec<Effect> {
        let Some(study) = &self.study else {
            return Vec::new();
        };
        let text = study.text_here();
        let what = if study.part.is_some() {
            "part"
        } else {
            "instruction"
        };
        let message = format!("Copied the {what} to the clipboard of your terminal.");
        self.status = Some(Status::note(message));
        vec![Effect::Copy(text)]
    }

    pub(in crate::app) fn ask_for_file(&mut self) -> Vec<Effect> {
        let chooser = Chooser::of(
            "Open a Dockerfile",
            "type to narrow the list down",
            Vec::new(),
        );
        self.open_chooser(
            chooser
                .filtered()
                .or_empty("Looking for Dockerfiles below this folder…"),
        );
        vec![self.find_dockerfiles()]
    }

    fn edit(&mut self) -> Vec<Effect> {
        let Some(study) = &self.study else {
            return Vec::new();
        };
        let Some(path) = study.document.path.clone() else {
            let text = format!(
                "{} is no file that an editor could open.",
                study.document.name
            );
            self.status = Some(Status::problem(text));
            return Vec::new();
        };
        let line = study.focused_lines().map_or(1, |(first, _)| first);
        vec![Effect::Edit { path, line }]
    }

    fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.has_mouse = !self.has_mouse;
        let text = if self.has_mouse {
            "The mouse is on. Hold Shift to select text as ever; click and wheel work here."
        } else {
            "The mouse is off: the terminal selects text as ever."
        };
        self.status = Some(Status::note(text));
        vec![Effect::CaptureMouse(self.has_mouse)]
    }
}

/// Moves in the file, its parts and the text about them.
fn move_in_study(study: &mut Study, action: Action, layout: &crate::app::layout::Layout) {
    let part = study.part.unwrap_or(0);
    match action {
        Action::NextInstruction => study.go_to_next(),
        Action::PreviousInstruction => study.go_to_previous(),
        Action::NextStage => study.go_to_next_stage(),
        Action::PreviousStage => study.go_to_previous_stage(),
        Action::FirstInstruction => study.go_to_first(),
        Action::LastInstruction => study.go_to_last(),
        Action::NextPart => study.go_to_part(part + 1),
        Action::PreviousPart => study.go_to_part(part.saturating_sub(1)),
        Action::FirstPart => study.go_to_part(0),
        Action::LastPart => study.go_to_part(usize::MAX),
        Action::LeaveParts => study.leave_parts(),
        Action::ViewExplain => study.look_at(StudyView::Explain),
        Action::ViewState => study.look_at(StudyView::State),
        Action::ViewFiles => study.look_at(StudyView::Files),
        Action::ViewCache => study.look_at(StudyView::Cache),
        Action::ViewChecks => study.look_at(StudyView::Checks),
        Action::NextView => study.look_at(study.view.next()),
        Action::PageDown => study.scroll_page(true, layout),
        Action::PageUp => study.scroll_page(false, layout),
        _ => {}
    }
}
