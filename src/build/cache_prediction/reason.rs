//! Why a step runs, or does not.

use crate::build::cache_prediction::Verdict;
use crate::build::cache_prediction::changes::FileChange;
use crate::build::cache_prediction::matching::{Likeness, Matching};
use crate::build::cache_prediction::operation::{
    Aspect, Input, InputOrigin, Node, NodeIndex, Operation,
};
use crate::build::cache_prediction::operations::Operations;
use crate::build::cache_prediction::selection::selected;
use crate::build::cache_prediction::stopping::missing;
use crate::build::cache_prediction::trail::touches;

/// Says why; instructions are those of the new file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing that counts is otherwise.
    Unchanged,
    /// Of a file that it takes in, only the modification time is another.
    OnlyTouched(String),
    /// The step before it runs again.
    StepBefore(usize),
    /// The step before it runs again, perhaps.
    StepBeforeMay(usize),
    /// The step before it keeps its layer, which is joined to another image below.
    JoinedAgain {
        /// The step before it.
        layer: usize,
        /// The step below that one which runs again.
        below: usize,
    },
    /// The step before it keeps its layer, which is joined to another image below, perhaps.
    JoinedAgainMay {
        /// The step before it.
        layer: usize,
        /// The step below that one which runs again, perhaps.
        below: usize,
    },
    /// The image it starts from is another.
    Base(String),
    /// The old build has no such step here.
    New,
    /// The old build has it, behind other steps.
    OtherPlace,
    /// What is written is otherwise.
    Written(Vec<Aspect>),
    /// A RUN sees other variables.
    Variables(Vec<VariableChange>),
    /// A RUN sees the same variables in another order.
    VariableOrder,
    /// Files of the context.
    Files(Vec<(String, FileChange)>),
    /// A file that it names is not there: the build stops.
    Missing(String),
    /// The build stops before it, at this instruction.
    StopsAt(usize),
    /// The patterns of `.dockerignore` are otherwise, so other files may be sent.
    IgnoreFile,
    /// Which files it takes is not known: the base image decides a part of the path.
    UnknownSource,
    /// What it takes from another stage, in which this instruction runs again, is otherwise.
    Taken {
        /// The first instruction there that runs again, where there is one.
        instruction: Option<usize>,
        /// What is taken.
        path: String,
        /// Whether it is known to be otherwise.
        is_certain: bool,
    },
}

/// Holds a variable that a RUN sees otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableChange {
    /// Its name.
    pub name: String,
    /// Its value before, if it was set.
    pub before: Option<String>,
    /// Its value after, if it is set.
    pub after: Option<String>,
}

/// Finds out why.
pub fn reason(
    matching: &Matching<'_>,
    node: NodeIndex,
    verdict: Verdict,
    stop: Option<NodeIndex>,
) -> Reason {
    let Some(Node::Step { parent, operation }) = matching.new.node(node) else {
        return Reason::Unchanged;
    };
    let below = matching.likeness(*parent);
    match verdict {
        Verdict::Cached => touched(matching, operation),
        Verdict::Depends if below == Some(Likeness::Unknown) => {
            below_reason(matching, *parent, below)
        }
        Verdict::Rerun if below.is_none() => below_reason(matching, *parent, below),
        Verdict::Depends | Verdict::Rerun => own_reason(matching, *parent, operation),
        Verdict::Stops => missing(matching, operation).unwrap_or(Reason::Unchanged),
        Verdict::NotReached => {
            let stop = stop.and_then(|stop| instruction_of(matching.new, stop));
            stop.map_or(Reason::Unchanged, Reason::StopsAt)
        }
    }
}

/// Names what of a node below is as little the same as the node: nothing is certainly another step.
fn below_reason(matching: &Matching<'_>, parent: NodeIndex, likeness: Option<Likeness>) -> Reason {
    let Some(before) = instruction_of(matching.new, parent) else {
        return Reason::Base(base_name(matching.new, parent));
    };
    // Of a joined layer it may be the image below it alone that is another.
    let mut node = parent;
    while let Some(Node::Joined { below, layer }) = matching.new.node(node)
        && matching.likeness(*layer) != likeness
    {
        node = *below;
    }
    if matches!(matching.new.node(node), Some(Node::Base(_))) {
        return Reason::Base(base_name(matching.new, node));
    }
    let culprit = instruction_of(matching.new, node).unwrap_or(before);
    match (culprit == before, likeness.is_none()) {
        (true, true) => Reason::StepBefore(before),
        (true, false) => Reason::StepBeforeMay(before),
        (false, true) => Reason::JoinedAgain {
            layer: before,
            below: culprit,
        },
        (false, false) => Reason::JoinedAgainMay {
            layer: before,
            below: culprit,
        },
    }
}

fn instruction_of(operations: &Operations, node: NodeIndex) -> Option<usize> {
    operations.step_of(node).map(|step| step.instruction)
}

fn base_name(operations: &Operations, node: NodeIndex) -> String {
    match operations.node(node) {
        Some(Node::Base(name)) => {
            let name = name.split(" for ").next().unwrap_or_default();
            name.trim_start_matches("docker.io/library/").to_owned()
        }
        _ => String::new(),
    }
}

/// Says that a file it takes in was touched, where one was.
fn touched(matching: &Matching<'_>, operation: &Operation) -> Reason {
    let of_context = operation.inputs.iter();
    let of_context = of_context.filter(|input| input.origin == InputOrigin::Context);
    for input in of_context {
        let files = selected(matching.new_context.sent(), &input.selector);
        let touched = files
            .iter()
            .find(|file| matching.changes.is_touched(&file.entry.path));
        if let Some(file) = touched {
            return Reason::OnlyTouched(file.entry.path.to_string());
        }
    }
    Reason::Unchanged
}

/// Finds the step that this one was, and what differs.
fn own_reason(matching: &Matching<'_>, parent: NodeIndex, operation: &Operation) -> Reason {
    let below = matching.matches(parent).iter();
    let candidates = below.flat_map(|(old, _)| matching.old.on_top.get(*old).into_iter().flatten());
    let candidates = candidates.filter_map(|&old| match matching.old.node(old) {
        Some(Node::Step { operation, .. }) => Some(operation),
        _ => None,
    });
    let kind = |operation: &Operation| operation.aspects.get(&Aspect::Kind).cloned();
    let same_kind = candidates.filter(|before| kind(before) == kind(operation));
    let nearest = same_kind.min_by_key(|before| distance(before, operation));
    let Some(before) = nearest else {
        return new_or_moved(matching, operation);
    };
    let was_written_otherwise = before.aspects != operation.aspects;
    let is_elsewhere = |operations: &Operations, wanted: &Operation| {
        let mut nodes = operations.nodes.iter();
        nodes.any(|node| matches!(node, Node::Step { operation, .. } if operation.aspects == wanted.aspects))
    };
    // The step that stood here before is still somewhere, or this one was somewhere: it moved.
    if was_written_otherwise
        && (is_elsewhere(matching.new, before) || is_elsewhere(matching.old, operation))
    {
        return new_or_moved(matching, operation);
    }
    difference(matching, before, operation)
}

fn new_or_moved(matching: &Matching<'_>, operation: &Operation) -> Reason {
    let mut nodes = matching.old.nodes.iter();
    let was_there = nodes.any(|node| matches!(node, Node::Step { operation: before, .. } if before.aspects == operation.aspects));
    if was_there {
        Reason::OtherPlace
    } else {
        Reason::New
    }
}

fn other_aspects(before: &Operation, after: &Operation) -> Vec<Aspect> {
    let names = before.aspects.keys().chain(after.aspects.keys());
    let other = names.filter(|name| before.aspects.get(name) != after.aspects.get(name));
    let mut other: Vec<Aspect> = other.copied().collect();
    other.sort();
    other.dedup();
    other
}

/// Counts what differs between two steps.
fn distance(before: &Operation, after: &Operation) -> usize {
    let has_other_variables = usize::from(before.environment != after.environment);
    other_aspects(before, after).len() + has_other_variables
}

fn difference(matching: &Matching<'_>, before: &Operation, after: &Operation) -> Reason {
    let aspects = other_aspects(before, after);
    if !aspects.is_empty() || before.inputs.len() != after.inputs.len() {
        return Reason::Written(aspects);
    }
    if before.environment != after.environment {
        let changes = variable_changes(&before.environment, &after.environment);
        return if changes.is_empty() {
            Reason::VariableOrder
        } else {
            Reason::Variables(changes)
        };
    }
    let inputs = before.inputs.iter().zip(&after.inputs);
    let other = inputs
        .map(|(before, after)| (before, after, matching.input_like(before, after)))
        .filter(|(_, _, likeness)| *likeness != Some(Likeness::Same))
        // What is known to differ goes before what may differ.
        .min_by_key(|(_, _, likeness)| *likeness);
    match other {
        Some((before, after, likeness)) => input_reason(matching, before, after, likeness),
        None => Reason::Unchanged,
    }
}

fn input_reason(
    matching: &Matching<'_>,
    before: &Input,
    after: &Input,
    likeness: Option<Likeness>,
) -> Reason {
    match after.origin {
        InputOrigin::Context if after.selector.is_unknown => Reason::UnknownSource,
        InputOrigin::Context => {
            let files = matching.changed_files(before, after);
            match (files.is_empty(), before.selector == after.selector) {
                (false, _) => Reason::Files(files),
                (true, false) => Reason::Written(vec![Aspect::Sources]),
                (true, true) => Reason::IgnoreFile,
            }
        }
        InputOrigin::Node(node) => Reason::Taken {
            instruction: match likeness {
                None => bringer(matching, node, &after.selector.path),
                Some(_) => first_rerun(matching, node),
            },
            path: after.selector.path.clone(),
            is_certain: likeness.is_none(),
        },
    }
}

/// Finds the highest step below a node that brings a changed file to a path.
fn bringer(matching: &Matching<'_>, end: NodeIndex, path: &str) -> Option<usize> {
    let brings = |operation: &Operation| {
        let landing = operation.landing.as_ref();
        let destination = landing.and_then(|landing| landing.destination.as_deref());
        let is_there = destination.is_some_and(|destination| touches(destination, path));
        let mut inputs = operation.inputs.iter();
        is_there && inputs.any(|input| !matching.changed_files(input, input).is_empty())
    };
    let mut node = end;
    loop {
        let (step, below) = match matching.new.node(node)? {
            Node::Base(_) => return first_rerun(matching, end),
            Node::Step { parent, .. } => (node, *parent),
            Node::Joined { below, layer } => (*layer, *below),
        };
        if let Some(Node::Step { operation, .. }) = matching.new.node(step)
            && brings(operation)
        {
            return instruction_of(matching.new, step);
        }
        node = below;
    }
}

/// Finds the lowest step below a node that is not the one that was there.
fn first_rerun(matching: &Matching<'_>, end: NodeIndex) -> Option<usize> {
    let mut node = end;
    let mut first = None;
    loop {
        if matching.likeness(node) != Some(Likeness::Same) {
            first = instruction_of(matching.new, node).or(first);
        }
        node = match matching.new.node(node) {
            Some(Node::Step { parent, .. }) => *parent,
            Some(Node::Joined { below, .. }) => *below,
            _ => return first,
        };
    }
}

fn variable_changes(
    before: &[(String, String)],
    after: &[(String, String)],
) -> Vec<VariableChange> {
    let value = |variables: &[(String, String)], name: &str| {
        let mut variables = variables.iter();
        variables
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.clone())
    };
    let mut changes: Vec<VariableChange> = Vec::new();
    for (name, _) in after.iter().chain(before) {
        let change = VariableChange {
            name: name.clone(),
            before: value(before, name),
            after: value(after, name),
        };
        if change.before != change.after && !changes.contains(&change) {
            changes.push(change);
        }
    }
    changes
}
