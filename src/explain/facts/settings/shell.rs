//! What is true of a SHELL: its words, and the shell forms below that it starts.

use crate::build::command::Command;
use crate::explain::facts::Findings;
use crate::explain::facts::settings::lines_text;
use crate::explain::shown;
use crate::explain::subject::Subject;
use crate::knowledge::rule::Facts;
use crate::language::arguments::Arguments;

/// From how many lines on a sentence counts them instead of naming each.
const MANY: usize = 5;

pub(in crate::explain::facts) fn find(
    subject: &Subject<'_>,
    words: &[String],
    findings: &mut Findings,
) {
    if let Arguments::Json(strings) = &subject.invocation.arguments {
        for (index, (span, word)) in strings.iter().enumerate() {
            word_facts(word, index, findings.part(subject, "shell-word", *span));
        }
    }
    let facts = &mut findings.facts;
    facts.set("shell-words", shown::words(words));
    let program = words.first().map_or("", String::as_str);
    facts.set_code("shell-program", program);
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    let name = name.to_lowercase();
    let name = name.strip_suffix(".exe").unwrap_or(&name);
    facts.note_if("bash", name == "bash");
    facts.note_if("powershell", matches!(name, "powershell" | "pwsh"));
    facts.note_if("command-prompt", name == "cmd");
    facts.note_if("pipefail", words.iter().any(|word| word == "pipefail"));
    let is_errexit = |word: &String| letters(word).contains('e') || word == "errexit";
    facts.note_if(
        "errexit",
        words.iter().skip(1).any(is_errexit) && is_unix_shell(name),
    );
    let has_command_option = words.iter().skip(1).any(|word| letters(word).contains('c'));
    facts.note_if(
        "without-command-option",
        is_unix_shell(name) && !has_command_option,
    );
    facts.note_if(
        "stops-on-error",
        words
            .iter()
            .any(|word| word.contains("$ErrorActionPreference") && word.contains("Stop")),
    );
    let lines = affected_lines(subject);
    facts.note_if("affects-below", !lines.is_empty());
    facts.note_if("affects-many", lines.len() > MANY);
    facts.set_plain(
        "affected-count",
        shown::counted(lines.len(), "shell form", "shell forms"),
    );
    facts.set_plain(
        "affected-first",
        lines.first().copied().unwrap_or_default().to_string(),
    );
    facts.set("affected-lines", lines_text(&lines));
    let mut later = subject.later();
    if let Some((later, _)) = later.find(|(_, command)| matches!(command, Command::Shell(_))) {
        facts.note("replaced-later");
        facts.set_plain("later-line", subject.line_of(later).to_string());
    }
}

fn is_unix_shell(name: &str) -> bool {
    matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh" | "ksh")
}

/// Gives the letters of an option like `-euo`; none for other words.
fn letters(word: &str) -> &str {
    let letters = word.strip_prefix('-').unwrap_or_default();
    let is_short = letters.len() <= 6 && letters.bytes().all(|letter| letter.is_ascii_lowercase());
    if is_short { letters } else { "" }
}

fn word_facts(word: &str, index: usize, facts: &mut Facts) {
    facts.set_code("shell-word", word);
    if index == 0 {
        return facts.note("word-program");
    }
    facts.note_if("word-option", word.starts_with(['-', '/']));
    facts.note_if("word-pipefail", word == "pipefail");
    facts.note_if(
        "word-command-option",
        word.eq_ignore_ascii_case("-command") || word.eq_ignore_ascii_case("/c"),
    );
    let letters = letters(word);
    facts.note_if("letter-c", letters.contains('c'));
    facts.note_if("letter-e", letters.contains('e'));
    facts.note_if("letter-l", letters.contains('l'));
    facts.note_if("letter-o", letters.contains('o'));
    facts.note_if("letter-u", letters.contains('u'));
    facts.note_if("letter-x", letters.contains('x'));
}

/// Lists the lines of shell forms that this SHELL starts, up to the next one.
fn affected_lines(subject: &Subject<'_>) -> Vec<u32> {
    let below = subject
        .later()
        .take_while(|(_, command)| !matches!(command, Command::Shell(_)));
    let affected = below.filter(|(_, command)| match command {
        Command::Run(run) => !run.line.is_exec_form,
        Command::Cmd(line) | Command::Entrypoint(line) => !line.is_exec_form,
        _ => false,
    });
    affected.map(|(index, _)| subject.line_of(index)).collect()
}
