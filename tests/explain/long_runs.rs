//! Long RUNs are told shortly: one headline, no repetition, what holds commands, what comes and goes.

use super::told;

#[test]
fn many_packages_are_one_part_and_the_headline_names_the_first_few() {
    let said = told("FROM debian\nRUN apt-get update && apt-get install -y a b c d e f g h\n");
    assert!(
        said.contains("a b c d e f g h 8 words, each a package to install"),
        "{said}"
    );
    assert!(said.contains("installs `a`, `b`, `c` and 5 more"), "{said}");
    assert_eq!(said.matches("a package to install").count(), 1, "{said}");
}

#[test]
fn a_command_that_comes_again_is_told_in_one_line() {
    let said = told("FROM a\nRUN rm -rf /one && make && rm -rf /two\n");
    assert_eq!(said.matches("asks no questions").count(), 1, "{said}");
    assert!(said.contains("rm -rf /two removes `/two`"), "{said}");
}

#[test]
fn neighbours_of_one_kind_are_told_together_but_not_across_or() {
    let said = told("FROM a\nRUN cd /x && pecl install a && pecl install b && pecl install c\n");
    assert!(
        said.contains("2 such commands: compiles and installs the PHP extension `b` and `c`"),
        "{said}"
    );
    let said = told("FROM a\nRUN rm /a; rm /b || rm /c\n");
    assert!(!said.contains("such commands"), "{said}");
}

#[test]
fn an_option_that_is_new_is_told_where_the_command_is_not() {
    let said = told("FROM a\nRUN rm -r /one && rm -rf /two\n");
    assert!(said.contains("rm -r /two removes `/two`"), "{said}");
    assert!(said.contains("-f asks no questions"), "{said}");
}

#[test]
fn options_that_say_the_same_of_other_values_are_told_together() {
    let said = told("FROM a\nRUN ./configure --with-jabber --with-ldap --with-mysql\n");
    assert!(
        said.contains("builds with `jabber`, `ldap` and `mysql`"),
        "{said}"
    );
}

#[test]
fn long_addresses_are_cut_in_the_middle_of_a_sentence() {
    let address = format!("https://example.com/{}/tool.tar.gz", "folder/".repeat(12));
    let said = told(&format!("FROM a\nRUN curl -fsSLO {address}\n"));
    let headline = said.split(" curl ").next().unwrap_or_default();
    assert!(
        headline.contains('…') && headline.contains("tool.tar.gz`"),
        "{said}"
    );
    assert!(!headline.contains(&address), "{said}");
}

const LONG: &str = "set -eux; apt-get update; apt-get install -y gcc make curl; \
    curl -fsSLo /tmp/tool.tgz https://example.com/tool.tgz; echo 'abc  /tmp/tool.tgz' | sha256sum -c -; \
    tar -xf /tmp/tool.tgz -C /usr/src; cd /usr/src/tool; ./configure; make; make install; \
    apt-get purge -y gcc make; rm -rf /tmp/tool.tgz /var/lib/apt/lists/*";

#[test]
fn the_headline_of_a_long_run_sums_up_what_its_commands_come_to() {
    let said = told(&format!("FROM debian\nRUN {LONG}\n"));
    let headline = "Runs its commands in one shell. Above all, this installs `gcc`, `make` and `curl`, \
         downloads `tool.tgz`, compiles programs from source, installs what was built, \
         removes the packages that are needed no more and cleans up.";
    assert!(said.contains(headline), "{said}");
}

#[test]
fn a_summary_that_leaves_nothing_out_does_not_say_above_all() {
    let said = told(
        "FROM a\nRUN apk add gcc && cd /src && make && make install && cd / && rm -r /src && apk del gcc\n",
    );
    assert!(
        said.contains("in one shell: this installs `gcc`, compiles"),
        "{said}"
    );
    assert!(!said.contains("Above all"), "{said}");
}

#[test]
fn what_comes_and_goes_in_one_run_is_named_and_what_stays_is_not() {
    let said = told(&format!("FROM debian\nRUN {LONG}\n"));
    assert!(
        said.contains("`gcc`, `make` and `tool.tgz` come and go within this one RUN"),
        "{said}"
    );
    let said = told("FROM debian\nRUN apt-get install -y gcc && make\n");
    assert!(!said.contains("this one RUN"), "{said}");
    // What is removed before it is brought was not brought by this RUN.
    let said = told("FROM debian\nRUN apt-get purge -y gcc && apt-get install -y gcc\n");
    assert!(!said.contains("this one RUN"), "{said}");
}

#[test]
fn conditions_loops_and_choices_are_parts_of_their_own() {
    let said = told(
        "FROM a\nRUN arch=$(uname -m); \
         for name in a b c; do echo $name; done; \
         case \"$arch\" in x86_64) make one;; arm64|aarch64) make two;; *) exit 1;; esac; \
         if [ \"$arch\" = x86_64 ]; then make; elif [ -f x ]; then make y; else make z; fi\n",
    );
    for sentence in [
        "keeps in the variable `arch` what the command in `$(…)` prints, until this RUN ends",
        "3 times: `$name` is one of the 3 words in each round",
        "compares `\"$arch\"` with the patterns below",
        "what runs if it is `x86_64`",
        "what runs if it is one of `arm64` and `aarch64`",
        "what runs in every other case",
        "if runs what stands behind `then` only if the commands before `then` succeed",
        "holds if `\"$arch\"` and `x86_64` are the same text",
        "elif asks the next question",
        "else runs what follows where no condition above held",
    ] {
        assert!(said.contains(sentence), "{sentence}\n{said}");
    }
}

#[test]
fn a_headline_tells_what_stands_inside_of_blocks_too() {
    let said = told("FROM a\nRUN if [ -f yarn.lock ]; then yarn install; fi; rm -r /tmp/x\n");
    assert!(
        said.contains("installs the project's Node packages and cleans up"),
        "{said}"
    );
}

#[test]
fn functions_and_shells_of_their_own_say_what_they_hold() {
    let said =
        told("FROM a\nRUN get() { local f=\"$1\"; curl -fO \"$f\"; }; (cd /x; get y); get z\n");
    assert!(
        said.contains("gives the commands in the braces the name `get`"),
        "{said}"
    );
    assert!(
        said.contains("starts a shell of its own up to `)`"),
        "{said}"
    );
    assert!(said.contains("calls the function of that name"), "{said}");
}

#[test]
fn and_fails_the_run_only_where_nothing_else_follows_it() {
    let fails = "otherwise the RUN fails, and the build with it";
    assert!(told("FROM a\nRUN make && make install\n").contains(fails));
    for script in [
        "make && make install || true",
        "make && make install; make clean",
        "if make && make test; then make install; fi",
        "(make && make test); true",
    ] {
        let said = told(&format!("FROM a\nRUN {script}\n"));
        assert!(!said.contains(fails), "{script}: {said}");
        assert!(
            said.contains("only if the command before succeeded"),
            "{script}: {said}"
        );
    }
    let said = told("FROM a\nRUN set -e; make && make test; make install\n");
    assert!(
        said.contains("`set -e` does not stop at a failure to its left"),
        "{said}"
    );
}

#[test]
fn remarks_on_one_of_many_commands_name_it_and_reasons_come_first() {
    let said = told(&format!("FROM debian\nRUN {LONG}\n"));
    assert!(
        said.contains("Note `configure`: If this step fails"),
        "{said}"
    );
    let why = said.find(" Why ").unwrap_or(usize::MAX);
    let note = said.find(" Note ").unwrap_or_default();
    assert!(why < note, "{said}");
    let said = told("FROM debian\nRUN ./configure\n");
    assert!(said.contains("Note If this step fails"), "{said}");
}

#[test]
fn commands_that_a_container_starts_are_taken_apart_without_words_of_a_build() {
    for line in [
        "CMD cd /app && nginx -t && exec nginx",
        "ENTRYPOINT cd /app && nginx -t && exec nginx",
        "HEALTHCHECK CMD cd /app && curl -f http://localhost/ || exit 1",
    ] {
        let said = told(&format!("FROM debian\n{line}\n"));
        assert!(
            said.contains("cd changes the shell's folder"),
            "{line}: {said}"
        );
        assert!(
            said.contains("only if the command before succeeded"),
            "{line}: {said}"
        );
        assert!(
            !said.contains("this RUN") && !said.contains("the build with it"),
            "{line}: {said}"
        );
    }
}
