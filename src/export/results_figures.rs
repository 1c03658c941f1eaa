//! The figures of a class report as people read them, in every format.

use crate::course::results::class_report::ClassReport;
use crate::course::results::person_progress::{LessonCell, LessonColumn};
use crate::course::results::question_statistics::QuestionRow;

/// What stands where a figure is not known.
pub(in crate::export) const NO_FIGURE: &str = "–";

/// Writes a share: `25%`.
pub(in crate::export) fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || NO_FIGURE.to_owned(),
        |share| format!("{:.0}%", share * 100.0),
    )
}

/// Writes a correlation: `0.31`, `-0.05`.
pub(in crate::export) fn correlation(number: Option<f64>) -> String {
    number.map_or_else(
        || NO_FIGURE.to_owned(),
        |number| {
            let written = format!("{number:.2}");
            // Nothing is less than nothing.
            if written == "-0.00" {
                "0.00".to_owned()
            } else {
                written
            }
        },
    )
}

/// Writes seconds: `14 s`, `2 min`.
pub(in crate::export) fn seconds(number: Option<f64>) -> String {
    match number {
        None => NO_FIGURE.to_owned(),
        // The middle of an even count may be a half.
        Some(number) if number < 120.0 && number.fract() > 0.0 => format!("{number:.1} s"),
        Some(number) if number < 120.0 => format!("{number:.0} s"),
        Some(number) => format!("{:.0} min", number / 60.0),
    }
}

/// Writes whole minutes; a part of one counts as one.
pub(in crate::export) fn minutes(seconds: u64) -> String {
    format!("{} min", seconds.div_ceil(60))
}

/// Says how many people, answers and files there are.
pub fn summary(report: &ClassReport) -> String {
    let mut words = vec![
        number(report.people.len(), "person", "people"),
        number(report.answers, "first answer", "first answers"),
    ];
    if !report.left_out.is_empty() {
        words.push(format!(
            "{} left out",
            number(report.left_out.len(), "file", "files")
        ));
    }
    words.join(", ")
}

/// Gives the title of the report.
pub(in crate::export) fn title(report: &ClassReport) -> String {
    match &report.pack {
        Some(pack) => format!("What the class knows: {pack}"),
        None => "What the class knows".to_owned(),
    }
}

/// Writes a number and what is counted.
pub(in crate::export) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Counts the questions of a pack; nothing where the report is about whatever was answered.
pub(in crate::export) fn questions_in_all(report: &ClassReport) -> Option<usize> {
    let lessons = report.lessons.iter();
    report
        .pack
        .as_ref()
        .map(|_| lessons.map(|lesson| lesson.questions).sum())
}

/// Counts who did anything in a lesson, counted from 0.
pub(in crate::export) fn begun(report: &ClassReport, lesson: usize) -> usize {
    let people = report.people.iter();
    let cells = people.filter_map(|person| person.lessons.get(lesson));
    cells
        .filter(|cell| cell.done > 0 || cell.is_finished)
        .count()
}

/// Writes how far somebody is in a lesson: `5/9`, `9/9 ✓`.
pub(in crate::export) fn cell(cell: LessonCell) -> String {
    let end = if cell.is_finished { " ✓" } else { "" };
    match (cell.done, cell.total) {
        (0, _) if cell.is_finished => "✓".to_owned(),
        (0, _) => NO_FIGURE.to_owned(),
        (done, total) => format!("{done}/{total}{end}"),
    }
}

/// Says what a lesson asks.
pub(in crate::export) fn lesson_size(lesson: &LessonColumn) -> String {
    if lesson.questions + lesson.exercises == 0 {
        return "not here".to_owned();
    }
    let questions = number(lesson.questions, "question", "questions");
    match lesson.exercises {
        0 => questions,
        count => format!("{questions}, {}", number(count, "exercise", "exercises")),
    }
}

/// Says why a question should be looked at again.
pub(in crate::export) fn unclear(question: &QuestionRow) -> String {
    let reasons = question.unclear.iter().map(|reason| reason.words());
    reasons.collect::<Vec<&str>>().join("; ")
}

/// Says what the columns mean.
pub(in crate::export) const LEGEND: &str = "First answers count: what was answered after the reasons were read tells nothing. \"Tells apart\" is how a right answer goes together with the share of right answers to all other questions, from -1 to 1 (point-biserial); near 0 or below, those who know the rest do not know this more often. It is given from 5 answers on. A question is called unclear from 10 on, and only where chance alone does not explain it. Times are medians.";
