//! What each word of a CMD or an ENTRYPOINT is.

use crate::build::command::CommandLine;
use crate::explain::facts::Findings;
use crate::explain::facts::command_line::server::listening_address;
use crate::explain::start_commands::later_command_parts;
use crate::explain::subject::Subject;
use crate::knowledge::rule::Facts;
use crate::language::arguments::Arguments;

const SHELLS: [&str; 6] = ["sh", "bash", "ash", "dash", "zsh", "ksh"];

/// Servers whose first argument names an object in a Python module: `shop.wsgi:application`.
const APPLICATION_SERVERS: [&str; 5] = ["gunicorn", "uvicorn", "hypercorn", "daphne", "celery"];

pub(in crate::explain::facts) fn parts(
    subject: &Subject<'_>,
    line: &CommandLine,
    findings: &mut Findings,
) {
    match &subject.invocation.arguments {
        Arguments::Json(strings) => {
            let words: Vec<&str> = strings.iter().map(|(_, word)| word.as_str()).collect();
            for (index, (span, _)) in strings.iter().enumerate() {
                let facts = findings.part(subject, "word", *span);
                word_facts(&words, index, facts);
            }
        }
        Arguments::Text(span) => {
            let facts = findings.part(subject, "shell-text", *span);
            facts.set_code("word", line.words.join(" "));
        }
        _ => {}
    }
    later_command_parts(subject, findings);
}

/// Tells whether words start a shell with a text to run: `["sh", "-c", "…"]`.
pub(in crate::explain::facts) fn is_shell_with_text(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (1..words.len()).any(|index| is_shell_text(&words, index))
}

/// Tells whether words start a shell with a script: `["bash", "/start.sh"]`.
pub(in crate::explain::facts) fn is_shell_with_script(words: &[String]) -> bool {
    let mut words = words.iter().map(String::as_str);
    let is_shell = words
        .next()
        .is_some_and(|word| SHELLS.contains(&file_name(word)));
    is_shell && words.any(is_shell_script)
}

fn file_name(word: &str) -> &str {
    word.rsplit(['/', '\\']).next().unwrap_or(word)
}

fn at<'a>(words: &[&'a str], index: usize, back: usize) -> &'a str {
    let index = index.checked_sub(back);
    index
        .and_then(|index| words.get(index))
        .copied()
        .unwrap_or_default()
}

/// Tells whether a word is the text that a shell runs: the word behind `-c` or `-lc`.
fn is_shell_text(words: &[&str], index: usize) -> bool {
    let option = at(words, index, 1);
    let is_option = option.starts_with('-') && !option.starts_with("--") && option.ends_with('c');
    let before = words.get(..index.saturating_sub(1)).unwrap_or_default();
    let has_shell = before.iter().any(|word| SHELLS.contains(&file_name(word)));
    is_option && has_shell
}

fn word_facts(words: &[&str], index: usize, facts: &mut Facts) {
    let (word, previous) = (at(words, index, 0), at(words, index, 1));
    let program = file_name(words.first().copied().unwrap_or_default());
    facts.set_code("word", word);
    facts.set_code("word-previous", previous);
    facts.note_if("word-variable", word.contains('$'));
    if index == 0 {
        return facts.note("word-program");
    }
    facts.note_if("word-first", index == 1);
    facts.note_if("word-shell-text", is_shell_text(words, index));
    facts.note_if("word-option", word.starts_with('-') && word.len() > 1);
    facts.note_if(
        "word-option-value",
        previous.starts_with('-') && index > 1 && !previous.contains('='),
    );
    facts.note_if("word-script", is_script(word));
    facts.note_if("word-absolute", word.starts_with('/'));
    facts.note_if(
        "word-runserver",
        word == "runserver" && file_name(previous) == "manage.py",
    );
    facts.note_if(
        "word-python-module",
        previous == "-m" && program.starts_with("python"),
    );
    facts.note_if("word-jar", previous == "-jar");
    package_script_facts(program, (previous, word), index, facts);
    if let Some((module, object)) = application(word)
        && words
            .iter()
            .any(|word| APPLICATION_SERVERS.contains(&file_name(word)))
    {
        facts.note("word-application");
        facts.set_code("word-module", module);
        facts.set_code("word-object", object);
    }
    if let Some(place) = listening_address(previous, word) {
        facts.note(if place.is_everywhere {
            "word-address-everywhere"
        } else {
            "word-address-local"
        });
        facts.set_code("word-address", place.address);
        if !place.port.is_empty() {
            facts.note("word-has-port");
            facts.set_code("word-port", place.port);
        }
    }
}

/// Finds the words by which npm, yarn and pnpm name a script of package.json.
fn package_script_facts(
    program: &str,
    (previous, word): (&str, &str),
    index: usize,
    facts: &mut Facts,
) {
    if !matches!(program, "npm" | "yarn" | "pnpm") || word.starts_with('-') {
        return;
    }
    facts.note_if("word-run-script", index == 1 && word == "run");
    let is_named = index == 2 && previous == "run";
    let is_short = index == 1 && (matches!(word, "start" | "test") || program != "npm");
    facts.note_if(
        "word-package-script",
        is_named || is_short && !matches!(word, "run" | "exec" | "install"),
    );
}

/// Splits `shop.wsgi:application` into its module and its object.
fn application(word: &str) -> Option<(&str, &str)> {
    let (module, object) = word.split_once(':')?;
    let is_name = |text: &str| {
        text.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && text
                .chars()
                .all(|character| character.is_alphanumeric() || matches!(character, '_' | '.'))
    };
    let object_name = object.split('(').next().unwrap_or(object);
    (is_name(module) && is_name(object_name)).then_some((module, object))
}

fn is_script(word: &str) -> bool {
    let endings = [
        ".py", ".js", ".sh", ".rb", ".php", ".ts", ".mjs", ".cjs", ".pl", ".dll",
    ];
    !word.starts_with('-') && endings.iter().any(|ending| word.ends_with(ending))
}

/// Tells whether a word names a shell script: a name in capitals does not, on Linux.
pub(in crate::explain::facts) fn is_shell_script(word: &str) -> bool {
    word.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "sh")
}
