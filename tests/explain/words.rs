//! The words around a command decide what is true of it.

use super::{GOES_ON, told};

const STOPS: &str = "the RUN stops here if that command failed";

#[test]
fn a_semicolon_goes_on_after_a_failure_unless_set_e_is_on() {
    let plain = told("FROM a\nRUN make; make install\n");
    assert!(plain.contains(GOES_ON) && !plain.contains(STOPS), "{plain}");
    for script in [
        "set -e",
        "set -eux",
        "set -xo errexit",
        "set -o pipefail -e",
    ] {
        let said = told(&format!("FROM a\nRUN {script}; make; make install\n"));
        assert!(!said.contains(GOES_ON), "{script}: {said}");
        assert!(said.contains(STOPS), "{script}: {said}");
    }
    let off = told("FROM a\nRUN set -e; make; set +e; make install; make test\n");
    assert!(off.contains(GOES_ON), "{off}");
}

#[test]
fn a_shell_that_is_started_with_e_stops_too() {
    let said = told("FROM a\nSHELL [\"/bin/bash\", \"-ec\"]\nRUN make; make install\n");
    assert!(said.contains(STOPS) && !said.contains(GOES_ON), "{said}");
}

#[test]
fn set_in_a_subshell_ends_with_it() {
    let said = told("FROM a\nRUN (set -e; make); make install; make test\n");
    assert!(said.contains(GOES_ON), "{said}");
}

#[test]
fn a_pipe_counts_as_a_whole_under_pipefail() {
    let last = "only the last one's failure counts";
    let plain = told("FROM a\nRUN curl https://example.com | sh\n");
    assert!(plain.contains(last), "{plain}");
    let whole = told("FROM a\nRUN set -o pipefail && curl https://example.com | sh\n");
    assert!(!whole.contains(last), "{whole}");
    assert!(whole.contains("a failure of any of them counts"), "{whole}");
}

#[test]
fn each_letter_behind_one_dash_is_shown_by_itself() {
    let said = told("FROM a\nRUN tar -xzf a.tgz\n");
    for part in ["-x unpacks", "-z means", "-f a.tgz"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn what_stands_behind_a_script_belongs_to_the_script() {
    let said = told("FROM a\nRUN python3 manage.py migrate --version\n");
    assert!(!said.contains("Python's version"), "{said}");
}

#[test]
fn a_function_of_the_script_goes_before_a_program_of_its_name() {
    let said = told("FROM a\nRUN install() { echo \"$1\"; }; install curl\n");
    assert!(said.contains("the function of that name"), "{said}");
}

#[test]
fn a_condition_on_an_option_holds_for_each_of_its_names() {
    let short = told("FROM debian:13\nRUN apt-get install -y curl\n");
    let long = told("FROM debian:13\nRUN apt-get install --yes curl\n");
    let interactive = told("FROM debian:13\nRUN apt-get install curl\n");
    let tail = |said: &str| said.split("When").nth(1).map(str::to_owned);
    assert_eq!(tail(&short), tail(&long));
    assert_ne!(tail(&short), tail(&interactive), "without it apt-get asks");
}
