//! `quiz --json`: questions for programs, one JSON object a line.
//!
//! The fields are a format of their own; texts are plain words, without any mark-up.

use crate::explain::questions::question::{AnswerOption, Question, QuestionKind};
use serde::Serialize;

/// Writes one question, on one line.
pub fn question_json(question: &Question) -> String {
    let is_written = question.kind == QuestionKind::FillIn;
    let right = question.options.iter().find(|option| option.right);
    let report = QuestionReport {
        id: &question.id,
        idea: &question.idea,
        kind: question.kind.name(),
        prompt: question.prompt.to_plain(),
        line: question.line,
        options: if is_written {
            Vec::new()
        } else {
            question.options.iter().map(option_report).collect()
        },
        answer: question.answers.first().map(String::as_str),
        accepted: &question.answers,
        why: right
            .filter(|_| is_written)
            .map(|option| option.why.to_plain()),
    };
    // Texts and numbers can always be written.
    serde_json::to_string(&report).unwrap_or_default()
}

fn option_report(option: &AnswerOption) -> OptionReport {
    OptionReport {
        text: option.text.to_plain(),
        right: option.right,
        why: option.why.to_plain(),
        line: option.line,
    }
}

#[derive(Serialize)]
struct QuestionReport<'a> {
    id: &'a str,
    idea: &'a str,
    kind: &'static str,
    prompt: String,
    line: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    accepted: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

#[derive(Serialize)]
struct OptionReport {
    text: String,
    right: bool,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}
