//! Which steps of a build the cache answers: what was built before against what would be built now.
//!
//! It follows BuildKit's cache keys. A step's key is made of what it does and of the steps and files
//! it takes in; of the build context only names, bytes and modes count, and only those that the step
//! selects. A step that copies from another stage looks at the bytes it copies, so where that stage
//! ran again, those decide: they are not known before the build, and the answer is *depends*. It
//! reads no file: a listing and the list of changes are given to it.

pub mod changes;

pub mod operation;

pub mod operations;

pub mod selection;

pub mod trail;

pub mod matching;

pub mod reason;

pub mod stopping;

use crate::build::cache_prediction::changes::ContextChanges;
use crate::build::cache_prediction::matching::{Likeness, Matching};
use crate::build::cache_prediction::operations::Operations;
use crate::build::cache_prediction::reason::{Reason, reason};
use crate::build::cache_prediction::stopping::Stopping;
use crate::build::plan::Plan;
use crate::context::build_context::BuildContext;

/// Holds one side of the comparison: a build and the files it was, or would be, given.
#[derive(Clone, Copy, Debug)]
pub struct Build<'a> {
    /// What BuildKit makes of the Dockerfile.
    pub plan: &'a Plan,
    /// The folder as the build gets it.
    pub context: &'a BuildContext,
    /// `SOURCE_DATE_EPOCH`, which WORKDIR writes into the folders it makes.
    pub source_date_epoch: Option<&'a str>,
}

/// Holds what the cache does with one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheStep {
    /// The stage, counted from 0.
    pub stage: usize,
    /// The step in that stage, counted from 0.
    pub step: usize,
    /// The instruction's index in the tree; for a trigger of the base, the FROM that runs it.
    pub instruction: usize,
    /// Whether it runs.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// For `COPY --link`: whether its layer is joined again to those below.
    pub links_again: bool,
}

/// Says whether a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The cache answers it.
    Cached,
    /// Bytes that another step makes decide.
    Depends,
    /// It runs.
    Rerun,
    /// A step before it stops the build.
    NotReached,
    /// It stops the build.
    Stops,
}

/// Predicts each step that a build prints, of the stages that the target needs, in source order.
pub fn predict(old: Build<'_>, new: Build<'_>, changes: &ContextChanges) -> Vec<CacheStep> {
    let (before, after) = (Operations::of(old), Operations::of(new));
    steps_like(&Matching::new(
        &before,
        &after,
        old.context,
        new.context,
        changes,
    ))
}

/// Predicts each step that a build prints once files of its context are otherwise; `operations` are
/// those of the build, which stay as they are.
pub fn predict_changes(
    operations: &Operations,
    context: &BuildContext,
    changes: &ContextChanges,
) -> Vec<CacheStep> {
    steps_like(&Matching::new(
        operations, operations, context, context, changes,
    ))
}

fn steps_like(matching: &Matching<'_>) -> Vec<CacheStep> {
    let stopping = Stopping::of(matching);
    let steps = matching.new.steps.iter().map(|step| {
        let end = step.joined.unwrap_or(step.node);
        let stop = stopping.at(step.node).or_else(|| stopping.at(end));
        let verdict = match (stop, matching.likeness(step.node)) {
            (Some(stop), _) if stop == step.node => Verdict::Stops,
            (Some(_), _) => Verdict::NotReached,
            (None, Some(Likeness::Same)) => Verdict::Cached,
            (None, Some(Likeness::Unknown)) => Verdict::Depends,
            (None, None) => Verdict::Rerun,
        };
        let links_again = verdict == Verdict::Cached
            && step
                .joined
                .is_some_and(|joined| matching.likeness(joined) != Some(Likeness::Same));
        CacheStep {
            stage: step.stage,
            step: step.step,
            instruction: step.instruction,
            verdict,
            reason: reason(matching, step.node, verdict, stop),
            links_again,
        }
    });
    steps.collect()
}
