//! Where input comes from and output goes.

use super::told;

#[test]
fn a_redirect_says_where_the_output_goes() {
    let cases = [
        (
            "echo a > /f",
            "> /f sends what it prints into the file `/f`",
        ),
        (
            "echo a >> /f",
            ">> /f adds what it prints to the end of the file `/f`",
        ),
        ("ls /a 2>&1", "2>&1 sends its error messages where"),
        (
            "ls /a > /dev/null",
            "> /dev/null throws away what it prints",
        ),
        (
            "ls /a 2>/dev/null",
            "2>/dev/null throws away its error messages",
        ),
        ("wc -l < /f", "< /f takes its input from the file `/f`"),
        ("cat <<< word", "<<< word gives it `word` as its input"),
        (
            "ls /a &> /f",
            "&> /f sends what it prints and its error messages",
        ),
        (
            "{ ls /a; ls /b; } > /f",
            "> /f sends what it prints into the file `/f`",
        ),
        ("> /f", "> /f sends what it prints into the file `/f`"),
    ];
    for (script, expected) in cases {
        let said = told(&format!("FROM a\nRUN {script}\n"));
        assert!(said.contains(expected), "{script}: {said}");
    }
}

#[test]
fn the_headline_says_that_a_file_is_written() {
    let cases = [
        ("echo a > /f", "it writes `a` to `/f`"),
        ("printf a >> /f", "it writes `a` to the end of `/f`"),
        (
            "cat <<E > /f\nx\nE",
            "writes the lines of the heredoc to `/f`",
        ),
        ("echo a > /dev/null", "it prints `a`"),
        (
            "curl -f https://a.b/c > /f",
            "it downloads `https://a.b/c` with the output in `/f`",
        ),
        ("sudo -E apk add curl", "it installs `curl`"),
        (
            "bundle exec puma -v",
            "it runs `puma` with the bundle's gems",
        ),
    ];
    for (script, expected) in cases {
        let said = told(&format!("FROM a\nRUN {script}\n"));
        assert!(said.contains(expected), "{script}: {said}");
    }
}
