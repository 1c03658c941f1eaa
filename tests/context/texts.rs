//! The sentences about a context: none is missing, none is unused, none is left unfilled.

use crate::given::context_of_lines;
use dockstep::analysis::context_report::context_report;
use dockstep::analysis::context_why::context_why;
use dockstep::context::tree::{ListingFault, ListingProblem};
use dockstep::doc::Doc;
use dockstep::export::text;
use dockstep::export::text::ink::Ink;
use dockstep::knowledge::context_texts::{TEXTS, read_texts};
use std::collections::BTreeSet;
use std::path::Path;

const SPEAKERS: [&str; 2] = [
    "src/analysis/context_report.rs",
    "src/analysis/context_why.rs",
];

/// Writes a text on lines without end.
fn written(doc: &Doc) -> String {
    text::write(doc, 10_000, Ink::Plain)
}

#[test]
fn every_phrase_is_said_somewhere_and_every_said_phrase_is_there() {
    let phrases: BTreeSet<String> = read_texts(TEXTS).unwrap().phrase.into_keys().collect();
    let said: String = SPEAKERS
        .iter()
        .map(|path| {
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
        })
        .collect();
    for phrase in &phrases {
        assert!(
            said.contains(&format!("\"{phrase}\"")),
            "nobody says {phrase}"
        );
    }
    for piece in said.split("context_phrase(\"").skip(1) {
        let name = piece.split('"').next().unwrap();
        assert!(phrases.contains(name), "there is no phrase {name}");
    }
}

#[test]
fn no_sentence_is_left_unfilled() {
    let lines = "file src/a 5\nfile .env\nlink out -> /x\nlink round -> round\nfile docs/keep.md 9\n\
                 ignore node_modules\nignore docs/\nignore !docs/keep.md\nignore ./x #y\n";
    let context = context_of_lines(lines).unwrap();
    let at = |path: &str, fault| ListingProblem {
        path: path.to_owned(),
        fault,
    };
    let problems = vec![
        at(
            "a",
            ListingFault::Unreadable("permission denied".to_owned()),
        ),
        at("b", ListingFault::NotUtf8),
        at("c", ListingFault::Vanished),
        at("", ListingFault::TooMany(7)),
        at("", ListingFault::Cancelled),
    ];
    let tree = context.tree().clone().with_problems(problems);
    let context =
        dockstep::context::build_context::BuildContext::new(tree, context.ignore_file().cloned());
    let mut said = written(&context_report(&context));
    for path in ["docs", "docs/keep.md", "docs/other", "src/a", "nope"] {
        said.push_str(&written(&context_why(&context, path)));
    }
    let refused = context_of_lines("file a\nignore foo[").unwrap();
    said.push_str(&written(&context_report(&refused)));
    assert!(!said.contains(['{', '}']), "{said}");
    for part in [
        "`a` cannot be read (permission denied)",
        "Only the first 7 entries",
        "`docs/keep.md` is offered to the build: line 3 of `.dockerignore`, `!docs/keep.md`",
        "the folder `docs` that it lies in",
        "BuildKit refuses `.dockerignore`, line 1, `foo[`: syntax error in pattern",
    ] {
        assert!(said.contains(part), "{part} in:\n{said}");
    }
}
