//! What the views of files and of the cache say, as prose: a fact, a Dockerfile, a context, and the text.
//!
//! Options are the context's lines (`tests/context/given.rs`), `at LINE` for the view at an
//! instruction, and `what if FILE changes` or `what if NAME=VALUE` or `what if nothing changes` for the
//! cache. Without a line of the context, the context is not known.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read files, and stop where something is wrong"
)]

#[path = "../support/literate.rs"]
mod cases;
#[path = "../context/given.rs"]
mod given;

use crate::cases::{Case, check};
use crate::given::context_of_lines;
use dockstep::analysis::Analysis;
use dockstep::analysis::what_if::{Supposition, what_if_blocks};
use dockstep::build::options::BuildOptions;
use dockstep::doc::Doc;
use dockstep::export::text::ink::Ink;
use dockstep::export::text::write;
use std::sync::Arc;

const FILES: [&str; 2] = ["files.md", "what_if.md"];
/// How wide the texts are written.
const COLUMNS: u16 = 100;

#[test]
fn every_case_is_as_expected() {
    check("views", &FILES, found);
}

fn found(case: &Case<'_>) -> String {
    let (asked, given): (Vec<&str>, Vec<&str>) = case
        .options
        .lines()
        .partition(|line| line.starts_with("at ") || line.starts_with("what if "));
    let context = context_of_lines(&given.join("\n"));
    let context = context.unwrap_or_else(|| panic!("{}: no such option", case.fact));
    let options = BuildOptions {
        context: (!given.is_empty()).then(|| Arc::new(context)),
        ..BuildOptions::default()
    };
    let analysis = Analysis::of(case.dockerfile.into(), &options);
    let mut asked = asked.into_iter();
    let line = asked.next().and_then(|line| line.strip_prefix("at "));
    let line: u32 = line.unwrap().parse().unwrap();
    let instructions = analysis.tree().instructions();
    let mut instructions = instructions.iter();
    let at = instructions
        .position(|found| found.first_line == line)
        .unwrap();
    let doc = match asked.next() {
        None => analysis.files_text(at),
        Some(supposed) => what_if(&analysis, at, supposed),
    };
    let text = write(&doc, COLUMNS.into(), Ink::Plain);
    format!("{}\n", text.trim_end())
}

fn what_if(analysis: &Analysis, at: usize, line: &str) -> Doc {
    let words = line.strip_prefix("what if ").unwrap();
    let supposed = match (words.strip_suffix(" changes"), words.split_once('=')) {
        (Some("nothing"), _) => Supposition::Nothing,
        (Some(path), _) => Supposition::File(path.to_owned()),
        (None, Some((name, value))) => Supposition::Argument {
            name: name.to_owned(),
            value: value.to_owned(),
        },
        (None, None) => panic!("{line}: no such option"),
    };
    let blocks = match analysis.what_if(&supposed) {
        Ok(report) => what_if_blocks(&report, at),
        Err(fault) => vec![dockstep::doc::Block::Paragraph(fault)],
    };
    Doc { blocks }
}
