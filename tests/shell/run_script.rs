//! The script of an instruction, and the way back to the file.

use dockstep::language::parse::parse;
use dockstep::language::shell;
use dockstep::language::shell::run_script::RunScript;
use dockstep::language::shell::simple_commands::simple_commands;
use dockstep::language::source::Source;
use dockstep::language::span::Span;
use dockstep::language::tree::Tree;

fn tree(text: &str) -> Tree {
    parse(Source::from(text))
}

/// Gives the words of all commands of a file's last instruction, each as the bytes of the file it stands on.
fn words(text: &str) -> Vec<Vec<String>> {
    let tree = tree(text);
    let script = RunScript::of(&tree, tree.instructions().last().unwrap()).unwrap();
    let parsed = script.parse();
    assert_eq!(parsed.errors, []);
    simple_commands(&parsed)
        .iter()
        .map(|found| {
            let words = found.command.words.iter();
            words
                .map(|word| {
                    let pieces: Vec<&str> = script
                        .spans(word.span)
                        .iter()
                        .map(|span| span.of(text))
                        .collect();
                    assert_eq!(pieces.concat(), word.written(script.text()));
                    pieces.join("|")
                })
                .collect()
        })
        .collect()
}

#[test]
fn words_have_their_places_through_continuations_and_comments() {
    assert_eq!(
        words(
            "FROM a\nRUN --network=none apt-get \\\n  # not part of it\n  up\\\ndate && \\\n\n  rm -rf /x\n"
        ),
        [vec!["apt-get", "up|date"], vec!["rm", "-rf", "/x"]]
    );
}

#[test]
fn words_have_their_places_with_the_other_escape_character() {
    assert_eq!(
        words("# escape=`\nFROM a\nRUN echo \\$x `\n  b`\nc\n"),
        [vec!["echo", "\\$x", "b|c"]]
    );
}

#[test]
fn the_lines_of_a_lone_heredoc_are_the_script() {
    assert_eq!(
        words("FROM a\nRUN <<EOF\napt-get update\nif b; then\n  c\nfi\nEOF\n"),
        [vec!["apt-get", "update"], vec!["b"], vec!["c"]]
    );
}

#[test]
fn the_lines_of_a_heredoc_among_words_follow_the_joined_line() {
    let text = "FROM a\nRUN cat <<EOF >/x && \\\n  echo <<'B'\n$(pwd)\nEOF\nb\nB\n";
    assert_eq!(words(text), [vec!["cat"], vec!["echo"], vec!["pwd"]]);
    let tree = tree(text);
    let script = RunScript::of(&tree, tree.instructions().last().unwrap())
        .unwrap()
        .parse();
    let bodies: Vec<bool> = script
        .heredocs
        .iter()
        .map(|heredoc| heredoc.end.is_some())
        .collect();
    assert_eq!(bodies, [true, true]);
}

#[test]
fn a_foreign_interpreter_is_named() {
    let text = "FROM a\nRUN <<EOF\n#!/usr/bin/env -S python3 -u\nprint('x')\nEOF\n";
    let tree = tree(text);
    let script = RunScript::of(&tree, tree.instructions().last().unwrap()).unwrap();
    assert_eq!(script.interpreter(), Some("python3"));
    assert!(script.has_foreign_interpreter());
}

#[test]
fn every_instruction_in_shell_form_has_a_script() {
    for (instruction, word) in [
        ("CMD nginx -g x", "nginx"),
        ("ENTRYPOINT exec app", "exec"),
        ("HEALTHCHECK --interval=5s CMD curl localhost", "curl"),
        ("ONBUILD RUN make", "make"),
        ("ONBUILD HEALTHCHECK CMD test -f /x", "test"),
    ] {
        let commands = words(&format!("FROM a\n{instruction}\n"));
        assert_eq!(
            commands
                .first()
                .and_then(|words| words.first())
                .map(String::as_str),
            Some(word)
        );
    }
}

#[test]
fn what_no_shell_runs_has_no_script() {
    for instruction in [
        "RUN [\"a\", \"b\"]",
        "ENV A=b",
        "HEALTHCHECK NONE",
        "RUN",
        "COPY <<EOF /x\na\nEOF",
    ] {
        let tree = tree(&format!("FROM a\n{instruction}\n"));
        assert!(
            RunScript::of(&tree, tree.instructions().last().unwrap()).is_none(),
            "{instruction}"
        );
    }
}

#[test]
fn a_script_in_single_quotes_is_read_in_its_place() {
    let text = "sh -c 'cd /app && make'";
    let outer = shell::parse(text);
    let commands = simple_commands(&outer);
    let quoted = commands
        .first()
        .and_then(|found| found.command.arguments().last())
        .unwrap();
    let inner = shell::parse_part(
        text,
        Span::new(quoted.span.start as usize + 1, quoted.span.end as usize - 1),
    );
    let names: Vec<&str> = simple_commands(&inner)
        .iter()
        .filter_map(|found| Some(found.name()?.written(text)))
        .collect();
    assert_eq!(names, ["cd", "make"]);
}
