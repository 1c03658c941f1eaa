//! The cache's answers against those of real builds.

use crate::Question;
use crate::corpus::truth;
use crate::loud::say_loudly;
use dockstep::analysis::cache_report::{ReportedStep, Verdict};
use dockstep::build::cache_prediction::changes::FileChange;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[derive(Deserialize)]
struct Scenario {
    name: String,
    dockerfile: String,
    files: BTreeMap<String, String>,
    dockerignore: Option<String>,
    changes: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    name: String,
    #[serde(default)]
    files: BTreeMap<String, Option<String>>,
    #[serde(default)]
    touch: Vec<String>,
    #[serde(default)]
    chmod: BTreeMap<String, String>,
    #[serde(default)]
    opt: BTreeMap<String, String>,
    dockerfile: Option<String>,
    steps: Vec<Printed>,
}

/// Holds a step as the build printed it: `[stage-1 2/5] COPY req.txt .`.
#[derive(Deserialize)]
struct Printed {
    step: String,
    cached: bool,
}

impl Printed {
    /// Gives the stage and the number, and whether it is the joining of a linked layer.
    fn place(&self) -> (&str, usize, bool) {
        let (place, text) = self.step.trim_start_matches('[').split_once("] ").unwrap();
        let (stage, number) = place.split_once(' ').unwrap();
        let (number, _) = number.trim().split_once('/').unwrap();
        (stage, number.parse().unwrap(), text.starts_with("LINK "))
    }
}

#[test]
fn every_step_is_answered_as_real_builds_had_it() {
    let path = truth().join("cache.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        say_loudly(&format!("SKIPPED: no {}", path.display()));
        return;
    };
    let scenarios: Vec<Scenario> = serde_json::from_str(&text).unwrap();
    let (mut same, mut open, mut wrong) = (0, Vec::new(), String::new());
    for scenario in &scenarios {
        for change in &scenario.changes {
            let new = change.dockerfile.as_ref().unwrap_or(&scenario.dockerfile);
            let report = question(scenario, change).report(&scenario.dockerfile, new);
            for printed in &change.steps {
                let name = format!("{} · {} · {}", scenario.name, change.name, printed.step);
                let wanted = if printed.cached {
                    Verdict::Cached
                } else {
                    Verdict::Rerun
                };
                match answer(&report.steps, printed) {
                    Some(Verdict::Depends) => open.push(name),
                    Some(verdict) if verdict == wanted => same += 1,
                    found => writeln!(wrong, "{name}: {found:?}").unwrap(),
                }
            }
        }
    }
    say_loudly(&format!(
        "cache: {same} steps as real builds had them; {} hang on bytes that a RUN makes:\n  {}",
        open.len(),
        open.join("\n  ")
    ));
    assert!(wrong.is_empty(), "\n{wrong}");
    // What hangs on a RUN's bytes are COPYs out of a stage that ran again, and what stands on them.
    assert!(open.iter().all(|name| name.contains("stage-2")), "{open:?}");
    assert!(same > 0 && open.len() * 10 < same, "{same}, {open:?}");
}

/// Gives what is said of a printed step; nothing where there is no such step.
fn answer(steps: &[ReportedStep], printed: &Printed) -> Option<Verdict> {
    let (stage, number, is_joining) = printed.place();
    let is_of_stage = |step: &&ReportedStep| match &step.stage_name {
        Some(name) => name == stage,
        // The builds had a stage for the base image before those of the file.
        None => format!("stage-{}", step.stage + 1) == stage,
    };
    let step = steps.iter().filter(is_of_stage).nth(number - 1)?;
    Some(match step.verdict {
        Verdict::Cached if is_joining && step.note.is_some() => Verdict::Rerun,
        verdict => verdict,
    })
}

fn question(scenario: &Scenario, change: &Change) -> Question {
    let mut question = Question {
        files: scenario.files.keys().cloned().collect(),
        ignore: scenario.dockerignore.clone(),
        ..Question::default()
    };
    if scenario.dockerignore.is_some() {
        question.files.push(".dockerignore".to_owned());
    }
    for (path, text) in &change.files {
        let kind = match text {
            None => FileChange::Deleted,
            Some(_) if scenario.files.contains_key(path) => FileChange::Edited,
            Some(_) => FileChange::New,
        };
        question.changes.add(path, kind);
    }
    for path in change.chmod.keys() {
        question.changes.add(path, FileChange::Mode);
    }
    for path in &change.touch {
        question.changes.touch(path);
    }
    for (name, value) in &change.opt {
        match name.strip_prefix("build-arg:") {
            Some(name) => {
                let arguments = &mut question.options.arguments;
                arguments.insert(name.to_owned(), value.clone());
            }
            None => question.options.target = Some(value.clone()),
        }
    }
    question
}
