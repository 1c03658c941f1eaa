//! The sources of COPY and ADD: looked for first, then opened up, as BuildKit does both.

use crate::build::command::CopyCommand;
use crate::build::copied_files::fault::{CopyFault, CopyStop};
use crate::build::known_files::owner::means_the_same_elsewhere;
use crate::build::known_files::{KnownFile, KnownFiles, Presence};
use crate::build::paths::{clean, resolve};
use crate::context::build_context::BuildContext;
use crate::context::file_match::{file_match, has_wildcards};
use crate::context::ignore_rules::IgnoreRules;
use crate::context::links::{Followed, follow};
use crate::context::tree::{ContextEntry, ContextTree, EntryKind, lies_below};
use std::sync::Arc;

/// Says where an instruction takes its files from.
#[derive(Clone, Copy, Debug)]
pub struct CopySource<'a> {
    /// What is known to be there.
    pub tree: &'a ContextTree,
    /// Whether nothing else is there.
    pub is_complete: bool,
    /// The context, if it is the source: it knows what tars hold.
    pub context: Option<&'a BuildContext>,
    /// The files of a stage, if it is the source: not every size and mode of the tree is known.
    pub stage: Option<&'a KnownFiles>,
}

impl CopySource<'_> {
    /// Tells whether a path that is not in the tree is certainly not there; it counts from the root.
    pub fn lacks(&self, path: &str) -> bool {
        match self.stage {
            Some(stage) => {
                let path = clean(&format!("/{}", path.trim_start_matches('/')));
                stage.presence(&path) == Presence::Gone
            }
            None => self.is_complete,
        }
    }

    /// Tells whether all that lies in a folder is known; it counts from the root.
    pub fn knows_all_in(&self, folder: &str) -> bool {
        match self.stage {
            Some(stage) => stage.knows_all_in(&clean(&format!("/{folder}"))),
            None => self.is_complete,
        }
    }

    /// Gives the size of a file, where it is known.
    pub fn bytes_of(&self, entry: &ContextEntry) -> Option<u64> {
        match self.stage {
            Some(stage) => known_of(stage, entry)?.bytes,
            None => Some(entry.bytes),
        }
    }

    /// Gives the permission bits of an entry, where they are known.
    pub fn mode_of(&self, entry: &ContextEntry) -> Option<u32> {
        match self.stage {
            Some(stage) => known_of(stage, entry)?.mode,
            None => Some(entry.mode),
        }
    }

    /// Gives the owner of an entry, where it is known and the same in every image.
    pub fn owner_of(&self, entry: &ContextEntry) -> Option<Arc<str>> {
        let owner = known_of(self.stage?, entry)?.owner.clone()?;
        means_the_same_elsewhere(&owner).then_some(owner)
    }
}

fn known_of<'a>(stage: &'a KnownFiles, entry: &ContextEntry) -> Option<&'a KnownFile> {
    match stage.presence(&format!("/{}", entry.path)) {
        Presence::There(file) => Some(file),
        Presence::Gone | Presence::Unknown => None,
    }
}

/// Holds a source path as BuildKit takes it apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePath {
    /// From the root on, with a `/` at its start and none at its end.
    pub path: String,
    /// `--parents`: what has to match below [`SourcePath::path`].
    pub include: Option<String>,
    /// `--parents` without wildcards: what has to be there.
    required: Option<String>,
}

impl SourcePath {
    /// Reads a source as it is written.
    pub fn read(written: &str, command: &CopyCommand, is_windows: bool) -> Result<Self, CopyStop> {
        let normal = |path: &str| {
            resolve("/", path, is_windows, false)
                .map(|path| clean(&path))
                .map_err(|fault| CopyStop::Refused(CopyFault::Path(fault.to_string())))
        };
        if !command.parents {
            return Ok(Self {
                path: normal(written)?,
                include: None,
                required: None,
            });
        }
        // `/./` marks the part of the path that is not kept.
        let (parent, pattern) = written.split_once("/./").unwrap_or(("/", written));
        let pattern = normal(pattern)?;
        let required = if has_wildcards(parent) || has_wildcards(&pattern) {
            None
        } else {
            Some(normal(&format!("{parent}/{pattern}"))?)
        };
        Ok(Self {
            path: normal(parent)?,
            include: Some(pattern.trim_start_matches('/').to_owned()),
            required,
        })
    }

    /// Tells whether it is a pattern.
    pub fn is_pattern(&self) -> bool {
        has_wildcards(&self.path)
    }

    /// Gives the folder that is looked through for a pattern, its part before the first wildcard.
    pub fn searched_folder(&self) -> String {
        let parts = self.path.split('/').filter(|part| !part.is_empty());
        let plain = parts.take_while(|part| !has_wildcards(part));
        plain.collect::<Vec<&str>>().join("/")
    }
}

/// Looks for every source, as the cache key wants it: one that is missing stops the build.
///
/// BuildKit looks for all of them at once, in an order of its own; the one it names is the last by name, as a rule.
pub fn check_sources<'p>(
    paths: impl Iterator<Item = &'p SourcePath>,
    command: &CopyCommand,
    source: CopySource<'_>,
) -> Result<(), CopyStop> {
    let mut paths: Vec<&SourcePath> = paths.collect();
    paths.sort_by(|one, other| other.path.cmp(&one.path));
    for path in paths {
        check_filters(path, command)?;
        if path.is_pattern() {
            let mut entries = source.tree.entries().iter();
            if entries.any(|entry| file_match(&path.path, &format!("/{}", entry.path)).is_err()) {
                return Err(CopyFault::Pattern.into());
            }
        } else if let Some(required) = &path.required {
            find(required, source)?;
        } else if path.include.is_none() && command.excludes.is_empty() {
            find(&path.path, source)?;
        }
    }
    Ok(())
}

fn check_filters(path: &SourcePath, command: &CopyCommand) -> Result<(), CopyStop> {
    let includes: Vec<String> = path.include.iter().cloned().collect();
    for (kind, patterns) in [
        ("includepatterns", &includes),
        ("excludepatterns", &command.excludes),
    ] {
        if let Err(error) = IgnoreRules::of_patterns(patterns) {
            return Err(CopyFault::Filter(kind, patterns.clone(), error.to_string()).into());
        }
    }
    Ok(())
}

/// Looks for a path without wildcards, its links followed.
fn find(path: &str, source: CopySource<'_>) -> Result<(), CopyStop> {
    let missing = || CopyStop::Refused(CopyFault::NotFound(path.to_owned()));
    match follow(source.tree, path, true) {
        Followed::Loop => Err(missing()),
        Followed::Path(found) if found.is_empty() || source.tree.find(&found).is_some() => Ok(()),
        Followed::Path(found) if source.lacks(&found) => Err(missing()),
        Followed::Path(_) => Err(CopyStop::Unknown),
    }
}

/// Lists what a source path names: itself, or what its pattern matches, each as a path from the root on.
pub fn matches(path: &SourcePath, source: CopySource<'_>) -> Result<Vec<String>, CopyStop> {
    if !path.is_pattern() {
        return Ok(vec![path.path.clone()]);
    }
    let parts: Vec<&str> = path
        .path
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let plain = parts.iter().take_while(|part| !has_wildcards(part)).count();
    let before = path.searched_folder();
    let pattern = parts.get(plain..).unwrap_or_default().join("/");
    let folder = match follow(source.tree, &before, true) {
        Followed::Path(folder) => folder,
        Followed::Loop => return Err(CopyFault::Loop.into()),
    };
    if !folder.is_empty() && source.tree.find(&folder).is_none() {
        return Err(if source.lacks(&folder) {
            CopyFault::Missing(format!("/{folder}")).into()
        } else {
            CopyStop::Unknown
        });
    }
    let mut found: Vec<String> = Vec::new();
    let mut matched_folder: Option<&str> = None;
    for entry in source.tree.below(&folder) {
        // What lies in a folder that matched comes with it.
        if matched_folder.is_some_and(|matched| lies_below(&entry.path, matched)) {
            continue;
        }
        let start = if folder.is_empty() {
            0
        } else {
            folder.len() + 1
        };
        let relative = entry.path.get(start..).unwrap_or_default();
        if file_match(&pattern, relative) == Ok(true) {
            found.push(format!("/{}", entry.path));
            if entry.kind == EntryKind::Directory {
                matched_folder = Some(&entry.path);
            }
        }
    }
    Ok(found)
}
