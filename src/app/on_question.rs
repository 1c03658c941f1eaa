//! What a reader can do at a question of predict mode.

use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::status::Status;

impl App {
    pub(in crate::app) fn act_on_question(&mut self, action: Action) -> Vec<Effect> {
        let Some(study) = &mut self.study else {
            return Vec::new();
        };
        let Some(prediction) = &mut study.prediction else {
            return Vec::new();
        };
        let is_answered = prediction.answer.is_some();
        match action {
            Action::NextEntry if is_answered => study.scroll(true, 1, &self.layout),
            Action::PreviousEntry if is_answered => study.scroll(false, 1, &self.layout),
            Action::NextEntry => prediction.step(true),
            Action::PreviousEntry => prediction.step(false),
            Action::Accept if !is_answered => prediction.take(prediction.selected),
            Action::Accept | Action::Close => study.prediction = None,
            Action::Predict => self.toggle_predict(),
            Action::PageDown => study.scroll_page(true, &self.layout),
            Action::PageUp => study.scroll_page(false, &self.layout),
            _ => {}
        }
        Vec::new()
    }

    /// A digit takes the option of that number.
    pub(in crate::app) fn answer_by_number(&mut self, key: Key) {
        let KeyCode::Character(character) = key.code else {
            return;
        };
        let number = character.to_digit(10).unwrap_or(0) as usize;
        let study = self.study.as_mut();
        let prediction = study.and_then(|study| study.prediction.as_mut());
        if let (Some(prediction), Some(option)) = (prediction, number.checked_sub(1)) {
            prediction.take(option);
        }
    }

    pub(in crate::app) fn toggle_predict(&mut self) {
        let Some(study) = &mut self.study else { return };
        study.is_predicting = !study.is_predicting;
        study.prediction = None;
        self.status = Some(Status::note(if study.is_predicting {
            "Predict mode is on: each further step asks first what it does."
        } else {
            "Predict mode is off."
        }));
    }
}
