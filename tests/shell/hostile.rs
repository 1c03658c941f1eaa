//! Any text is read to its end: broken, endless or nested without end.

use crate::spans;
use dockstep::language::shell::error::ShellErrorKind;
use dockstep::language::shell::simple_commands::simple_commands;
use dockstep::language::shell::{parse, parse_part};
use dockstep::language::span::Span;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use proptest::sample::select;

/// What scripts are made of, and what breaks them.
const TOKENS: [&str; 84] = [
    " ",
    " ",
    " ",
    "\n",
    "\t",
    "\r\n",
    "\\\n",
    "\\",
    "'",
    "\"",
    "`",
    "\\`",
    "\\\\`",
    "\\\"",
    "$",
    "${",
    "}",
    "{",
    "(",
    ")",
    "((",
    "))",
    "$(",
    "$((",
    "<(",
    ">(",
    "[[",
    "]]",
    "[",
    "]",
    "|",
    "||",
    "&",
    "&&",
    "|&",
    ";",
    ";;",
    ";&",
    ";;&",
    "!",
    "#",
    "<",
    ">",
    ">>",
    "<<EOF\n",
    "<<-E",
    "<<'E F'",
    "\nEOF\n",
    "\tE\n",
    "E F\n",
    "<<<",
    "2>&1",
    "&>",
    "{fd}>",
    "if ",
    "then ",
    "elif ",
    "else ",
    "fi",
    "for ",
    "in ",
    "do ",
    "done",
    "while ",
    "until ",
    "case ",
    "esac",
    "function ",
    "select ",
    "time ",
    "f()",
    "a=(",
    "a[0]+=",
    "=~ ",
    "@(",
    "$'\\x4",
    "é",
    "東",
    "name",
    "$x",
    ":-",
    "##",
    "/",
    "0",
];

fn check(text: &str) -> Result<(), String> {
    let script = parse(text);
    for found in simple_commands(&script) {
        found.name().map(|name| name.text(text));
    }
    for error in &script.errors {
        error.to_string();
    }
    spans::check(text, Span::new(0, text.len()), &script)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_has_a_tree_with_every_span_in_its_place(text in any::<String>()) {
        let result = check(&text);
        prop_assert!(result.is_ok(), "{text:?}: {result:?}");
    }

    #[test]
    fn text_of_shell_tokens_has_a_tree_with_every_span_in_its_place(tokens in vec(select(&TOKENS[..]), 0..40)) {
        let text = tokens.concat();
        let result = check(&text);
        prop_assert!(result.is_ok(), "{text:?}: {result:?}");
    }

    #[test]
    fn a_part_of_a_text_is_read_as_if_it_stood_alone(tokens in vec(select(&TOKENS[..]), 0..12)) {
        let text = tokens.concat();
        let alone = parse(&text);
        let around = format!("RUN é{text} 'behind");
        let part = Span::new("RUN é".len(), "RUN é".len() + text.len());
        let script = parse_part(&around, part);
        let result = spans::check(&around, part, &script);
        prop_assert!(result.is_ok(), "{text:?}: {result:?}");
        let kinds = |script: &dockstep::language::shell::tree::Script| {
            script.errors.iter().map(|error| error.kind).collect::<Vec<_>>()
        };
        prop_assert!(kinds(&alone) == kinds(&script), "{text:?}");
        let moved: Vec<Span> = alone.marks.iter().map(|mark| mark.span.shifted("RUN é".len())).collect();
        prop_assert!(moved.into_iter().eq(script.marks.iter().map(|mark| mark.span)), "{text:?}");
    }
}

#[test]
fn long_hostile_texts_are_read_to_their_end() {
    let units = [
        "$(",
        "\"",
        "(",
        "((",
        "$((",
        "{ ",
        "if ",
        "`",
        "\\`",
        "\"$(",
        "\"${a:-",
        "${a:-",
        "$(`",
        "case a in ",
        "case a in b) ",
        "while ",
        "for a in b; do ",
        "f() ",
        "function f ",
        "a=(",
        "<(",
        "[[ ",
        "[[ ( ",
        "! ",
        "a|",
        "a&&",
        ";",
        ")",
        "}",
        "fi ",
        "esac ",
        "<<E ",
        "<<E\n",
        "cat <<E\n$(",
        "@(",
        "a (",
        "a[",
        "${a[",
        "a=(b=(",
        "$((a ",
        "((a) ",
        "\\",
        "'",
        "#",
        "\n",
        "é(",
        "$'",
        "a;;",
        "2>",
        "${a[\"",
        "(( \"",
        "$((#'\n",
        "time ",
        "\"`",
        "\\\"`",
    ];
    for unit in units {
        let text = unit.repeat(200_000 / unit.len());
        if let Err(problem) = check(&text) {
            panic!("{unit:?} again and again: {problem}");
        }
    }
}

#[test]
fn what_is_nested_too_deep_is_one_error_and_the_text_before_it_is_explained() {
    let text = format!("apt-get update && {}curl", "$(".repeat(100_000));
    let script = parse(&text);
    assert_eq!(script.errors.len(), 1);
    assert_eq!(
        script.errors.first().map(|error| error.kind),
        Some(ShellErrorKind::TooDeep)
    );
    let names: Vec<String> = simple_commands(&script)
        .iter()
        .take(1)
        .filter_map(|found| found.name()?.as_literal())
        .collect();
    assert_eq!(names, ["apt-get"]);
}

#[test]
fn nesting_as_people_write_it_is_not_too_deep() {
    let text = format!("{}echo{}", "(".repeat(60), " )".repeat(60));
    assert_eq!(parse(&text).errors, []);
}
