//! Cases that are read as prose: a fact, a Dockerfile, and what `docker build --check` says of it.
//!
//! Each `.md` file of this folder holds cases: a heading that says the fact, a `dockerfile` block
//! and an `expect` block with one line for each finding, `RULE LINE MESSAGE`. ` · not built` behind
//! it marks a finding in a stage that the target does not need. `check stops` and `build stops` name
//! the first fault that ends a check and a build. An `options` block gives what the build is given:
//! `target NAME`, `platform OS/ARCHITECTURE`, `argument NAME=VALUE`, `image NAME OS/ARCHITECTURE`,
//! `trigger NAME INSTRUCTION`. What is expected was held against BuildKit's source by hand;
//! `DOCKSTEP_BLESS=1 cargo test --test checks` writes what is found now, to be read before it is kept.

use dockstep::analysis::Analysis;
use dockstep::build::image_config::ImageConfig;
use dockstep::build::options::BuildOptions;
use dockstep::build::platform::Platform;
use dockstep::build::refusals::LocatedRefusal;
use dockstep::language::source::Source;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The files, each with a test of its own.
const FILES: [&str; 5] = [
    "comments.md",
    "directive.md",
    "reach.md",
    "stages.md",
    "values.md",
];

/// Reads one file and runs every case in it; all that differ are shown.
fn check(file: &str) {
    let path = folder().join(file);
    let text = fs::read_to_string(&path).unwrap();
    let mut blessed = String::new();
    let mut failures = String::new();
    let mut count = 0;
    for section in sections(&text) {
        let Some(case) = Case::read(section) else {
            blessed.push_str(section);
            continue;
        };
        count += 1;
        let source = Source::new(case.dockerfile.as_bytes().to_vec());
        let found = describe(&Analysis::of(source, &options(case.options)));
        if found != case.expected {
            write!(
                failures,
                "\n## {}\nexpected:\n{}found:\n{found}",
                case.fact, case.expected
            )
            .unwrap();
        }
        blessed.push_str(&section.replace(
            &format!("```expect\n{}```", case.expected),
            &format!("```expect\n{found}```"),
        ));
    }
    assert!(count > 0, "{file} holds no case");
    if std::env::var_os("DOCKSTEP_BLESS").is_some() {
        fs::write(&path, blessed).unwrap();
    } else {
        assert!(failures.is_empty(), "tests/checks/{file}\n{failures}");
    }
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
        let needed = |language: &str| {
            block(section, language).unwrap_or_else(|| panic!("{fact}: no {language} block"))
        };
        Some(Self {
            fact,
            dockerfile: needed("dockerfile"),
            options: block(section, "options").unwrap_or_default(),
            expected: needed("expect"),
        })
    }
}

/// Gives the lines of the first block in a language.
fn block<'text>(section: &'text str, language: &str) -> Option<&'text str> {
    let (_, behind) = section.split_once(&format!("\n```{language}\n"))?;
    if behind.starts_with("```") {
        return Some("");
    }
    let end = behind.find("\n```")? + 1;
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

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks")
}

#[test]
fn every_file_is_run() {
    let mut files: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"))
        .collect();
    files.sort();
    assert_eq!(files, FILES);
}

#[test]
fn no_fact_is_said_twice() {
    let mut facts = Vec::new();
    for file in FILES {
        let text = fs::read_to_string(folder().join(file)).unwrap();
        let headings = text.lines().filter_map(|line| line.strip_prefix("## "));
        facts.extend(headings.map(str::to_owned));
    }
    facts.sort();
    let count = facts.len();
    facts.dedup();
    assert_eq!(facts.len(), count);
}

#[test]
fn comments() {
    check("comments.md");
}

#[test]
fn directive() {
    check("directive.md");
}

#[test]
fn reach() {
    check("reach.md");
}

#[test]
fn stages() {
    check("stages.md");
}

#[test]
fn values() {
    check("values.md");
}
