//! Two Dockerfiles compared by their effects: what the build would do otherwise, not which lines differ.
//!
//! A reordered ENV, a comment or a split line that changes nothing is no difference. What a base
//! image decides is not known on either side, so it counts as the same. It compares two snapshots
//! and reads no file.

pub mod settings;

pub mod stage_name;

pub mod stage_pairs;

pub mod steps;

pub mod text;

use crate::analysis::difference::settings::{setting_changes, start_changes};
use crate::analysis::difference::stage_name::StageName;
use crate::analysis::difference::stage_pairs::{StagePair, stage_pairs};
use crate::analysis::difference::steps::{StepChange, StepChangeKind, step_changes};
use crate::analysis::{Analysis, Problem};
use crate::build::plan::Plan;
use crate::build::stage::{Base, Stage};
use crate::checks::finding::Finding;
use crate::doc::Change;

/// Holds what differs in effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What BuildKit refuses first in each, where that differs.
    pub refusal: Option<(Option<String>, Option<String>)>,
    /// All that BuildKit refuses in the old file and in the new one; nothing of a file that builds.
    pub problems: (Vec<Problem>, Vec<Problem>),
    /// The stages that differ, in the new file's order, removed ones last.
    pub stages: Vec<StageDifference>,
    /// What a container starts, before and after.
    pub start: Vec<Change>,
    /// How many layers the lines of the image that ships add, where that differs.
    pub layers: Option<(usize, usize)>,
    /// What the checks find in the new file alone.
    pub gained_findings: Vec<Finding>,
    /// What the checks find in the old file alone.
    pub lost_findings: Vec<Finding>,
}

/// Holds what differs in a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageDifference {
    /// What became of the stage as a whole.
    pub fate: StageFate,
    /// Its name in the new file, or in the old one where it is removed.
    pub name: StageName,
    /// Whether it is what the build is asked for.
    pub is_target: bool,
    /// Its base and its settings at its end, before and after.
    pub settings: Vec<Change>,
    /// What its instructions do to the files.
    pub steps: Vec<StepChange>,
}

/// Says what became of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageFate {
    /// It is in both files.
    Kept,
    /// It is in both, under another name.
    Renamed {
        /// Its old name.
        from: StageName,
    },
    /// It is new.
    Added {
        /// Whether the target needs it.
        is_needed: bool,
    },
    /// It is gone.
    Removed {
        /// Whether the target needed it.
        was_needed: bool,
    },
}

impl Difference {
    /// Compares two Dockerfiles.
    pub fn between(old: &Analysis, new: &Analysis) -> Self {
        let pairs = stage_pairs(old.plan(), new.plan());
        let refusals = (refusal(old), refusal(new));
        let layers = (shipped_layers(old.plan()), shipped_layers(new.plan()));
        Self {
            refusal: (refusals.0 != refusals.1).then_some(refusals),
            problems: (problems(old), problems(new)),
            stages: stages(old, new, &pairs),
            start: start_changes(old, new),
            layers: (layers.0 != layers.1).then_some(layers),
            gained_findings: findings_without(new, old),
            lost_findings: findings_without(old, new),
        }
    }

    /// Tells whether both build the same, as far as they can be read.
    pub fn is_empty(&self) -> bool {
        let nothing = Self {
            problems: self.problems.clone(),
            ..Self::default()
        };
        *self == nothing
    }
}

fn refusal(analysis: &Analysis) -> Option<String> {
    let located = analysis.plan().refusal()?;
    Some(located.refusal.to_string())
}

/// Lists what BuildKit refuses in a file of which no image comes.
fn problems(analysis: &Analysis) -> Vec<Problem> {
    match analysis.plan().refusal() {
        Some(_) => analysis.problems().to_vec(),
        None => Vec::new(),
    }
}

/// Counts the layers that the target's lines and those of the stages it starts from add.
fn shipped_layers(plan: &Plan) -> usize {
    let mut stage = plan.target.and_then(|target| plan.stages.get(target));
    let mut layers = 0;
    while let Some(current) = stage {
        let steps = current.steps.iter();
        layers += steps.filter(|step| step.makes_layer).count();
        stage = match current.base {
            Base::Stage(parent) => plan.stages.get(parent),
            _ => None,
        };
    }
    layers
}

/// Lists the findings of one file that the other does not have, wherever they stand.
fn findings_without(analysis: &Analysis, other: &Analysis) -> Vec<Finding> {
    let key = |finding: &Finding| (finding.rule, finding.message.clone());
    let mut others: Vec<_> = other.findings().iter().map(key).collect();
    let findings = analysis.findings().iter();
    findings
        .filter(|finding| {
            let key = key(finding);
            let place = others.iter().position(|other| *other == key);
            place.map(|place| others.swap_remove(place)).is_none()
        })
        .cloned()
        .collect()
}

fn stages(old: &Analysis, new: &Analysis, pairs: &[StagePair]) -> Vec<StageDifference> {
    let mut settings_of: Vec<(usize, Vec<Change>)> = Vec::new();
    let mut stages = Vec::new();
    for pair in pairs {
        let before = pair
            .old
            .and_then(|old_stage| old.plan().stages.get(old_stage));
        let after = pair
            .new
            .and_then(|new_stage| new.plan().stages.get(new_stage));
        let Some(stage) = after.or(before) else {
            continue;
        };
        let fate = fate(before, after);
        let (mut settings, mut steps) = match (before, after) {
            (Some(before), Some(after)) => (
                setting_changes(old, new, before, after, pairs),
                step_changes(Some((old, before)), Some((new, after)), pairs),
            ),
            (before, after) => (
                Vec::new(),
                step_changes(
                    before.map(|stage| (old, stage)),
                    after.map(|stage| (new, stage)),
                    pairs,
                ),
            ),
        };
        said_as_settings(&mut steps, &settings);
        if let Some(after) = after {
            let all = settings.clone();
            // What it inherits changed is said where it changed.
            if let Base::Stage(parent) = after.base
                && let Some((_, inherited)) = settings_of.iter().find(|(stage, _)| *stage == parent)
            {
                settings.retain(|change| !inherited.contains(change));
            }
            settings_of.push((after.index, all));
        }
        if fate == StageFate::Kept && settings.is_empty() && steps.is_empty() {
            continue;
        }
        let plan = if after.is_some() { new } else { old }.plan();
        stages.push(StageDifference {
            fate,
            name: StageName::of(stage),
            is_target: plan.target == Some(stage.index),
            settings,
            steps,
        });
    }
    stages
}

/// Takes out what a RUN sees otherwise only because the image's own variable is another.
fn said_as_settings(steps: &mut Vec<StepChange>, settings: &[Change]) {
    let is_said = |change: &Change| {
        let name = change.what.to_plain();
        let name = name.strip_prefix("sees ").map(|name| format!("ENV {name}"));
        let mut settings = settings.iter();
        settings.any(|setting| {
            name.as_ref() == Some(&setting.what.to_plain())
                && setting.before == change.before
                && setting.after == change.after
        })
    };
    for step in steps.iter_mut() {
        step.changes.retain(|change| !is_said(change));
    }
    steps.retain(|step| step.kind != StepChangeKind::Changed || !step.changes.is_empty());
}

fn fate(before: Option<&Stage>, after: Option<&Stage>) -> StageFate {
    match (before, after) {
        (Some(before), Some(after)) if before.name != after.name => StageFate::Renamed {
            from: StageName::of(before),
        },
        (Some(_), Some(_)) => StageFate::Kept,
        (None, after) => StageFate::Added {
            is_needed: after.is_some_and(|stage| stage.is_needed),
        },
        (Some(before), None) => StageFate::Removed {
            was_needed: before.is_needed,
        },
    }
}
