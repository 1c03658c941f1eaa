//! What a reader can do with what lies on top: the help, a list, a line that is typed.

use crate::analysis::what_if::Supposition;
use crate::app::action::Action;
use crate::app::chooser::{Choice, Chooser};
use crate::app::effect::Effect;
use crate::app::front::Front;
use crate::app::help::Help;
use crate::app::key::Key;
use crate::app::layout::Layout;
use crate::app::note::Note;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::status::Status;
use crate::app::{App, Overlay};

impl App {
    pub(in crate::app) fn act_on_overlay(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Close | Action::Back => self.close(),
            Action::Accept => return self.accept(),
            Action::Clear => return self.clear_entry(),
            action => match &mut self.overlay {
                Some(Overlay::Help(help)) => scroll_help(help, action, &self.layout),
                Some(Overlay::Chooser(chooser)) => step(chooser, action, &self.layout),
                Some(Overlay::Prompt(_)) | None => {}
            },
        }
        Vec::new()
    }

    /// Closes what lies on top; a search that is given up leaves the reader where they were.
    fn close(&mut self) {
        let overlay = self.overlay.take();
        if let Some(Overlay::Prompt(Prompt {
            purpose: Purpose::Lessons,
            ..
        })) = &overlay
        {
            self.narrow_home("");
        }
        if let (Some(Overlay::Prompt(prompt)), Some(study)) = (overlay, &mut self.study)
            && let Purpose::Search { from } = prompt.purpose
        {
            study.search = None;
            if let Some(from) = from {
                study.go_to(from);
            }
        }
    }

    fn accept(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Chooser(chooser)) => {
                let choice = chooser.selected_entry().map(|entry| entry.choice.clone());
                choice.map_or_else(Vec::new, |choice| self.choose(choice))
            }
            Some(Overlay::Prompt(prompt)) => self.take_line(prompt),
            Some(Overlay::Help(_)) | None => Vec::new(),
        }
    }

    fn take_line(&mut self, prompt: Prompt) -> Vec<Effect> {
        let text = prompt.editor.text();
        match prompt.purpose {
            Purpose::Search { .. } => {
                self.show_match();
                Vec::new()
            }
            Purpose::Line => {
                self.go_to_typed_line(&text);
                Vec::new()
            }
            Purpose::Argument(name) => {
                self.options.arguments.insert(name, text);
                self.rebuild();
                self.ask_for_arguments();
                self.ask_engine()
            }
            Purpose::WhatIf(name) => {
                self.suppose(Supposition::Argument { name, value: text });
                Vec::new()
            }
            Purpose::Lessons => Vec::new(),
            Purpose::Note(instruction) => self.keep_note(instruction, text.trim()),
        }
    }

    fn go_to_typed_line(&mut self, text: &str) {
        match (text.trim().parse(), &mut self.study) {
            (Ok(line), Some(study)) => study.go_to_line(line),
            (Err(_), _) if !text.trim().is_empty() => {
                let text = format!("{} is no line number.", text.trim());
                self.status = Some(Status::problem(text));
            }
            _ => {}
        }
    }

    fn keep_note(&mut self, instruction: usize, text: &str) -> Vec<Effect> {
        let Some(study) = &mut self.study else {
            return Vec::new();
        };
        if text.is_empty() {
            study.notes.remove(&instruction);
        } else {
            study.notes.insert(instruction, text.to_owned());
        }
        study.forget_shown();
        let note = Note::on(study.document.analysis.tree(), instruction, text);
        let path = study.document.path.clone();
        let effect = path.zip(note);
        effect.map_or_else(Vec::new, |(path, note)| {
            vec![Effect::WriteNote { path, note }]
        })
    }

    /// Takes the given value of a build argument away.
    fn clear_entry(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Chooser(chooser)) = &self.overlay
            && let Some(Choice::Argument(name)) =
                chooser.selected_entry().map(|entry| &entry.choice)
        {
            let selected = chooser.selected;
            let name = name.clone();
            self.options.arguments.remove(&name);
            self.rebuild();
            self.ask_for_arguments();
            if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
                chooser.selected = selected;
            }
        }
        Vec::new()
    }

    /// Takes a key that asks for nothing: where a line is typed, it is typed.
    pub(in crate::app) fn type_key(&mut self, key: Key) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Chooser(chooser)) => chooser.press(key),
            Some(Overlay::Prompt(prompt)) => {
                if prompt.editor.press(key) {
                    return self.search_as_typed();
                }
            }
            Some(Overlay::Help(_)) | None => {}
        }
        Vec::new()
    }

    /// Takes a pasted text: where a line is typed, it is typed.
    pub(in crate::app) fn paste(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Chooser(chooser)) => chooser.paste(text),
            Some(Overlay::Prompt(prompt)) => {
                prompt.editor.insert(text);
                return self.search_as_typed();
            }
            None if self.fronts.last() == Some(&Front::Practice) => {
                return self.paste_on_practice(text);
            }
            Some(Overlay::Help(_)) | None => {}
        }
        Vec::new()
    }

    /// Shows the first place of what is typed so far.
    fn search_as_typed(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Prompt(prompt)) = &self.overlay
            && prompt.purpose == Purpose::Lessons
        {
            let typed = prompt.editor.text();
            self.narrow_home(&typed);
            return Vec::new();
        }
        let (Some(Overlay::Prompt(prompt)), Some(study)) = (&self.overlay, &mut self.study) else {
            return Vec::new();
        };
        let Purpose::Search { from } = prompt.purpose else {
            return Vec::new();
        };
        study.search_for(&prompt.editor.text());
        self.show_first_place(from);
        self.ask_to_go_on()
    }

    /// Goes to the first place found at or behind where the search began; as long as there is none,
    /// stays there.
    fn show_first_place(&mut self, from: Option<usize>) {
        let Some(study) = &mut self.study else { return };
        let from = from.unwrap_or(0);
        let search = study.search.as_ref();
        let place = search.and_then(|search| search.at_or_behind(from));
        study.go_to(place.unwrap_or(from));
    }

    /// Searches a slice more.
    pub(in crate::app) fn go_on(&mut self) -> Vec<Effect> {
        self.is_going_on = false;
        let Some(study) = &mut self.study else {
            return Vec::new();
        };
        study.go_on_searching();
        if let Some(Overlay::Prompt(prompt)) = &self.overlay
            && let Purpose::Search { from } = prompt.purpose
        {
            self.show_first_place(from);
        }
        self.ask_to_go_on()
    }

    /// Asks for time where there is more to search, and was not asked for yet.
    fn ask_to_go_on(&mut self) -> Vec<Effect> {
        let search = self.study.as_ref().and_then(|study| study.search.as_ref());
        let has_more = search.is_some_and(|search| !search.is_complete());
        if !has_more || self.is_going_on {
            return Vec::new();
        }
        self.is_going_on = true;
        vec![Effect::GoOn]
    }
}

/// Moves the help with the keys that move a list.
fn scroll_help(help: &mut Help, action: Action, layout: &Layout) {
    let page = layout
        .overlay
        .map_or(1, |pane| u32::from(pane.height.saturating_sub(1).max(1)));
    match action {
        Action::NextEntry => help.scroll(true, 1, layout.overlay),
        Action::PreviousEntry => help.scroll(false, 1, layout.overlay),
        Action::EntriesDown => help.scroll(true, page, layout.overlay),
        Action::EntriesUp => help.scroll(false, page, layout.overlay),
        Action::FirstEntry => help.top = 0,
        Action::LastEntry => help.scroll(true, u32::MAX, layout.overlay),
        _ => {}
    }
}

fn step(chooser: &mut Chooser, action: Action, layout: &Layout) {
    let page = Chooser::page(layout.overlay);
    match action {
        Action::NextEntry => chooser.step(true, 1),
        Action::PreviousEntry => chooser.step(false, 1),
        Action::EntriesDown => chooser.step(true, page),
        Action::EntriesUp => chooser.step(false, page),
        Action::FirstEntry => chooser.step(false, usize::MAX),
        Action::LastEntry => chooser.step(true, usize::MAX),
        _ => {}
    }
}
