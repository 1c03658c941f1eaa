//! The commands of a RUN, each with its words, explained from `assets/commands`.

use crate::doc::Label;
use crate::doc::template::{Values, fill};
use crate::doc::text::{Text, listed};
use crate::explain::command_use::{CommandUse, command_uses};
use crate::explain::explanation::Remark;
use crate::explain::facts::{Findings, PartFacts};
use crate::explain::options::{Word, WordKind};
use crate::explain::script_origin::{script_origin, unknown_program};
use crate::explain::shell_kind::{ShellKind, shell_kind};
use crate::explain::shell_modes::ShellModes;
use crate::explain::subject::Subject;
use crate::knowledge::phrases::plain_phrase;
use crate::knowledge::rule::{Facts, fits};
use crate::knowledge::shell_texts::shell_texts;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::tree::Joint;
use crate::language::span::Span;
use std::collections::BTreeSet;

/// Commands that install packages into the image.
const INSTALLERS: [&str; 12] = [
    "apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "pip", "pip3", "npm", "gem",
    "yarn",
];

/// The most commands that one sentence names.
const MOST_IN_A_SENTENCE: usize = 6;

/// Adds the commands of a shell form as parts, and what is true of them together.
pub(in crate::explain) fn command_parts(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(script) = RunScript::of(subject.tree, subject.instruction) else {
        return;
    };
    if script.has_foreign_interpreter() || shell_kind(subject) != ShellKind::Unix {
        return findings.push_script_part("script", &script, script.part(), 0, None);
    }
    let uses = command_uses(&script);
    let mut phrases: Vec<Text> = Vec::new();
    let mut said = 0;
    let mut joints = BTreeSet::new();
    let shell = subject.before().and_then(|before| before.shell.value());
    let mut modes = shell.map_or_else(ShellModes::default, |words| ShellModes::of_shell(words));
    for command in &uses {
        if let (Some(name), Some(operator)) = (joint_name(command.joint, modes), command.operator)
            && joints.insert(name)
        {
            let meaning = shell_texts()
                .joint
                .get(name)
                .map(String::as_str)
                .unwrap_or_default();
            let meaning = fill(meaning, &Values::new());
            findings.push_script_part("command", &script, operator, 0, Some(meaning));
        }
        add_parts(subject, &script, command, findings);
        if command.depth == 0
            && let Some(phrase) = said_phrase(command)
        {
            said += 1;
            if phrases.last() != Some(&phrase) {
                phrases.push(phrase);
            }
        }
        modes.follow(&script, command);
    }
    script_facts(&uses, &joints, &mut findings.facts);
    let top = uses.iter().filter(|command| command.depth == 0).count();
    findings.facts.note(if top == 1 {
        "one-command"
    } else {
        "many-commands"
    });
    // A sentence that leaves commands out would be wrong, and a long one says nothing.
    if said > 0 && said == top && top <= MOST_IN_A_SENTENCE {
        findings.facts.note("says-what");
        findings.facts.set("what", listed(phrases));
    }
    findings.facts.set_plain("count", top.to_string());
    findings.remarks.extend(said_remarks(&uses));
}

fn add_parts(
    subject: &Subject<'_>,
    script: &RunScript<'_>,
    command: &CommandUse,
    findings: &mut Findings,
) {
    let depth = command.depth.min(3);
    let Some(used) = command.used else {
        let meaning = script_origin(subject, command).unwrap_or_else(unknown_program);
        return findings.push_script_part("command", script, command.span, depth, Some(meaning));
    };
    let values = Values::from([("arguments", shown_arguments(command))]);
    findings.push_script_part(
        "command",
        script,
        command.head,
        depth,
        Some(fill(&used.what, &values)),
    );
    let arguments = command.arguments().count();
    let mut argument = 0;
    for (word, span) in &command.words {
        let values = Values::from([(
            "value",
            Text::code(if word.option.is_some() {
                &*word.value
            } else {
                &*word.text
            }),
        )]);
        let meaning = match (word.option, word.kind) {
            (Some(option), _) => fill(&option.text.what, &values),
            (None, WordKind::Option) => Text::default(),
            (None, WordKind::Argument) => {
                argument += 1;
                let text = match argument {
                    1 if !used.first_argument.is_empty() => &used.first_argument,
                    last if last == arguments && !used.last_argument.is_empty() => {
                        &used.last_argument
                    }
                    _ => &used.arguments,
                };
                fill(text, &values)
            }
        };
        findings.push_script_part("command", script, *span, depth + 1, Some(meaning));
        let letters = command.words.iter();
        if letters
            .filter(|(other, _)| other.first == word.first)
            .count()
            > 1
            && let Some(part) = findings.parts.last_mut()
        {
            part.written = shown_letter(word, &part.written);
        }
    }
}

/// Shows one of several letters behind one dash: of `-xzf FILE`, `-x`, `-z` and `-f FILE`.
fn shown_letter(word: &Word<'_>, written: &str) -> String {
    let name = if written.starts_with('-') {
        &*word.text
    } else {
        word.text.trim_start_matches('-')
    };
    if word.value.is_empty() {
        name.to_owned()
    } else {
        format!("{name} {}", word.value)
    }
}

/// Says what a command does here: an option that decides it speaks first.
fn said_phrase(command: &CommandUse) -> Option<Text> {
    let used = command.used?;
    let arguments = shown_arguments(command);
    let deciding = command.words.iter().find_map(|(word, _)| {
        Some((
            word.option
                .filter(|option| !option.text.phrase.is_empty())?,
            word,
        ))
    });
    if let Some((option, word)) = deciding {
        let values = Values::from([
            ("value", Text::code(&*word.value)),
            ("arguments", arguments),
        ]);
        return Some(fill(&option.text.phrase, &values));
    }
    if used.phrase.is_empty()
        || used.phrase.contains("{arguments}") && command.arguments().next().is_none()
    {
        return None;
    }
    Some(fill(
        &used.phrase,
        &Values::from([("arguments", arguments)]),
    ))
}

/// Lists a command's arguments; an empty one has nothing to show.
fn shown_arguments(command: &CommandUse) -> Text {
    let arguments = command.arguments().filter(|argument| !argument.is_empty());
    listed(arguments.map(Text::code))
}

/// Says the remarks about commands that fit, each once.
fn said_remarks(uses: &[CommandUse]) -> Vec<Remark> {
    let mut groups = BTreeSet::new();
    let mut remarks: Vec<Remark> = Vec::new();
    for (index, command) in uses.iter().enumerate() {
        for rule in command.texts.into_iter().flat_map(|texts| &texts.remark) {
            let is_new = rule.group.is_empty() || !groups.contains(rule.group.as_str());
            if !is_new || !fits(&rule.condition, |word| holds(word, command, index, uses)) {
                continue;
            }
            groups.insert(rule.group.as_str());
            let arguments = shown_arguments(command);
            let remark = Remark {
                label: Label::from(rule.label),
                text: fill(&rule.say, &Values::from([("arguments", arguments)])),
            };
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
    }
    remarks
}

/// Tells whether a condition names these words; it has `-` where they have a space.
fn names_words(name: &str, words: &str) -> bool {
    name == words.replace(' ', "-")
}

/// Tells whether a condition of a command's remark holds: see `assets/commands/README.md`.
fn holds(condition: &str, command: &CommandUse, index: usize, uses: &[CommandUse]) -> bool {
    let is_use = |other: &CommandUse, wanted: &str| {
        let of_subcommand =
            |(name, subcommand)| other.name == name && names_words(subcommand, &other.subcommand);
        other.name == wanted || wanted.split_once('.').is_some_and(of_subcommand)
    };
    let later = uses.get(index + 1..).unwrap_or_default();
    let earlier = uses.get(..index).unwrap_or_default();
    match condition.split_once(':') {
        Some(("sub", name)) => names_words(name, &command.subcommand),
        Some(("opt", name)) => command.has_option(name),
        Some(("arg", text)) => command.arguments().any(|argument| argument.contains(text)),
        Some(("runs", wanted)) => uses.iter().any(|other| is_use(other, wanted)),
        Some(("then", wanted)) => later.iter().any(|other| is_use(other, wanted)),
        Some(("after", wanted)) => earlier.iter().any(|other| is_use(other, wanted)),
        Some(("removes", path)) => later
            .iter()
            .filter(|other| other.name == "rm")
            .any(|other| other.arguments().any(|argument| argument.starts_with(path))),
        Some(("pipes-to", name)) => later.first().is_some_and(|next| {
            next.name == name && matches!(next.joint, Joint::Pipe | Joint::PipeWithErrors)
        }),
        _ => match condition {
            "has-arguments" => command.arguments().next().is_some(),
            "alone" => uses.len() == 1,
            "background" => command.is_background,
            _ => false,
        },
    }
}

fn script_facts(uses: &[CommandUse], joints: &BTreeSet<&'static str>, facts: &mut Facts) {
    let mut ends = Vec::new();
    for command in uses {
        let first = command.arguments().next().unwrap_or_default();
        let activates =
            matches!(command.called.as_str(), "." | "source") && first.ends_with("/bin/activate");
        facts.note_if("changes-directory", command.called == "cd");
        facts.note_if("exports", command.called == "export");
        facts.note_if("activates", activates);
        facts.note_if(
            "installs-packages",
            INSTALLERS.contains(&command.name.as_str()),
        );
        let ending = match command.called.as_str() {
            "cd" => "ends-folder",
            "export" => "ends-variables",
            "." | "source" if activates => "ends-activation",
            "." | "source" => "ends-source",
            _ => continue,
        };
        if !ends.contains(&ending) {
            ends.push(ending);
        }
    }
    facts.note_if(
        "background",
        uses.iter().any(|command| command.is_background),
    );
    facts.set("ends", listed(ends.into_iter().map(plain_phrase)));
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

fn joint_name(joint: Joint, modes: ShellModes) -> Option<&'static str> {
    Some(match joint {
        Joint::First => return None,
        Joint::And => "and",
        Joint::Or => "or",
        Joint::Semicolon if modes.stops_at_failure => "semicolon-stops",
        Joint::Newline if modes.stops_at_failure => "newline-stops",
        Joint::Pipe if modes.counts_whole_pipe => "pipe-counts",
        Joint::Semicolon => "semicolon",
        Joint::Background => "background",
        Joint::Newline => "newline",
        Joint::Pipe => "pipe",
        Joint::PipeWithErrors => "pipe-with-errors",
    })
}

impl Findings {
    fn push_script_part(
        &mut self,
        role: &'static str,
        script: &RunScript<'_>,
        span: Span,
        depth: u8,
        meaning: Option<Text>,
    ) {
        self.parts.push(PartFacts {
            role,
            written: span.of(script.text()).to_owned(),
            spans: script.spans(span),
            depth,
            meaning,
            ..PartFacts::default()
        });
    }
}
