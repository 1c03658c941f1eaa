//! `cache --format json`: what the cache would do with each step, one JSON object.
//!
//! The fields are a format of their own, read by other programs; nothing inside the program is
//! written out as it is.

use crate::analysis::cache_report::{CacheReport, ReportedStep, Verdict};
use crate::doc::text::Text;
use serde::Serialize;

/// Writes the object, on one line.
pub fn cache_json(report: &CacheReport) -> String {
    let report = Report {
        steps: report.steps.iter().map(step_report).collect(),
        hints: report
            .hints
            .iter()
            .map(|hint| HintReport {
                say: hint.say.to_plain(),
                lines: &hint.lines,
                check: hint.check.to_plain(),
            })
            .collect(),
    };
    serde_json::to_string(&report).unwrap_or_default()
}

#[derive(Serialize)]
struct Report<'a> {
    steps: Vec<StepReport<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hints: Vec<HintReport<'a>>,
}

#[derive(Serialize)]
struct StepReport<'a> {
    stage: StageLabel<'a>,
    line: u32,
    instruction: &'a str,
    /// `cached`, `rerun`, `depends`, `stops`, `not-reached`.
    verdict: &'static str,
    because: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A stage's name, or its number counted from 0 as `--from` has it.
#[derive(Serialize)]
#[serde(untagged)]
enum StageLabel<'a> {
    Name(&'a str),
    Number(usize),
}

#[derive(Serialize)]
struct HintReport<'a> {
    say: String,
    lines: &'a [String],
    check: String,
}

fn step_report(step: &ReportedStep) -> StepReport<'_> {
    StepReport {
        stage: match &step.stage_name {
            Some(name) => StageLabel::Name(name),
            None => StageLabel::Number(step.stage),
        },
        line: step.line,
        instruction: &step.instruction,
        verdict: match step.verdict {
            Verdict::Cached => "cached",
            Verdict::Rerun => "rerun",
            Verdict::Depends => "depends",
            Verdict::Stops => "stops",
            Verdict::NotReached => "not-reached",
        },
        because: step.because.to_plain(),
        note: step.note.as_ref().map(Text::to_plain),
    }
}
