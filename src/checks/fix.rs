//! What would mend a finding: edits of the file's text, shown to the reader and never made here.
//!
//! A rule proposes edits where a mechanical change means the same, or what was plainly meant. Each
//! proposal is tried on a copy of the text before anybody sees it ([`proof`]); one that would bring
//! another finding or another image than it says is dropped.

pub mod edit;

pub mod exec_form;

pub mod preview;

pub mod proof;

pub mod prose;

pub mod same_image;

use crate::checks::finding::Finding;
use crate::checks::fix::edit::Edit;
use crate::checks::fix::proof::holds;
use crate::checks::fix::prose::section;
use crate::checks::rules::rule;
use crate::checks::run::Checked;

/// Holds what would mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The rule whose finding it mends.
    pub rule: &'static str,
    /// What it does, in a sentence or two: the rule's own words in `assets/checks`.
    pub what: &'static str,
    /// What changes in the text, in source order; the places do not overlap.
    pub edits: Vec<Edit>,
}

/// Says how a rule mends what it finds.
#[derive(Clone, Copy, Debug)]
pub struct Mending {
    /// Proposes edits for a finding at an instruction; nothing where only a person can tell.
    pub propose: fn(Checked<'_>, usize, &Finding) -> Option<Vec<Edit>>,
    /// What the edits may change in the image.
    pub may_change: MayChange,
}

/// Names what of an image a fix may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayChange {
    /// Nothing: the image is the same.
    Nothing,
    /// How its command and its entrypoint are started.
    Start,
    /// Its labels.
    Labels,
    /// What the mended name stands for: the name was wrong before.
    Values,
}

/// Gives what would mend one of `findings`, where that is certain.
pub fn fix(checked: Checked<'_>, findings: &[Finding], finding: &Finding) -> Option<Fix> {
    let rule = rule(finding.rule)?;
    let mending = rule.mending?;
    let mut instructions = checked.tree.instructions().iter();
    let instruction = instructions.position(|instruction| {
        (instruction.first_line..=instruction.last_line).contains(&finding.start)
    })?;
    let edits = (mending.propose)(checked, instruction, finding)?;
    holds(checked, findings, finding, &edits, mending.may_change).then_some(Fix {
        rule: rule.name,
        what: section(rule.prose, "Fix"),
        edits,
    })
}
