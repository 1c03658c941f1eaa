//! Scripts inside words, commands that other commands run, commands that start later.

use super::{GOES_ON, told};

#[test]
fn a_script_inside_a_word_is_explained_below_the_command_that_runs_it() {
    for line in [
        "RUN sudo bash -c \"apk add curl\"",
        "RUN [\"sh\", \"-c\", \"apk add curl\"]",
        "CMD [\"sh\", \"-c\", \"apk add curl\"]",
        "ENTRYPOINT apk add curl",
        "HEALTHCHECK CMD sh -c 'apk add curl'",
        "ONBUILD RUN apk add curl",
    ] {
        let said = told(&format!("FROM a\n{line}\n"));
        assert!(said.contains("curl a package to install"), "{line}: {said}");
    }
}

#[test]
fn what_a_shell_gets_behind_its_script_is_no_script() {
    let said = told("FROM a\nRUN bash -c 'echo $0' name\n");
    assert!(said.contains("name a word for the script"), "{said}");
}

#[test]
fn what_ends_with_a_run_ends_with_the_script_where_no_run_is() {
    let run = told("FROM a\nRUN cd /x && make\n");
    assert!(run.contains("for the rest of this RUN only"), "{run}");
    assert!(
        run.contains("the RUN fails, and the build with it"),
        "{run}"
    );
    let start = told("FROM a\nENTRYPOINT cd /x && make\n");
    assert!(
        start.contains("for the rest of this script only"),
        "{start}"
    );
    assert!(!start.contains("the RUN fails"), "{start}");
}

#[test]
fn set_e_of_an_inner_shell_holds_in_its_script_alone() {
    let said = told("FROM a\nRUN sh -ec 'make; make install'; make test\n");
    assert!(
        said.contains("the script stops here if that command failed"),
        "{said}"
    );
    assert!(said.contains(GOES_ON), "{said}");
}

#[test]
fn a_download_piped_into_a_shell_is_seen_behind_sudo() {
    let careful = "The shell runs whatever the server sends";
    for shell in ["bash", "sudo -E bash -", "sudo env A=b sh"] {
        let said = told(&format!("FROM a\nRUN curl -f https://a.b/c | {shell}\n"));
        assert!(said.contains(careful), "{shell}: {said}");
    }
    let other = told("FROM a\nRUN curl -f https://a.b/c | sudo tee /f && bash /f\n");
    assert!(!other.contains(careful), "{other}");
}

#[test]
fn a_sentence_that_would_leave_out_a_loop_is_not_said() {
    let said = told("FROM a\nRUN make; for i in a b; do echo $i >> /list; done\n");
    assert!(!said.contains("this builds with make"), "{said}");
    let whole = told("FROM a\nRUN make -j $(nproc); make install\n");
    assert!(whole.contains("this builds with make"), "{whole}");
}
