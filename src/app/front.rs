//! What fills the screen, and what lies behind it: opened one over the other, left one after the other.

use crate::app::App;
use crate::app::effect::Effect;

/// Names what fills the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// The home screen.
    Home,
    /// A lesson, a quiz or a review.
    Practice,
    /// A Dockerfile.
    Study,
    /// A presentation, for a room or its instructor.
    Presentation,
}

impl App {
    /// Tells what fills the screen; nothing where nothing could be opened.
    pub fn front(&self) -> Option<Front> {
        self.fronts.last().copied()
    }

    /// Puts something in front, over what is there; the same thing stands there once.
    pub(in crate::app) fn bring_to_front(&mut self, front: Front) {
        self.overlay = None;
        if self.front() != Some(front) {
            self.fronts.push(front);
        }
    }

    /// Tells whether something lies behind what is seen.
    pub fn has_more_behind(&self) -> bool {
        self.fronts.len() > 1
    }

    /// Ends the program where the reader leaves what is seen now: nothing lies behind it.
    pub fn leave_only_the_front(&mut self) {
        let front = self.fronts.pop();
        self.fronts.clear();
        self.fronts.extend(front);
    }

    /// Goes back to what lies behind; where nothing does, ends.
    pub(in crate::app) fn go_back(&mut self) -> Vec<Effect> {
        self.fronts.pop();
        match self.front() {
            None => vec![Effect::Quit],
            Some(Front::Home) => {
                self.list_home();
                vec![Effect::ReadProgress]
            }
            Some(Front::Practice | Front::Study | Front::Presentation) => Vec::new(),
        }
    }
}
