//! Whether edits keep their promise: they are made on a copy, which is read, planned and checked.
//!
//! It refuses to trust a rule's own reasoning: what counts is what comes out.

use crate::build::plan::{Plan, plan};
use crate::build::refusals::Phase;
use crate::checks::finding::Finding;
use crate::checks::fix::MayChange;
use crate::checks::fix::edit::{Edit, edited};
use crate::checks::fix::same_image::same_images;
use crate::checks::run::{Checked, run};
use crate::language::parse::parse;
use std::collections::BTreeMap;

/// Tells whether edits take a finding away, bring no other finding and no refusal, and change of the
/// images no more than they may.
pub fn holds(
    checked: Checked<'_>,
    findings: &[Finding],
    finding: &Finding,
    edits: &[Edit],
    may_change: MayChange,
) -> bool {
    if edits.is_empty() || !are_in_order(edits) {
        return false;
    }
    let tree = parse(edited(checked.tree.source(), edits));
    let plan = plan(&tree, checked.options);
    let mended = run(Checked {
        tree: &tree,
        plan: &plan,
        options: checked.options,
    });
    let (before, after) = (by_rule(findings), by_rule(&mended));
    let is_gone = after.get(finding.rule) < before.get(finding.rule);
    let brings_none = after
        .iter()
        .all(|(rule, count)| before.get(rule).is_some_and(|before| count <= before));
    is_gone
        && brings_none
        && refusals(&plan) <= refusals(checked.plan)
        && same_images(checked.plan, &plan, may_change)
}

fn are_in_order(edits: &[Edit]) -> bool {
    let mut pairs = edits.iter().zip(edits.iter().skip(1));
    pairs.all(|(first, second)| first.span.end <= second.span.start)
}

/// Counts what each rule finds: a fix may change the words of what another rule says of its line.
fn by_rule(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule).or_insert(0) += 1;
    }
    counts
}

/// Counts what is refused. The refusal that findings bring about is theirs, and goes with them.
fn refusals(plan: &Plan) -> usize {
    let refusals = plan.refusals.iter();
    refusals
        .filter(|located| located.moment.phase != Phase::Lint)
        .count()
}
