//! The commands of a RUN, each with its words, explained from `assets/commands`.

use crate::doc::template::{Values, fill};
use crate::doc::text::{Text, listed};
use crate::explain::facts::{Findings, PartFacts};
use crate::explain::options::{Word, WordKind, read_words};
use crate::explain::subject::Subject;
use crate::knowledge::command_texts::{CommandTexts, SubcommandTexts, UseTexts, command_texts};
use crate::knowledge::rule::Facts;
use crate::knowledge::shell_texts::shell_texts;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::simple_commands::{SimpleCommandRef, simple_commands};
use crate::language::shell::tree::Joint;
use crate::language::span::Span;
use std::collections::BTreeSet;

/// Commands that install packages into the image.
const INSTALLERS: [&str; 12] = [
    "apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "pip", "pip3", "npm", "gem",
    "yarn",
];

/// Adds the commands of a shell form as parts, and what is true of them together.
pub(in crate::explain) fn command_parts(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(script) = RunScript::of(subject.tree, subject.instruction) else {
        return;
    };
    if script.has_foreign_interpreter() || subject.stage.is_some_and(|stage| stage.is_windows) {
        return findings.part_in_script(&script, script.part());
    }
    let tree = script.parse();
    let commands = simple_commands(&tree);
    let mut phrases = Vec::new();
    let mut joints = BTreeSet::new();
    for command in &commands {
        if let (Some(name), Some(operator)) = (joint_name(command.joint), command.operator)
            && joints.insert(name)
        {
            findings.joint_part(&script, operator, name);
        }
        if let Some(phrase) = explain_command(&script, command, findings)
            && command.depth() == 0
        {
            phrases.push(phrase);
        }
    }
    script_facts(&commands, &script, &joints, &mut findings.facts);
    let top = commands
        .iter()
        .filter(|command| command.depth() == 0)
        .count();
    findings.facts.note(if top == 1 {
        "one-command"
    } else {
        "many-commands"
    });
    // A sentence that leaves commands out would be wrong; one with more than six says nothing.
    if !phrases.is_empty() && phrases.len() == top && top <= 6 {
        findings.facts.note("says-what");
        findings.facts.set("what", listed(phrases));
    }
    findings.facts.set_plain("count", top.to_string());
}

fn script_facts(
    commands: &[SimpleCommandRef<'_>],
    script: &RunScript<'_>,
    joints: &BTreeSet<&'static str>,
    facts: &mut Facts,
) {
    let mut ends = Vec::new();
    for command in commands {
        let words = command_words(command, script);
        let (name, arguments) = words
            .split_first()
            .map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
        let first = arguments.first().map(String::as_str).unwrap_or_default();
        match name {
            "cd" => facts.note("changes-directory"),
            "export" => facts.note("exports"),
            "." | "source" if first.ends_with("/bin/activate") => facts.note("activates"),
            _ => facts.note_if("installs-packages", INSTALLERS.contains(&name)),
        }
        let ending = match name {
            "cd" => "ends-folder",
            "export" => "ends-variables",
            "." | "source" if first.ends_with("/bin/activate") => "ends-activation",
            "." | "source" => "ends-source",
            _ => continue,
        };
        if !ends.contains(&ending) {
            ends.push(ending);
        }
    }
    facts.note_if(
        "background",
        commands.iter().any(|command| command.is_background),
    );
    let endings = ends
        .into_iter()
        .map(crate::knowledge::phrases::plain_phrase);
    facts.set("ends", listed(endings));
    facts.note_if(
        "semicolon",
        joints.contains("semicolon") || joints.contains("newline"),
    );
    facts.note_if(
        "pipe",
        joints.contains("pipe") || joints.contains("pipe-with-errors"),
    );
    let only_and = joints.iter().all(|joint| *joint == "and");
    facts.note_if("stops-at-first-failure", only_and && !joints.is_empty());
}

fn command_words(command: &SimpleCommandRef<'_>, script: &RunScript<'_>) -> Vec<String> {
    command
        .command
        .words
        .iter()
        .map(|word| word.text(script.text()))
        .collect()
}

fn joint_name(joint: Joint) -> Option<&'static str> {
    Some(match joint {
        Joint::First => return None,
        Joint::And => "and",
        Joint::Or => "or",
        Joint::Semicolon => "semicolon",
        Joint::Background => "background",
        Joint::Newline => "newline",
        Joint::Pipe => "pipe",
        Joint::PipeWithErrors => "pipe-with-errors",
    })
}

/// Adds a command's parts; gives what it does as a phrase, if its texts know.
fn explain_command(
    script: &RunScript<'_>,
    command: &SimpleCommandRef<'_>,
    findings: &mut Findings,
) -> Option<Text> {
    let words = command_words(command, script);
    let spans: Vec<Span> = command.command.words.iter().map(|word| word.span).collect();
    let called = words.first()?;
    let name = called.rsplit('/').next().unwrap_or_default();
    let depth = u8::from(command.depth() > 0);
    let Some(texts) = command_texts(name) else {
        findings.script_part(script, command.command.span, depth, Text::default());
        return None;
    };
    let (used, taken) = find_use(texts, &words);
    let subcommand_end = spans.get(taken - 1)?.end;
    let head = Span {
        start: spans.first()?.start,
        end: subcommand_end,
    };
    let rest_words = words.get(taken..).unwrap_or_default();
    let rest_spans = spans.get(taken..).unwrap_or_default();
    let read = read_words(rest_words, &[&used.options, &texts.use_texts.options]);
    let arguments: Vec<&Word<'_>> = read
        .iter()
        .filter(|word| word.kind == WordKind::Argument)
        .collect();
    let mut values = Values::new();
    let shown = arguments.iter().map(|word| Text::code(word.text.as_str()));
    values.insert("arguments", listed(shown));
    findings.script_part(script, head, depth, fill(&used.what, &values));
    for word in &read {
        let (Some(first), Some(last)) = (rest_spans.get(word.first), rest_spans.get(word.last))
        else {
            continue;
        };
        let whole = Span {
            start: first.start,
            end: last.end,
        };
        let mut values = Values::new();
        values.insert("value", Text::code(word.value.as_str()));
        let meaning = match &word.option {
            Some(option) => fill(&option.what, &values),
            None if word.kind == WordKind::Argument => {
                values.insert("value", Text::code(word.text.as_str()));
                fill(&used.arguments, &values)
            }
            None => Text::default(),
        };
        findings.script_part(script, whole, depth + 1, meaning);
    }
    phrase(used, &read, &values)
}

/// Says what the command does here: an option that decides it speaks first.
fn phrase(used: &UseTexts, words: &[Word<'_>], values: &Values) -> Option<Text> {
    let deciding = words.iter().find_map(|word| {
        Some((
            word.option.filter(|option| !option.phrase.is_empty())?,
            word,
        ))
    });
    if let Some((option, word)) = deciding {
        let mut values = values.clone();
        values.insert("value", Text::code(word.value.as_str()));
        return Some(fill(&option.phrase, &values));
    }
    let has_arguments = words.iter().any(|word| word.kind == WordKind::Argument);
    if used.phrase.is_empty() || used.phrase.contains("{arguments}") && !has_arguments {
        return None;
    }
    Some(fill(&used.phrase, values))
}

/// Finds the use that a command's words ask for, and how many of them name it.
fn find_use<'texts>(texts: &'texts CommandTexts, words: &[String]) -> (&'texts UseTexts, usize) {
    let arguments = words.get(1..).unwrap_or_default();
    let first_argument = arguments.iter().find(|word| !word.starts_with('-'));
    let fits = |subcommand: &&SubcommandTexts| {
        if !subcommand.argument_ends.is_empty() {
            return first_argument.is_some_and(|word| word.ends_with(&subcommand.argument_ends));
        }
        let mut wanted = subcommand.words.split_whitespace();
        let mut given = arguments.iter();
        wanted.all(|word| given.next().is_some_and(|given| given == word))
    };
    match texts.subcommand.iter().find(fits) {
        Some(subcommand) => (
            &subcommand.use_texts,
            1 + subcommand.words.split_whitespace().count(),
        ),
        None => (&texts.use_texts, 1),
    }
}

impl Findings {
    fn script_part(&mut self, script: &RunScript<'_>, span: Span, depth: u8, meaning: Text) {
        self.parts.push(PartFacts {
            role: "command",
            written: span.of(script.text()).to_owned(),
            spans: script.spans(span),
            depth,
            meaning: Some(meaning),
            ..PartFacts::default()
        });
    }

    fn part_in_script(&mut self, script: &RunScript<'_>, span: Span) {
        self.parts.push(PartFacts {
            role: "script",
            written: span.of(script.text()).to_owned(),
            spans: script.spans(span),
            ..PartFacts::default()
        });
    }

    fn joint_part(&mut self, script: &RunScript<'_>, operator: Span, name: &str) {
        let meaning = shell_texts()
            .joint
            .get(name)
            .map(String::as_str)
            .unwrap_or_default();
        self.script_part(script, operator, 0, fill(meaning, &Values::new()));
    }
}
