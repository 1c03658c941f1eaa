//! A class report as one HTML file: pictures with the tables beside them, light and dark, no scripts.
//!
//! It loads nothing, and its policy forbids that it ever does. It is written so that it is XML too.
//! Other people's words pass through `escape::words`, in every place.

mod charts;

mod escape;

mod tables;

use crate::course::results::class_report::ClassReport;
use crate::export::results_figures::{LEGEND, number, summary, title, unclear};
use crate::export::results_html::charts::{ideas_chart, lessons_chart, questions_chart};
use crate::export::results_html::escape::words;
use crate::export::results_html::tables::{
    ideas_table, left_out_table, lessons_table, people_table, questions_table,
};
use std::fmt::Write as _;

/// How it looks.
const STYLE: &str = include_str!("../../assets/report/report.css");

/// Writes the report.
pub fn results_html(report: &ClassReport) -> String {
    let title = words(&title(report));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p class=\"lead\">{}</p>\n",
        words(&summary(report))
    );
    page.push_str(&navigation(report));
    section(&mut page, "ideas", "What the class knew", &ideas(report));
    section(
        &mut page,
        "questions",
        "What the questions are worth",
        &questions(report),
    );
    section(
        &mut page,
        "lessons",
        "How far the class is",
        &lessons(report),
    );
    section(&mut page, "people", "How far everybody is", &people(report));
    if !report.left_out.is_empty() {
        section(
            &mut page,
            "left-out",
            "Files that are left out",
            &left_out_table(report),
        );
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn navigation(report: &ClassReport) -> String {
    let mut links = vec![
        ("ideas", "Ideas"),
        ("questions", "Questions"),
        ("lessons", "Lessons"),
        ("people", "People"),
    ];
    if !report.left_out.is_empty() {
        links.push(("left-out", "Left out"));
    }
    let links = links.iter();
    let links: Vec<String> = links
        .map(|(id, name)| format!("<li><a href=\"#{id}\">{name}</a></li>"))
        .collect();
    let links = links.concat();
    format!("<nav aria-label=\"Parts of the report\"><ul>{links}</ul></nav>\n")
}

fn section(page: &mut String, id: &str, title: &str, inside: &str) {
    let _written = writeln!(
        page,
        "<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n<h2 id=\"{id}-heading\">{title}</h2>\n{inside}</section>"
    );
}

fn ideas(report: &ClassReport) -> String {
    if report.ideas.is_empty() {
        return "<p>Nobody has answered anything yet.</p>\n".to_owned();
    }
    format!("{}{}", ideas_chart(report), ideas_table(report))
}

fn questions(report: &ClassReport) -> String {
    if report.questions.is_empty() {
        return "<p>Nobody has answered a question of a lesson yet.</p>\n".to_owned();
    }
    format!(
        "<p>{}</p>\n{}{}{}",
        words(LEGEND),
        unclear_list(report),
        questions_chart(report),
        questions_table(report)
    )
}

/// Lists the questions that should be looked at again, with the reasons.
fn unclear_list(report: &ClassReport) -> String {
    let items = report.unclear().map(|question| {
        let prompt = question.prompt.as_deref().unwrap_or(&question.page);
        format!(
            "<li><strong>{}</strong> <span class=\"quiet\">({}, {})</span>: {}</li>\n",
            words(prompt),
            words(&question.lesson),
            words(&question.page),
            words(&unclear(question))
        )
    });
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return "<p>No question stands out.</p>\n".to_owned();
    }
    let count = number(items.len(), "question", "questions");
    format!(
        "<h3>Look at {count} again</h3>\n<ul>\n{}</ul>\n",
        items.concat()
    )
}

fn lessons(report: &ClassReport) -> String {
    if report.lessons.is_empty() {
        return "<p>Nobody has begun a lesson yet.</p>\n".to_owned();
    }
    format!("{}{}", lessons_chart(report), lessons_table(report))
}

fn people(report: &ClassReport) -> String {
    if report.people.is_empty() {
        return "<p>No file could be read.</p>\n".to_owned();
    }
    people_table(report)
}
