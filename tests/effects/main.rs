//! What a build comes to, as prose: what a container starts, and what two Dockerfiles do differently.
//!
//! Each `.md` file here holds facts; a case with a line `---` in its Dockerfile holds two of them,
//! old and new.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read files and stop where a case is wrong"
)]

#[path = "../support/literate.rs"]
mod literate;

use crate::literate::{Case, check};
use dockstep::analysis::Analysis;
use dockstep::analysis::difference::Difference;
use dockstep::analysis::difference::text::difference_text;
use dockstep::build::image_config::image_configs;
use dockstep::build::options::BuildOptions;
use dockstep::build::platform::Platform;
use dockstep::build::setting::Setting;
use dockstep::build::start::{Process, RunWords, Start};
use dockstep::export::text::ink::Ink;
use dockstep::export::text::write;
use dockstep::language::source::Source;
use std::fmt::Write as _;

const FILES: [&str; 2] = ["difference.md", "start.md"];

#[test]
fn every_case_is_as_expected() {
    check("effects", &FILES, found);
}

fn found(case: &Case<'_>) -> String {
    let (options, given) = options(case);
    let analysis = |text: &str| Analysis::of(Source::from(text), &options);
    match case.dockerfile.split_once("---\n") {
        Some((old, new)) => {
            let difference = Difference::between(&analysis(old), &analysis(new));
            write(
                &difference_text(&difference, ["old", "new"]),
                400,
                Ink::Plain,
            )
        }
        None => started(&analysis(case.dockerfile), &given),
    }
}

/// Reads a case's options: `base NAME JSON`, `platform=OS/ARCH`, `run WORDS`, `run --entrypoint=X WORDS`.
fn options(case: &Case<'_>) -> (BuildOptions, RunWords) {
    let mut options = BuildOptions::default();
    let mut given = RunWords::default();
    for line in case.options.lines() {
        if let Some(platform) = line.strip_prefix("platform=") {
            options.platform = Platform::parse(platform).unwrap();
        } else if let Some((name, config)) = line
            .strip_prefix("base ")
            .and_then(|base| base.split_once(' '))
        {
            let os = &options.platform.os;
            let json = format!(
                r#"{{{name:?}: {{"os": {os:?}, "architecture": "amd64", "config": {config}}}}}"#
            );
            options
                .base_images
                .given
                .extend(image_configs(&json).unwrap());
        } else if let Some(words) = line.strip_prefix("run") {
            for word in words.split_whitespace() {
                match word.strip_prefix("--entrypoint=") {
                    Some(program) => given.entrypoint = Some(program.to_owned()),
                    None => given.arguments.push(word.to_owned()),
                }
            }
        } else {
            panic!("{}: no option: {line}", case.fact);
        }
    }
    (options, given)
}

fn started(analysis: &Analysis, given: &RunWords) -> String {
    let plan = analysis.plan();
    let target = plan.stages.get(plan.target.unwrap()).unwrap();
    let start = Start::of(&plan.stages, target, given);
    let mut out = String::new();
    match &start.process {
        Process::Nothing => writeln!(out, "starts nothing").unwrap(),
        Process::Unknown { command } => {
            writeln!(out, "starts what the base says, then {command:?}").unwrap();
        }
        Process::Known { words, first } => {
            writeln!(out, "starts {words:?}\nfirst {first:?}").unwrap();
        }
    }
    writeln!(out, "signals {:?}", start.signals()).unwrap();
    for (name, setting) in [
        ("user", &start.user),
        ("folder", &start.folder),
        ("stop", &start.stop_signal),
    ] {
        match setting {
            Setting::Unset => {}
            Setting::Set { value, .. } => writeln!(out, "{name} {value}").unwrap(),
            Setting::Unknown => writeln!(out, "{name} unknown").unwrap(),
        }
    }
    out
}
