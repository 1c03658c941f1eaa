//! An exercise while it is worked on: the text, its goals as they stand, hints and the solution.

use crate::analysis::Analysis;
use crate::app::key::Key;
use crate::app::text_editor::TextEditor;
use crate::course::goal::{GoalState, look_at_all};
use crate::course::lesson::Exercise;
use crate::language::source::Source;
use std::path::PathBuf;
use std::sync::Arc;

/// Holds what the reader does with an exercise.
#[derive(Clone, Debug)]
pub struct ExerciseWork {
    /// The text.
    pub editor: TextEditor,
    /// Whether the keyboard is in the editor's hands.
    pub is_editing: bool,
    /// What is known of the text.
    pub analysis: Arc<Analysis>,
    /// The goals as they stand.
    pub goals: Vec<GoalState>,
    /// How many hints are shown.
    pub hints_seen: usize,
    /// What the reader has seen of the solution.
    pub solution: SolutionSight,
    /// What the reader asked for last: it is kept in sight.
    pub focus: ExerciseFocus,
    /// Whether the goals have all been reached once.
    pub was_solved: bool,
    /// Where the text is kept, so that any editor can change it; nothing where it is kept nowhere.
    pub file: Option<PathBuf>,
}

/// Tells what a reader has seen of the solution: what was seen once counts, also when it is put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SolutionSight {
    /// It has not been shown.
    Unseen,
    /// It is shown now.
    Shown,
    /// It has been shown, and is not any more.
    PutAway,
}

/// Names a part of an exercise's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExerciseFocus {
    /// What is to be done.
    Task,
    /// The goals.
    Goals,
    /// The last hint.
    Hint,
    /// The solution.
    Solution,
}

impl ExerciseWork {
    /// Tells whether the solution is shown now.
    pub fn shows_solution(&self) -> bool {
        self.solution == SolutionSight::Shown
    }

    /// Tells whether the solution has ever been shown.
    pub fn saw_solution(&self) -> bool {
        self.solution != SolutionSight::Unseen
    }

    /// Takes the solution off the page: that it was seen still counts.
    pub fn put_solution_away(&mut self) {
        if self.shows_solution() {
            self.solution = SolutionSight::PutAway;
        }
    }

    /// Begins with the exercise's start.
    pub fn begin(exercise: &Exercise) -> Self {
        let analysis = analysis(exercise, &exercise.start);
        Self {
            goals: look_at_all(&exercise.goals, &analysis),
            analysis,
            editor: TextEditor::of(&exercise.start),
            is_editing: false,
            hints_seen: 0,
            solution: SolutionSight::Unseen,
            focus: ExerciseFocus::Task,
            was_solved: false,
            file: None,
        }
    }

    /// Tells whether every goal holds.
    pub fn is_solved(&self) -> bool {
        self.goals.iter().all(|goal| goal.still.is_none())
    }

    /// Takes a key into the editor; tells whether the text is another one now.
    pub(in crate::app) fn press(&mut self, exercise: &Exercise, key: Key) -> bool {
        let is_changed = self.editor.press(key);
        if is_changed {
            self.look(exercise);
        }
        is_changed
    }

    /// Takes a pasted text into the editor.
    pub(in crate::app) fn paste(&mut self, exercise: &Exercise, text: &str) {
        self.editor.paste(text);
        self.look(exercise);
    }

    /// Puts another text in the place of this one; tells whether it is another one.
    pub(in crate::app) fn replace(&mut self, exercise: &Exercise, text: &str) -> bool {
        let is_other = self.editor.text() != text;
        if is_other {
            self.editor.replace(text);
            self.look(exercise);
        }
        is_other
    }

    /// Shows one more hint; tells whether there was one.
    pub(in crate::app) fn hint(&mut self, exercise: &Exercise) -> bool {
        let is_there = self.hints_seen < exercise.hints.len();
        if is_there {
            self.hints_seen += 1;
            self.focus = ExerciseFocus::Hint;
        }
        is_there
    }

    /// Shows the solution, or hides it.
    pub(in crate::app) fn toggle_solution(&mut self) {
        self.solution = match self.solution {
            SolutionSight::Unseen | SolutionSight::PutAway => SolutionSight::Shown,
            SolutionSight::Shown => SolutionSight::PutAway,
        };
        self.focus = if self.shows_solution() {
            ExerciseFocus::Solution
        } else {
            ExerciseFocus::Task
        };
    }

    /// Gives the keyboard to the editor; the goals are looked at then.
    pub(in crate::app) fn edit(&mut self) {
        self.is_editing = true;
        self.focus = ExerciseFocus::Goals;
    }

    fn look(&mut self, exercise: &Exercise) {
        self.analysis = analysis(exercise, &self.editor.text());
        self.goals = look_at_all(&exercise.goals, &self.analysis);
    }
}

fn analysis(exercise: &Exercise, text: &str) -> Arc<Analysis> {
    let source = Source::new(text.as_bytes().to_vec());
    Arc::new(Analysis::of(source, &exercise.options))
}
