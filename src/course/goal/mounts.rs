//! The goal that a program's RUN has a mount: a secret that it must be given, a cache of its own.

use crate::analysis::Analysis;
use crate::build::command::Command;
use crate::build::command::mount::{Mount, MountKind};
use crate::build::stage::Step;
use crate::build::value::Value;
use crate::course::goal::{line_of, runs_of};

/// Says what a mount must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedMount {
    /// Its kind.
    pub kind: MountKind,
    /// Where it appears, where that matters.
    pub target: Option<String>,
    /// Its id, where that matters.
    pub id: Option<String>,
    /// Whether the build must fail without it, where that matters.
    pub required: Option<bool>,
}

impl WantedMount {
    /// Says it in words: `a required secret mount with the id npm`.
    pub(super) fn words(&self) -> String {
        let mut words = match self.required {
            Some(true) => "a required ".to_owned(),
            Some(false) => "an optional ".to_owned(),
            None if self.kind == MountKind::Ssh => "an ".to_owned(),
            None => "a ".to_owned(),
        };
        words.push_str(self.kind.name());
        words.push_str(" mount");
        if let Some(target) = &self.target {
            words.extend([" at ", target]);
        }
        if let Some(id) = &self.id {
            words.extend([" with the id ", id]);
        }
        words
    }

    /// Says what of a mount of this kind is otherwise; `folder` is what its target counts from.
    fn differs(&self, mount: &Mount, folder: Option<&str>) -> Option<String> {
        let kind = self.kind.name();
        if let Some(wanted) = &self.target {
            let target = mount.effective_target();
            let found = target.as_known().and_then(|path| absolute(path, folder));
            match found {
                Some(found) if found == wanted.trim_end_matches('/') => {}
                Some(found) if found.is_empty() => {
                    return Some(format!("its {kind} mount has no target"));
                }
                Some(found) => return Some(format!("its {kind} mount is at {found}")),
                None => return Some(format!("where its {kind} mount is at is not known")),
            }
        }
        if let Some(wanted) = &self.id {
            let id = mount.effective_id();
            match id.as_known() {
                Some(found) if found == wanted => {}
                _ => return Some(format!("the id of its {kind} mount is {id}")),
            }
        }
        match self.required {
            Some(true) if !mount.is_required => Some(format!(
                "its {kind} mount is not required: without it, the build goes on"
            )),
            Some(false) if mount.is_required => Some(format!("its {kind} mount is required")),
            _ => None,
        }
    }
}

/// Says what is in the way.
pub(super) fn still(analysis: &Analysis, run: &str, wanted: &WantedMount) -> Option<String> {
    let runs = runs_of(analysis, run);
    if runs.is_empty() {
        return Some(format!("no RUN calls {run}"));
    }
    runs.into_iter().find_map(|instruction| {
        let line = line_of(analysis, instruction);
        let mounts = mounts_of(analysis, instruction).iter();
        let folder = folder_before(analysis, instruction);
        let of_kind = mounts.filter(|mount| mount.kind == wanted.kind);
        let mut differences = Vec::new();
        for mount in of_kind {
            differences.push(wanted.differs(mount, folder)?);
        }
        let reason = differences.into_iter().next();
        let kind = wanted.kind.name();
        let reason = reason.unwrap_or_else(|| format!("it has no {kind} mount"));
        Some(format!("line {line} ({run}): {reason}"))
    })
}

fn mounts_of(analysis: &Analysis, instruction: usize) -> &[Mount] {
    let stage = analysis.plan().stage_of(instruction);
    match stage.and_then(|stage| stage.step_of(instruction)) {
        Some(Step {
            command: Command::Run(run),
            ..
        }) => &run.mounts,
        _ => &[],
    }
}

/// Gives the working directory above an instruction, where it is known.
fn folder_before(analysis: &Analysis, instruction: usize) -> Option<&str> {
    let stage = analysis.plan().stage_of(instruction)?;
    let folder = &stage.state_before(instruction)?.working_directory;
    if folder.is_unknown() {
        return None;
    }
    folder.value().map_or(Some("/"), Value::as_known)
}

/// Gives a path from the root on, without a slash at its end.
fn absolute(path: &str, folder: Option<&str>) -> Option<String> {
    let path = path.trim_end_matches('/');
    if path.is_empty() || path.starts_with('/') {
        return Some(path.to_owned());
    }
    let folder = folder?.trim_end_matches('/');
    Some(format!("{folder}/{}", path.trim_start_matches("./")))
}
