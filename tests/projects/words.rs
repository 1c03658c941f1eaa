//! What a person reads.

use crate::project::Project;

#[test]
fn a_use_is_a_sentence_that_names_everything_that_is_given() {
    let said = Project::unpacked("monorepo", "words").find_text();
    let said: Vec<&str> = said.split_whitespace().collect();
    let said = said.join(" ");
    for sentence in [
        "Compose service worker (docker-compose.yml:29) builds the last stage from the context `services/worker` with `QUEUE=default`, `THREADS=8`.",
        "The name `shared` stands for `libs/shared`.",
        "Not known: `args.BUILD_ID` has the value that the shell of the build gives it, if it does.",
        "1 stage, no findings. Nothing here says who builds it.",
    ] {
        assert!(said.contains(sentence), "{sentence}\n{said}");
    }
}

#[test]
fn the_text_of_a_file_cannot_steer_the_terminal() {
    let project = Project::empty("escapes");
    project.write("Dockerfile", "FROM alpine:3.20\n");
    project.write(
        "compose.yaml",
        "services:\n  \"a\\e[31mb\\u202e\":\n    build:\n      context: .\n      args:\n        X: \"\\e]0;title\\a\"\n",
    );
    for arguments in [&[][..], &["--json"]] {
        let output = project.find(arguments);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
        assert!(said.contains("31mb"), "{said}");
    }
}
