//! Real Dockerfiles: every RUN of theirs is read, and named as tree-sitter-bash names it.
//!
//! `DOCKSTEP_TRUTH` names the folder that holds `corpus/`; without it the folder `../shared/truth` is tried.

use crate::real::real_files;
use crate::spans;
use dockstep::language::arguments::Arguments;
use dockstep::language::keyword::Keyword;
use dockstep::language::parse::parse;
use dockstep::language::shell::run_script::RunScript;
use dockstep::language::shell::simple_commands::simple_commands;
use dockstep::language::shell::tree::Script;
use dockstep::language::shell::word::Word;
use dockstep::language::source::Source;
use dockstep::language::tree::Tree;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tree_sitter::{Node, Parser};

#[test]
fn commands_of_real_files_are_named_as_another_parser_names_them() {
    let Some(files) = real_files() else {
        return;
    };
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_bash::LANGUAGE.into())
        .unwrap();
    let mut counts = Counts::default();
    for file in &files {
        let tree = parse(Source::new(fs::read(file).unwrap()));
        if has_unix_shell(&tree) {
            read_file(file, &tree, &mut parser, &mut counts);
        }
    }
    counts.report();
    assert!(
        counts.bodies > 5_000,
        "only {} bodies were read",
        counts.bodies
    );
    assert!(
        counts.inner > 1_000,
        "only {} words were read as scripts",
        counts.inner
    );
    let different = counts.compared - counts.same;
    assert!(
        different * 200 <= counts.compared,
        "{different} of {} bodies have other names: more than one in 200",
        counts.compared
    );
}

/// What was seen.
#[derive(Default)]
struct Counts {
    bodies: usize,
    with_errors: usize,
    errors: Vec<String>,
    /// How many words could be a script for another shell.
    inner: usize,
    compared: usize,
    same: usize,
    /// For each explanation: how often, and one example.
    differences: BTreeMap<&'static str, (usize, String)>,
}

impl Counts {
    fn report(&self) {
        eprintln!(
            "{} bodies, {} with errors of ours; tree-sitter-bash reads {} without error, {} have the same names",
            self.bodies, self.with_errors, self.compared, self.same
        );
        for error in &self.errors {
            eprintln!("    {error}");
        }
        for (explanation, (count, example)) in &self.differences {
            eprintln!("{count} differ: {explanation}\n    {example}");
        }
    }
}

fn read_file(file: &Path, tree: &Tree, parser: &mut Parser, counts: &mut Counts) {
    for instruction in tree.instructions() {
        if instruction.keyword != Keyword::Run {
            continue;
        }
        let Some(run) = RunScript::of(tree, instruction) else {
            continue;
        };
        if run.has_foreign_interpreter() {
            continue;
        }
        counts.bodies += 1;
        let script = run.parse();
        let text = run.text();
        if let Err(problem) = spans::check(text, run.part(), &script) {
            panic!("{}:{}: {problem}", file.display(), instruction.first_line);
        }
        let commands = simple_commands(&script);
        for word in commands.iter().flat_map(|found| &found.command.words) {
            let pieces: String = run
                .spans(word.span)
                .iter()
                .map(|span| span.of(tree.text()))
                .collect();
            assert_eq!(
                pieces,
                word.written(text),
                "{}:{}",
                file.display(),
                instruction.first_line
            );
        }
        for word in commands.iter().flat_map(|found| &found.command.words) {
            counts.inner += usize::from(check_inner(&run, word, tree));
        }
        for error in &script.errors {
            let place = error.span.of(text);
            counts.errors.push(format!(
                "{}:{}: `{place}`: {error}",
                file.file_name().unwrap().display(),
                instruction.first_line
            ));
        }
        counts.with_errors += usize::from(!script.errors.is_empty());
        let body = run.part().of(text);
        let other = parser.parse(body, None).unwrap();
        if other.root_node().has_error() {
            continue;
        }
        counts.compared += 1;
        let mut theirs = Vec::new();
        their_names(other.root_node(), body, &mut theirs);
        let ours: Vec<&str> = commands
            .iter()
            .filter_map(|found| Some(found.name()?.written(text)))
            .collect();
        if ours == theirs {
            counts.same += 1;
            continue;
        }
        let example = format!(
            "{}:{}: ours {ours:?}, theirs {theirs:?}",
            file.file_name().unwrap().display(),
            instruction.first_line
        );
        let entry = counts
            .differences
            .entry(explain(&script, &theirs))
            .or_insert((0, example));
        entry.0 += 1;
    }
}

/// Reads a word as a script of its own, and checks that each of its words stands where it says.
fn check_inner(run: &RunScript<'_>, word: &Word, tree: &Tree) -> bool {
    if !word.has_quotes() {
        return false;
    }
    let Some(inner) = run.inside_word(word) else {
        return false;
    };
    let script = inner.parse();
    if let Err(problem) = spans::check(inner.text(), inner.part(), &script) {
        panic!("{}: {problem}", inner.text());
    }
    for word in simple_commands(&script)
        .iter()
        .flat_map(|found| &found.command.words)
    {
        let spans = inner.spans(word.span);
        let pieces: String = spans.iter().map(|span| span.of(tree.text())).collect();
        assert_eq!(pieces, word.written(inner.text()));
    }
    true
}

/// Says why the two readings differ.
fn explain(script: &Script, theirs: &[&str]) -> &'static str {
    if !script.errors.is_empty() {
        return "no shell accepts the body; each parser goes on in its own way";
    }
    if theirs.contains(&"{") && theirs.contains(&"}") {
        return "tree-sitter-bash takes the braces of a negated group for commands";
    }
    "not explained"
}

/// Lists the names of commands as tree-sitter-bash has them, in source order.
fn their_names<'text>(node: Node<'_>, text: &'text str, names: &mut Vec<&'text str>) {
    let name = match node.kind() {
        "command" => node.child_by_field_name("name"),
        "declaration_command" | "unset_command" => node.child(0),
        "test_command" => node.child(0).filter(|child| child.kind() == "["),
        _ => None,
    };
    if let Some(name) = name {
        names.extend(text.get(name.byte_range()));
    }
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        their_names(child, text, names);
    }
}

/// Tells whether a Unix shell runs all of a file's RUNs.
fn has_unix_shell(tree: &Tree) -> bool {
    tree.escape() == '\\'
        && tree.instructions().iter().all(|instruction| {
            let invocation = tree.invocation(instruction);
            let texts = invocation.arguments.texts(invocation.line.text());
            match (instruction.keyword, &invocation.arguments) {
                (Keyword::From, _) => !texts.iter().any(|text| {
                    let text = text.to_ascii_lowercase();
                    ["windows", "nanoserver", "servercore"]
                        .iter()
                        .any(|name| text.contains(name))
                }),
                (Keyword::Shell, Arguments::Json(_)) => texts
                    .first()
                    .is_some_and(|shell| shell.ends_with("sh") && !shell.ends_with("pwsh")),
                _ => true,
            }
        })
}
