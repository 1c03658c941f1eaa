//! Where a build stops for want of a file, and which steps it therefore does not reach.
//!
//! A step waits for what it is made of, so all that stands on the step that stops is not reached,
//! whatever the cache holds. What does not stand on it may still run beside it.

use crate::build::cache_prediction::matching::Matching;
use crate::build::cache_prediction::operation::{InputOrigin, Node, NodeIndex, Operation};
use crate::build::cache_prediction::reason::Reason;
use crate::build::cache_prediction::selection::selected;

/// Holds where the new build stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stopping {
    /// For each node the one that stops the build before it or in it, where there is one.
    stops: Vec<Option<NodeIndex>>,
}

impl Stopping {
    /// Looks where the new build stops.
    pub fn of(matching: &Matching<'_>) -> Self {
        let mut stopping = Self::default();
        // Each node stands behind those it is made of.
        for (index, node) in matching.new.nodes.iter().enumerate() {
            let stop = match node {
                Node::Base(_) => None,
                Node::Joined { below, layer } => stopping.at(*below).or(stopping.at(*layer)),
                Node::Step { parent, operation } => {
                    let sources = operation.inputs.iter().map(|input| &input.origin);
                    let mut sources = sources.filter_map(|origin| match origin {
                        InputOrigin::Context => None,
                        InputOrigin::Node(node) => stopping.at(*node),
                    });
                    let own = missing(matching, operation).map(|_| index);
                    stopping.at(*parent).or_else(|| sources.next()).or(own)
                }
            };
            stopping.stops.push(stop);
        }
        stopping
    }

    /// Gives the node at which the build stops before this one or in it.
    pub fn at(&self, node: NodeIndex) -> Option<NodeIndex> {
        self.stops.get(node).copied().flatten()
    }
}

/// Finds a source that names a file which is not in the context.
pub fn missing(matching: &Matching<'_>, operation: &Operation) -> Option<Reason> {
    let missing = operation.inputs.iter().find(|input| {
        let selector = &input.selector;
        input.origin == InputOrigin::Context
            && selector.names_one_path()
            && selected(matching.new_context.sent(), selector).is_empty()
    })?;
    Some(Reason::Missing(missing.selector.path.clone()))
}
