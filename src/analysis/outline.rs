//! The map of stages: what the timeline and the graph draw.

use crate::build::plan::Plan;
use crate::build::stage::{Base, Source};
use crate::doc::text::Text;

/// Holds one stage as a map shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageOutline {
    /// The name behind AS, in lower case.
    pub name: Option<String>,
    /// The base image, `scratch` or the stage it starts from, with values put in.
    pub base: Text,
    /// Its instructions as indices into the tree's, FROM first.
    pub instructions: Vec<usize>,
    /// Those of them that make a layer.
    pub layers: Vec<usize>,
    /// Whether the target depends on it.
    pub is_needed: bool,
    /// Whether it is what the build is asked for.
    pub is_target: bool,
    /// The earlier stage it starts FROM.
    pub based_on: Option<usize>,
    /// What crosses into it from other stages.
    pub crossings: Vec<Crossing>,
}

/// Holds one crossing: files that an instruction takes from another stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The stage the files come from.
    pub from: usize,
    /// The instruction (COPY --from, RUN --mount=from=…) that takes them.
    pub instruction: usize,
}

/// Draws the map of a plan.
pub(in crate::analysis) fn outlines(plan: &Plan) -> Vec<StageOutline> {
    let outlines = plan.stages.iter().map(|stage| StageOutline {
        name: stage.name.clone(),
        base: Text::code(stage.base_name.as_str()),
        instructions: stage.instructions.clone(),
        layers: stage
            .steps
            .iter()
            .filter(|step| step.makes_layer && !step.is_trigger)
            .map(|step| step.instruction)
            .collect(),
        is_needed: stage.is_needed,
        is_target: plan.target == Some(stage.index),
        based_on: match stage.base {
            Base::Stage(parent) => Some(parent),
            _ => None,
        },
        crossings: stage
            .needs
            .iter()
            .filter_map(|need| match need.source {
                Source::Stage(from) => Some(Crossing {
                    from,
                    instruction: need.instruction,
                }),
                Source::Image(_) => None,
            })
            .collect(),
    });
    outlines.collect()
}
