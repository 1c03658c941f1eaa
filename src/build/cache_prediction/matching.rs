//! Which step of the old build has the same key as a step of the new one, for certain or perhaps.

use crate::build::cache_prediction::changes::{ContextChanges, FileChange};
use crate::build::cache_prediction::operation::{Input, InputOrigin, Node, NodeIndex, Operation};
use crate::build::cache_prediction::operations::Operations;
use crate::build::cache_prediction::selection::{Selected, selected};
use crate::build::cache_prediction::trail::same_content;
use crate::context::build_context::BuildContext;
use std::collections::BTreeMap;

/// Says how far two things are known to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Bytes that are not known decide.
    Unknown,
    /// They are the same.
    Same,
}

/// Holds both builds and what of the new one was there in the old one.
#[derive(Debug)]
pub struct Matching<'a> {
    /// The old build.
    pub old: &'a Operations,
    /// The new build.
    pub new: &'a Operations,
    /// The folder as it was.
    pub old_context: &'a BuildContext,
    /// The folder as it would be.
    pub new_context: &'a BuildContext,
    /// What is otherwise in it.
    pub changes: &'a ContextChanges,
    /// For each new node the old ones it may be.
    matches: Vec<Vec<(NodeIndex, Likeness)>>,
}

/// The file of patterns that decides what of the context is sent.
const IGNORE_FILE: &str = ".dockerignore";

impl<'a> Matching<'a> {
    /// Holds the new build against the old one.
    pub fn new(
        old: &'a Operations,
        new: &'a Operations,
        old_context: &'a BuildContext,
        new_context: &'a BuildContext,
        changes: &'a ContextChanges,
    ) -> Self {
        let mut matching = Self {
            old,
            new,
            old_context,
            new_context,
            changes,
            matches: Vec::with_capacity(new.nodes.len()),
        };
        let mut joined: BTreeMap<(NodeIndex, NodeIndex), NodeIndex> = BTreeMap::new();
        for (index, node) in old.nodes.iter().enumerate() {
            if let Node::Joined { below, layer } = node {
                joined.insert((*below, *layer), index);
            }
        }
        for node in &new.nodes {
            let found = match node {
                Node::Base(name) => {
                    let base = old.base(name);
                    base.map(|base| (base, Likeness::Same))
                        .into_iter()
                        .collect()
                }
                Node::Step { parent, operation } => matching.steps_like(*parent, operation),
                Node::Joined { below, layer } => matching.joined_like(&joined, *below, *layer),
            };
            matching.matches.push(found);
        }
        matching
    }

    /// Lists the old nodes that a new one may be.
    pub fn matches(&self, node: NodeIndex) -> &[(NodeIndex, Likeness)] {
        self.matches.get(node).map_or(&[], Vec::as_slice)
    }

    /// Tells whether a new node was there; nothing where it certainly was not.
    pub fn likeness(&self, node: NodeIndex) -> Option<Likeness> {
        let found = self.matches(node).iter();
        found.map(|(_, likeness)| *likeness).max()
    }

    /// Tells whether a new node is this old one.
    pub fn between(&self, new: NodeIndex, old: NodeIndex) -> Option<Likeness> {
        let mut found = self.matches(new).iter();
        found
            .find(|(node, _)| *node == old)
            .map(|(_, likeness)| *likeness)
    }

    fn steps_like(&self, parent: NodeIndex, operation: &Operation) -> Vec<(NodeIndex, Likeness)> {
        let mut found = Vec::new();
        for &(old_parent, likeness) in self.matches(parent) {
            let on_top = self.old.on_top.get(old_parent).into_iter().flatten();
            for &candidate in on_top {
                if let Some(Node::Step {
                    operation: before, ..
                }) = self.old.node(candidate)
                    && same_key(before, operation)
                    && let Some(inputs) = self.inputs_like(before, operation)
                {
                    found.push((candidate, likeness.min(inputs)));
                }
            }
        }
        found
    }

    fn joined_like(
        &self,
        joined: &BTreeMap<(NodeIndex, NodeIndex), NodeIndex>,
        below: NodeIndex,
        layer: NodeIndex,
    ) -> Vec<(NodeIndex, Likeness)> {
        let mut found = Vec::new();
        for &(old_below, below_likeness) in self.matches(below) {
            for &(old_layer, layer_likeness) in self.matches(layer) {
                if let Some(&node) = joined.get(&(old_below, old_layer)) {
                    found.push((node, below_likeness.min(layer_likeness)));
                }
            }
        }
        found
    }

    /// Tells whether two steps with the same key take in the same bytes; nothing where they do not.
    pub fn inputs_like(&self, before: &Operation, after: &Operation) -> Option<Likeness> {
        let inputs = before.inputs.iter().zip(&after.inputs);
        let mut likeness = inputs.map(|(before, after)| self.input_like(before, after));
        likeness.try_fold(Likeness::Same, |all, one| Some(all.min(one?)))
    }

    /// Tells whether two inputs are the same bytes.
    pub fn input_like(&self, before: &Input, after: &Input) -> Option<Likeness> {
        match (&before.origin, &after.origin) {
            (InputOrigin::Context, InputOrigin::Context) => self.files_like(before, after),
            (InputOrigin::Node(old), InputOrigin::Node(new)) => {
                if self.between(*new, *old) == Some(Likeness::Same)
                    && before.selector == after.selector
                {
                    return Some(Likeness::Same);
                }
                same_content(self, (*old, &before.selector), (*new, &after.selector))
            }
            _ => None,
        }
    }

    fn files_like(&self, before: &Input, after: &Input) -> Option<Likeness> {
        if before.selector.is_unknown || after.selector.is_unknown {
            let may_differ = before.selector != after.selector || !self.changes.is_empty();
            return Some(if may_differ {
                Likeness::Unknown
            } else {
                Likeness::Same
            });
        }
        let old = selected(self.old_context.sent(), &before.selector);
        let new = selected(self.new_context.sent(), &after.selector);
        // What is named and not there has no key: the build stops.
        let is_missing = after.selector.names_one_path() && new.is_empty();
        if is_missing || old.len() != new.len() {
            return None;
        }
        let pairs = old.iter().zip(&new);
        let mut likeness = pairs.map(|(before, after)| self.file_like(before, after));
        let all = likeness.try_fold(Likeness::Same, |all, one| Some(all.min(one?)))?;
        // Other patterns may leave other files.
        let patterns_change = self.changes.of(IGNORE_FILE).is_some();
        Some(if patterns_change {
            Likeness::Unknown
        } else {
            all
        })
    }

    /// Tells whether two entries of the context count as the same in a checksum.
    fn file_like(&self, before: &Selected<'_>, after: &Selected<'_>) -> Option<Likeness> {
        let (old, new) = (before.entry, after.entry);
        let is_changed = matches!(
            self.changes.of(&new.path),
            Some(FileChange::Edited | FileChange::Mode | FileChange::New)
        );
        let same = before.name == after.name
            && old.kind == new.kind
            && old.mode == new.mode
            && old.target == new.target
            && !is_changed;
        if !same {
            return None;
        }
        if old.path == new.path {
            return Some(Likeness::Same);
        }
        (old.bytes == new.bytes).then_some(Likeness::Unknown)
    }

    /// Lists the files of the context that make an input another one, the first of them, and how.
    pub fn changed_files(&self, before: &Input, after: &Input) -> Vec<(String, FileChange)> {
        let old = selected(self.old_context.sent(), &before.selector);
        let new = selected(self.new_context.sent(), &after.selector);
        let mut files: Vec<(String, FileChange)> = Vec::new();
        for selected in &new {
            let path = &*selected.entry.path;
            match self.changes.of(path) {
                Some(change) if change != FileChange::Deleted => {
                    files.push((path.to_owned(), change));
                }
                _ => {}
            }
        }
        let gone = old.iter().map(|selected| &*selected.entry.path);
        let gone = gone.filter(|path| self.changes.of(path) == Some(FileChange::Deleted));
        files.extend(gone.map(|path| (path.to_owned(), FileChange::Deleted)));
        files
    }
}

/// Tells whether what is written down of two keys is the same.
fn same_key(before: &Operation, after: &Operation) -> bool {
    before.aspects == after.aspects
        && before.environment == after.environment
        && before.inputs.len() == after.inputs.len()
}
