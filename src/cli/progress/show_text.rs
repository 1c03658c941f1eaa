//! `progress show` for people: a line for each lesson, then what is due, in calm words.

use crate::cli::progress::report::{LessonLine, Report};
use crate::course::progress::time_words::time_words;
use crate::doc::visible::visible_line;
use crate::explain::shown::counted;
use std::fmt::Write as _;

/// How many due ideas are named.
const MOST_NAMED: usize = 6;

/// Writes the report.
pub fn report_text(report: &Report) -> String {
    let mut text = String::new();
    if let Some(pack) = &report.pack {
        let _written = writeln!(text, "{}\n", visible_line(pack));
    }
    for lesson in &report.lessons {
        let _written = writeln!(text, "{}", line(lesson));
    }
    text.push('\n');
    if !report.absent.is_empty() {
        let ids = visible_list(&report.absent);
        let _written = writeln!(
            text,
            "Kept, of lessons that are not here: {ids}\n  --lessons DIR adds lessons of your own"
        );
    }
    text.push_str(&review(report));
    text.push_str(&days(report));
    text
}

fn line(lesson: &LessonLine) -> String {
    let tally = lesson.tally;
    let done = if lesson.progress.is_started() || tally.done > 0 {
        format!(
            "{:>2} of {:>2} done  {:>2} right",
            tally.done, tally.total, tally.right
        )
    } else {
        "not begun".to_owned()
    };
    let end = if lesson.progress.is_finished {
        ", finished"
    } else {
        ""
    };
    let number = lesson
        .number
        .map_or_else(String::new, |number| number.to_string());
    let words = format!(
        "{number:>3}  {:<26}  {done:<24} {}{end}",
        lesson.id, lesson.title
    );
    visible_line(&words).into_owned()
}

fn review(report: &Report) -> String {
    let next = report.next_due_in.map(time_words);
    match (report.due.as_slice(), next) {
        ([], None) => {
            "Review: nothing yet. What you answer in lessons comes back here.\n".to_owned()
        }
        ([], Some(next)) => {
            format!("Review: nothing is due. The next idea comes back in {next}.\n")
        }
        (due, next) => {
            let count = counted(due.len(), "idea is due", "ideas are due");
            let mut text = format!("Review: {count}:\n");
            for due in due.iter().take(MOST_NAMED) {
                let _written = writeln!(text, "  {}", visible_line(&due.title));
            }
            let more = due.len().saturating_sub(MOST_NAMED);
            if more > 0 {
                let _written = writeln!(text, "  and {}", counted(more, "other", "others"));
            }
            if let Some(next) = next {
                let _written = writeln!(text, "The next one after that comes back in {next}.");
            }
            text
        }
    }
}

fn days(report: &Report) -> String {
    let days = report.days;
    if days.all == 0 {
        return String::new();
    }
    let answers = counted(report.answers, "answer", "answers");
    let place = if report.pack.is_some() {
        " in this pack"
    } else {
        ""
    };
    let row = match days.in_a_row {
        0 | 1 => String::new(),
        row => format!(", the last {row} in a row"),
    };
    let today = match days.today {
        0 => String::new(),
        today => format!(" Today: {today}."),
    };
    let days = counted(days.all, "day", "days");
    format!("So far: {answers}{place}, on {days}{row}.{today}\n")
}

fn visible_list(names: &[String]) -> String {
    visible_line(&names.join(", ")).into_owned()
}
