//! A build's steps as the cache sees them: one node a step, each on top of another.
//!
//! What is in a key and what is not: BuildKit's `dispatchRun`, `dispatchCopy` and `dispatchWorkdir`
//! (frontend/dockerfile/dockerfile2llb) and `CacheMap` (solver/llbsolver/ops).

pub mod copy;

pub mod run;

use crate::build::cache_prediction::Build;
use crate::build::cache_prediction::operation::{Aspect, Node, NodeIndex, Operation};
use crate::build::command::Command;
use crate::build::image_state::ImageState;
use crate::build::paths::to_slash;
use crate::build::reference::Reference;
use crate::build::stage::{Base, Stage, Step};
use crate::build::value::{Chunk, Value};
use std::collections::BTreeMap;

/// Holds a build's nodes.
#[derive(Clone, Debug, Default)]
pub struct Operations {
    /// The nodes; each stands behind those it is made of.
    pub nodes: Vec<Node>,
    /// The steps that a build prints, in source order.
    pub steps: Vec<PrintedStep>,
    /// For each node, the nodes on top of it.
    pub on_top: Vec<Vec<NodeIndex>>,
    /// For each stage its last node; nothing for one that the target does not need.
    ends: Vec<Option<NodeIndex>>,
    bases: BTreeMap<String, NodeIndex>,
}

/// Holds a step that a build prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedStep {
    /// The stage, counted from 0.
    pub stage: usize,
    /// The step in that stage, counted from 0.
    pub step: usize,
    /// The instruction's index in the tree.
    pub instruction: usize,
    /// Its node.
    pub node: NodeIndex,
    /// For `COPY --link` the node that joins it.
    pub joined: Option<NodeIndex>,
}

impl Operations {
    /// Lists the steps of the stages that the target needs.
    pub fn of(build: Build<'_>) -> Self {
        let mut operations = Self::default();
        for stage in &build.plan.stages {
            let end = stage.is_needed.then(|| operations.stage(build, stage));
            operations.ends.push(end);
        }
        operations.on_top = vec![Vec::new(); operations.nodes.len()];
        for (index, node) in operations.nodes.iter().enumerate() {
            let below = match node {
                Node::Base(_) => continue,
                Node::Step { parent, .. } => *parent,
                Node::Joined { below, .. } => *below,
            };
            if let Some(on_top) = operations.on_top.get_mut(below) {
                on_top.push(index);
            }
        }
        operations
    }

    /// Gives a node.
    pub fn node(&self, index: NodeIndex) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// Finds the node of a base by its name.
    pub fn base(&self, name: &str) -> Option<NodeIndex> {
        self.bases.get(name).copied()
    }

    /// Finds the printed step of a node.
    pub fn step_of(&self, node: NodeIndex) -> Option<&PrintedStep> {
        let count = self.steps.partition_point(|step| step.node <= node);
        let step = self.steps.get(count.checked_sub(1)?)?;
        (step.node == node || step.joined == Some(node)).then_some(step)
    }

    fn push(&mut self, node: Node) -> NodeIndex {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn push_base(&mut self, name: String) -> NodeIndex {
        if let Some(&index) = self.bases.get(&name) {
            return index;
        }
        let index = self.push(Node::Base(name.clone()));
        self.bases.insert(name, index);
        index
    }

    /// Adds a stage's steps; gives the last node.
    fn stage(&mut self, build: Build<'_>, stage: &Stage) -> NodeIndex {
        let parent = match stage.base {
            Base::Stage(parent) => self.ends.get(parent).copied().flatten(),
            _ => None,
        };
        let mut node = match parent {
            Some(parent) => parent,
            None => self.push_base(base_name(stage)),
        };
        for (index, step) in stage.steps.iter().enumerate() {
            if step.makes_layer {
                node = self.step(build, stage, index, step, node);
            }
        }
        node
    }

    fn step(
        &mut self,
        build: Build<'_>,
        stage: &Stage,
        index: usize,
        step: &Step,
        parent: NodeIndex,
    ) -> NodeIndex {
        let state = stage.state_after_steps(index);
        let mut is_linked = false;
        let operation = match &step.command {
            Command::Copy(copy) => {
                // BuildKit joins no layer whose mode is set.
                is_linked = copy.link && copy.chmod.is_none();
                self.copy(build, stage, copy, state)
            }
            Command::Run(run) => self.run(build, stage, run, state),
            _ => workdir(build, stage, stage.state_after_steps(index + 1)),
        };
        let on = if is_linked {
            self.push_base(SCRATCH.to_owned())
        } else {
            parent
        };
        let node = self.push(Node::Step {
            parent: on,
            operation,
        });
        // A layer joined to nothing is the layer itself.
        let joined = (on != parent).then(|| {
            self.push(Node::Joined {
                below: parent,
                layer: node,
            })
        });
        self.steps.push(PrintedStep {
            stage: stage.index,
            step: index,
            instruction: step.instruction,
            node,
            joined,
        });
        joined.unwrap_or(node)
    }

    /// Finds the node of what `--from` names, seen from a stage: a stage before it, or an image.
    fn source(&mut self, build: Build<'_>, stage: &Stage, from: &str) -> NodeIndex {
        let stages = &build.plan.stages;
        let number = from
            .parse::<usize>()
            .ok()
            .filter(|&number| number < stages.len());
        let lower = from.to_lowercase();
        let named = || {
            stages
                .iter()
                .rposition(|other| other.name.as_ref() == Some(&lower))
        };
        let source = number.or_else(named).filter(|&source| source < stage.index);
        let end = source.and_then(|source| self.ends.get(source).copied().flatten());
        match end {
            Some(end) => end,
            None if from == SCRATCH => self.push_base(SCRATCH.to_owned()),
            None => self.push_base(image_name(from, stage)),
        }
    }
}

/// The base that holds nothing.
pub const SCRATCH: &str = "scratch";

fn base_name(stage: &Stage) -> String {
    match stage.base {
        Base::Scratch => SCRATCH.to_owned(),
        _ => image_name(&stage.base_name, stage),
    }
}

/// Names an image so that two ways of writing it are one: `python` is `docker.io/library/python:latest`.
fn image_name(written: &str, stage: &Stage) -> String {
    let name = match Reference::parse(written) {
        Ok(reference) => match (reference.digest, reference.tag) {
            (Some(digest), _) => format!("{}/{}@{digest}", reference.domain, reference.path),
            (None, tag) => format!(
                "{}/{}:{}",
                reference.domain,
                reference.path,
                tag.as_deref().unwrap_or("latest")
            ),
        },
        Err(_) => written.to_owned(),
    };
    format!("{name} for {}", stage.platform)
}

fn workdir(build: Build<'_>, stage: &Stage, after: &ImageState) -> Operation {
    let aspects = [
        (Aspect::Kind, "WORKDIR".to_owned()),
        (Aspect::Folder, folder(stage, after)),
        (Aspect::User, text(after.user.value())),
        (
            Aspect::SourceDateEpoch,
            build.source_date_epoch.unwrap_or_default().to_owned(),
        ),
    ];
    Operation {
        aspects: aspects.into(),
        environment: Vec::new(),
        inputs: Vec::new(),
        landing: None,
    }
}

fn folder(stage: &Stage, state: &ImageState) -> String {
    let folder = text(state.working_directory.value());
    let folder = to_slash(&folder, stage.platform.is_windows());
    if folder.is_empty() {
        "/".to_owned()
    } else {
        folder
    }
}

fn text(value: Option<&Value>) -> String {
    value.map_or_else(String::new, key_text)
}

/// Writes a value down. Who decides what is not known is left out: that is the base, which counts by itself.
fn key_text(value: &Value) -> String {
    let chunks = value.chunks().iter().map(|chunk| match chunk {
        Chunk::Known(text) => text.clone(),
        Chunk::Unknown(unknown) => format!("⟨{}⟩", unknown.what),
    });
    chunks.collect()
}
