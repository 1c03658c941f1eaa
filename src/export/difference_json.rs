//! `diff --format json`: what two Dockerfiles build differently, one JSON object.
//!
//! The fields are a format of their own, read by other programs; nothing inside the program is
//! written out as it is.

use crate::analysis::difference::steps::{StepChange, StepChangeKind};
use crate::analysis::difference::{Difference, StageDifference, StageFate};
use crate::checks::finding::Finding;
use crate::doc::Change;
use crate::doc::text::{Inline, Text};
use serde::Serialize;

/// Writes the object, on one line.
pub fn difference_json(difference: &Difference) -> String {
    let changes = |changes: &[Change]| changes.iter().map(change_report).collect();
    let refusal = difference.refusal.clone();
    let report = Report {
        same: difference.is_empty(),
        refusal: refusal.map(|(before, after)| BeforeAfter { before, after }),
        stages: difference.stages.iter().map(stage_report).collect(),
        starts: changes(&difference.start),
        layers: difference
            .layers
            .map(|(before, after)| BeforeAfter { before, after }),
        findings_gained: findings(&difference.gained_findings),
        findings_lost: findings(&difference.lost_findings),
    };
    serde_json::to_string(&report).unwrap_or_default()
}

#[derive(Serialize)]
struct Report {
    same: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<BeforeAfter<Option<String>>>,
    stages: Vec<StageReport>,
    starts: Vec<ChangeReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layers: Option<BeforeAfter<usize>>,
    findings_gained: Vec<FindingReport>,
    findings_lost: Vec<FindingReport>,
}

#[derive(Serialize)]
struct BeforeAfter<T> {
    before: T,
    after: T,
}

#[derive(Serialize)]
struct StageReport {
    name: String,
    /// `kept`, `renamed`, `added`, `removed`.
    fate: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    target: bool,
    settings: Vec<ChangeReport>,
    steps: Vec<StepReport>,
}

/// A value that is not set is `null`.
#[derive(Serialize)]
struct ChangeReport {
    what: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct StepReport {
    /// `gained`, `lost`, `moved`, `changed`.
    kind: &'static str,
    line: u32,
    what: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeReport>,
}

#[derive(Serialize)]
struct FindingReport {
    rule: &'static str,
    line: u32,
    message: String,
}

fn stage_report(stage: &StageDifference) -> StageReport {
    let (fate, was) = match &stage.fate {
        StageFate::Kept => ("kept", None),
        StageFate::Renamed { from } => ("renamed", Some(from.for_programs())),
        StageFate::Added { .. } => ("added", None),
        StageFate::Removed { .. } => ("removed", None),
    };
    StageReport {
        name: stage.name.for_programs(),
        fate,
        was,
        target: stage.is_target,
        settings: stage.settings.iter().map(change_report).collect(),
        steps: stage.steps.iter().map(step_report).collect(),
    }
}

fn change_report(change: &Change) -> ChangeReport {
    ChangeReport {
        what: change.what.to_plain(),
        before: change.before.as_ref().map(words),
        after: change.after.as_ref().map(words),
    }
}

/// Gives the words of a text; what is not known stands in `⟨ ⟩`.
fn words(text: &Text) -> String {
    let words = text.0.iter().map(|inline| match inline {
        Inline::Unknown(what) => format!("⟨{what}⟩"),
        inline => Text(vec![inline.clone()]).to_plain(),
    });
    words.collect()
}

fn step_report(step: &StepChange) -> StepReport {
    StepReport {
        kind: match step.kind {
            StepChangeKind::Gained => "gained",
            StepChangeKind::Lost => "lost",
            StepChangeKind::Moved => "moved",
            StepChangeKind::Changed => "changed",
        },
        line: step.line,
        what: words(&step.what),
        changes: step.changes.iter().map(change_report).collect(),
    }
}

fn findings(findings: &[Finding]) -> Vec<FindingReport> {
    let reports = findings.iter().map(|finding| FindingReport {
        rule: finding.rule,
        line: finding.start,
        message: finding.message.clone(),
    });
    reports.collect()
}
