//! What is said of a line that BuildKit refuses: its words, the way out, and nothing as if it worked.

use crate::told;
use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::doc::Label;
use dockstep::doc::template::names;
use dockstep::knowledge::ways_out::{FILE, read};
use dockstep::language::source::Source;

/// Refused lines, and a part of the way out of each.
const REFUSED: [(&str, &str); 26] = [
    ("EXPOSE http", "`EXPOSE 80`"),
    ("EXPOSE 80 postgres", "`EXPOSE 80`"),
    ("EXPOSE postgresql/tcp", "`EXPOSE 5432`"),
    ("ENV FOO", "`ENV FOO=value`"),
    ("LABEL FOO", "`LABEL FOO=value`"),
    ("ENV A=1 B", "`NAME=value`"),
    ("COPY --frm=x a b", "Write `--from` instead of `--frm`"),
    ("COPY --zzzzzz=x a b", "COPY has no such flag"),
    ("RUNN ls", "Write `RUN`"),
    ("SOMETHING ls", "A line starts with an instruction"),
    ("COPY a", "`COPY a /app/`"),
    ("ADD", "`ADD src/ /app/`"),
    ("FROM", "`FROM alpine`"),
    ("FROM a b", "`FROM image AS name`"),
    ("FROM a AS 1x", "Start the name with a letter"),
    ("COPY --chmod=9z a b", "`--chmod=755`"),
    ("COPY https://example.com/a b", "ADD downloads"),
    (
        "RUN --mount=type=foo ls",
        "`bind`, `cache`, `tmpfs`, `secret` and `ssh`",
    ),
    ("RUN --network=x ls", "`none` or `host`"),
    ("HEALTHCHECK --interval=5 CMD x", "`5s`"),
    ("HEALTHCHECK curl x", "`HEALTHCHECK CMD"),
    ("HEALTHCHECK NONE x", "`HEALTHCHECK NONE` alone"),
    ("SHELL /bin/bash", "`SHELL [\"/bin/bash\", \"-c\"]`"),
    ("STOPSIGNAL SIGNOPE", "`SIGTERM`"),
    ("ENV A=\"b", "Close the quote"),
    ("COPY --from=$X a b", "`--from=name`"),
];

#[test]
fn every_refusal_comes_with_a_way_out() {
    for (line, way) in REFUSED {
        let said = told(&format!("FROM alpine\n{line}\n"));
        let (error, behind) = said
            .split_once(" Fix ")
            .unwrap_or_else(|| panic!("{line}: {said}"));
        assert!(error.starts_with("Error "), "{line}: {said}");
        let plain = |text: &str| text.replace('`', "");
        assert!(plain(behind).contains(&plain(way)), "{line}: {said}");
    }
    let before = told("RUN ls\n");
    assert!(
        before.contains("Fix Put a FROM above this line"),
        "{before}"
    );
}

#[test]
fn an_argument_of_a_stage_that_from_asks_for_is_explained() {
    let said = told("FROM alpine\nARG V=1\nFROM $V2\n");
    assert!(said.contains("Fix Give the variable a value"), "{said}");
}

#[test]
fn what_is_refused_is_not_explained_as_if_it_worked() {
    let refused = "what BuildKit refuses on this line";
    for (line, never) in [
        ("EXPOSE 80 http", "port `http`"),
        ("COPY --chmod=9z a b", "the mode of the copied files"),
        ("HEALTHCHECK --interval=5 CMD x", "waits"),
        ("HEALTHCHECK --retries=x CMD x", "so many failures"),
        ("RUN --mount=type=foo ls", "shows files"),
        ("RUN --network=x ls", "network of"),
    ] {
        let said = told(&format!("FROM alpine\n{line}\n"));
        assert!(said.contains(refused), "{line}: {said}");
        assert!(!said.contains(never), "{line}: {said}");
    }
    // The others of the line keep their meaning.
    let said = told("FROM alpine\nEXPOSE 80 http\n");
    assert!(said.contains("port `80`"), "{said}");
    let said = told("FROM alpine\nRUN --mount=type=foo ls\n");
    assert!(!said.contains("This only prints"), "{said}");
}

#[test]
fn what_a_copy_without_a_destination_names_is_the_source() {
    let said = told("FROM alpine\nCOPY a\n");
    assert!(
        said.contains("a what to copy") && !said.contains("where it goes Whe"),
        "{said}"
    );
}

#[test]
fn a_refused_line_matters_never_until_it_is_mended_in_one_wording() {
    for (line, _) in REFUSED {
        let file = format!("FROM alpine\n{line}\n");
        let analysis = Analysis::of(Source::from(file.as_str()), &BuildOptions::default());
        let explanation = analysis.explain(1);
        let errors = explanation.remarks.iter();
        assert!(
            errors
                .map(|remark| remark.label)
                .any(|label| label == Label::Error),
            "{line}"
        );
        let when = explanation.when.to_plain();
        assert_eq!(when, "Never, until the line is mended.", "{line}");
    }
}

#[test]
fn every_way_out_is_whole_and_can_be_said() {
    let code = include_str!("../../src/explain/way_out.rs");
    let ways = read(FILE).unwrap().way;
    assert!(ways.len() > 40);
    for (kind, say) in &ways {
        assert!(
            code.contains(&format!("\"{kind}\"")),
            "{kind} is never said"
        );
        assert!(say.ends_with('.'), "{kind}: {say}");
        assert_eq!(say.matches('`').count() % 2, 0, "{kind}: {say}");
        for name in names(say) {
            assert!(code.contains(&format!("(\"{name}\", ")), "{kind}: {name}");
        }
    }
}
