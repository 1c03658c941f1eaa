//! The tables of a class report: each with a caption, and a head for every row and column.

use crate::course::results::class_report::ClassReport;
use crate::course::results::statistics::share;
use crate::export::results_figures::{
    begun, cell, correlation, lesson_size, minutes, percent, questions_in_all, seconds, unclear,
};
use crate::export::results_html::escape::words;

/// Holds a table while it is written.
struct Table {
    html: String,
}

/// Says what a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Words,
    Number,
}

impl Column {
    const fn class(self) -> &'static str {
        match self {
            Self::Words => "name",
            Self::Number => "number",
        }
    }
}

use Column::{Number, Words};

impl Table {
    /// Begins a table; the heads are HTML already.
    fn new(caption: &str, head: &[(Column, String)]) -> Self {
        let head = head.iter().map(|(column, html)| {
            format!("<th scope=\"col\" class=\"{}\">{html}</th>", column.class())
        });
        Self {
            html: format!(
                "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\">\n<table>\n<caption>{0}</caption>\n<thead><tr>{1}</tr></thead>\n<tbody>\n",
                words(caption),
                head.collect::<String>()
            ),
        }
    }

    /// Adds a row; the cell at `named` is the row's own head.
    fn row(&mut self, named: usize, cells: &[(Column, String)]) {
        self.html.push_str("<tr>");
        for (place, (column, html)) in cells.iter().enumerate() {
            let class = column.class();
            let (open, close) = if place == named {
                ("th scope=\"row\"", "th")
            } else {
                ("td", "td")
            };
            for part in ["<", open, " class=\"", class, "\">", html, "</", close, ">"] {
                self.html.push_str(part);
            }
        }
        self.html.push_str("</tr>\n");
    }

    fn end(mut self) -> String {
        self.html.push_str("</tbody>\n</table>\n</div>\n");
        self.html
    }
}

fn head(columns: &[(Column, &str)]) -> Vec<(Column, String)> {
    let columns = columns.iter();
    columns
        .map(|(column, name)| (*column, words(name)))
        .collect()
}

fn named(text: &str) -> (Column, String) {
    (Words, words(text))
}

fn figure(text: &str) -> (Column, String) {
    (Number, words(text))
}

/// Writes how many knew each idea.
pub(super) fn ideas_table(report: &ClassReport) -> String {
    let columns = [
        (Words, "Idea"),
        (Number, "Asked"),
        (Number, "Knew it at first"),
        (Number, "Share"),
        (Number, "Of them guessed"),
        (Number, "Know it now"),
    ];
    let mut table = Table::new("Ideas, those that fewest knew first", &head(&columns));
    for idea in &report.ideas {
        table.row(
            0,
            &[
                named(&idea.title),
                figure(&idea.asked.to_string()),
                figure(&idea.knew.to_string()),
                figure(&percent(idea.share_known())),
                figure(&idea.guessed.to_string()),
                figure(&idea.know_now.to_string()),
            ],
        );
    }
    table.end()
}

/// Writes what each question is worth.
pub(super) fn questions_table(report: &ClassReport) -> String {
    let columns = [
        (Number, "No."),
        (Words, "Question"),
        (Number, "Answers"),
        (Number, "Right"),
        (Number, "Tells apart"),
        (Number, "Time"),
        (Number, "Guessed"),
        (Words, "Right answer"),
        (Words, "Drew most of the wrong answers"),
        (Words, "Look again"),
    ];
    let mut table = Table::new("Questions, in the order of their lessons", &head(&columns));
    for (place, question) in report.questions.iter().enumerate() {
        let origin = format!("{}, {}", report.title_of(&question.lesson), question.page);
        let title = match &question.prompt {
            Some(prompt) => format!(
                "{}<br/><span class=\"quiet\">{}</span>",
                words(prompt),
                words(&origin)
            ),
            None => words(&origin),
        };
        let drawn = question.drawn.as_ref();
        let drawn = drawn.map_or_else(String::new, |drawn| {
            format!("{}× {}", drawn.count, drawn.answer)
        });
        let again = format!(
            "<span class=\"unclear\">{}</span>",
            words(&unclear(question))
        );
        table.row(
            1,
            &[
                figure(&(place + 1).to_string()),
                (Words, title),
                figure(&question.answered.to_string()),
                figure(&percent(question.share_right())),
                figure(&correlation(question.discrimination)),
                figure(&seconds(question.median_seconds)),
                figure(&question.guesses.to_string()),
                named(question.right_answer.as_deref().unwrap_or_default()),
                named(&drawn),
                (Words, again),
            ],
        );
    }
    table.end()
}

/// Writes how far the class is in each lesson.
pub(super) fn lessons_table(report: &ClassReport) -> String {
    let columns = [
        (Number, "No."),
        (Words, "Lesson"),
        (Words, "Asks"),
        (Number, "Begun by"),
        (Number, "Finished by"),
    ];
    let mut table = Table::new("Lessons, in order", &head(&columns));
    for (place, lesson) in report.lessons.iter().enumerate() {
        table.row(
            1,
            &[
                figure(&(place + 1).to_string()),
                named(&lesson.title),
                named(&lesson_size(lesson)),
                figure(&begun(report, place).to_string()),
                figure(&lesson.finished.to_string()),
            ],
        );
    }
    table.end()
}

/// Writes how far everybody is.
pub(super) fn people_table(report: &ClassReport) -> String {
    let mut columns = head(&[
        (Words, "Name"),
        (Number, "Answered"),
        (Number, "Right at first"),
        (Number, "Exercises"),
        (Number, "Finished"),
        (Number, "Time"),
    ]);
    let lessons = report.lessons.iter().zip(1..);
    columns.extend(lessons.map(|(lesson, number)| {
        (
            Number,
            format!("<abbr title=\"{}\">{number}</abbr>", words(&lesson.title)),
        )
    }));
    let caption = "People by name; the numbered columns are the lessons: done of all, ✓ where the end was reached";
    let mut table = Table::new(caption, &columns);
    let all = questions_in_all(report);
    for person in &report.people {
        let answered = match all {
            Some(all) => format!("{} of {all}", person.answered),
            None => person.answered.to_string(),
        };
        let mut cells = vec![
            named(&person.label),
            figure(&answered),
            figure(&percent(share(person.right, person.answered))),
            figure(&person.solved.to_string()),
            figure(&person.finished.to_string()),
            figure(&minutes(person.seconds)),
        ];
        cells.extend(person.lessons.iter().map(|lesson| figure(&cell(*lesson))));
        table.row(0, &cells);
    }
    table.end()
}

/// Writes which files are left out, and why.
pub(super) fn left_out_table(report: &ClassReport) -> String {
    let columns = [(Words, "File"), (Words, "Why")];
    let mut table = Table::new("Files that are not in this report", &head(&columns));
    for left_out in &report.left_out {
        table.row(0, &[named(&left_out.file), named(&left_out.why)]);
    }
    table.end()
}
