//! What the cache would do with each step, in words, and how another order would keep more of it.

pub mod text;

use crate::analysis::Analysis;
use crate::analysis::document::short_title;
use crate::build::cache_prediction::changes::ContextChanges;
use crate::build::cache_prediction::{Build, CacheStep, predict};

pub use crate::build::cache_prediction::Verdict;
use crate::build::value::Value;
use crate::context::build_context::BuildContext;
use crate::doc::text::Text;
use crate::explain::cache_reason::{because, note};
use crate::explain::reordering::{Reordering, reorderings};
use crate::explain::subject::line_of;

/// Holds what the cache does with a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheReport {
    /// The steps of the stages that the target needs, in source order.
    pub steps: Vec<ReportedStep>,
    /// Other orders that would have kept steps.
    pub hints: Vec<Reordering>,
}

impl CacheReport {
    /// Gives the line on which the build stops, where it does.
    pub fn stops_on(&self) -> Option<u32> {
        let mut steps = self.steps.iter();
        let stop = steps.find(|step| step.verdict == Verdict::Stops);
        stop.map(|step| step.line)
    }
}

/// Holds what the cache does with one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedStep {
    /// The stage, counted from 0.
    pub stage: usize,
    /// The stage's name, if it has one.
    pub stage_name: Option<String>,
    /// The instruction, counted from 0; for a trigger of the base, the FROM that runs it.
    pub index: usize,
    /// The line it starts on.
    pub line: u32,
    /// The instruction on one line, cut where it is long.
    pub instruction: String,
    /// Whether it runs.
    pub verdict: Verdict,
    /// Why, without a capital at its start and a stop at its end.
    pub because: Text,
    /// What is worth knowing besides.
    pub note: Option<Text>,
}

/// Holds what was built before, and what would be built now.
#[derive(Clone, Copy, Debug)]
pub struct CacheQuestion<'a> {
    /// The Dockerfile of the build before, with what that build was given.
    pub old: &'a Analysis,
    /// The Dockerfile now, with what the build is given.
    pub new: &'a Analysis,
    /// The folder as it was.
    pub old_context: &'a BuildContext,
    /// The folder as it would be.
    pub new_context: &'a BuildContext,
    /// What is otherwise in it.
    pub changes: &'a ContextChanges,
}

/// Says what the cache would do.
pub fn cache_report(question: CacheQuestion<'_>) -> CacheReport {
    let (old_time, new_time) = (time(question.old), time(question.new));
    let steps = predict(
        Build {
            plan: question.old.plan(),
            context: question.old_context,
            source_date_epoch: old_time.as_deref(),
        },
        Build {
            plan: question.new.plan(),
            context: question.new_context,
            source_date_epoch: new_time.as_deref(),
        },
        question.changes,
    );
    let analysis = question.new;
    CacheReport {
        hints: reorderings(
            analysis.tree(),
            analysis.plan(),
            &steps,
            question.new_context,
        ),
        steps: steps.iter().map(|step| reported(analysis, step)).collect(),
    }
}

/// Gives the time that a build is told to write, as an argument or as an ARG before the first FROM.
fn time(analysis: &Analysis) -> Option<String> {
    const NAME: &str = "SOURCE_DATE_EPOCH";
    let given = analysis.options.arguments.get(NAME).cloned();
    given.or_else(|| {
        let variable = analysis.plan().global_environment().get(NAME)?;
        Some(Value::to_string(&variable.value))
    })
}

fn reported(analysis: &Analysis, step: &CacheStep) -> ReportedStep {
    let stage = analysis.plan().stages.get(step.stage);
    let done = stage.and_then(|stage| stage.steps.get(step.step));
    let trigger = done.filter(|step| step.is_trigger);
    let instruction = match trigger {
        Some(trigger) => format!("ONBUILD {} of the base", trigger.trigger_keyword),
        None => short_title(analysis, step.instruction).0,
    };
    ReportedStep {
        stage: step.stage,
        stage_name: stage.and_then(|stage| stage.name.clone()),
        index: step.instruction,
        line: line_of(analysis.tree(), step.instruction),
        instruction,
        verdict: step.verdict,
        because: because(analysis.tree(), analysis.plan(), step),
        note: note(step),
    }
}
