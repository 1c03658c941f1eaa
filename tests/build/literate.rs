//! Cases that are read as prose: a fact, a Dockerfile, and what a build makes of it.
//!
//! Each `.md` file of this folder holds cases: a heading that says the fact, a `dockerfile` block,
//! an `options` block where the build is given something, and an `expect` block. Options, one a
//! line: `target=STAGE`, `build-arg NAME=VALUE`, `platform=OS/ARCH`, `base IMAGE {configuration}` as
//! `docker image inspect` has it (every other image is unknown), `show history`, `show end`. Only
//! what an instruction changes is expected, by its line. What is expected was held by hand against
//! what builds by BuildKit showed and its source; `DOCKSTEP_BLESS=1 cargo test --test build` writes
//! what the plan says now, to be read before it is kept.

use crate::cases::{Case, check};
use crate::describe::{Shown, describe};
use dockstep::build::image_config::image_configs;
use dockstep::build::options::BuildOptions;
use dockstep::build::plan::plan;
use dockstep::build::platform::Platform;
use dockstep::language::parse::parse;

const FILES: [&str; 11] = [
    "arguments.md",
    "errors.md",
    "files.md",
    "layers.md",
    "onbuild.md",
    "operators.md",
    "stages.md",
    "starts.md",
    "unknown.md",
    "variables.md",
    "windows.md",
];

#[test]
fn every_case_is_as_expected() {
    check("build", &FILES, found);
}

/// Plans the case's build and writes it down.
fn found(case: &Case<'_>) -> String {
    let mut options = BuildOptions::default();
    let mut shown = Shown::default();
    for line in case.options.lines() {
        if let Some(target) = line.strip_prefix("target=") {
            options.target = Some(target.to_owned());
        } else if let Some(platform) = line.strip_prefix("platform=") {
            options.platform = Platform::parse(platform).unwrap();
        } else if let Some((name, value)) = line
            .strip_prefix("build-arg ")
            .and_then(|argument| argument.split_once('='))
        {
            options.arguments.insert(name.to_owned(), value.to_owned());
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
        } else {
            match line {
                "show history" => shown.history = true,
                "show end" => shown.end = true,
                line => panic!("{}: no option: {line}", case.fact),
            }
        }
    }
    let tree = parse(case.dockerfile.into());
    describe(&tree, &plan(&tree, &options), shown)
}
