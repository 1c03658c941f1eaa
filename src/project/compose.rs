//! Compose files: the services that are built, as `docker compose` would build them.
//!
//! Read is what the Compose Specification says of `build`: files laid over each other, `include`,
//! `extends`, variables with `.env`, `!reset` and `!override`. This room knows no network, volume or
//! port, and reads a file that `docker compose` would refuse for them all the same.

mod load;
mod merge;
mod model;
mod project_name;
mod service;

use crate::project::build_use::BuildUse;
use crate::project::compose::load::Services;
use crate::project::compose::project_name::name_project;
use crate::project::compose::service::build_use;
use crate::project::environment::Environment;
use crate::project::file_name::{COMPOSE_FILES, COMPOSE_OVERRIDES, FileKind, kind_of};
use crate::project::file_text::Files;
use crate::project::place::{folder_of, join, name_of};
use crate::project::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::project) use crate::project::compose::load::Loader;

/// Holds one project of Docker Compose: a folder with the files that are laid over each other.
#[derive(Clone, Debug)]
pub(in crate::project) struct ComposeProject {
    /// The folder that its paths are counted from.
    pub(in crate::project) folder: String,
    /// The files in their order.
    pub(in crate::project) files: Vec<String>,
    /// What its `.env` sets.
    pub(in crate::project) environment: Environment,
}

impl ComposeProject {
    /// Takes files as they are named; the first one's folder is the project's.
    pub(in crate::project) fn of(named: Vec<String>, files: Files<'_>) -> Result<Self, Problem> {
        Self::in_environment(named, files, Environment::default())
    }

    /// Takes files, with what the `.env` of the folder sets that compose is started in.
    fn in_environment(
        named: Vec<String>,
        files: Files<'_>,
        started_in: Environment,
    ) -> Result<Self, Problem> {
        let folder = named
            .first()
            .map_or(".", |first| folder_of(first))
            .to_owned();
        let own = Loader::new(files).environment(&join(&folder, ".env"), &started_in)?;
        let mut environment = started_in.with_defaults(own);
        name_project(&mut environment, &named, &folder, files);
        Ok(Self {
            folder,
            files: named,
            environment,
        })
    }

    /// Finds the files that `docker compose` takes in a folder where none is named.
    pub(in crate::project) fn usual(
        folder: &str,
        files: Files<'_>,
    ) -> Result<Option<Self>, Problem> {
        let first = |names: [&str; 4]| {
            let paths = names.map(|name| join(folder, name));
            paths.into_iter().find(|path| files.is_there(path))
        };
        let environment =
            Loader::new(files).environment(&join(folder, ".env"), &Environment::default())?;
        let named = match environment.known("COMPOSE_FILE") {
            Some(named) if !named.is_empty() => {
                let between = environment.known("COMPOSE_PATH_SEPARATOR").unwrap_or(":");
                let between = if between.is_empty() { ":" } else { between };
                named
                    .split(between)
                    .map(|name| join(folder, name))
                    .collect()
            }
            _ => match first(COMPOSE_FILES) {
                Some(main) => std::iter::once(main)
                    .chain(first(COMPOSE_OVERRIDES))
                    .collect(),
                None => return Ok(None),
            },
        };
        Self::in_environment(named, files, environment).map(Some)
    }

    /// Finds the files that bake takes in a folder where none is named: all of them, and no override.
    pub(in crate::project) fn of_bake(
        folder: &str,
        files: Files<'_>,
    ) -> Result<Option<Self>, Problem> {
        let paths = COMPOSE_FILES.map(|name| join(folder, name));
        let named: Vec<String> = paths
            .into_iter()
            .filter(|path| files.is_there(path))
            .collect();
        if named.is_empty() {
            return Ok(None);
        }
        Self::of(named, files).map(Some)
    }

    /// Lists what its services build.
    pub(in crate::project) fn uses(&self, files: Files<'_>) -> Result<Vec<BuildUse>, Problem> {
        self.uses_naming(files, &mut BTreeSet::new())
    }

    /// Does so, and tells which files the others name.
    fn uses_naming(
        &self,
        files: Files<'_>,
        named: &mut BTreeSet<String>,
    ) -> Result<Vec<BuildUse>, Problem> {
        let loader = Loader::new(files);
        let Services { services, places } =
            loader.load(&self.files, &self.folder, &self.environment, &[])?;
        let uses = services.iter().filter_map(|(name, service)| {
            let file = places.get(name).map_or("", String::as_str);
            let mut used_by = build_use(name, service, file, &self.folder, &self.environment)?;
            used_by.files.clone_from(&self.files);
            Some(used_by)
        });
        let uses = uses.collect();
        named.extend(loader.named());
        Ok(uses)
    }
}

/// Lists the uses that the compose files of a project tell of; `read` names those that others take.
pub(in crate::project) fn compose_uses(
    paths: &[String],
    files: Files<'_>,
    problems: &mut Vec<Problem>,
    mut read: BTreeSet<String>,
) -> Vec<BuildUse> {
    let mut uses: Vec<BuildUse> = Vec::new();
    let mut projects = BTreeMap::new();
    // What others include or extend is no project of its own.
    let of_kind = |kind| paths.iter().filter(move |path| kind_of(path) == Some(kind));
    let folders: BTreeSet<&str> = of_kind(FileKind::Compose)
        .map(|path| folder_of(path))
        .collect();
    for folder in folders {
        match ComposeProject::usual(folder, files) {
            Ok(Some(project)) => {
                problems.extend(passed_over(folder, &project, paths));
                match project.uses_naming(files, &mut read) {
                    Ok(found) => add_new(&mut uses, found),
                    Err(problem) => problems.push(problem),
                }
                projects.insert(folder.to_owned(), project);
            }
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    for project in projects.values() {
        read.extend(project.files.iter().cloned());
    }
    for path in of_kind(FileKind::OtherCompose) {
        if read.insert(path.clone()) {
            match other_uses(path, projects.get(folder_of(path)), files) {
                Ok(found) => add_new(&mut uses, found),
                Err(problem) => problems.push(problem),
            }
        }
    }
    uses
}

/// Adds uses; a service that several projects include is one.
pub(in crate::project) fn add_new(uses: &mut Vec<BuildUse>, found: Vec<BuildUse>) {
    for used_by in found {
        let is_known = uses
            .iter()
            .any(|known| known.file == used_by.file && builds_the_same(known, &used_by));
        if !is_known {
            uses.push(used_by);
        }
    }
}

/// Says which files of a folder `docker compose` passes over when it is started there.
fn passed_over(folder: &str, project: &ComposeProject, paths: &[String]) -> Vec<Problem> {
    let Some(main) = project.files.first() else {
        return Vec::new();
    };
    let others = paths.iter().filter(|path| {
        folder_of(path) == folder
            && kind_of(path) == Some(FileKind::Compose)
            && !project.files.contains(path)
    });
    others
        .map(|path| {
            let words = format!("docker compose takes {} in its place", name_of(main));
            Problem::of(path, words)
        })
        .collect()
}

/// Lists what a compose file builds otherwise that has to be named: it is laid over its folder's usual ones.
fn other_uses(
    path: &str,
    usual: Option<&ComposeProject>,
    files: Files<'_>,
) -> Result<Vec<BuildUse>, Problem> {
    let Some(usual) = usual else {
        return ComposeProject::of(vec![path.to_owned()], files)?.uses(files);
    };
    // Where files are named, the override is not taken by itself.
    let main = usual.files.first().cloned();
    let mut together = usual.clone();
    together.files = main.into_iter().chain([path.to_owned()]).collect();
    let mut alone = usual.clone();
    alone.files.truncate(1);
    let before = alone.uses(files).unwrap_or_default();
    let mut uses = together.uses(files)?;
    uses.retain(|used_by| !before.iter().any(|before| builds_the_same(before, used_by)));
    for used_by in &mut uses {
        path.clone_into(&mut used_by.file);
        used_by.line = 0;
        let files = used_by
            .files
            .iter()
            .map(|file| format!("-f {}", name_of(file)));
        let files = files.collect::<Vec<String>>().join(" ");
        used_by.cannot_know(
            "files",
            format!("are named by whoever builds; taken here are {files}"),
        );
    }
    Ok(uses)
}

fn builds_the_same(one: &BuildUse, other: &BuildUse) -> bool {
    one.name == other.name
        && one.dockerfile == other.dockerfile
        && one.context == other.context
        && one.target == other.target
        && one.arguments == other.arguments
        && one.contexts == other.contexts
        && one.unknown == other.unknown
}
