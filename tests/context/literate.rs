//! Cases that are read as prose: a fact, a Dockerfile, a context, and the files that come of them.
//!
//! Options are the context's lines: `file PATH [BYTES [MODE]]`, `folder PATH`, `link PATH -> TARGET`,
//! `tar PATH MEMBER…`, `ignore PATTERN`. What is expected: for each COPY and ADD, by its line, what it
//! brings (path, bytes, mode, owner) or BuildKit's error; for each RUN, the bytes of earlier layers
//! that it hides or doubles; then what is known at the end of the last stage.

use crate::cases::{Case, check};
use crate::given::context_of_lines;
use dockstep::analysis::Analysis;
use dockstep::build::copied_files::CopyOutcome;
use dockstep::build::known_files::stage_files::StepFiles;
use dockstep::build::known_files::{KnownFiles, KnownKind};
use dockstep::build::options::BuildOptions;
use std::fmt::Write as _;
use std::sync::Arc;

const FILES: [&str; 4] = ["copy.md", "known.md", "run.md", "unknown.md"];

#[test]
fn every_case_is_as_expected() {
    check("context", &FILES, found);
}

fn found(case: &Case<'_>) -> String {
    let context = context_of_lines(case.options);
    let context = context.unwrap_or_else(|| panic!("{}: no such option", case.fact));
    let options = BuildOptions {
        context: Some(Arc::new(context)),
        ..BuildOptions::default()
    };
    let analysis = Analysis::of(case.dockerfile.into(), &options);
    let files = analysis.files();
    let mut out = String::new();
    for (index, instruction) in analysis.tree().instructions().iter().enumerate() {
        if let Some(step) = files.step(analysis.plan(), index) {
            describe_step(&mut out, instruction.first_line, step);
        }
    }
    let last = analysis.plan().stages.len() - 1;
    let line = |instruction: usize| {
        let instructions = analysis.tree().instructions();
        instructions
            .get(instruction)
            .map_or(0, |one| one.first_line)
    };
    describe_end(&mut out, files.stage(last).unwrap().end(), line);
    out
}

fn describe_step(out: &mut String, line: u32, step: &StepFiles) {
    match &step.copied {
        Some(CopyOutcome::Refused(fault)) => writeln!(out, "{line}: error: {fault}").unwrap(),
        Some(CopyOutcome::Files { files, is_complete }) => {
            for file in files {
                write!(out, "{line}: {}", file.path).unwrap();
                if let Some(bytes) = file.bytes {
                    write!(out, " {bytes} B").unwrap();
                }
                if let Some(mode) = file.mode {
                    write!(out, " {mode:04o}").unwrap();
                }
                if let Some(owner) = &file.owner {
                    write!(out, " {owner}").unwrap();
                }
                out.push('\n');
            }
            if !is_complete {
                writeln!(out, "{line}: more that is not known").unwrap();
            } else if files.is_empty() {
                writeln!(out, "{line}: nothing").unwrap();
            }
        }
        None => {}
    }
    let bytes = step.bytes;
    if bytes.hidden + bytes.doubled > 0 {
        writeln!(
            out,
            "{line}: hides {} B, doubles {} B",
            bytes.hidden, bytes.doubled
        )
        .unwrap();
    }
}

fn describe_end(out: &mut String, files: &KnownFiles, line: impl Fn(usize) -> u32) {
    for (path, file) in files.entries() {
        let kind = match &file.kind {
            KnownKind::File => "file".to_owned(),
            KnownKind::Directory => "folder".to_owned(),
            KnownKind::Link(target) => format!("link to {target}"),
            KnownKind::Other => "other".to_owned(),
            KnownKind::Unknown => "something".to_owned(),
            KnownKind::Gone => "gone".to_owned(),
        };
        write!(
            out,
            "end: {path} {kind}, line {} {:?}",
            line(file.instruction),
            file.making
        )
        .unwrap();
        if let (KnownKind::Directory, Some(owner)) = (&file.kind, &file.owner) {
            write!(out, ", of {owner}").unwrap();
        }
        out.push('\n');
    }
}
