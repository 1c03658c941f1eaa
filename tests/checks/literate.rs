//! Cases that are read as prose: a fact, a Dockerfile, and what `docker build --check` says of it.
//!
//! Each `.md` file of this folder holds cases: a heading that says the fact, a `dockerfile` block
//! and an `expect` block with one line for each finding, `RULE LINE MESSAGE`. ` · not built` behind
//! it marks a finding in a stage that the target does not need. `check stops` and `build stops` name
//! the first fault that ends a check and a build. An `options` block gives what the build is given:
//! `target NAME`, `platform OS/ARCHITECTURE`, `argument NAME=VALUE`, `image NAME OS/ARCHITECTURE`,
//! `trigger NAME INSTRUCTION`. What is expected was held against BuildKit's source by hand;
//! `DOCKSTEP_BLESS=1 cargo test --test checks` writes what is found now, to be read before it is kept.

use crate::cases::check;
use dockstep::analysis::Analysis;
use dockstep::build::image_config::ImageConfig;
use dockstep::build::options::BuildOptions;
use dockstep::build::platform::Platform;
use dockstep::build::refusals::LocatedRefusal;
use dockstep::language::source::Source;
use std::fmt::Write as _;

#[test]
fn every_case_is_as_expected() {
    let files = [
        "comments.md",
        "directive.md",
        "reach.md",
        "stages.md",
        "values.md",
    ];
    check("checks", &files, |case| {
        let source = Source::new(case.dockerfile.as_bytes().to_vec());
        describe(&Analysis::of(source, &options(case.options)))
    });
}

/// Reads an `options` block.
fn options(lines: &str) -> BuildOptions {
    let mut options = BuildOptions::default();
    for line in lines.lines() {
        let (kind, value) = line.split_once(' ').unwrap();
        match kind {
            "target" => options.target = Some(value.to_owned()),
            "platform" => options.platform = Platform::parse(value).unwrap(),
            "argument" => {
                let (name, value) = value.split_once('=').unwrap();
                options.arguments.insert(name.to_owned(), value.to_owned());
            }
            "image" => {
                let (name, platform) = value.split_once(' ').unwrap();
                let (os, architecture) = platform.split_once('/').unwrap();
                let image = options.base_images.given.entry(name.to_owned());
                let image = image.or_insert_with(ImageConfig::default);
                os.clone_into(&mut image.os);
                architecture.clone_into(&mut image.architecture);
            }
            "trigger" => {
                let (name, trigger) = value.split_once(' ').unwrap();
                let image = options.base_images.given.entry(name.to_owned());
                let image = image.or_insert_with(ImageConfig::default);
                image.on_build.push(trigger.to_owned());
            }
            _ => panic!("no option is called {kind}"),
        }
    }
    options
}

/// Writes what is found the way the cases expect it.
fn describe(analysis: &Analysis) -> String {
    let mut out = String::new();
    for finding in analysis.findings() {
        write!(out, "{} {}", finding.rule, finding.start).unwrap();
        if finding.end != finding.start {
            write!(out, "-{}", finding.end).unwrap();
        }
        write!(out, " {}", finding.message).unwrap();
        if finding.is_outside_target {
            out.push_str(" · not built");
        }
        out.push('\n');
    }
    let refusals = &analysis.plan().refusals;
    stop(&mut out, "check", refusals.first_for_check());
    stop(&mut out, "build", refusals.first_for_target());
    out
}

fn stop(out: &mut String, what: &str, refusal: Option<&LocatedRefusal>) {
    if let Some(located) = refusal {
        let line = located
            .line
            .map_or_else(String::new, |line| format!("{line} "));
        writeln!(out, "{what} stops {line}{}", located.refusal).unwrap();
    }
}
