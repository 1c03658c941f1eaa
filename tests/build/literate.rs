//! Cases that are read as prose: a fact, a Dockerfile, and what a build makes of it.
//!
//! Each `.md` file of this folder holds cases: a heading that says the fact, a `dockerfile` block,
//! an `options` block where the build is given something, and an `expect` block. Options, one a
//! line: `target=STAGE`, `build-arg NAME=VALUE`, `platform=OS/ARCH`, `base IMAGE {configuration}` as
//! `docker image inspect` has it (every other image is unknown), `show history`, `show end`. Only
//! what an instruction changes is expected, by its line. What is expected was held by hand against
//! what builds by BuildKit showed and its source; `DOCKSTEP_BLESS=1 cargo test --test build` writes
//! what the plan says now, to be read before it is kept.

use crate::describe::{Shown, describe};
use dockstep::build::image_config::image_configs;
use dockstep::build::options::BuildOptions;
use dockstep::build::plan::plan;
use dockstep::build::platform::Platform;
use dockstep::language::parse::parse;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

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

/// Reads every file and runs every case; all that differ are shown.
#[test]
fn every_case_is_as_expected() {
    assert_eq!(written_files(), FILES);
    let mut failures = String::new();
    for file in FILES {
        let path = folder().join(file);
        let text = fs::read_to_string(&path).unwrap();
        let mut blessed = String::new();
        for section in sections(&text) {
            match Case::read(section) {
                Some(case) => {
                    let found = case.found();
                    if found != case.expected {
                        let difference = difference(case.expected, &found);
                        write!(failures, "\n{file}: {}\n{difference}", case.fact).unwrap();
                    }
                    let expected = format!("```expect\n{}```", case.expected);
                    blessed
                        .push_str(&section.replace(&expected, &format!("```expect\n{found}```")));
                }
                None => blessed.push_str(section),
            }
        }
        if std::env::var_os("DOCKSTEP_BLESS").is_some() {
            fs::write(&path, blessed).unwrap();
            failures.clear();
        }
    }
    assert!(
        failures.is_empty(),
        "tests/build: - is expected, + was found\n{failures}"
    );
}

/// Holds one case as it is written.
struct Case<'text> {
    fact: &'text str,
    dockerfile: &'text str,
    options: &'text str,
    expected: &'text str,
}

impl<'text> Case<'text> {
    fn read(section: &'text str) -> Option<Self> {
        let fact = section.lines().next()?.strip_prefix("## ")?;
        let needed = |name: &str| {
            block(section, name).unwrap_or_else(|| panic!("{fact}: there is no {name} block"))
        };
        Some(Self {
            fact,
            dockerfile: needed("dockerfile"),
            options: block(section, "options").unwrap_or_default(),
            expected: needed("expect"),
        })
    }

    /// Plans the case's build and writes it down.
    fn found(&self) -> String {
        let mut options = BuildOptions::default();
        let mut shown = Shown::default();
        for line in self.options.lines() {
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
                    line => panic!("{}: no option: {line}", self.fact),
                }
            }
        }
        let tree = parse(self.dockerfile.into());
        describe(&tree, &plan(&tree, &options), shown)
    }
}

/// Gives the lines of the first block in a language.
fn block<'text>(section: &'text str, language: &str) -> Option<&'text str> {
    let (_, behind) = section.split_once(&format!("```{language}\n"))?;
    let end = if behind.starts_with("```") {
        0
    } else {
        behind.find("\n```")? + 1
    };
    behind.get(..end)
}

/// Cuts a file before each heading of a case.
fn sections(text: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.get(1..).and_then(|behind| behind.find("\n## ")) {
        let (section, behind) = rest.split_at(at + 2);
        sections.push(section);
        rest = behind;
    }
    sections.push(rest);
    sections
}

/// Shows two texts line by line: what both have, what only one has.
fn difference(expected: &str, found: &str) -> String {
    let mut out = String::new();
    let (mut expected, mut found) = (expected.lines(), found.lines());
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return out,
            (Some(left), Some(right)) if left == right => writeln!(out, "  {left}").unwrap(),
            (left, right) => {
                for (mark, line) in [('-', left), ('+', right)] {
                    if let Some(line) = line {
                        writeln!(out, "{mark} {line}").unwrap();
                    }
                }
            }
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/build")
}

fn written_files() -> Vec<String> {
    let mut files: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|extension| extension == "md")
        })
        .collect();
    files.sort();
    files
}
