//! What BuildKit said of ignore files and what its builds made of COPY and ADD, where that folder is there.

use crate::given::{context, file};
use crate::loud::say_loudly;
use dockstep::analysis::Analysis;
use dockstep::build::copied_files::CopyOutcome;
use dockstep::build::image_config::image_configs;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::context::archive::Archive;
use dockstep::context::build_context::BuildContext;
use dockstep::context::tree::EntryKind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn folder() -> PathBuf {
    std::env::var_os("DOCKSTEP_TRUTH").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/truth"),
        PathBuf::from,
    )
}

/// Reads a file of the folder; where it is not there, it says so and gives nothing.
fn truth(name: &str) -> Option<Value> {
    let path = folder().join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        say_loudly(&format!(
            "SKIPPED: no {}; DOCKSTEP_TRUTH can name its folder",
            path.display()
        ));
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn texts(list: &Value) -> Vec<&str> {
    let items = list.as_array().unwrap().iter();
    items.map(|item| item.as_str().unwrap()).collect()
}

/// Holds every case against what was found, and shows those that differ.
fn check(name: &str, found: impl Fn(&Value, &Value) -> Result<(), String>) {
    let Some(truth) = truth(name) else { return };
    let cases = truth["cases"].as_array().unwrap();
    assert!(!cases.is_empty(), "{name} holds no case");
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let fault = found(&truth, case).err()?;
            Some(format!("{case}\n  {fault}"))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{name}: {} of {} differ\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

fn is_equal<T: PartialEq + std::fmt::Debug>(found: &T, expected: &T) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("found {found:?}, not {expected:?}"))
    }
}

#[test]
fn ignore_files_leave_out_what_buildkit_leaves_out() {
    check("dockerignore.json", |truth, case| {
        let paths = texts(&truth["paths"]);
        let is_folder = |path: &str| {
            let inside = format!("{path}/");
            paths.iter().any(|other| other.starts_with(&inside))
        };
        let files: Vec<&str> = paths
            .iter()
            .copied()
            .filter(|path| !is_folder(path))
            .collect();
        let entries = files.iter().map(|path| file(path)).collect();
        let context = context(entries, case["dockerignore"].as_str());
        if let Some(error) = case["error"].as_str() {
            let found = context.error().map(ToString::to_string);
            return is_equal(&found.as_deref(), &Some(error));
        }
        let left_out: BTreeSet<&str> = context
            .decided()
            .filter(|decided| !decided.is_sent && decided.entry.kind == EntryKind::File)
            .map(|decided| &*decided.entry.path)
            .collect();
        let excluded = texts(&case["excluded"]);
        let expected = excluded.into_iter().filter(|path| files.contains(path));
        is_equal(&left_out, &expected.collect())
    });
}

fn options(context: BuildContext) -> BuildOptions {
    let configs = std::fs::read_to_string(folder().join("plain-linux.json")).unwrap();
    BuildOptions {
        base_images: BaseImages {
            given: image_configs(&configs).unwrap(),
            ..BaseImages::default()
        },
        context: Some(Arc::new(context)),
        ..BuildOptions::default()
    }
}

#[test]
fn copy_and_add_bring_what_builds_brought() {
    check("copy.json", |truth, case| {
        let entries = texts(&truth["context"]).into_iter().map(file).collect();
        let members = crate::given::tree(vec![file("in/f1"), file("in/f2")]);
        let archives = BTreeMap::from([("data.tar".to_owned(), Archive::Members(members))]);
        let mut entries: Vec<_> = entries;
        if case["dockerignore"].is_string() {
            entries.push(file(".dockerignore"));
        }
        let context = context(entries, case["dockerignore"].as_str()).with_archives(archives);
        let line = |name: &str, keyword: &str| {
            case[name]
                .as_str()
                .map_or_else(String::new, |text| format!("{keyword}{text}\n"))
        };
        let dockerfile = format!(
            "FROM base\n{}{}{}\n",
            line("before", ""),
            line("workdir", "WORKDIR "),
            case["instruction"].as_str().unwrap()
        );
        let analysis = Analysis::of(dockerfile.as_str().into(), &options(context));
        let last = analysis.plan().commands.len() - 1;
        let files = analysis.files();
        let step = files.step(analysis.plan(), last).unwrap();
        match (step.copied.as_ref().unwrap(), case["error"].as_str()) {
            (CopyOutcome::Refused(fault), Some(error)) => {
                is_equal(&fault.to_string().as_str(), &error)
            }
            (
                CopyOutcome::Files {
                    files,
                    is_complete: true,
                },
                None,
            ) => {
                let found: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
                is_equal(&found, &texts(&case["files"]))
            }
            (outcome, _) => Err(format!("found {outcome:?}")),
        }
    });
}

#[test]
fn the_check_of_ignored_files_says_what_buildkit_says() {
    check("copy-ignored.json", |truth, case| {
        let entries = texts(&truth["context"]).into_iter().map(file).collect();
        let context = context(entries, case["dockerignore"].as_str());
        let dockerfile = truth["dockerfile"].as_str().unwrap();
        let dockerfile = dockerfile.replace("<instruction>", case["instruction"].as_str().unwrap());
        let analysis = Analysis::of(dockerfile.as_str().into(), &options(context));
        let found = analysis.findings().iter();
        let found: Vec<(u64, String)> = found
            .filter(|finding| finding.rule == "CopyIgnoredFile")
            .map(|finding| (u64::from(finding.start), finding.message.clone()))
            .collect();
        let expected = case["findings"].as_array().unwrap().iter();
        let expected: Vec<(u64, String)> = expected
            .filter(|finding| finding["rule"] == "CopyIgnoredFile")
            .map(|finding| {
                let message = finding["message"].as_str().unwrap().to_owned();
                (finding["line"].as_u64().unwrap(), message)
            })
            .collect();
        is_equal(&found, &expected)
    });
}
