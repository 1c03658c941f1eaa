//! Cases that are read as prose: a fact, a Dockerfile, and what BuildKit's parser makes of it.
//!
//! Each `.md` file of this folder holds cases: a heading that says the fact, a `dockerfile` block
//! and an `expect` block. In the Dockerfile `␍`, `␉` and `␠` stand for a carriage return, a tab and a
//! blank, `⟨BOM⟩` for a byte order mark, and `⟨END⟩` at the very end for a last line without a newline.
//! What is expected was held against BuildKit's source by hand; `DOCKSTEP_BLESS=1 cargo test --test
//! language` writes what the parser says now, to be read before it is kept.

use crate::cases::check;
use dockstep::language::parse::parse;
use dockstep::language::source::Source;
use dockstep::language::tree::{Instruction, Tree};
use std::fmt::Write as _;

#[test]
fn every_case_is_as_expected() {
    let files = ["arguments.md", "heredocs.md", "json.md", "lines.md"];
    check("language", &files, |case| {
        assert!(
            case.options.is_empty(),
            "{}: a parser has no options",
            case.fact
        );
        describe(&parse(Source::new(decoded(case.dockerfile).into_bytes())))
    });
}

fn decoded(dockerfile: &str) -> String {
    let text = dockerfile
        .replace('␍', "\r")
        .replace('␉', "\t")
        .replace('␠', " ")
        .replace("⟨BOM⟩", "\u{feff}");
    match text.strip_suffix("⟨END⟩\n") {
        Some(text) => text.to_owned(),
        None => text,
    }
}

/// Writes a tree the way the cases expect it.
fn describe(tree: &Tree) -> String {
    let mut out = String::new();
    for directive in tree.directives() {
        writeln!(
            out,
            "directive {} {}={}",
            directive.line,
            directive.name.name(),
            directive.value
        )
        .unwrap();
    }
    for instruction in tree.instructions() {
        describe_instruction(tree, instruction, &mut out);
    }
    for located in tree.errors() {
        writeln!(out, "error {} {}", located.line, located.error).unwrap();
    }
    out
}

fn describe_instruction(tree: &Tree, instruction: &Instruction, out: &mut String) {
    let invocation = tree.invocation(instruction);
    match instruction.keyword.name() {
        "" => write!(out, "unknown {:?}", invocation.keyword_text()).unwrap(),
        name => out.push_str(name),
    }
    write!(out, " {}-{}", instruction.first_line, instruction.last_line).unwrap();
    let flags: Vec<&str> = invocation
        .flags
        .iter()
        .map(|flag| flag.text.as_str())
        .collect();
    if !flags.is_empty() {
        write!(out, " flags={flags:?}").unwrap();
    }
    let form = if invocation.arguments.is_json() {
        "json"
    } else {
        "args"
    };
    write!(
        out,
        " {form}={:?}",
        invocation.arguments.texts(invocation.line.text())
    )
    .unwrap();
    if instruction.empty_continuation_line.is_some() {
        out.push_str(" empty-continuation");
    }
    out.push('\n');
    let comments = tree.comments(instruction);
    if !comments.is_empty() {
        writeln!(out, "  comments={comments:?}").unwrap();
    }
    for heredoc in &instruction.heredocs {
        write!(
            out,
            "  heredoc {:?} {:?}",
            heredoc.name,
            tree.source().slice(heredoc.body)
        )
        .unwrap();
        out.push_str(if heredoc.expands {
            " expands"
        } else {
            " verbatim"
        });
        out.push_str(if heredoc.strips_tabs {
            " strips-tabs\n"
        } else {
            "\n"
        });
    }
}
