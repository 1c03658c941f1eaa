//! Cases that are read as prose: a fact, a Dockerfile, and what BuildKit's parser makes of it.
//!
//! Each `.md` file of this folder holds cases: a heading that says the fact, a `dockerfile` block
//! and an `expect` block. In the Dockerfile `␍`, `␉` and `␠` stand for a carriage return, a tab and a
//! blank, `⟨BOM⟩` for a byte order mark, and `⟨END⟩` at the very end for a last line without a newline.
//! What is expected was held against BuildKit's source by hand; `DOCKSTEP_BLESS=1 cargo test --test
//! language` writes what the parser says now, to be read before it is kept.

use dockstep::language::parse::parse;
use dockstep::language::source::Source;
use dockstep::language::tree::{Instruction, Tree};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads every file and runs every case; all that differ are shown.
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
        let found = describe(&parse(Source::new(decoded(case.dockerfile).into_bytes())));
        if found != case.expected {
            write!(
                failures,
                "\n## {}\n{}",
                case.fact,
                difference(case.expected, &found)
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
        assert!(
            failures.is_empty(),
            "tests/language/{file}: - is expected, + was found\n{failures}"
        );
    }
}

/// Holds one case as it is written.
struct Case<'text> {
    fact: &'text str,
    dockerfile: &'text str,
    expected: &'text str,
}

impl<'text> Case<'text> {
    fn read(section: &'text str) -> Option<Self> {
        let fact = section.lines().next()?.strip_prefix("## ")?;
        Some(Self {
            fact,
            dockerfile: block(section, "dockerfile")
                .unwrap_or_else(|| panic!("{fact}: no dockerfile block")),
            expected: block(section, "expect").unwrap_or_else(|| panic!("{fact}: no expect block")),
        })
    }
}

/// Gives the lines of the first block in a language.
fn block<'text>(section: &'text str, language: &str) -> Option<&'text str> {
    let (_, behind) = section.split_once(&format!("```{language}\n"))?;
    let end = if behind.starts_with("```") {
        0
    } else {
        behind.find("\n```")? + 1
    };
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

/// Shows two texts line by line: what both have, what only one has.
fn difference(expected: &str, found: &str) -> String {
    let mut out = String::new();
    let (mut expected, mut found) = (expected.lines(), found.lines());
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return out,
            (Some(left), Some(right)) if left == right => writeln!(out, "  {left}").unwrap(),
            (left, right) => {
                for (mark, line) in [('-', left), ('+', right)] {
                    if let Some(line) = line {
                        writeln!(out, "{mark} {line}").unwrap();
                    }
                }
            }
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language")
}

#[test]
fn every_file_is_run() {
    let mut files: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|extension| extension == "md")
        })
        .collect();
    files.sort();
    assert_eq!(
        files,
        ["arguments.md", "heredocs.md", "json.md", "lines.md"]
    );
}

#[test]
fn arguments() {
    check("arguments.md");
}

#[test]
fn heredocs() {
    check("heredocs.md");
}

#[test]
fn json() {
    check("json.md");
}

#[test]
fn lines() {
    check("lines.md");
}
