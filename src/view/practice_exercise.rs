//! An exercise: the task, its goals as they stand, the hints that were asked for, a solution.

use crate::app::practice::exercise_work::ExerciseWork;
use crate::course::goal::GoalState;
use crate::course::lesson::Exercise;
use crate::doc::{Block, Doc};
use crate::view::doc::{self, inline};
use crate::view::practice::PageRows;
use crate::view::row::Row;
use crate::view::theme::Theme;
use crate::view::wrap::wrap;

/// Lays an exercise out.
pub(in crate::view) fn rows(
    exercise: &Exercise,
    work: &ExerciseWork,
    theme: &Theme,
    columns: usize,
) -> PageRows {
    let mut rows = Vec::new();
    if work.is_solved() {
        let row = Row::of("✓ Every goal holds. ", theme.label);
        rows.extend(wrap(&row, columns, 0));
        rows.push(Row::default());
    }
    rows.extend(doc::rows(&exercise.text.text, theme, columns));
    rows.push(Row::default());
    let first = rows.len() as u32;
    rows.push(Row::of(&goals_title(work), theme.lead));
    for goal in &work.goals {
        rows.extend(goal_rows(goal, theme, columns));
    }
    let last = (rows.len() as u32).saturating_sub(1);
    let hints = exercise.hints.iter().take(work.hints_seen);
    for (index, hint) in hints.enumerate() {
        rows.push(Row::default());
        let title = format!("Hint {} of {}  ", index + 1, exercise.hints.len());
        let mut row = Row::of(&title, theme.label);
        row.append(&inline(hint, theme.text, theme));
        rows.extend(wrap(&row, columns, 0));
    }
    if work.shows_solution {
        rows.push(Row::default());
        rows.push(Row::of("A solution", theme.lead));
        let code = Doc {
            blocks: vec![Block::Code {
                language: Some("dockerfile"),
                code: exercise.solution.clone(),
            }],
        };
        rows.extend(doc::rows(&code, theme, columns));
    }
    if let Some(file) = &work.file {
        rows.push(Row::default());
        let text = format!("This text is the file {}", file.display());
        rows.extend(wrap(&Row::of(&text, theme.quiet), columns, 0));
    }
    PageRows {
        rows,
        // Who edits looks at the goals.
        focus: work.is_editing.then_some((first, last)),
        ..PageRows::default()
    }
}

fn goals_title(work: &ExerciseWork) -> String {
    let holding = work.goals.iter().filter(|goal| goal.still.is_none());
    format!("Goals  {} of {}", holding.count(), work.goals.len())
}

/// Lays a goal out: whether it holds, and what is still so.
fn goal_rows(goal: &GoalState, theme: &Theme, columns: usize) -> Vec<Row> {
    let (sign, style) = match goal.still {
        None => ("✓ ", theme.label),
        Some(_) => ("○ ", theme.caution),
    };
    let mut row = Row::of(sign, style);
    row.push(&goal.title, theme.text);
    let mut rows = wrap(&row, columns, 2);
    if let Some(still) = &goal.still {
        let mut row = Row::of("  ", theme.text);
        row.push(still, theme.quiet);
        rows.extend(wrap(&row, columns, 2));
    }
    rows
}
