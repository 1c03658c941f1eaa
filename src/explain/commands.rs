//! The commands of a RUN, each with its words, explained from `assets/commands`.

use crate::doc::Label;
use crate::doc::template::{Values, fill};
use crate::doc::text::{Text, listed};
use crate::explain::come_and_go::come_and_go;
use crate::explain::command_use::{CommandUse, command_uses};
use crate::explain::explanation::Remark;
use crate::explain::facts::{Findings, PartFacts};
use crate::explain::options::{Word, WordKind};
use crate::explain::remark_order::{named, names_commands};
use crate::explain::run_summary::run_summary;
use crate::explain::script_origin::{script_origin, unknown_program};
use crate::explain::shapes::{Shape, shapes};
use crate::explain::shell_kind::{ShellKind, shell_kind};
use crate::explain::shell_modes::ShellModes;
use crate::explain::short_words::listed_shortly;
use crate::explain::subject::Subject;
use crate::explain::told_before::{SaidPhrase, ToldBefore};
use crate::knowledge::phrases::plain_phrase;
use crate::knowledge::rule::{Facts, fits};
use crate::knowledge::shell_texts::shell_texts;
use crate::language::shell::run_script::RunScript;
use crate::language::shell::tree::{Joint, Script};
use crate::language::span::Span;
use std::collections::BTreeSet;

/// Commands that install packages into the image.
const INSTALLERS: [&str; 12] = [
    "apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "pip", "pip3", "npm", "gem",
    "yarn",
];

/// The most commands that one sentence names.
const MOST_IN_A_SENTENCE: usize = 6;

/// How deep a part is shown at most.
const DEEPEST: u8 = 4;

/// Adds the commands of a shell form as parts, and what is true of them together.
pub(in crate::explain) fn command_parts(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(script) = RunScript::of(subject.tree, subject.instruction) else {
        return;
    };
    if script.has_foreign_interpreter() || shell_kind(subject) != ShellKind::Unix {
        return findings.push_script_part("script", &script, script.part(), 0, None);
    }
    let uses = command_uses(&script);
    let tree = script.parse();
    let shapes = shapes(&tree, script.text());
    let has_blocks = shapes.iter().any(|shape| shape.is_block);
    let mut shapes = shapes.into_iter().peekable();
    let mut told = ToldBefore::default();
    let deciding = deciding_from(&tree);
    let mut phrases: Vec<Text> = Vec::new();
    let mut said = 0;
    let mut joints = BTreeSet::new();
    let shell = subject.before().and_then(|before| before.shell.value());
    let mut modes = shell.map_or_else(ShellModes::default, |words| ShellModes::of_shell(words));
    for command in &uses {
        while let Some(shape) = shapes.next_if(|shape| shape.span.start <= command.span.start) {
            findings.push_shape(&script, shape);
        }
        let joint = joint_name(command, deciding, modes);
        if let (Some(name), Some(operator)) = (joint, command.operator)
            && joints.insert(name)
        {
            let meaning = shell_texts()
                .joint
                .get(name)
                .map(String::as_str)
                .unwrap_or_default();
            let meaning = fill(meaning, &Values::new());
            let depth = command.depth.min(DEEPEST);
            findings.push_script_part("command", &script, operator, depth, Some(meaning));
        }
        let start = findings.parts.len();
        add_parts(subject, &script, command, findings);
        told.fold(command, whole_phrase(command), start, &mut findings.parts);
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
    for shape in shapes {
        findings.push_shape(&script, shape);
    }
    script_facts(&uses, &joints, &mut findings.facts);
    let top = uses.iter().filter(|command| command.depth == 0).count();
    findings.facts.note(if top == 1 && !has_blocks {
        "one-command"
    } else {
        "many-commands"
    });
    // A sentence that leaves commands out would be wrong, and a long one says nothing.
    if said > 0 && said == top && top <= MOST_IN_A_SENTENCE && !has_blocks {
        findings.facts.note("says-what");
        findings.facts.set("what", listed(phrases));
    } else if let Some(summary) = run_summary(&tree, script.text(), &uses) {
        findings.facts.note("sums-up");
        findings.facts.note_if("sums-up-partly", summary.is_partial);
        findings.facts.set("what", summary.what);
    }
    findings.facts.set_plain("count", top.to_string());
    findings.remarks.extend(come_and_go(&uses));
    findings.remarks.extend(said_remarks(&uses));
}

pub(in crate::explain) fn add_parts(
    subject: &Subject<'_>,
    script: &RunScript<'_>,
    command: &CommandUse,
    findings: &mut Findings,
) {
    let depth = command.depth.min(DEEPEST);
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

/// Says what a command does here.
pub(in crate::explain) fn said_phrase(command: &CommandUse) -> Option<Text> {
    let (template, deciding) = phrase_template(command)?;
    let arguments: Vec<&str> = command.arguments().collect();
    let value = deciding.map_or("", |word| word.value.as_str());
    filled_phrase(template, value, &arguments)
}

/// Finds the phrase of a command: an option that decides what it does speaks first.
fn phrase_template(command: &CommandUse) -> Option<(&'static str, Option<&Word<'static>>)> {
    let used = command.used?;
    let deciding = command.words.iter().find_map(|(word, _)| {
        let option = word
            .option
            .filter(|option| !option.text.phrase.is_empty())?;
        Some((option.text.phrase.as_str(), Some(word)))
    });
    deciding.or_else(|| (!used.phrase.is_empty()).then_some((used.phrase.as_str(), None)))
}

/// Fills a phrase; nothing where the words it names are not there.
fn filled_phrase(template: &str, value: &str, arguments: &[&str]) -> Option<Text> {
    let count = arguments.len();
    // A single word may be either of two that a phrase tells apart.
    let wanted = if ["{rest}", "{front}", "{last}"]
        .iter()
        .any(|name| template.contains(name))
    {
        2
    } else {
        usize::from(template.contains("{arguments}") || template.contains("{first}"))
    };
    if count < wanted {
        return None;
    }
    let listed = |skipped: usize, taken: usize| {
        let arguments = arguments.iter().skip(skipped).take(taken).copied();
        listed_shortly(arguments.filter(|argument| !argument.is_empty()), "")
    };
    let values = Values::from([
        ("value", Text::code(value)),
        ("arguments", listed(0, count)),
        ("first", listed(0, 1)),
        ("rest", listed(1, count)),
        ("front", listed(0, count.saturating_sub(1))),
        ("last", listed(count.saturating_sub(1), 1)),
    ]);
    Some(fill(template, &values))
}

/// Says what a command does here, and which of its words that tells.
pub(in crate::explain) fn whole_phrase(command: &CommandUse) -> Option<SaidPhrase> {
    let (template, deciding) = phrase_template(command)?;
    Some(SaidPhrase {
        text: said_phrase(command)?,
        names_arguments: ["{arguments}", "{rest}", "{last}"]
            .iter()
            .any(|name| template.contains(name)),
        decided_by: deciding.map(|word| word.first),
        template,
    })
}

/// Says one phrase of several commands that follow on one another.
pub(in crate::explain) fn phrase_of_many(template: &str, arguments: &[String]) -> Option<Text> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    filled_phrase(template, "", &arguments)
}

/// Lists a command's arguments; an empty one has nothing to show.
fn shown_arguments(command: &CommandUse) -> Text {
    let arguments = command.arguments().filter(|argument| !argument.is_empty());
    listed_shortly(arguments, "")
}

/// Says the remarks about commands that fit, each once.
fn said_remarks(uses: &[CommandUse]) -> Vec<Remark> {
    let mut groups = BTreeSet::new();
    let mut remarks: Vec<Remark> = Vec::new();
    let names_commands = names_commands(uses);
    for (index, command) in uses.iter().enumerate() {
        for rule in command.texts.into_iter().flat_map(|texts| &texts.remark) {
            let is_new = rule.group.is_empty() || !groups.contains(rule.group.as_str());
            if !is_new || !fits(&rule.condition, |word| holds(word, command, index, uses)) {
                continue;
            }
            groups.insert(rule.group.as_str());
            let arguments = shown_arguments(command);
            let text = fill(&rule.say, &Values::from([("arguments", arguments)]));
            let remark = Remark {
                label: Label::from(rule.label),
                text: if names_commands {
                    named(text, command)
                } else {
                    text
                },
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

fn joint_name(command: &CommandUse, deciding: u32, modes: ShellModes) -> Option<&'static str> {
    Some(match command.joint {
        Joint::First => return None,
        Joint::And
            if command.depth == 0
                && command
                    .operator
                    .is_some_and(|operator| operator.start >= deciding) =>
        {
            "and"
        }
        Joint::And if modes.stops_at_failure => "and-goes-on-stops",
        Joint::And => "and-goes-on",
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

/// Finds from where on a failure before `&&` is the RUN's own: nothing but `&&` follows.
fn deciding_from(tree: &Script) -> u32 {
    let items = tree.list.items.iter().rev();
    let last = items.take_while(|item| item.joint == Joint::And && !item.is_background);
    let operators = last.filter_map(|item| item.operator);
    operators
        .map(|operator| operator.start)
        .min()
        .unwrap_or(u32::MAX)
}

impl Findings {
    /// Adds what holds commands or keeps values.
    pub(in crate::explain) fn push_shape(&mut self, script: &RunScript<'_>, shape: Shape) {
        self.parts.push(PartFacts {
            role: "command",
            written: shape.written,
            spans: script.spans(shape.span),
            depth: shape.depth.min(DEEPEST),
            meaning: Some(shape.meaning),
            ..PartFacts::default()
        });
    }

    /// Adds a part of a script.
    pub(in crate::explain) fn push_script_part(
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
