//! What a word comes to when its quotes are taken out.

use dockstep::language::shell::parse;
use dockstep::language::shell::simple_commands::simple_commands;
use dockstep::language::shell::word::Word;

/// Gives the literal of each word of a text's first command.
fn literals(text: &str) -> Vec<Option<String>> {
    let script = parse(text);
    let commands = simple_commands(&script);
    let words = commands
        .first()
        .map(|found| found.command.words.as_slice())
        .unwrap_or_default();
    words.iter().map(Word::as_literal).collect()
}

fn known(words: &[&str]) -> Vec<Option<String>> {
    words.iter().map(|word| Some((*word).to_owned())).collect()
}

#[test]
fn quotes_and_escapes_are_taken_out() {
    assert_eq!(
        literals(r#"a'b c'"d\"\e"\ f '' $'\n\x41\0' x\y"#),
        known(&["ab cd\"\\e f", "", "\nA\0", "xy"])
    );
}

#[test]
fn a_continuation_comes_to_nothing() {
    assert_eq!(
        literals("in\\\nstall \"a\\\nb\" 'a\\\nb'"),
        known(&["install", "ab", "a\\\nb"])
    );
}

#[test]
fn what_the_shell_fills_in_is_not_known() {
    for word in [
        "$x", "a${x}b", "\"$x\"", "$(pwd)", "`pwd`", "$((1))", "<(ls)", "a=(b)",
    ] {
        assert_eq!(
            literals(&format!("echo {word}")).get(1),
            Some(&None),
            "{word}"
        );
    }
}

#[test]
fn wildcards_count_as_text() {
    assert_eq!(
        literals("rm *.c ~/[ab]? {a,b}"),
        known(&["rm", "*.c", "~/[ab]?", "{a,b}"])
    );
}

#[test]
fn the_words_between_backticks_have_the_places_of_what_is_written() {
    let text = r#"x=`echo "\\$a" \`ls é \\\`pwd\\\`\``"#;
    let script = parse(text);
    assert_eq!(script.errors, []);
    let names: Vec<&str> = simple_commands(&script)
        .iter()
        .filter_map(|found| Some(found.name()?.written(text)))
        .collect();
    assert_eq!(names, ["echo", "ls", "pwd"]);
    let arguments: Vec<&str> = simple_commands(&script)
        .iter()
        .flat_map(|found| found.command.arguments())
        .map(|word| word.written(text))
        .collect();
    assert_eq!(
        arguments,
        [r#""\\$a""#, r"`ls é \\\`pwd\\\`\`", "é", r"`pwd\\\`"]
    );
}

#[test]
fn variables_are_listed_in_source_order() {
    let text = r#"echo "$a${b:-$c}"$((d + $e))${f%"$g"}"#;
    let script = parse(text);
    let commands = simple_commands(&script);
    let word = commands
        .first()
        .and_then(|found| found.command.arguments().first())
        .cloned()
        .unwrap();
    let names: Vec<&str> = word
        .variables()
        .iter()
        .map(|variable| variable.name.as_str())
        .collect();
    assert_eq!(names, ["a", "b", "c", "e", "f", "g"]);
}
