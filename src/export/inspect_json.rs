//! `inspect --json`: a Dockerfile as BuildKit sees it, one JSON object.
//!
//! The fields are a format of their own, read by other programs; nothing inside the program is
//! written out as it is.
//!
//! With files: COPY and ADD have `files`, the sorted absolute paths in the image that they write
//! (folders left out), or `error`, BuildKit's words; `files_unknown` is true where more may come than
//! is known. Every instruction but FROM has `known_files_after`: a list of what its stage's lines
//! put into the image so far, sorted by `path`, with the `line` that put, replaced or removed it,
//! the `kind` (`file`, `directory`, `link`, `other`, `removed`) and the `making` (`copied`,
//! `written`, `folder`, `workdir`, `command`).

use crate::analysis::Analysis;
use crate::build::copied_files::CopyOutcome;
use crate::build::image_config::Healthcheck;
use crate::build::image_state::ImageState;
use crate::build::known_files::stage_files::ImageFiles;
use crate::build::known_files::{KnownKind, Making};
use crate::build::stage::Stage;
use crate::build::value::Value;
use crate::checks::finding::Finding;
use crate::export::engine_json::{BuiltReport, EngineReport, built_report, engine_report};
use crate::language::span::Span;
use crate::language::tree::Instruction;
use serde::Serialize;
use std::collections::BTreeMap;

/// Says what is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct InspectParts {
    /// The image state after every instruction.
    pub states: bool,
    /// The shell commands of every instruction.
    pub commands: bool,
    /// The files that every instruction brings, and those known after it.
    pub files: bool,
}

/// Writes the object, on one line.
pub fn inspect_json(analysis: &Analysis, parts: InspectParts) -> String {
    let plan = analysis.plan();
    let refusal = plan.refusal();
    let files = parts.files.then(|| analysis.files());
    let report = Report {
        ok: refusal.is_none(),
        error: refusal.map(|located| ErrorReport {
            line: located.line,
            message: located.refusal.to_string(),
        }),
        directives: analysis
            .tree()
            .directives()
            .iter()
            .map(|directive| DirectiveReport {
                name: directive.name.name(),
                value: &directive.value,
                line: directive.line,
            })
            .collect(),
        instructions: analysis
            .tree()
            .instructions()
            .iter()
            .enumerate()
            .map(|(index, instruction)| {
                let commands = parts.commands.then(|| command_reports(analysis, index));
                let report = instruction_report(analysis, instruction, commands);
                match &files {
                    Some(files) => with_files(report, analysis, files, index),
                    None => report,
                }
            })
            .collect(),
        stages: plan
            .stages
            .iter()
            .map(|stage| stage_report(analysis, stage))
            .collect(),
        target: plan.target,
        states: parts.states.then(|| states(analysis)),
        findings: analysis.findings().iter().map(finding_report).collect(),
        built: built_report(analysis),
    };
    serde_json::to_string(&report).unwrap_or_default()
}

/// Writes the object of a file that could not be read at all.
pub fn unreadable_json(problem: &str) -> String {
    let report = Report {
        error: Some(ErrorReport {
            line: None,
            message: problem.to_owned(),
        }),
        ..Report::default()
    };
    serde_json::to_string(&report).unwrap_or_default()
}

#[derive(Default, Serialize)]
struct Report<'a> {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorReport>,
    directives: Vec<DirectiveReport<'a>>,
    instructions: Vec<InstructionReport<'a>>,
    stages: Vec<StageReport<'a>>,
    target: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    states: Option<Vec<StateReport>>,
    findings: Vec<FindingReport<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    built: Option<BuiltReport<'a>>,
}

#[derive(Serialize)]
struct ErrorReport {
    line: Option<u32>,
    message: String,
}

#[derive(Serialize)]
struct DirectiveReport<'a> {
    name: &'a str,
    value: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct InstructionReport<'a> {
    kind: String,
    start: u32,
    end: u32,
    flags: Vec<String>,
    args: Vec<String>,
    heredocs: Vec<HeredocReport<'a>>,
    comments: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    commands: Option<Vec<CommandReport>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<Vec<String>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    files_unknown: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_files_after: Option<Vec<KnownFileReport>>,
}

#[derive(Serialize)]
struct KnownFileReport {
    path: String,
    line: u32,
    kind: &'static str,
    making: &'static str,
}

/// Offsets count bytes of the file.
#[derive(Serialize)]
struct CommandReport {
    name: String,
    start: u32,
    end: u32,
    known: bool,
    options: Vec<OptionReport>,
}

#[derive(Serialize)]
struct OptionReport {
    text: String,
    start: u32,
    end: u32,
    known: bool,
}

#[derive(Serialize)]
struct HeredocReport<'a> {
    name: &'a str,
    content: &'a str,
    expand: bool,
    chomp: bool,
}

#[derive(Serialize)]
struct StageReport<'a> {
    name: &'a str,
    base: &'a str,
    needed: bool,
    config: ConfigReport,
    history: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    engine: Option<EngineReport<'a>>,
}

#[derive(Serialize)]
struct StateReport {
    start: u32,
    config: ConfigReport,
    run_env: Vec<String>,
}

#[derive(Serialize)]
struct FindingReport<'a> {
    rule: &'static str,
    source: &'static str,
    start: u32,
    end: u32,
    message: &'a str,
}

/// An OCI image configuration; what is empty or unknown is left out.
#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct ConfigReport {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    env: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cmd: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entrypoint: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    working_dir: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    user: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    exposed_ports: BTreeMap<String, Empty>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    volumes: BTreeMap<String, Empty>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    labels: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    healthcheck: Option<HealthReport>,
    #[serde(skip_serializing_if = "String::is_empty")]
    stop_signal: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shell: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    on_build: Vec<String>,
}

/// An empty object: OCI writes sets so.
type Empty = BTreeMap<String, String>;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct HealthReport {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    test: Vec<String>,
    #[serde(skip_serializing_if = "is_zero")]
    interval: i64,
    #[serde(skip_serializing_if = "is_zero")]
    timeout: i64,
    #[serde(skip_serializing_if = "is_zero")]
    start_period: i64,
    #[serde(skip_serializing_if = "is_zero")]
    start_interval: i64,
    #[serde(skip_serializing_if = "is_zero")]
    retries: i64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands a reference over"
)]
fn is_zero(number: &i64) -> bool {
    *number == 0
}

fn finding_report(finding: &Finding) -> FindingReport<'_> {
    FindingReport {
        rule: finding.rule,
        source: "buildkit",
        start: finding.start,
        end: finding.end,
        message: &finding.message,
    }
}

fn instruction_report<'a>(
    analysis: &'a Analysis,
    instruction: &'a Instruction,
    commands: Option<Vec<CommandReport>>,
) -> InstructionReport<'a> {
    let tree = analysis.tree();
    let invocation = tree.invocation(instruction);
    InstructionReport {
        kind: invocation.keyword_text().to_uppercase(),
        start: instruction.first_line,
        end: instruction.last_line,
        flags: invocation
            .flags
            .iter()
            .map(|flag| flag.text.clone())
            .collect(),
        args: invocation.arguments.texts(invocation.line.text()),
        heredocs: instruction
            .heredocs
            .iter()
            .map(|heredoc| HeredocReport {
                name: &heredoc.name,
                content: heredoc.body.of(tree.text()),
                expand: heredoc.expands,
                chomp: heredoc.strips_tabs,
            })
            .collect(),
        comments: tree.comments(instruction),
        commands,
        files: None,
        files_unknown: false,
        error: None,
        known_files_after: None,
    }
}

fn with_files<'a>(
    mut report: InstructionReport<'a>,
    analysis: &Analysis,
    files: &ImageFiles,
    instruction: usize,
) -> InstructionReport<'a> {
    let Some(step) = files.step(analysis.plan(), instruction) else {
        return report;
    };
    match &step.copied {
        Some(CopyOutcome::Files { files, is_complete }) => {
            report.files = Some(files.iter().map(|file| file.path.clone()).collect());
            report.files_unknown = !is_complete;
        }
        Some(CopyOutcome::Refused(fault)) => report.error = Some(fault.to_string()),
        None => {}
    }
    let instructions = analysis.tree().instructions();
    let known = step.after.entries().map(|(path, file)| KnownFileReport {
        path: path.to_owned(),
        line: instructions
            .get(file.instruction)
            .map_or(0, |instruction| instruction.first_line),
        kind: match file.kind {
            KnownKind::File => "file",
            KnownKind::Directory => "directory",
            KnownKind::Link(_) => "link",
            KnownKind::Other => "other",
            KnownKind::Unknown => "unknown",
            KnownKind::Gone => "removed",
        },
        making: match file.making {
            Making::Base => "base",
            Making::Copied => "copied",
            Making::Written => "written",
            Making::Folder => "folder",
            Making::WorkingDirectory => "workdir",
            Making::Command => "command",
        },
    });
    report.known_files_after = Some(known.collect());
    report
}

fn command_reports(analysis: &Analysis, instruction: usize) -> Vec<CommandReport> {
    // Bytes that were no text count as one each, as they do in the file.
    let source = analysis.tree().source();
    let offset = |offset: u32| source.input_length(Span::new(0, offset as usize)) as u32;
    let commands = analysis.commands(instruction).into_iter();
    let reports = commands.map(|command| CommandReport {
        name: command.name,
        start: offset(command.span.start),
        end: offset(command.span.end),
        known: command.is_known,
        options: command
            .options
            .into_iter()
            .map(|option| OptionReport {
                text: option.text,
                start: offset(option.span.start),
                end: offset(option.span.end),
                known: option.is_known,
            })
            .collect(),
    });
    reports.collect()
}

fn stage_report<'a>(analysis: &Analysis, stage: &'a Stage) -> StageReport<'a> {
    StageReport {
        name: stage.name.as_deref().unwrap_or_default(),
        base: &stage.base_as_written,
        needed: stage.is_needed,
        config: config(stage.end()),
        history: analysis.history(stage.index),
        engine: stage.engine_image.as_ref().map(engine_report),
    }
}

/// Lists the state after each instruction: what a build that stops there leaves.
///
/// Such a build has that stage as its target, which only `TARGETSTAGE` shows; where a stage asks for
/// it, the file is analysed as it stands up to that stage.
fn states(analysis: &Analysis) -> Vec<StateReport> {
    let mut states = Vec::new();
    for stage in &analysis.plan().stages {
        let arguments = &stage.end().arguments;
        if arguments
            .iter()
            .any(|argument| &*argument.name == "TARGETSTAGE")
        {
            let up_to_here = analysis.up_to_stage(stage.index);
            let same = up_to_here.plan().stages.get(stage.index);
            states.extend(
                same.into_iter()
                    .flat_map(|stage| stage_states(&up_to_here, stage)),
            );
        } else {
            states.extend(stage_states(analysis, stage));
        }
    }
    states
}

fn stage_states(analysis: &Analysis, stage: &Stage) -> Vec<StateReport> {
    let instructions = analysis.tree().instructions();
    let reports = stage.instructions.iter().map(|&index| {
        let state = stage.state_after(index);
        let variables = state.run_environment.iter();
        StateReport {
            start: instructions
                .get(index)
                .map_or(0, |instruction| instruction.first_line),
            config: config(state),
            run_env: variables
                .map(|variable| format!("{}={}", variable.name, variable.value))
                .collect(),
        }
    });
    reports.collect()
}

fn config(state: &ImageState) -> ConfigReport {
    let text = |value: Option<&Value>| value.map_or_else(String::new, Value::to_string);
    ConfigReport {
        env: state
            .environment
            .iter()
            .map(|variable| format!("{}={}", variable.name, variable.value))
            .collect(),
        cmd: state
            .command
            .value()
            .map_or_else(Vec::new, |words| words.to_vec()),
        entrypoint: state
            .entrypoint
            .value()
            .map_or_else(Vec::new, |words| words.to_vec()),
        working_dir: text(state.working_directory.value()),
        user: text(state.user.value()),
        exposed_ports: state
            .exposed_ports
            .keys()
            .map(|port| (port.to_string(), Empty::new()))
            .collect(),
        volumes: state
            .volumes
            .keys()
            .map(|volume| (volume.to_string(), Empty::new()))
            .collect(),
        labels: state
            .labels
            .iter()
            .map(|(key, (value, _))| (key.to_string(), value.to_string()))
            .collect(),
        healthcheck: state
            .healthcheck
            .value()
            .map(|healthcheck| health_report(healthcheck)),
        stop_signal: text(state.stop_signal.value()),
        shell: state
            .shell
            .value()
            .map_or_else(Vec::new, |words| words.to_vec()),
        on_build: state
            .on_build
            .iter()
            .map(|(trigger, _)| trigger.to_string())
            .collect(),
    }
}

fn health_report(healthcheck: &Healthcheck) -> HealthReport {
    HealthReport {
        test: healthcheck.test.clone(),
        interval: healthcheck.interval,
        timeout: healthcheck.timeout,
        start_period: healthcheck.start_period,
        start_interval: healthcheck.start_interval,
        retries: healthcheck.retries,
    }
}
