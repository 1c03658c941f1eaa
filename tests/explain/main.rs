//! What a reader is told of the commands of an instruction.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

#[path = "../support/corpus.rs"]
mod corpus;
mod hostile;
mod long_runs;
#[path = "../support/loud.rs"]
mod loud;
mod order;
mod placeholders;
mod programs;
mod redirects;
mod refused;
mod scripts_inside;
mod starts;
mod values;
mod windows;
mod words;

use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::export::text::ink::Ink;
use dockstep::export::text::write;
use dockstep::language::source::Source;

/// Gives the explanation of the last instruction as one line of text.
fn told(dockerfile: &str) -> String {
    let analysis = Analysis::of(Source::from(dockerfile), &BuildOptions::default());
    let last = analysis.tree().instructions().len() - 1;
    let doc = analysis.explain(last).doc();
    let text = write(&doc, 500, Ink::Plain);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

const GOES_ON: &str = "`;` goes on after a failure";
