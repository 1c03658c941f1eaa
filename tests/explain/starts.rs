//! What starts, whether a shell is there for it, and what becomes of the signal of `docker stop`.

use super::told;
use dockstep::analysis::Analysis;
use dockstep::analysis::document::whole_file;
use dockstep::build::options::BuildOptions;
use dockstep::cli::build_flags::BuildFlags;
use dockstep::export::text::ink::Ink;
use dockstep::export::text::write;
use dockstep::language::source::Source;

/// Gives the text about a whole file as one line, with what is known of base images.
fn whole(dockerfile: &str) -> String {
    let options: BuildOptions = BuildFlags::default().options();
    let analysis = Analysis::of(Source::from(dockerfile), &options);
    let text = write(&whole_file(&analysis), 500, Ink::Plain);
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn a_shell_form_where_no_shell_is_cannot_start() {
    for base in ["scratch", "gcr.io/distroless/static:nonroot"] {
        let said = whole(&format!("FROM {base}\nCOPY app /app\nCMD /app\n"));
        let words = format!("`{base}` holds no shell, and no line brings one");
        assert_eq!(said.matches(&words).count(), 2, "{said}");
        assert!(!said.contains("may keep the signal"), "{said}");
        let run = whole(&format!("FROM {base}\nRUN make\n"));
        assert!(run.contains("this RUN fails"), "{run}");
        // A line may bring a shell, a mount may show one, and the exec form needs none.
        for lines in [
            "COPY --from=busybox /bin/sh /bin/sh\nCMD /app\n",
            "COPY --from=busybox /bin/ /usr/bin/\nCMD /app\n",
            "ADD rootfs.tar.gz /\nCMD /app\n",
            "RUN [\"/busybox\", \"--install\"]\nCMD /app\n",
            "RUN --mount=type=bind,from=busybox,source=/bin,target=/bin make\nCMD /app\n",
            "CMD [\"/app\"]\n",
        ] {
            let said = whole(&format!("FROM {base}\n{lines}"));
            assert!(
                !said.contains("no line brings one"),
                "{base} {lines} {said}"
            );
        }
    }
    let said =
        whole("FROM gcr.io/distroless/base:debug\nSHELL [\"/busybox/sh\", \"-c\"]\nCMD /app\n");
    assert!(!said.contains("no line brings one"), "{said}");
}

#[test]
fn what_a_signal_does_depends_on_the_program() {
    for (lines, words) in [
        (
            "CMD [\"nginx\", \"-g\", \"daemon off;\"]",
            "reaches `nginx`, which then ends",
        ),
        ("CMD [\"sleep\", \"9\"]", "`sleep` does not prepare for it"),
        (
            "CMD [\"python3.12\", \"app.py\"]",
            "`python3.12` does not prepare for it",
        ),
        (
            "CMD [\"/srv/shop\"]",
            "As process 1 it ends only if it has prepared for the signal",
        ),
        (
            "ENTRYPOINT [\"tini\", \"--\"]\nCMD [\"sleep\", \"9\"]",
            "`tini` passes it on to `sleep`",
        ),
        (
            "CMD exec gunicorn shop",
            "reaches `gunicorn`, which then ends",
        ),
        (
            "STOPSIGNAL SIGKILL\nCMD [\"nginx\"]",
            "`SIGKILL`, which no process can prepare for",
        ),
        (
            "STOPSIGNAL 9\nCMD nginx",
            "`9`, which no process can prepare for",
        ),
        (
            "STOPSIGNAL SIGQUIT\nCMD [\"nginx\"]",
            "only if it has prepared for the signal",
        ),
    ] {
        let said = whole(&format!("FROM debian:12\n{lines}\n"));
        assert!(said.contains(words), "{lines}: {said}");
    }
}

#[test]
fn a_default_stands_in_for_what_nobody_sets() {
    let said = told("FROM scratch\nENV A=${B:-x} C=$A\n");
    assert!(said.contains("No line above sets `A`, so"), "{said}");
    let said = told("FROM scratch\nENV A=${B:-x}$B\n");
    assert!(said.contains("No line above sets `B`, so"), "{said}");
    assert!(!told("FROM scratch\nENV A=${B-x}\n").contains("No line above"));
}

#[test]
fn what_installs_packages_and_what_does_not() {
    let words = "the packages of the earlier build stay";
    for script in [
        "apt-get -y install curl",
        "pip install -U pip",
        "yarn",
        "apk add curl",
    ] {
        assert!(
            told(&format!("FROM a\nRUN {script}\n")).contains(words),
            "{script}"
        );
    }
    for script in [
        "npm run build",
        "yarn build",
        "pip --version",
        "npm run install",
        "gem list",
    ] {
        assert!(
            !told(&format!("FROM a\nRUN {script}\n")).contains(words),
            "{script}"
        );
    }
}

#[test]
fn a_mount_is_told_from_the_root() {
    let said = told("FROM a\nWORKDIR /src\nRUN --mount=type=bind,target=. make\n");
    assert!(said.contains("at `/src` during this RUN"), "{said}");
    let said = told("FROM a\nWORKDIR /src\nRUN --mount=type=cache,target=.cache/go make\n");
    assert!(
        said.contains("a cache folder at `/src/.cache/go`"),
        "{said}"
    );
    let said = told("FROM a\nRUN --mount=type=bind,target=x make\n");
    assert!(said.contains("at `x` during"), "{said}");
}
