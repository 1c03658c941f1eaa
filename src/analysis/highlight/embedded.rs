//! Files that stand in a Dockerfile: the lines of its here-documents, and the language they are in.
//!
//! The language is told by the name of the file that the lines become, by their `#!` line, or by
//! the program that reads them. Shell is read here; what another reader is needed for is listed by
//! [`embedded_texts`]. Refuses to guess from the lines' looks.

use crate::analysis::highlight::script::of_script;
use crate::analysis::highlight::{Highlight, Highlights};
use crate::explain::subject::Subject;
use crate::language::arguments::Arguments;
use crate::language::heredoc::{Heredoc, heredoc_mark};
use crate::language::keyword::Keyword;
use crate::language::shell::parse;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::simple_commands::simple_commands;
use crate::language::shell::tree::{RedirectOperator, Script, SimpleCommand};
use crate::language::span::Span;
use crate::language::word::Word;

/// Places a text in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmbeddedText {
    /// Its lines in the file.
    pub span: Span,
    /// The language, by the name that syntect's syntaxes have.
    pub syntax: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Shell,
    Other(&'static str),
}

/// The languages by the ends of file names, without the dot.
const ENDINGS: &[(&str, Language)] = &[
    ("sh", Language::Shell),
    ("bash", Language::Shell),
    ("bashrc", Language::Shell),
    ("profile", Language::Shell),
    ("cfg", Language::Other("INI")),
    ("cjs", Language::Other("JavaScript")),
    ("css", Language::Other("CSS")),
    ("desktop", Language::Other("INI")),
    ("htm", Language::Other("HTML")),
    ("html", Language::Other("HTML")),
    ("ini", Language::Other("INI")),
    ("js", Language::Other("JavaScript")),
    ("json", Language::Other("JSON")),
    ("lua", Language::Other("Lua")),
    ("mjs", Language::Other("JavaScript")),
    ("pl", Language::Other("Perl")),
    ("pm", Language::Other("Perl")),
    ("properties", Language::Other("Java Properties")),
    ("py", Language::Other("Python")),
    ("rb", Language::Other("Ruby")),
    ("service", Language::Other("INI")),
    ("sql", Language::Other("SQL")),
    ("svg", Language::Other("XML")),
    ("toml", Language::Other("TOML")),
    ("ts", Language::Other("JavaScript")),
    ("xml", Language::Other("XML")),
    ("yaml", Language::Other("YAML")),
    ("yml", Language::Other("YAML")),
];

/// The languages by the programs that read them, version numbers left out.
const PROGRAMS: &[(&str, Language)] = &[
    ("ash", Language::Shell),
    ("bash", Language::Shell),
    ("dash", Language::Shell),
    ("ksh", Language::Shell),
    ("sh", Language::Shell),
    ("zsh", Language::Shell),
    ("bun", Language::Other("JavaScript")),
    ("irb", Language::Other("Ruby")),
    ("lua", Language::Other("Lua")),
    ("mariadb", Language::Other("SQL")),
    ("mysql", Language::Other("SQL")),
    ("node", Language::Other("JavaScript")),
    ("perl", Language::Other("Perl")),
    ("psql", Language::Other("SQL")),
    ("pypy", Language::Other("Python")),
    ("python", Language::Other("Python")),
    ("ruby", Language::Other("Ruby")),
    ("sqlite", Language::Other("SQL")),
];

/// Lists the texts of an instruction that need a reader of their language.
pub fn embedded_texts(subject: &Subject<'_>) -> Vec<EmbeddedText> {
    let texts = bodies(subject).into_iter();
    texts
        .filter_map(|(span, language)| match language {
            Some(Language::Other(syntax)) if !span.is_empty() => {
                Some(EmbeddedText { span, syntax })
            }
            _ => None,
        })
        .collect()
}

/// Adds what is known of the bodies without another reader: scripts, and the variables that BuildKit puts in.
pub(in crate::analysis::highlight) fn highlight_bodies(
    subject: &Subject<'_>,
    found: &mut Highlights,
) {
    let text = subject.tree.text();
    for (span, language) in bodies(subject) {
        if language == Some(Language::Shell) {
            found.retain(|(old, highlight)| *old != span || *highlight != Highlight::Heredoc);
            let body = span.of(text);
            for (place, highlight) in of_script(body, &parse(body)) {
                found.push((place.shifted(span.start as usize), highlight));
            }
        }
    }
    if is_copy(subject) {
        for heredoc in subject
            .instruction
            .heredocs
            .iter()
            .filter(|heredoc| heredoc.expands)
        {
            let body = heredoc.body.of(text);
            // The escape character is always the backslash here, whatever `# escape` says.
            for place in Word::read(body, '\\', false).variable_spans() {
                found.push((
                    place.shifted(heredoc.body.start as usize),
                    Highlight::Variable,
                ));
            }
        }
    }
}

fn is_copy(subject: &Subject<'_>) -> bool {
    matches!(subject.instruction.keyword, Keyword::Copy | Keyword::Add)
}

/// Lists the bodies of an instruction with their languages, but for a script that a shell runs as the instruction's own.
fn bodies(subject: &Subject<'_>) -> Vec<(Span, Option<Language>)> {
    let heredocs = subject.instruction.heredocs.as_slice();
    let Some(first) = heredocs.first() else {
        return Vec::new();
    };
    let text = subject.tree.text();
    if is_copy(subject) {
        let destination = destination(subject);
        let language = |heredoc: &Heredoc| of_copied(heredoc, destination.as_deref(), text);
        return heredocs
            .iter()
            .map(|heredoc| (heredoc.body, language(heredoc)))
            .collect();
    }
    let Some(run) = RunScript::of(subject.tree, subject.instruction) else {
        return Vec::new();
    };
    if let Some(interpreter) = run.interpreter() {
        let language = of_program(interpreter).filter(|language| *language != Language::Shell);
        return vec![(first.body, language)];
    }
    read_by_commands(&run)
}

/// Finds the here-documents of a script's commands.
fn read_by_commands(run: &RunScript<'_>) -> Vec<(Span, Option<Language>)> {
    let script = run.parse();
    let mut bodies = Vec::new();
    for found in simple_commands(&script) {
        for redirect in &found.command.redirects {
            let Some(body) = script.heredoc(redirect).and_then(|heredoc| heredoc.body) else {
                continue;
            };
            let places = run.spans(body);
            if let [place] = places.as_slice() {
                let language = of_reader(found.command, &script, run.text(), body);
                bodies.push((*place, language));
            }
        }
    }
    bodies
}

/// Tells the language by the file a command writes, or by the command.
fn of_reader(command: &SimpleCommand, script: &Script, text: &str, body: Span) -> Option<Language> {
    let program = command.name()?.text(text);
    let program = program.rsplit('/').next().unwrap_or_default();
    let files = command.redirects.iter().filter(|redirect| {
        script.heredoc(redirect).is_none()
            && matches!(
                redirect.operator,
                RedirectOperator::Write | RedirectOperator::Append | RedirectOperator::Overwrite
            )
    });
    let files = files.map(|redirect| &redirect.target);
    let written: Vec<String> = match program {
        "tee" => files
            .chain(command.arguments())
            .map(|word| word.text(text))
            .collect(),
        "cat" => files.map(|word| word.text(text)).collect(),
        _ => return of_program(program),
    };
    let by_name = written.iter().find_map(|file| of_file(file));
    by_name.or_else(|| of_first_line(body.of(text)))
}

/// Tells the language of a body that COPY makes a file of.
fn of_copied(heredoc: &Heredoc, destination: Option<&str>, text: &str) -> Option<Language> {
    of_file(destination.unwrap_or(&heredoc.name)).or_else(|| of_first_line(heredoc.body.of(text)))
}

/// Gives the file that COPY writes; nothing where it writes into a folder.
fn destination(subject: &Subject<'_>) -> Option<String> {
    let Arguments::Words(words) = &subject.invocation.arguments else {
        return None;
    };
    let last = subject.slice(*words.last()?);
    let is_folder = words.len() > 2 || last.ends_with(['/', '.']);
    let is_file = !is_folder && !matches!(heredoc_mark(last), Ok(Some(_)));
    is_file.then(|| last.trim_matches(['"', '\'']).to_owned())
}

fn of_file(path: &str) -> Option<Language> {
    let lower = path.to_lowercase();
    let (folders, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    if name == "nginx.conf" || folders.contains("nginx") && ending == Some("conf") {
        return Some(Language::Other("nginx"));
    }
    if matches!(name, "gemfile" | "rakefile") {
        return Some(Language::Other("Ruby"));
    }
    let known = ENDINGS.iter().find(|(known, _)| Some(*known) == ending);
    known.map(|(_, language)| *language)
}

fn of_program(program: &str) -> Option<Language> {
    let name =
        program.trim_end_matches(|character: char| character.is_ascii_digit() || character == '.');
    let known = PROGRAMS.iter().find(|(known, _)| *known == name);
    known.map(|(_, language)| *language)
}

fn of_first_line(body: &str) -> Option<Language> {
    let line = body.lines().next()?.strip_prefix("#!")?;
    let program = |word: &str| word.rsplit('/').next().unwrap_or_default().to_owned();
    let mut words = line
        .split_ascii_whitespace()
        .filter(|word| !word.starts_with('-'));
    let first = program(words.next()?);
    of_program(&if first == "env" {
        program(words.next()?)
    } else {
        first
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::Analysis;
    use crate::build::options::BuildOptions;
    use crate::language::source::Source;

    /// Gives the language of each text in the second instruction.
    fn languages(instruction: &str) -> Vec<&'static str> {
        let text = format!("FROM a\n{instruction}\n");
        let analysis = Analysis::of(Source::from(text.as_str()), &BuildOptions::default());
        let texts = analysis.embedded_texts(1);
        texts.iter().map(|text| text.syntax).collect()
    }

    #[test]
    fn the_language_is_told_by_the_files_name() {
        assert_eq!(
            languages("COPY <<EOF /etc/nginx/conf.d/a.conf\nx\nEOF"),
            ["nginx"]
        );
        assert_eq!(
            languages("COPY <<a.json <<b.py /srv/\n{}\na.json\nx\nb.py"),
            ["JSON", "Python"]
        );
        assert_eq!(languages("COPY <<EOF /a.txt\nx\nEOF"), Vec::<&str>::new());
        assert_eq!(
            languages("RUN cat <<EOF > /a.toml && b\nx=1\nEOF"),
            ["TOML"]
        );
        assert_eq!(languages("RUN tee /etc/a.yml <<EOF\na: 1\nEOF"), ["YAML"]);
    }

    #[test]
    fn the_language_is_told_by_who_reads_it() {
        assert_eq!(
            languages("RUN <<EOF\n#!/usr/bin/env python3\nx\nEOF"),
            ["Python"]
        );
        assert_eq!(
            languages("COPY <<EOF /usr/bin/tool\n#!/usr/bin/env -S ruby -w\nx\nEOF"),
            ["Ruby"]
        );
        assert_eq!(
            languages("RUN python3.11 - <<EOF\nprint(1)\nEOF"),
            ["Python"]
        );
        assert_eq!(
            languages("RUN <<EOF\npsql <<SQL\nselect 1;\nSQL\nEOF"),
            ["SQL"]
        );
    }

    #[test]
    fn a_shells_script_needs_no_other_reader() {
        assert!(languages("RUN <<EOF\n#!/bin/bash\nx\nEOF").is_empty());
        assert!(languages("COPY <<EOF /entrypoint.sh\nx\nEOF").is_empty());
    }
}
