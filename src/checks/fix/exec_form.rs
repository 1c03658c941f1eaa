//! A shell form as a JSON array, where the shell has nothing to do in it.

/// Words that are the shell's own, or that mean something else without it.
const SHELLS_OWN: [&str; 39] = [
    ".", ":", "[", "[[", "alias", "bg", "break", "case", "cd", "command", "continue", "declare",
    "eval", "exit", "export", "fg", "for", "function", "hash", "if", "jobs", "let", "local",
    "popd", "pushd", "read", "readonly", "return", "set", "shift", "source", "times", "trap",
    "type", "ulimit", "umask", "unset", "wait", "while",
];

/// Gives the words of a command line that a shell would only split: no variable, no pattern, no
/// operator, no command of its own. An `exec` in front does what the exec form does anyway.
pub fn plain_words(text: &str) -> Option<Vec<String>> {
    let mut words = split(text)?;
    let has_exec = words.first().is_some_and(|word| word == "exec");
    if has_exec {
        words.remove(0);
    }
    let first = words.first()?;
    let is_program = first.chars().all(is_plain)
        && !first.contains('=')
        && !first.starts_with('-')
        && !SHELLS_OWN.contains(&first.as_str())
        && first != "exec"
        && first != "until";
    is_program.then_some(words)
}

fn split(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut characters = text.chars().peekable();
    loop {
        while characters
            .next_if(|next| matches!(next, ' ' | '\t'))
            .is_some()
        {}
        if characters.peek().is_none() {
            return Some(words);
        }
        let mut word = String::new();
        while let Some(character) = characters.next_if(|next| !matches!(next, ' ' | '\t')) {
            match character {
                '\'' | '"' => loop {
                    match characters.next()? {
                        inside if inside == character => break,
                        '$' | '`' | '\\' | '!' if character == '"' => return None,
                        inside => word.push(inside),
                    }
                },
                plain if is_plain(plain) => word.push(plain),
                _ => return None,
            }
        }
        words.push(word);
    }
}

/// Tells whether a character stands for itself in every shell.
fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_-./:=@%+,".contains(character)
}

/// Gives the strings of something that was meant to be a JSON array: its quotes are the wrong ones.
pub fn meant_array(text: &str) -> Option<Vec<String>> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    let mut strings = Vec::new();
    let mut characters = inside.trim().chars();
    loop {
        let close = match characters.next()? {
            '\'' => '\'',
            '"' => '"',
            '\u{201c}' | '\u{201d}' => '\u{201d}',
            _ => return None,
        };
        let mut string = String::new();
        loop {
            match characters.next()? {
                end if end == close => break,
                '\\' | '\'' | '"' | '\u{201c}' | '\u{201d}' => return None,
                inside => string.push(inside),
            }
        }
        strings.push(string);
        let behind = characters.as_str().trim_start();
        if behind.is_empty() {
            return Some(strings);
        }
        characters = behind.strip_prefix(',')?.trim_start().chars();
    }
}

/// Writes words as a JSON array.
pub fn json_array(words: &[String]) -> String {
    let words = words
        .iter()
        .map(|word| serde_json::Value::from(word.as_str()).to_string());
    format!("[{}]", words.collect::<Vec<String>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::{json_array, meant_array, plain_words};

    fn array(text: &str) -> Option<String> {
        plain_words(text).map(|words| json_array(&words))
    }

    #[test]
    fn words_that_the_shell_only_splits_become_strings() {
        let cases = [
            ("npm start", r#"["npm", "start"]"#),
            ("exec  ./server --port=80", r#"["./server", "--port=80"]"#),
            (r#"echo 'a  b' "c d""#, r#"["echo", "a  b", "c d"]"#),
            ("run ''  -x'y'z", r#"["run", "", "-xyz"]"#),
        ];
        for (text, expected) in cases {
            assert_eq!(array(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_the_shell_has_to_do_stays_with_the_shell() {
        let cases = [
            "a && b",
            "a | b",
            "a; b",
            "a > b",
            "a &",
            "echo $X",
            "echo \"$X\"",
            "ls *.py",
            "ls ~",
            "A=1 b",
            "cd /x",
            ". ./env",
            "a # b",
            "echo `b`",
            "a {b,c}",
            "'a b' c",
            "exec",
            "",
            "exec -a x y",
            "echo \\n",
            "until a",
            "echo 'a",
        ];
        for text in cases {
            assert_eq!(array(text), None, "{text}");
        }
    }

    #[test]
    fn an_array_with_the_wrong_quotes_is_read() {
        let words = |text: &str| meant_array(text).map(|words| words.join("|"));
        assert_eq!(words("['a', 'b c']").as_deref(), Some("a|b c"));
        assert_eq!(words("[“a”,\"b\"]").as_deref(), Some("a|b"));
        for text in [
            "[a, b]",
            "['a' 'b']",
            "['a', ]",
            "['a\\n']",
            "[]",
            "a",
            "['a'",
        ] {
            assert_eq!(words(text), None, "{text}");
        }
    }
}
