//! An edit of a file of the build context, and what the cache does with each step then.
//!
//! Where the context was not listed, one is supposed that holds just the paths that the file names: they
//! must be there, or the build would stop. What a pattern or a whole folder takes of them is certain too.

use crate::build::cache_prediction::changes::{ContextChanges, FileChange};
use crate::build::cache_prediction::operation::{InputOrigin, Node, Selector};
use crate::build::cache_prediction::operations::Operations;
use crate::build::cache_prediction::selection::selected;
use crate::build::cache_prediction::{Build, CacheStep, predict_changes};
use crate::context::build_context::BuildContext;
use crate::context::clean_path::with_parents;
use crate::context::tree::{ContextEntry, ContextTree, EntryKind};
use crate::explain::questions::asked::Ground;
use crate::knowledge::context_texts::suspect;
use std::collections::BTreeSet;

/// The most steps of a build that is asked about: an answer must not take a moment.
const MOST_STEPS: usize = 200;

/// The most files of a context that are looked at.
const MOST_FILES: usize = 500;

/// Names of files that have no dot in them.
const PLAIN_NAMES: [&str; 12] = [
    "Cargo.lock",
    "Gemfile",
    "Guardfile",
    "Justfile",
    "LICENSE",
    "Makefile",
    "Pipfile",
    "Procfile",
    "Rakefile",
    "configure",
    "gradlew",
    "mvnw",
];

/// Knows which files there are to edit, and which step takes which of them.
#[derive(Debug)]
pub(super) struct EditedFiles {
    /// The context that is supposed, where none was listed.
    supposed: Option<BuildContext>,
    operations: Operations,
}

impl EditedFiles {
    /// Looks at a build; nothing where it has too many steps.
    pub(super) fn of(ground: Ground<'_>) -> Option<Self> {
        let plan = ground.plan;
        let steps = plan.stages.iter().map(|stage| stage.steps.len());
        if steps.sum::<usize>() > MOST_STEPS {
            return None;
        }
        let nothing = BuildContext::new(ContextTree::default(), None);
        let operations = Operations::of(Build {
            plan,
            context: &nothing,
            source_date_epoch: None,
        });
        let supposed = match ground.context {
            Some(_) => None,
            None => Some(supposed_context(&operations)),
        };
        Some(Self {
            supposed,
            operations,
        })
    }

    /// Lists the files that an instruction takes, or any step of the build, sorted.
    pub(super) fn taken_by(&self, ground: Ground<'_>, instruction: Option<usize>) -> Vec<String> {
        let Some(context) = self.context(ground) else {
            return Vec::new();
        };
        let steps = self.operations.steps.iter();
        let steps = steps.filter(|step| instruction.is_none_or(|it| it == step.instruction));
        let selectors = steps.flat_map(|step| selectors(&self.operations, step.node));
        let tree = context.sent();
        let mut found = BTreeSet::new();
        for selector in selectors.filter(|selector| !selector.is_unknown) {
            for selected in selected(tree, selector) {
                let entry = selected.entry;
                // Nobody edits what git, an editor or a package manager keeps there.
                let mut parents = with_parents(&entry.path);
                let is_kept_by_tools = parents.any(|path| suspect(path).is_some());
                let is_file = entry.kind == EntryKind::File
                    && !is_kept_by_tools
                    && (self.supposed.is_none() || is_named_like_a_file(&entry.path));
                if is_file && found.len() < MOST_FILES {
                    found.insert(entry.path.to_string());
                }
            }
        }
        found.into_iter().collect()
    }

    /// Says what the cache does with each step when a file is edited.
    pub(super) fn edit(&self, ground: Ground<'_>, file: &str) -> Vec<CacheStep> {
        let Some(context) = self.context(ground) else {
            return Vec::new();
        };
        let mut changes = ContextChanges::default();
        changes.add(file, FileChange::Edited);
        predict_changes(&self.operations, context, &changes)
    }

    fn context<'a>(&'a self, ground: Ground<'a>) -> Option<&'a BuildContext> {
        ground.context.or(self.supposed.as_ref())
    }
}

/// Lists what a node takes of the context.
fn selectors(operations: &Operations, node: usize) -> impl Iterator<Item = &Selector> {
    let inputs = match operations.node(node) {
        Some(Node::Step { operation, .. }) => operation.inputs.as_slice(),
        _ => &[],
    };
    let of_context = inputs
        .iter()
        .filter(|input| input.origin == InputOrigin::Context);
    of_context.map(|input| &input.selector)
}

/// Makes a context of the paths that the steps name.
fn supposed_context(operations: &Operations) -> BuildContext {
    let steps = operations.steps.iter();
    let selectors = steps.flat_map(|step| selectors(operations, step.node));
    let named = selectors.filter(|selector| selector.names_one_path());
    let mut folders = BTreeSet::new();
    let mut paths = BTreeSet::new();
    for selector in named {
        let path = selector.path.trim_matches('/');
        let parents = path
            .match_indices('/')
            .filter_map(|(end, _)| path.get(..end));
        folders.extend(parents.map(str::to_owned));
        paths.insert(path.to_owned());
    }
    let files = paths.difference(&folders);
    let files = files.map(|path| entry(path, EntryKind::File, 0o644));
    let folders = folders
        .iter()
        .map(|path| entry(path, EntryKind::Directory, 0o755));
    BuildContext::new(ContextTree::new(files.chain(folders).collect()), None)
}

fn entry(path: &str, kind: EntryKind, mode: u32) -> ContextEntry {
    ContextEntry {
        path: path.into(),
        kind,
        bytes: 1,
        mode,
        target: None,
    }
}

/// Tells whether a path is that of a file, by its name alone.
fn is_named_like_a_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (before, ending) = name.rsplit_once('.').unwrap_or(("", ""));
    let has_ending = !before.is_empty()
        && ending != "d"
        && ending.chars().any(|letter| letter.is_ascii_alphabetic());
    has_ending || PLAIN_NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::is_named_like_a_file;

    #[test]
    fn names_tell_files_from_what_may_be_folders() {
        for name in ["package.json", "a/go.mod", "Makefile", "docker/nginx.conf"] {
            assert!(is_named_like_a_file(name), "{name}");
        }
        for name in ["src", "conf.d", ".git", "v1.2", "a.b/src", "x."] {
            assert!(!is_named_like_a_file(name), "{name}");
        }
    }
}
