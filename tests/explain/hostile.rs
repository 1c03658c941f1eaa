//! Any script at all is explained, and its parts stand in the file.

use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::language::source::Source;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_script_is_explained_and_its_commands_stand_in_the_file(
        tokens in vec(select(&TOKENS[..]), 0..40),
        start in select(&["RUN ", "CMD ", "RUN [\"sh\",\"-c\",\"", "RUN sh -c \"", "ONBUILD RUN bash -c '"][..]),
        end in select(&["", "\"", "\"]", "'"][..]),
    ) {
        let text = format!("FROM a\n{start}{}{end}\n", tokens.concat());
        let analysis = Analysis::of(Source::from(text.as_str()), &BuildOptions::default());
        for index in 0..analysis.tree().instructions().len() {
            analysis.explain(index);
            for command in analysis.commands(index) {
                prop_assert!(text.get(command.span.start as usize..command.span.end as usize).is_some());
                for option in &command.options {
                    prop_assert_eq!(option.span.of(&text), option.text.as_str());
                    prop_assert!(command.span.start <= option.span.start);
                }
            }
        }
    }
}

/// What scripts inside scripts are made of, and what breaks them.
const TOKENS: [&str; 34] = [
    " ",
    " ",
    "\\\n",
    "\\",
    "'",
    "\"",
    "\\\"",
    "\\\\",
    "`",
    "$",
    "$(",
    ")",
    "${A}",
    "$A",
    "$'",
    "; ",
    " && ",
    " | ",
    " > /f ",
    " 2>&1 ",
    "<<E\n",
    "sh -c ",
    "bash -ec ",
    "find . -exec ",
    " \\; ",
    " {} + ",
    "xargs ",
    "sudo ",
    "echo ",
    "make -j ",
    "tar xzf ",
    "jq --arg ",
    "é",
    "\\u0041",
];
