//! Fixes: what they propose, and that they keep their promise on every real file with a finding.
//!
//! The cases of `fixes` are read as those of the checks are; the `expect` block has, for each finding,
//! its rule and line, and below it the preview of its fix, or `no fix`.

use crate::cases::check;
use crate::corpus::real_files;
use crate::loud::say_loudly;
use dockstep::analysis::Analysis;
use dockstep::build::image_state::ImageState;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::checks::finding::Finding;
use dockstep::checks::fix::Fix;
use dockstep::checks::fix::edit::edited;
use dockstep::checks::fix::preview::preview;
use dockstep::knowledge::base_images::catalogue;
use dockstep::language::source::Source;
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[test]
fn every_fix_is_as_expected() {
    check("checks/fixes", &["kept.md", "mended.md"], |case| {
        let analysis = analysis(Source::new(case.dockerfile.as_bytes().to_vec()));
        let mut out = String::new();
        let mut rules = analysis.findings().to_vec();
        rules.dedup_by_key(|finding| (finding.rule, finding.start));
        for finding in rules {
            writeln!(out, "{} {}", finding.rule, finding.start).unwrap();
            let fixes = fixes_of(&analysis, &finding);
            for fix in &fixes {
                let source = analysis.tree().source();
                out.push_str(&preview(source, analysis.lines(), &fix.edits));
                out.push('\n');
                keeps_its_promise(&analysis, fix).unwrap();
            }
            if fixes.is_empty() {
                out.push_str("no fix\n");
            }
        }
        out
    });
}

#[test]
fn every_fix_of_a_real_file_keeps_its_promise() {
    let Some(files) = real_files() else { return };
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut faults = String::new();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let analysis = analysis(Source::new(bytes));
        for finding in analysis.findings() {
            counts.entry(finding.rule).or_default().0 += 1;
        }
        for instruction in 0..analysis.tree().instructions().len() {
            for fix in analysis.fixes(instruction) {
                counts.entry(fix.rule).or_default().1 += 1;
                if let Err(fault) = keeps_its_promise(&analysis, &fix) {
                    writeln!(faults, "{}: {}: {fault}", path.display(), fix.rule).unwrap();
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    let counts = counts.iter();
    let counts = counts.map(|(rule, (found, fixes))| format!("{rule} {fixes} of {found}"));
    say_loudly(&format!(
        "fixes of real files: {}",
        counts.collect::<Vec<String>>().join(", ")
    ));
}

fn analysis(source: Source) -> Analysis {
    let options = BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    };
    Analysis::of(source, &options)
}

fn fixes_of(analysis: &Analysis, finding: &Finding) -> Vec<Fix> {
    let instructions = analysis.tree().instructions();
    let place = instructions.iter().position(|instruction| {
        (instruction.first_line..=instruction.last_line).contains(&finding.start)
    });
    let mut fixes = analysis.fixes(place.unwrap());
    fixes.retain(|fix| fix.rule == finding.rule);
    fixes
}

/// Makes the edits and looks at what comes out: the finding is gone, none is new, nothing is refused
/// that was not, and every stage ends as before, but for what the rule says.
fn keeps_its_promise(before: &Analysis, fix: &Fix) -> Result<(), String> {
    let source = edited(before.tree().source(), &fix.edits);
    let after = Analysis::of(source, before.options());
    let counts = |analysis: &Analysis| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in analysis.findings() {
            *counts.entry(finding.rule).or_default() += 1;
        }
        counts
    };
    let (found, left) = (counts(before), counts(&after));
    if left.get(fix.rule).unwrap_or(&0) >= found.get(fix.rule).unwrap_or(&0) {
        return Err("the finding stays".to_owned());
    }
    if let Some((rule, _)) = left
        .iter()
        .find(|(rule, count)| *count > found.get(*rule).unwrap_or(&0))
    {
        return Err(format!("brings {rule}"));
    }
    if after.problems().len() > before.problems().len() {
        return Err(format!("is refused: {:?}", after.problems()));
    }
    let ends = |analysis: &Analysis| -> Vec<BTreeMap<&'static str, String>> {
        let stages = analysis.plan().stages.iter();
        stages.map(|stage| aspects(stage.end())).collect()
    };
    let (ends_before, ends_after) = (ends(before), ends(&after));
    if ends_before.len() != ends_after.len() {
        return Err("another number of stages".to_owned());
    }
    for (before, after) in ends_before.iter().zip(&ends_after) {
        for (aspect, value) in before {
            let now = &after[aspect];
            if value != now && !may_change(fix.rule, aspect) {
                return Err(format!("{aspect}: {value} became {now}"));
            }
        }
    }
    Ok(())
}

/// Tells what a fix may change: what its text in `assets/checks` says.
fn may_change(rule: &str, aspect: &str) -> bool {
    match rule {
        "JSONArgsRecommended" => matches!(aspect, "command" | "entrypoint"),
        "MaintainerDeprecated" => aspect == "labels",
        "UndefinedVar" | "UndefinedArgInFrom" => true,
        _ => false,
    }
}

/// Writes what an image holds, without the lines that it comes from.
fn aspects(state: &ImageState) -> BTreeMap<&'static str, String> {
    let variables = state.environment.iter();
    let variables = variables.map(|variable| format!("{}={}", variable.name, variable.value));
    let ports = state.exposed_ports.keys().map(ToString::to_string);
    let volumes = state.volumes.keys().map(ToString::to_string);
    let labels = state.labels.iter();
    let labels = labels.map(|(key, (value, _))| format!("{key}={value}"));
    let triggers = state
        .on_build
        .iter()
        .map(|(trigger, _)| trigger.to_string());
    let listed = |texts: &mut dyn Iterator<Item = String>| texts.collect::<Vec<_>>().join("\n");
    BTreeMap::from([
        ("environment", listed(&mut variables.into_iter())),
        ("ports", listed(&mut ports.into_iter())),
        ("volumes", listed(&mut volumes.into_iter())),
        ("labels", listed(&mut labels.into_iter())),
        ("triggers", listed(&mut triggers.into_iter())),
        ("folder", format!("{:?}", state.working_directory.value())),
        ("user", format!("{:?}", state.user.value())),
        ("command", format!("{:?}", state.command.value())),
        ("entrypoint", format!("{:?}", state.entrypoint.value())),
        ("health", format!("{:?}", state.healthcheck.value())),
        ("signal", format!("{:?}", state.stop_signal.value())),
        ("shell", format!("{:?}", state.shell.value())),
    ])
}
