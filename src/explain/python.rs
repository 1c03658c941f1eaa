//! Virtual environments of Python: where they are made, and whether they can move between stages.

use crate::build::command::Command;
use crate::build::plan::Plan;
use crate::build::stage::Stage;
use crate::explain::path_origin::{lineage, scripts, shell_path};
use crate::explain::subject::known_base;

/// Says whether a virtual environment works where it is copied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Both stages have the same Python at the same place.
    Same,
    /// The Pythons differ.
    Different,
    /// One of the images is not known.
    Unknown,
}

/// Finds the instruction of a stage that makes a virtual environment at a path.
pub fn environment_made_at(stage: &Stage, path: &str) -> Option<usize> {
    let step = stage.steps.iter().find(|step| {
        let before = stage.state_before(step.instruction);
        let (Command::Run(run), Some(before)) = (&step.command, before) else {
            return false;
        };
        scripts(run).any(|script| {
            made_environments(&script).any(|made| shell_path(made, before).as_deref() == Some(path))
        })
    })?;
    Some(step.instruction)
}

/// Finds the instruction that makes a virtual environment at a path, in a stage or in those it is built on.
pub fn environment_made_in(plan: &Plan, stage: &Stage, path: &str) -> Option<usize> {
    lineage(plan, stage)
        .into_iter()
        .find_map(|stage| environment_made_at(stage, path))
}

/// Lists the virtual environments that a script makes: `python -m venv PATH`, `virtualenv PATH`, `uv venv PATH`.
pub fn made_environments(script: &str) -> impl Iterator<Item = &str> {
    let words: Vec<&str> = script.split_whitespace().collect();
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let previous = index
            .checked_sub(1)
            .and_then(|index| words.get(index))
            .copied();
        let starts =
            matches!(
                (previous, *word),
                (Some("-m"), "venv" | "virtualenv") | (Some("uv"), "venv")
            ) || *word == "virtualenv" && previous != Some("-m") && previous != Some("install");
        if starts {
            found.extend(
                words
                    .iter()
                    .skip(index + 1)
                    .find(|word| !word.starts_with('-'))
                    .copied(),
            );
        }
    }
    found.into_iter()
}

/// Compares the Pythons of two stages.
pub fn fit(plan: &Plan, from: &Stage, to: &Stage) -> Fit {
    let (Some(from), Some(to)) = (known_base(plan, from), known_base(plan, to)) else {
        return Fit::Unknown;
    };
    let distribution = |image: &crate::knowledge::base_images::KnownImage| {
        image.variant.map(|variant| variant.distribution.as_str())
    };
    let is_same = from.family.name == to.family.name
        && from.minor_version().is_some()
        && from.minor_version() == to.minor_version()
        && distribution(&from) == distribution(&to);
    if from.family.runtime != "Python"
        || to.family.runtime != "Python"
        || from.minor_version().is_none()
    {
        Fit::Unknown
    } else if is_same {
        Fit::Same
    } else {
        Fit::Different
    }
}
