//! The script inside a word of another one: `sh -c '…'`, and its way back to the file.

use dockstep::language::parse::parse;
use dockstep::language::shell::exec_form::ExecForm;
use dockstep::language::shell::run_script::RunScript;
use dockstep::language::shell::simple_commands::simple_commands;
use dockstep::language::source::Source;

/// Gives the words of the script in the last word of a file's last instruction, each as the bytes of
/// the file that it stands on.
fn inner_words(text: &str) -> Option<Vec<String>> {
    let tree = parse(Source::from(text));
    let instruction = tree.instructions().last().unwrap();
    if let Some(form) = ExecForm::of(&tree, instruction) {
        let (string, _) = form.words.last().unwrap();
        return form
            .text
            .inside_string(*string)
            .map(|inner| words(&inner, text));
    }
    let script = RunScript::of(&tree, instruction).unwrap();
    let parsed = script.parse();
    let command = simple_commands(&parsed).first().unwrap().command;
    let inner = script.inside_word(command.words.last().unwrap())?;
    Some(words(&inner, text))
}

fn words(script: &RunScript<'_>, text: &str) -> Vec<String> {
    let parsed = script.parse();
    let mut found = Vec::new();
    for word in simple_commands(&parsed)
        .iter()
        .flat_map(|found| &found.command.words)
    {
        let spans = script.spans(word.span);
        let pieces: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(pieces.concat(), word.written(script.text()));
        found.push(pieces.join("|"));
    }
    found
}

#[test]
fn single_quotes_hold_a_script_as_it_is() {
    let words = inner_words("FROM a\nRUN sh -c 'cd /app && \\\n  make \"a b\"'\n");
    assert_eq!(words.unwrap(), ["cd", "/app", "make", "\"a b\""]);
}

#[test]
fn a_backslash_between_double_quotes_belongs_to_no_word() {
    let words = inner_words("FROM a\nRUN sh -c \"echo \\\"x y\\\" \\$HOME $OUT\"\n");
    assert_eq!(words.unwrap(), ["echo", "\"x y|\"", "$HOME", "$OUT"]);
}

#[test]
fn a_word_of_several_pieces_is_one_script() {
    let words = inner_words("FROM a\nRUN sh -c 'echo '\"$A\"' b'\\ c\n");
    assert_eq!(words.unwrap(), ["echo", "$A", "b", "c"]);
}

#[test]
fn a_string_of_an_exec_form_is_a_script() {
    let words = inner_words("FROM a\nCMD [\"sh\", \"-c\", \"echo \\\"a\\\" \\/b\"]\n");
    assert_eq!(words.unwrap(), ["echo", "\"a|\"", "/b"]);
    let trigger = inner_words("FROM a\nONBUILD RUN [\"sh\", \"-c\", \"npm ci\"]\n");
    assert_eq!(trigger.unwrap(), ["npm", "ci"]);
}

#[test]
fn what_quoting_turns_into_other_bytes_has_no_places() {
    assert_eq!(inner_words("FROM a\nRUN bash -c $'echo\\ta'\n"), None);
    assert_eq!(
        inner_words("FROM a\nCMD [\"sh\", \"-c\", \"echo\\na\"]\n"),
        None
    );
    assert_eq!(inner_words("FROM a\nRUN bash -c ''\n"), None);
}

#[test]
fn what_the_outer_shell_puts_in_is_told_apart() {
    let text = "FROM a\nRUN sh -c \"$A b $(c) \\$D\"\n";
    let tree = parse(Source::from(text));
    let script = RunScript::of(&tree, tree.instructions().last().unwrap()).unwrap();
    let parsed = script.parse();
    let command = simple_commands(&parsed).first().unwrap().command;
    let inner = script.inside_word(command.words.last().unwrap()).unwrap();
    let parsed = inner.parse();
    let command = simple_commands(&parsed).first().unwrap().command;
    let put_in: Vec<bool> = command
        .words
        .iter()
        .map(|word| inner.is_put_in(word.span))
        .collect();
    assert_eq!(put_in, [true, false, true, false]);
}
