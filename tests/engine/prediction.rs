//! What dockstep says of a project before it is built.

use crate::projects::Build;
use dockstep::analysis::Analysis;
use dockstep::build::known_files::KnownFiles;
use dockstep::build::options::BuildOptions;
use dockstep::build::stage::{Base, Stage};
use dockstep::host::archive::read_archives;
use dockstep::host::build_context::read_context;
use dockstep::language::source::Source;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Holds what is predicted of an image.
pub(crate) struct Prediction {
    /// The configuration of the target, as `inspect --json` has it.
    pub(crate) config: Value,
    /// The paths of `known_files_after` the last instruction, as `inspect --json --files` has them.
    pub(crate) listed: Vec<String>,
    /// How many layers the target has.
    pub(crate) layers: usize,
    /// The lines of `docker history`.
    pub(crate) history: Vec<String>,
    /// What is known of the files, modes and owners included.
    pub(crate) files: KnownFiles,
}

/// Asks the program for what it prints, and the library for what it knows besides.
pub(crate) fn predict(context: &Path, build: &Build) -> Prediction {
    let dockerfile = context.join("Dockerfile");
    let printed = inspect(context, &dockerfile, build);
    assert_eq!(printed["ok"], true, "{}", printed["error"]);
    let analysis = analyse(context, &dockerfile, build);
    let plan = analysis.plan();
    let target = plan.target.unwrap();
    let stage = &plan.stages[target];
    let last = *stage.instructions.last().unwrap();
    let known = printed["instructions"][last]["known_files_after"].as_array();
    let listed = known
        .unwrap()
        .iter()
        .filter(|file| file["kind"] != "removed");
    Prediction {
        config: printed["stages"][target]["config"].clone(),
        listed: listed
            .map(|file| file["path"].as_str().unwrap().to_owned())
            .collect(),
        layers: layers(&plan.stages, stage),
        history: analysis.history(target),
        files: analysis.files().stage(target).unwrap().end().clone(),
    }
}

fn inspect(context: &Path, dockerfile: &Path, build: &Build) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dockstep"));
    command.args(["inspect", "--json", "--files", "--target", build.target]);
    command.arg("--context").arg(context);
    for argument in &build.arguments {
        command.args(["--build-arg", argument]);
    }
    let output = command.arg(dockerfile).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn analyse(context: &Path, dockerfile: &Path, build: &Build) -> Analysis {
    let never = AtomicBool::new(false);
    let folder = read_context(context, Some(dockerfile), &never).unwrap();
    let arguments = build.arguments.iter().map(|argument| {
        let (name, value) = argument.split_once('=').unwrap();
        (name.to_owned(), value.to_owned())
    });
    let mut options = BuildOptions {
        target: Some(build.target.to_owned()),
        arguments: arguments.collect(),
        context: Some(Arc::new(folder.clone())),
        ..BuildOptions::default()
    };
    let source = Source::new(std::fs::read(dockerfile).unwrap());
    let analysis = Analysis::of(source.clone(), &options);
    let archives = read_archives(context, &analysis.wanted_archives());
    options.context = Some(Arc::new(folder.with_archives(archives)));
    Analysis::of(source, &options)
}

/// Counts the layers of a stage and of those that it starts from.
fn layers(stages: &[Stage], stage: &Stage) -> usize {
    let below = match stage.base {
        Base::Stage(parent) => layers(stages, &stages[parent]),
        _ => 0,
    };
    below + stage.steps.iter().filter(|step| step.makes_layer).count()
}
