//! Values that a reader asks for: paths of Windows, given arguments, what is cleared, a health check.

use crate::told;
use dockstep::analysis::Analysis;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::export::text::ink::Ink;
use dockstep::export::text::write;
use dockstep::knowledge::base_images::catalogue;
use dockstep::language::source::Source;

const WINDOWS: &str = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:\\\\src\n";

fn state(dockerfile: &str, index: usize) -> String {
    let options = BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    };
    let analysis = Analysis::of(Source::from(dockerfile), &options);
    let text = write(&analysis.state_text(index), 500, Ink::Plain);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_windows_path_is_shown_as_windows_writes_it() {
    let said = told(&format!("{WINDOWS}COPY . C:\\\\app\n"));
    assert!(said.contains("into `C:\\app`"), "{said}");
    assert!(!said.contains("counted from"), "{said}");
    assert!(
        said.contains("leaves the drive letter out and reads `/app`"),
        "{said}"
    );
}

#[test]
fn the_drive_letter_is_spoken_of_once() {
    let said = told(&format!("{WINDOWS}COPY . C:\\\\app\nCOPY x C:\\\\y\n"));
    assert!(!said.contains("drive letter"), "{said}");
    let without = told(&format!("{WINDOWS}COPY . .\n"));
    assert!(!without.contains("drive letter"), "{without}");
    assert!(
        without.contains("`C:\\src`, because of WORKDIR"),
        "{without}"
    );
}

#[test]
fn on_linux_a_drive_letter_is_no_root() {
    let said = told("FROM alpine\nWORKDIR /src\nCOPY . C:/app\n");
    assert!(
        said.contains("`/src/C:/app`, counted from the working directory"),
        "{said}"
    );
}

fn given(dockerfile: &str, name: &str, value: &str, index: usize) -> String {
    let mut options = BuildOptions::default();
    options.arguments.insert(name.to_owned(), value.to_owned());
    let analysis = Analysis::of(Source::from(dockerfile), &options);
    analysis.explain(index).headline.to_plain()
}

#[test]
fn a_given_argument_says_what_the_file_would_have() {
    let file = "ARG W=1\nFROM alpine:$W\nARG V=3.12\nARG W\nARG U\nARG X=\"a $V\"\n";
    let given = |name, index| given(file, name, "9", index);
    for (name, index, default) in [
        ("W", 0, "1"),
        ("V", 2, "3.12"),
        ("W", 3, "1"),
        ("X", 5, "a 3.12"),
    ] {
        let said = given(name, index);
        assert!(said.contains("9, given with --build-arg"), "{said}");
        assert!(
            said.ends_with(&format!("the file's default is {default}.")),
            "{said}"
        );
    }
    let said = given("U", 4);
    assert!(
        said.ends_with("given with --build-arg; the file has no default."),
        "{said}"
    );
    // What another argument's value changes is not given itself.
    for (name, index) in [("V", 0), ("W", 2), ("W", 5), ("V", 5)] {
        let said = given(name, index);
        assert!(!said.contains("given with"), "{name} {index}: {said}");
    }
}

#[test]
fn the_state_says_what_an_entrypoint_cleared() {
    let file = "FROM nginx:alpine\nENTRYPOINT [\"x\"]\nUSER a\n";
    let said = state(file, 1);
    assert!(
        said.contains("- default command cleared by ENTRYPOINT here"),
        "{said}"
    );
    let after = state(file, 2);
    assert!(after.contains("default command not set"), "{after}");
}

#[test]
fn the_state_says_a_health_check_in_words() {
    let check = |line: &str| state(&format!("FROM alpine\nHEALTHCHECK {line}\n"), 1);
    let plain = check("--interval=5s CMD wget -qO- http://localhost || exit 1");
    let words = "`wget -qO- http://localhost || exit 1` every 5s, for 30s at most; unhealthy after 3 failures in a row";
    assert!(plain.contains(words), "{plain}");
    assert!(!plain.contains("CMD-SHELL"), "{plain}");
    let slow = check("--start-period=1m --retries=5 CMD [\"curl\", \"-f\", \"x\"]");
    assert!(
        slow.contains("`[\"curl\", \"-f\", \"x\"]` every 30s"),
        "{slow}"
    );
    assert!(
        slow.contains("after 5 failures in a row; for the first 1m0s it runs every 5s"),
        "{slow}"
    );
    let none = check("NONE");
    assert!(
        none.contains("none: HEALTHCHECK NONE switches it off"),
        "{none}"
    );
}
