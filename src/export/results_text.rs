//! A class report as text: tables for a terminal, widths as they come.

use crate::course::results::class_report::ClassReport;
use crate::course::results::question_statistics::QuestionRow;
use crate::doc::visible::visible_line;
use crate::export::results_figures::{
    LEGEND, begun, cell, correlation, lesson_size, minutes, percent, questions_in_all, seconds,
    summary, title, unclear,
};
use crate::export::text::wrap::width_of;

/// The longest question or answer in a row; a longer one is cut.
const LONGEST: usize = 100;

/// Writes the report.
pub fn results_text(report: &ClassReport) -> String {
    let mut text = Page::default();
    text.line(&title(report));
    text.line(&summary(report));
    ideas(report, &mut text);
    unclear_questions(report, &mut text);
    questions(report, &mut text);
    lessons(report, &mut text);
    people(report, &mut text);
    if !report.left_out.is_empty() {
        text.heading("Left out");
        for left_out in &report.left_out {
            text.line(&format!("  {}: {}", left_out.file, left_out.why));
        }
    }
    text.heading("What the columns mean");
    text.line(LEGEND);
    text.0
}

fn ideas(report: &ClassReport, text: &mut Page) {
    text.heading("Ideas, those that fewest knew first");
    let rows = report.ideas.iter().map(|idea| {
        vec![
            idea.title.clone(),
            percent(idea.share_known()),
            format!("{} of {}", idea.knew, idea.asked),
            idea.guessed.to_string(),
            format!("{} of {}", idea.know_now, idea.asked),
        ]
    });
    let head = [
        "idea",
        "knew it",
        "at first",
        "guessed right",
        "know it now",
    ];
    text.table(&head, rows.collect());
}

fn unclear_questions(report: &ClassReport, text: &mut Page) {
    if report.unclear().next().is_none() {
        return;
    }
    text.heading("Questions to look at again");
    for question in report.unclear() {
        text.line(&format!(
            "  {}, {}: {}",
            question.lesson,
            question.page,
            unclear(question)
        ));
        if let Some(prompt) = &question.prompt {
            text.line(&format!("    {prompt}"));
        }
    }
}

fn questions(report: &ClassReport, text: &mut Page) {
    text.heading("Questions");
    let rows = report.questions.iter().map(|question| {
        vec![
            format!("{}, {}", question.lesson, question.page),
            percent(question.share_right()),
            format!("{} of {}", question.right, question.answered),
            correlation(question.discrimination),
            seconds(question.median_seconds),
            question.guesses.to_string(),
            drawn(question),
        ]
    });
    let head = [
        "question",
        "right",
        "answers",
        "tells apart",
        "time",
        "guessed",
        "drew most of the wrong answers",
    ];
    text.table(&head, rows.collect());
}

fn drawn(question: &QuestionRow) -> String {
    question.drawn.as_ref().map_or_else(String::new, |drawn| {
        format!("{}× {}", drawn.count, cut(&drawn.answer))
    })
}

fn lessons(report: &ClassReport, text: &mut Page) {
    text.heading("Lessons");
    let rows = report.lessons.iter().enumerate().map(|(place, lesson)| {
        vec![
            (place + 1).to_string(),
            lesson.title.clone(),
            lesson_size(lesson),
            begun(report, place).to_string(),
            lesson.finished.to_string(),
        ]
    });
    let head = ["", "lesson", "asks", "begun by", "finished by"];
    text.table(&head, rows.collect());
}

fn people(report: &ClassReport, text: &mut Page) {
    text.heading("People");
    let all = questions_in_all(report);
    let rows = report.people.iter().map(|person| {
        let answered = match all {
            Some(all) => format!("{} of {all}", person.answered),
            None => person.answered.to_string(),
        };
        let mut row = vec![
            person.label.clone(),
            answered,
            percent(crate::course::results::statistics::share(
                person.right,
                person.answered,
            )),
            person.solved.to_string(),
            person.finished.to_string(),
            minutes(person.seconds),
        ];
        row.extend(person.lessons.iter().map(|lesson| cell(*lesson)));
        row
    });
    let numbers: Vec<String> = (1..=report.lessons.len())
        .map(|place| place.to_string())
        .collect();
    let mut head = vec!["name", "answered", "right", "exercises", "finished", "time"];
    head.extend(numbers.iter().map(String::as_str));
    text.table(&head, rows.collect());
    if !report.lessons.is_empty() {
        text.line(
            "  The numbered columns are the lessons: done of all, ✓ where the end was reached.",
        );
    }
}

fn cut(words: &str) -> String {
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let start: String = words.chars().take(LONGEST - 1).collect();
    format!("{start}…")
}

/// Holds the text so far. Other people's words go through [`visible_line`] here, and nowhere else.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, words: &str) {
        self.0.push_str(visible_line(words).trim_end());
        self.0.push('\n');
    }

    fn heading(&mut self, words: &str) {
        self.0.push('\n');
        self.line(words);
    }

    /// Writes rows below a head, each column as wide as its widest cell.
    fn table(&mut self, head: &[&str], rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            self.line("  nothing yet");
            return;
        }
        let head = head.iter().map(|cell| (*cell).to_owned()).collect();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
        let shown = |cell: &String| visible_line(cell).into_owned();
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(shown).collect())
            .collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width_of(cell)).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &rows {
            let mut line = String::from(" ");
            for (cell, width) in row.iter().zip(&widths) {
                line.push(' ');
                line.push_str(cell);
                line.push_str(&" ".repeat(width.saturating_sub(width_of(cell)) + 1));
            }
            self.line(&line);
        }
    }
}
