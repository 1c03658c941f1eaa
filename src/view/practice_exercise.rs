//! An exercise: the task, its goals as they stand, the hints that were asked for, a solution.

use crate::app::practice::exercise_work::{ExerciseFocus, ExerciseWork};
use crate::course::goal::GoalState;
use crate::course::lesson::Exercise;
use crate::doc::text::Text;
use crate::doc::{Block, Doc};
use crate::view::doc::{self, inline};
use crate::view::practice::PageRows;
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::wrap::wrap;

/// Lays an exercise out: the task, the hints that were asked for, the goals, a solution.
pub(in crate::view) fn rows(
    exercise: &Exercise,
    work: &ExerciseWork,
    theme: &Theme,
    columns: usize,
) -> PageRows {
    let mut page = PageRows::default();
    if work.is_solved() {
        let mut row = Row::of("✓ Every goal holds.", theme.label);
        row.push(
            if work.is_editing {
                " Esc leaves the editor, then ⏎ goes on."
            } else {
                " ⏎ goes on, i edits further."
            },
            theme.text,
        );
        page.rows.extend(wrap(&row, columns, 0));
        page.rows.push(Row::default());
    }
    page.rows
        .extend(doc::rows(&exercise.text.text, theme, columns));
    let hints = exercise.hints.iter().take(work.hints_seen);
    for (index, hint) in hints.enumerate() {
        page.rows.push(Row::default());
        let title = format!("Hint {} of {}  ", index + 1, exercise.hints.len());
        let mut row = Row::of(&title, theme.label);
        row.append(&inline(hint, theme.text, theme));
        let is_last = index + 1 == work.hints_seen;
        let is_focus = is_last && work.focus == ExerciseFocus::Hint;
        push_part(&mut page, wrap(&row, columns, 0), is_focus);
    }
    page.rows.push(Row::default());
    let mut goals = vec![Row::of(&goals_title(work), theme.lead)];
    let is_refused = work
        .goals
        .first()
        .is_some_and(|builds| builds.still.is_some());
    for (index, goal) in work.goals.iter().enumerate() {
        // Where BuildKit refuses the file, nothing else is said of the rest.
        let is_told = index == 0 || !is_refused;
        goals.extend(goal_rows(goal, is_told, theme, columns));
    }
    push_part(&mut page, goals, work.focus == ExerciseFocus::Goals);
    if work.shows_solution() {
        page.rows.push(Row::default());
        let code = Doc {
            blocks: vec![Block::Code {
                language: Some("dockerfile"),
                code: exercise.solution.clone(),
            }],
        };
        let mut solution = vec![Row::of("A solution", theme.lead)];
        solution.extend(doc::rows(&code, theme, columns));
        push_part(&mut page, solution, work.focus == ExerciseFocus::Solution);
    }
    if let Some(file) = &work.file {
        page.rows.push(Row::default());
        let words = Row::of("Any editor can change this file too:", theme.quiet);
        page.rows.extend(wrap(&words, columns, 0));
        let path = Row::of(&file.display().to_string(), theme.quiet);
        page.rows.extend(wrap(&path, columns, 0));
    }
    page
}

/// Adds a part of the page, which is kept in sight where the reader is at it.
fn push_part(page: &mut PageRows, rows: Vec<Row>, is_focus: bool) {
    let first = page.rows.len() as u32;
    page.rows.extend(rows);
    if is_focus {
        page.focus = Some((first, (page.rows.len() as u32).saturating_sub(1)));
    }
}

fn goals_title(work: &ExerciseWork) -> String {
    let holding = work.goals.iter().filter(|goal| goal.still.is_none());
    format!("Goals  {} of {}", holding.count(), work.goals.len())
}

/// Lays a goal out: whether it holds, and what is still so.
fn goal_rows(goal: &GoalState, is_told: bool, theme: &Theme, columns: usize) -> Vec<Row> {
    let (sign, style) = match goal.still {
        None => ("✓ ", theme.label),
        Some(_) => ("○ ", theme.caution),
    };
    let mut row = Row::of(sign, style);
    row.append(&inline(&Text::with_code(&goal.title), theme.text, theme));
    let mut rows = wrap(&row, columns, 2);
    if let Some(still) = goal.still.as_ref().filter(|_| is_told) {
        let mut row = Row::of("  ", theme.text);
        row.push(still, theme.quiet);
        rows.extend(wrap(&row, columns, 2));
    }
    rows
}
