//! A class report as CSV: one table with a row for each idea, question, participant, and file left out.
//!
//! The first column says which; columns that do not belong to a row are empty. Every field stands in
//! quotation marks. A text that a spreadsheet would carry out as a formula has an apostrophe in front:
//! `'=1+1`. Some spreadsheets part fields at semicolons, so that a formula may begin behind one too.
//! Numbers are written with a point and no sign of percent.

use crate::course::results::class_report::ClassReport;
use crate::doc::visible::visible_line;
use crate::export::results_figures::unclear;

/// The columns; a new one stands at the end, where no reader misses another.
const COLUMNS: [&str; 22] = [
    "table",
    "lesson",
    "page",
    "idea",
    "name",
    "file",
    "answered",
    "right",
    "share_right",
    "guesses",
    "right_last",
    "discrimination",
    "median_seconds",
    "prompt",
    "right_answer",
    "drawn_answer",
    "drawn_count",
    "exercises_solved",
    "lessons_finished",
    "seconds",
    "remark",
    "idea_title",
];

/// Writes the report.
pub fn results_csv(report: &ClassReport) -> String {
    let mut table = Table::default();
    table.row(&COLUMNS.map(|column| (column, Field::Text(column.to_owned()))));
    ideas(report, &mut table);
    questions(report, &mut table);
    people(report, &mut table);
    for left_out in &report.left_out {
        table.row(&[
            ("table", text("left-out")),
            ("file", text(&left_out.file)),
            ("remark", text(&left_out.why)),
        ]);
    }
    table.0
}

fn ideas(report: &ClassReport, table: &mut Table) {
    for idea in &report.ideas {
        table.row(&[
            ("table", text("idea")),
            ("idea", text(&idea.idea)),
            ("answered", count(idea.asked)),
            ("right", count(idea.knew)),
            ("share_right", fraction(idea.share_known())),
            ("guesses", count(idea.guessed)),
            ("right_last", count(idea.know_now)),
            ("idea_title", text(&idea.title)),
        ]);
    }
}

fn questions(report: &ClassReport, table: &mut Table) {
    for question in &report.questions {
        let drawn = question.drawn.as_ref();
        table.row(&[
            ("table", text("question")),
            ("lesson", text(&question.lesson)),
            ("page", text(&question.page)),
            ("idea", text(&question.idea)),
            ("answered", count(question.answered)),
            ("right", count(question.right)),
            ("share_right", fraction(question.share_right())),
            ("guesses", count(question.guesses)),
            ("discrimination", fraction(question.discrimination)),
            ("median_seconds", fraction(question.median_seconds)),
            (
                "prompt",
                text(question.prompt.as_deref().unwrap_or_default()),
            ),
            (
                "right_answer",
                text(question.right_answer.as_deref().unwrap_or_default()),
            ),
            (
                "drawn_answer",
                text(drawn.map_or("", |drawn| &drawn.answer)),
            ),
            ("drawn_count", count(drawn.map_or(0, |drawn| drawn.count))),
            ("remark", text(&unclear(question))),
            ("idea_title", text(&question.idea_title)),
        ]);
    }
}

fn people(report: &ClassReport, table: &mut Table) {
    for person in &report.people {
        let share = crate::course::results::statistics::share(person.right, person.answered);
        table.row(&[
            ("table", text("person")),
            ("name", text(&person.label)),
            ("file", text(&person.file)),
            ("answered", count(person.answered)),
            ("right", count(person.right)),
            ("share_right", fraction(share)),
            ("exercises_solved", count(person.solved)),
            ("lessons_finished", count(person.finished)),
            ("seconds", Field::Number(person.seconds.to_string())),
        ]);
    }
}

/// Holds a field: what other people wrote, or a number that is ours.
enum Field {
    Text(String),
    Number(String),
}

fn text(words: &str) -> Field {
    Field::Text(words.to_owned())
}

fn count(number: usize) -> Field {
    Field::Number(number.to_string())
}

fn fraction(number: Option<f64>) -> Field {
    Field::Number(number.map_or_else(String::new, |number| format!("{number:.3}")))
}

/// Holds the text so far.
#[derive(Default)]
struct Table(String);

impl Table {
    /// Writes a row; columns that are not named are empty.
    fn row(&mut self, fields: &[(&str, Field)]) {
        for (place, column) in COLUMNS.iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            let field = fields.iter().find(|(name, _)| name == column);
            let written = match field {
                Some((_, Field::Text(words))) => harmless(words),
                Some((_, Field::Number(number))) => number.clone(),
                None => String::new(),
            };
            self.0.push('"');
            self.0.push_str(&written.replace('"', "\"\""));
            self.0.push('"');
        }
        self.0.push_str("\r\n");
    }
}

/// Makes a text that no spreadsheet takes for a formula, and no terminal for an order.
fn harmless(words: &str) -> String {
    let words = visible_line(words);
    let parts = words.split(';').map(|part| {
        if is_formula(part) {
            format!("'{part}")
        } else {
            part.to_owned()
        }
    });
    parts.collect::<Vec<String>>().join(";")
}

/// Tells whether a text begins as a formula does. Some spreadsheets pass over blanks in front, quotation
/// marks are theirs where a semicolon parts fields, and some read the wide forms of the signs.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '"');
    text.starts_with(|first| "=+-@|%＝＋－＠".contains(first))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_texts() {
        for formula in [
            "=cmd", "+1", "-1", "@SUM(A1)", " =1+1", "＝1", "|x", "%x", "\"=1", "\"\" =1",
        ] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("Ada = Grace"), "Ada = Grace");
        assert_eq!(harmless("\t=1"), "␉=1");
    }

    #[test]
    fn a_formula_behind_a_semicolon_is_one_where_fields_are_parted_there() {
        assert_eq!(harmless("Ada;=1+1;"), "Ada;'=1+1;");
        assert_eq!(harmless("Ada; \"=1+1;-2"), "Ada;' \"=1+1;'-2");
        assert_eq!(harmless("a; b;c"), "a; b;c");
    }
}
