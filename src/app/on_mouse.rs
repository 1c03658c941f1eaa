//! What the mouse does, where the reader has turned it on.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::layout::Pane;
use crate::app::mouse::{Mouse, MouseKind};
use crate::app::{App, Overlay};

/// How many rows one turn of the wheel scrolls a text.
const WHEEL_ROWS: u32 = 3;

impl App {
    pub(in crate::app) fn point(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.status = None;
        match (mouse.kind, self.overlay.is_some()) {
            (MouseKind::Press, true) => self.press_on_overlay(mouse),
            (MouseKind::Press, false) => {
                self.press_on_study(mouse);
                Vec::new()
            }
            (MouseKind::ScrollDown, true) => self.act(Action::NextEntry),
            (MouseKind::ScrollUp, true) => self.act(Action::PreviousEntry),
            (kind, false) => {
                self.turn_wheel(kind == MouseKind::ScrollDown, mouse);
                Vec::new()
            }
        }
    }

    /// The wheel scrolls the text; over the file it steps through instructions.
    fn turn_wheel(&mut self, is_down: bool, mouse: Mouse) {
        let Some(study) = &mut self.study else { return };
        if self.layout.explanation.holds(mouse) {
            study.scroll(is_down, WHEEL_ROWS, &self.layout);
        } else if is_down {
            study.go_to_next();
        } else {
            study.go_to_previous();
        }
    }

    fn press_on_study(&mut self, mouse: Mouse) {
        let Some(study) = &mut self.study else { return };
        let layout = &self.layout;
        if let Some(line) = layout.dockerfile.row_at(mouse) {
            let lines = &layout.dockerfile_lines;
            study.go_to_line(lines.get(line as usize).copied().unwrap_or(line + 1));
        }
        let mut tabs = layout.tabs.iter();
        if let Some(tab) = tabs.find(|tab| tab.place.holds(mouse)) {
            study.look_at(tab.view);
        }
        let mut dots = layout.dots.iter();
        if let Some(dot) = dots.find(|dot| (dot.column, dot.row) == (mouse.column, mouse.row)) {
            study.go_to(dot.instruction);
        }
    }

    /// A press on an entry takes it; a press beside the list closes it.
    fn press_on_overlay(&mut self, mouse: Mouse) -> Vec<Effect> {
        let row = self
            .layout
            .overlay
            .as_ref()
            .and_then(|pane| pane.row_at(mouse));
        match (&mut self.overlay, row) {
            (Some(Overlay::Chooser(chooser)), Some(row)) => {
                if (row as usize) < chooser.shown.len() {
                    chooser.selected = row as usize;
                    return self.act(Action::Accept);
                }
                Vec::new()
            }
            (Some(_), None) => self.act(Action::Close),
            _ => Vec::new(),
        }
    }
}

impl Pane {
    /// Tells whether the mouse is over it.
    pub fn holds(&self, mouse: Mouse) -> bool {
        let columns = self.x..self.x.saturating_add(self.width);
        let rows = self.y..self.y.saturating_add(self.height);
        columns.contains(&mouse.column) && rows.contains(&mouse.row)
    }

    /// Gives the row of the content under the mouse, counted from 0.
    pub fn row_at(&self, mouse: Mouse) -> Option<u32> {
        let row = self.top + u32::from(mouse.row.saturating_sub(self.y));
        (self.holds(mouse) && row < self.rows).then_some(row)
    }
}
