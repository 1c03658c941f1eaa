//! Whether what a COPY takes out of a stage is the same as before, where steps of that stage ran again.
//!
//! A COPY of known files changes only what it brings. A RUN may change anything: behind one that ran
//! again, only what later steps bring is known.

use crate::build::cache_prediction::changes::FileChange;
use crate::build::cache_prediction::matching::{Likeness, Matching};
use crate::build::cache_prediction::operation::{
    Aspect, Input, InputOrigin, Landing, Node, NodeIndex, Operation, Selector,
};
use crate::build::cache_prediction::operations::Operations;
use crate::build::cache_prediction::selection::selected;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind, lies_below};
use std::collections::BTreeMap;

/// Holds what steps bring to a path, as far as it is known.
#[derive(Debug, Default)]
struct Trail {
    /// What lies where; behind the last step that may have done anything.
    files: BTreeMap<String, Brought>,
    /// Whether a step may have done anything.
    is_open: bool,
}

/// Holds one thing that a step brings.
#[derive(Clone, Debug)]
struct Brought {
    content: Content,
    /// Whether it lands there for certain: a COPY to a path may put its file into a folder there.
    is_certain: bool,
}

#[derive(Clone, Debug)]
enum Content {
    File {
        entry: ContextEntry,
        dress: String,
        sets_mode: bool,
    },
    Words(String),
}

/// Tells whether two places hold the same bytes; nothing where they certainly do not.
pub fn same_content(
    matching: &Matching<'_>,
    (old, old_selector): (NodeIndex, &Selector),
    (new, new_selector): (NodeIndex, &Selector),
) -> Option<Likeness> {
    if old_selector != new_selector || new_selector.is_unknown {
        return Some(Likeness::Unknown);
    }
    let path = fixed_part(old_selector);
    let (old_chain, new_chain) = (chain(matching.old, old), chain(matching.new, new));
    let Some((old_start, new_start)) = last_common(matching, &old_chain, &new_chain) else {
        return Some(Likeness::Unknown);
    };
    let old_trail = trail(
        matching.old,
        old_chain.get(..old_start).unwrap_or_default(),
        matching.old_context.sent(),
        &path,
    );
    let new_trail = trail(
        matching.new,
        new_chain.get(..new_start).unwrap_or_default(),
        matching.new_context.sent(),
        &path,
    );
    let is_filtered = old_selector.is_pattern
        || !old_selector.includes.is_empty()
        || !old_selector.excludes.is_empty();
    match trails_like(matching, &old_trail, &new_trail) {
        None if is_filtered => Some(Likeness::Unknown),
        likeness => likeness,
    }
}

/// Gives the nodes below a node, itself first, the base last.
fn chain(operations: &Operations, end: NodeIndex) -> Vec<NodeIndex> {
    let mut chain = vec![end];
    let mut node = end;
    while let Some(Node::Step { parent: below, .. } | Node::Joined { below, .. }) =
        operations.node(node)
    {
        node = *below;
        chain.push(node);
    }
    chain
}

/// Finds the highest node that both have: its places in the chains.
fn last_common(
    matching: &Matching<'_>,
    old: &[NodeIndex],
    new: &[NodeIndex],
) -> Option<(usize, usize)> {
    new.iter().enumerate().find_map(|(new_place, &node)| {
        let same = matching.matches(node).iter();
        let mut same = same.filter(|(_, likeness)| *likeness == Likeness::Same);
        let old_place =
            same.find_map(|(candidate, _)| old.iter().position(|node| node == candidate))?;
        Some((old_place, new_place))
    })
}

/// Collects what nodes, the last first, bring to a path.
fn trail(operations: &Operations, nodes: &[NodeIndex], tree: &ContextTree, path: &str) -> Trail {
    let mut trail = Trail::default();
    for &node in nodes.iter().rev() {
        let node = match operations.node(node) {
            Some(Node::Joined { layer, .. }) => operations.node(*layer),
            node => node,
        };
        let Some(Node::Step { operation, .. }) = node else {
            continue;
        };
        match &operation.landing {
            Some(landing) => land(operation, landing, tree, path, &mut trail),
            None if is_workdir(operation) => make_folder(operation, path, &mut trail),
            None => trail.open(),
        }
    }
    trail
}

impl Trail {
    fn open(&mut self) {
        self.files.clear();
        self.is_open = true;
    }

    fn put(&mut self, path: &str, at: &str, content: Content, is_certain: bool) {
        let at = merged(at);
        if at == path || lies_below(&at, path) || path == "/" {
            let brought = Brought {
                content,
                is_certain,
            };
            self.files.insert(at, brought);
        }
    }
}

fn is_workdir(operation: &Operation) -> bool {
    operation.aspects.get(&Aspect::Kind).map(String::as_str) == Some("WORKDIR")
}

fn make_folder(operation: &Operation, path: &str, trail: &mut Trail) {
    let aspect = |aspect| operation.aspects.get(&aspect).cloned().unwrap_or_default();
    let folder = aspect(Aspect::Folder);
    let owner = Content::Words(format!("folder of {}", aspect(Aspect::User)));
    // A folder that is there stays as it is.
    if !trail.files.contains_key(&merged(&folder)) {
        trail.put(path, &folder, owner, false);
    }
}

fn land(
    operation: &Operation,
    landing: &Landing,
    tree: &ContextTree,
    path: &str,
    trail: &mut Trail,
) {
    let Some(destination) = landing.destination.as_deref() else {
        trail.open();
        return;
    };
    let is_of_context = |input: &Input| input.origin == InputOrigin::Context;
    if !landing.is_known || !operation.inputs.iter().all(is_of_context) {
        if touches(&merged(destination), path) {
            trail.open();
        }
        return;
    }
    for (name, text) in &landing.texts {
        let at = if landing.is_folder {
            format!("{destination}/{name}")
        } else {
            destination.to_owned()
        };
        let content = Content::Words(format!("{text}\0{}", landing.dress));
        trail.put(path, &at.replace("//", "/"), content, true);
    }
    for input in &operation.inputs {
        land_input(input, landing, destination, tree, path, trail);
    }
}

fn land_input(
    input: &Input,
    landing: &Landing,
    destination: &str,
    tree: &ContextTree,
    path: &str,
    trail: &mut Trail,
) {
    for selected in selected(tree, &input.selector) {
        let name = selected.name.trim_start_matches('/');
        // Of a folder that a pattern finds, what lies in it is copied, as of one that is named.
        let (first, inside) = name.split_once('/').unwrap_or((name, ""));
        let (at, is_certain) = match (input.selector.is_pattern, name, inside) {
            (true, _, "") if selected.entry.kind == EntryKind::Directory => continue,
            (true, _, "") => (format!("{destination}/{first}"), true),
            (true, _, inside) => (format!("{destination}/{inside}"), true),
            (false, "", _) if selected.entry.kind == EntryKind::Directory => continue,
            (false, "", _) if landing.is_folder => {
                (format!("{destination}/{}", selected.entry.name()), true)
            }
            (false, "", _) => (destination.to_owned(), true),
            (false, name, _) => (format!("{destination}/{name}"), true),
        };
        let content = Content::File {
            entry: selected.entry.clone(),
            dress: landing.dress.clone(),
            sets_mode: landing.sets_mode,
        };
        trail.put(path, &at.replace("//", "/"), content.clone(), is_certain);
        if !landing.is_folder && name.is_empty() {
            // Where a folder lies at the destination already, the file goes into it.
            let inside = format!("{destination}/{}", selected.entry.name());
            trail.put(path, &inside.replace("//", "/"), content, false);
        }
    }
}

/// Tells whether a step that writes to one path may change what lies at another.
pub fn touches(written: &str, path: &str) -> bool {
    written == path
        || path == "/"
        || written == "/"
        || lies_below(written, path)
        || lies_below(path, written)
}

/// Compares what was brought and what would be.
fn trails_like(matching: &Matching<'_>, old: &Trail, new: &Trail) -> Option<Likeness> {
    let is_open = old.is_open || new.is_open;
    let mut likeness = if is_open {
        Likeness::Unknown
    } else {
        Likeness::Same
    };
    let places = old.files.keys().chain(new.files.keys());
    for place in places {
        let (before, after) = (old.files.get(place), new.files.get(place));
        let (Some(before), Some(after)) = (before, after) else {
            let only = before.or(after);
            if only.is_some_and(|only| only.is_certain) && !is_open {
                return None;
            }
            likeness = Likeness::Unknown;
            continue;
        };
        match content_like(matching, &before.content, &after.content) {
            None if before.is_certain && after.is_certain => return None,
            None => likeness = Likeness::Unknown,
            Some(one) => likeness = likeness.min(one),
        }
    }
    Some(likeness)
}

fn content_like(matching: &Matching<'_>, before: &Content, after: &Content) -> Option<Likeness> {
    match (before, after) {
        (Content::Words(before), Content::Words(after)) => {
            (before == after).then_some(Likeness::Same)
        }
        (
            Content::File {
                entry: before,
                dress: old_dress,
                sets_mode,
            },
            Content::File {
                entry: after,
                dress: new_dress,
                ..
            },
        ) => {
            let change = matching.changes.of(&after.path);
            let has_new_bytes = matches!(change, Some(FileChange::Edited | FileChange::New));
            let has_new_mode = change == Some(FileChange::Mode) || before.mode != after.mode;
            let is_other = old_dress != new_dress
                || before.kind != after.kind
                || before.target != after.target
                || has_new_bytes
                || has_new_mode && !sets_mode;
            if is_other {
                return None;
            }
            if before.path == after.path {
                return Some(Likeness::Same);
            }
            (before.bytes == after.bytes).then_some(Likeness::Unknown)
        }
        _ => None,
    }
}

/// Gives the part of a selector's path before the first pattern.
fn fixed_part(selector: &Selector) -> String {
    if !selector.is_pattern {
        return merged(&selector.path);
    }
    let parts = selector.path.split('/');
    let fixed = parts.take_while(|part| !part.contains(['*', '?', '[', '\\']));
    let fixed: Vec<&str> = fixed.collect();
    let path = fixed.join("/");
    if path.is_empty() {
        "/".to_owned()
    } else {
        merged(&path)
    }
}

/// Gives the path that is meant in systems where `/bin` is a link to `/usr/bin`.
fn merged(path: &str) -> String {
    const LINKED: [(&str, &str); 5] = [
        ("/bin", "/usr/bin"),
        ("/sbin", "/usr/sbin"),
        ("/lib", "/usr/lib"),
        ("/lib64", "/usr/lib64"),
        ("/var/run", "/run"),
    ];
    let found = LINKED.iter().find_map(|(link, target)| {
        let rest = path.strip_prefix(link)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{target}{rest}"))
    });
    found.unwrap_or_else(|| path.to_owned())
}
