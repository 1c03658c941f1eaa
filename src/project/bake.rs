//! Bake files: the targets, as `docker buildx bake` would build them.
//!
//! `docker-bake.hcl`, `docker-bake.json` and their overrides are read with variables, functions,
//! matrices, groups and what targets inherit; the services of the folder's compose files are targets
//! too, as they are for bake. Expressions are computed as far as they can be; what hangs on a shell,
//! a clock or a function that is not computed is unknown.

mod definitions;
mod evaluate;
mod functions;
mod operation;
mod target;
mod template;
mod traversal;
mod types;
mod value;

use crate::project::bake::definitions::Definitions;
use crate::project::bake::target::Targets;
use crate::project::build_use::{BuildUse, UsedDockerfile};
use crate::project::compose::ComposeProject;
use crate::project::file_name::{BAKE_FILES, FileKind, kind_of};
use crate::project::file_text::{FileText, Files};
use crate::project::place::{folder_of, join};
use crate::project::problem::Problem;
use std::collections::BTreeSet;

/// Lists the uses that the bake files of a project tell of.
pub(in crate::project) fn bake_uses(
    paths: &[String],
    files: Files<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<BuildUse> {
    let of_kind = paths
        .iter()
        .filter(|path| kind_of(path) == Some(FileKind::Bake));
    let folders: BTreeSet<&str> = of_kind.map(|path| folder_of(path)).collect();
    let mut uses = Vec::new();
    for folder in folders {
        match folder_uses(folder, files) {
            Ok(found) => uses.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    uses
}

fn folder_uses(folder: &str, files: Files<'_>) -> Result<Vec<BuildUse>, Problem> {
    let mut definitions = Definitions::default();
    for name in BAKE_FILES {
        let path = join(folder, name);
        match files.read(&path) {
            FileText::Text(text) => definitions.read(&path, &text)?,
            FileText::Missing => {}
            FileText::Refused(why) => return Err(Problem::of(&path, why)),
        }
    }
    // What is wrong with a compose file was said where compose files are read.
    let services = ComposeProject::of_bake(folder, files)
        .ok()
        .flatten()
        .and_then(|project| project.uses(files).ok())
        .unwrap_or_default();
    let targets = Targets::of(&definitions, &services);
    let uses = |folder: &str| {
        let mut uses = targets.uses(folder);
        // What others inherit needs no Dockerfile of its own.
        uses.retain(|used_by| match &used_by.dockerfile {
            UsedDockerfile::File(path) => {
                used_by.name == "default"
                    || !targets.is_inherited(&used_by.name)
                    || files.is_there(path)
            }
            _ => true,
        });
        uses
    };
    let here = uses(folder);
    if folder == "." {
        return Ok(here);
    }
    // Bake counts paths from the folder that it is started in: that is this one, or the project's.
    let is_there = |used_by: &BuildUse| match &used_by.dockerfile {
        UsedDockerfile::File(path) => files.is_there(path),
        _ => false,
    };
    let mut above = uses(".");
    let count = |uses: &[BuildUse]| uses.iter().filter(|used_by| is_there(used_by)).count();
    if count(&above) <= count(&here) {
        return Ok(here);
    }
    for used_by in &mut above {
        used_by.cannot_know(
            "folder",
            "is where bake is started; taken is the folder that was searched, where the Dockerfiles are",
        );
    }
    Ok(above)
}
