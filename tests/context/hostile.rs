//! Whatever stands in an ignore file, a Dockerfile or a name: an answer, never a panic or a hang.

use crate::corpus::real_files;
use crate::given::{context, context_of_lines, file};
use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::context::file_match::file_match;
use dockstep::context::ignore_rules::IgnoreRules;
use dockstep::language::source::Source;
use proptest::prelude::{Strategy, any, prop, proptest};
use proptest::{prop_assert, prop_assert_eq, prop_oneof};
use std::sync::Arc;

/// Makes texts of what patterns are made of.
fn pattern_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "*", "**", "?", "/", "[", "]", "[a-c]", "[^x]", "\\\\", "!", "#", "a", "foo", ".", "..",
        "é", " ", "\n", "-", "^", "$", "(", "\u{0}",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_ignore_file_decides_alike_for_one_path_and_for_all(
        text in prop_oneof![pattern_like(), any::<String>()],
        name in prop_oneof![pattern_like(), any::<String>()],
    ) {
        let name = format!("d/{}", name.replace(['/', '\n'], "x"));
        let Ok(rules) = IgnoreRules::read(&text) else { return Ok(()) };
        let context = context(vec![file(&name)], Some(&text));
        let alone = rules.decide(&name);
        if let (Ok(alone), None) = (&alone, context.error()) {
            let all = context.decided().last().unwrap();
            prop_assert_eq!((alone.included, alone.pattern), (all.decision.included, all.decision.pattern));
            prop_assert_eq!(rules.leaves_out(&name), Ok(!alone.included));
        }
    }

    #[test]
    fn a_name_without_marks_matches_itself_alone(name in "[a-z.]{1,8}", pattern in pattern_like()) {
        prop_assert_eq!(file_match(&name, &name), Ok(true));
        let first = file_match(&pattern, &name);
        prop_assert!(first.is_ok() == file_match(&pattern, "other").is_ok(), "{}", pattern);
    }
}

#[test]
fn every_real_dockerfile_can_be_followed() {
    let Some(paths) = real_files() else { return };
    let lines = "file package.json\nfile requirements.txt\nfile src/main.c\nfile a.tar.gz\nlink round -> round\n";
    let options = BuildOptions {
        context: Some(Arc::new(context_of_lines(lines).unwrap())),
        ..BuildOptions::default()
    };
    let mut followed = 0;
    for path in paths {
        let source = Source::new(std::fs::read(&path).unwrap());
        let analysis = Analysis::of(source, &options);
        let files = analysis.files();
        for stage in &analysis.plan().stages {
            let known = files.stage(stage.index).unwrap();
            assert_eq!(known.steps.len(), stage.steps.len(), "{}", path.display());
            for (path, _) in known.end().entries() {
                assert!(path.starts_with('/') && !path.ends_with('/'), "{path}");
            }
            followed += 1;
        }
    }
    assert!(followed > 0);
}
