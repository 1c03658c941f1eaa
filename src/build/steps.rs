//! The steps of a stage, and the image after each of them.
//!
//! A step keeps what it changes; the image after it is worked out when somebody asks, from the
//! nearest image that is kept. So the time to plan a file grows with its length and no faster.

use crate::build::image_state::ImageState;
use crate::build::stage::Step;
use std::sync::OnceLock;

/// How many steps lie between two images that are always kept.
const KEPT_EVERY: usize = 512;

/// Holds a stage's steps in order, triggers of its base first.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    list: Vec<Step>,
    /// The image before every 512th step, the first one included.
    kept: Vec<ImageState>,
    /// The image after each step, once somebody asked for it.
    asked_for: Vec<OnceLock<Box<ImageState>>>,
    /// The image after the last step.
    end: ImageState,
}

impl Steps {
    /// Starts with the image before the first step.
    pub(in crate::build) fn starting_from(start: &ImageState) -> Self {
        Self {
            end: start.clone(),
            ..Self::default()
        }
    }

    /// Adds a step that changes the image at the end.
    pub(in crate::build) fn push(&mut self, step: Step) {
        if self.list.len().is_multiple_of(KEPT_EVERY) {
            self.kept.push(self.end.clone());
        }
        step.apply(&mut self.end);
        self.list.push(step);
        self.asked_for.push(OnceLock::new());
    }

    /// Gives the image at the end.
    pub fn end(&self) -> &ImageState {
        &self.end
    }

    /// Gives the image after a step, counted from 0; beyond the last it is the image at the end.
    pub fn state_after(&self, index: usize) -> &ImageState {
        let Some(asked_for) = self.asked_for.get(index) else {
            return &self.end;
        };
        if index + 1 == self.list.len() {
            return &self.end;
        }
        asked_for.get_or_init(|| Box::new(self.work_out(index)))
    }

    /// Works the image out from the nearest one before it.
    fn work_out(&self, index: usize) -> ImageState {
        let block = index / KEPT_EVERY;
        let mut earlier = (block * KEPT_EVERY..index).rev();
        let known =
            earlier.find_map(|earlier| Some((earlier + 1, self.asked_for.get(earlier)?.get()?)));
        let (from, mut state) = match known {
            Some((from, state)) => (from, (**state).clone()),
            None => (
                block * KEPT_EVERY,
                self.kept.get(block).cloned().unwrap_or_default(),
            ),
        };
        for step in self.list.get(from..=index).unwrap_or_default() {
            step.apply(&mut state);
        }
        state
    }
}

impl std::ops::Deref for Steps {
    type Target = [Step];

    fn deref(&self) -> &[Step] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Steps {
    type Item = &'a Step;
    type IntoIter = std::slice::Iter<'a, Step>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
