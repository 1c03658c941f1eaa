//! What to write instead of what BuildKit refuses, and which part of a line it refuses.
//!
//! The sentences are data in `assets/ways_out.toml`; here the kinds of refusals are told apart. Refuses to
//! repeat BuildKit's words.

use crate::build::refusal::{InstructionFault, Refusal};
use crate::doc::template::Values;
use crate::doc::text::Text;
use crate::explain::subject::Subject;
use crate::knowledge::known_names::port_number;
use crate::knowledge::ways_out;
use crate::language::arguments::Arguments;
use crate::language::error::SyntaxError;

/// The kinds of refusals that name the word they are about, and nothing else of the line.
const OF_ONE_WORD: [&str; 14] = [
    "duplicate-flag",
    "flag-without-value",
    "not-boolean",
    "network",
    "security",
    "mount",
    "mount-target",
    "chmod",
    "chmod-syntax",
    "duration",
    "retries",
    "port",
    "port-known",
    "signal",
];

/// Names the kind of a refusal, and what the sentence about it needs.
struct Kind {
    name: &'static str,
    values: Values,
}

impl Kind {
    fn plain(name: &'static str) -> Self {
        Self {
            name,
            values: Values::new(),
        }
    }

    fn with(name: &'static str, values: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let values = values.into_iter();
        Self {
            name,
            values: values
                .map(|(name, value)| (name, Text::code(value)))
                .collect(),
        }
    }

    /// Names one of two kinds: with a word that may be meant, or without.
    fn near(
        names: (&'static str, &'static str),
        suggestion: Option<String>,
        others: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Self {
        match suggestion {
            Some(suggestion) => {
                let others = others.into_iter();
                Self::with(names.1, others.chain([("suggestion", suggestion)]))
            }
            None => Self::with(names.0, others),
        }
    }
}

/// Says what to write instead of what BuildKit refuses.
pub fn way_out(subject: &Subject<'_>, refusal: &Refusal) -> Option<Text> {
    let kind = kind_of(subject, refusal)?;
    ways_out::way_out(kind.name, &kind.values)
}

/// Tells whether a part of a line is the word that a refusal is about.
pub fn is_about(subject: &Subject<'_>, refusal: &Refusal, written: &str) -> bool {
    let Some(kind) = kind_of(subject, refusal).filter(|kind| OF_ONE_WORD.contains(&kind.name))
    else {
        return false;
    };
    let message = refusal.to_string();
    let words: Vec<&str> = message
        .split(|letter: char| letter.is_whitespace() || "\"',:()".contains(letter))
        .filter(|word| !word.is_empty())
        .collect();
    let (flag, value) = written.split_once('=').unwrap_or((written, ""));
    if kind.name == "chmod-syntax" {
        return flag == "--chmod";
    }
    let is_flag = flag.starts_with("--");
    if kind.name == "duplicate-flag" || kind.name == "flag-without-value" {
        return is_flag && words.contains(&flag);
    }
    if !is_flag {
        return words.contains(&written);
    }
    let values = value.split(',').flat_map(|pair| pair.split('='));
    value.split(',').chain(values).any(|value| {
        let value = value.trim_matches('"');
        !value.is_empty() && words.contains(&value)
    })
}

fn kind_of(subject: &Subject<'_>, refusal: &Refusal) -> Option<Kind> {
    Some(match refusal {
        Refusal::Syntax(error) => kind_of_syntax(subject, error)?,
        Refusal::Instruction { fault, .. } | Refusal::Fault(fault) => kind_of_fault(subject, fault),
        Refusal::NoStage => Kind::plain("no-stage"),
        Refusal::Expand(_) | Refusal::PlatformArguments { .. } => {
            Kind::plain(kind_of_word(&refusal.to_string())?)
        }
        Refusal::BlankBase(_) => Kind::plain("blank-base"),
        Refusal::EmptyPlatform { .. } | Refusal::Platform { .. } => Kind::plain("platform"),
        Refusal::VariableInFrom => Kind::plain("variable-in-from"),
        Refusal::InvalidStageIndex(_) => Kind::plain("stage-index"),
        Refusal::CircularDependency(_) => Kind::plain("circle"),
        Refusal::InvalidReference { .. } => Kind::plain("reference"),
        Refusal::CopyFromLaterStage { .. } | Refusal::MountFromLaterStage { .. } => {
            Kind::plain("later-stage")
        }
        Refusal::EmptyFile
        | Refusal::CheckOptions(_)
        | Refusal::IgnoreFile(_)
        | Refusal::NoStages
        | Refusal::TargetNotFound { .. }
        | Refusal::TriggerNotSingle
        | Refusal::SourceDateEpoch(_)
        | Refusal::Lint(_) => return None,
    })
}

fn kind_of_syntax(subject: &Subject<'_>, error: &SyntaxError) -> Option<Kind> {
    let keyword = || ("keyword", subject.invocation.keyword.name().to_owned());
    Some(match error {
        SyntaxError::TwoArguments(_) => {
            let line = subject.invocation.line.text();
            let name = line.split_whitespace().nth(1);
            let name = name.unwrap_or("NAME").to_owned();
            Kind::with("needs-value", [keyword(), ("name", name)])
        }
        SyntaxError::NoEqualsSign(_) => Kind::plain("no-equals-sign"),
        SyntaxError::NotOnlyStrings => Kind::plain("not-only-strings"),
        SyntaxError::UnterminatedHeredoc => Kind::plain("heredoc-end"),
        SyntaxError::HeredocWord(_) => Kind::plain("heredoc-word"),
        SyntaxError::LineTooLong => Kind::plain("line-too-long"),
        // No instruction stands on the line of these.
        SyntaxError::InvalidEscape(_)
        | SyntaxError::RepeatedDirective(_)
        | SyntaxError::NoInstructions => return None,
    })
}

/// Tells by BuildKit's words what is wrong with a word that holds quotes or variables.
fn kind_of_word(message: &str) -> Option<&'static str> {
    const KINDS: [(&str, &str); 4] = [
        ("-quote", "open-quote"),
        ("missing '}'", "open-brace"),
        ("unsupported modifier", "modifier"),
        ("not allowed to be", "required-variable"),
    ];
    let mut kinds = KINDS.into_iter();
    kinds.find_map(|(words, kind)| message.contains(words).then_some(kind))
}

fn kind_of_fault(subject: &Subject<'_>, fault: &InstructionFault) -> Kind {
    use InstructionFault as Fault;
    let keyword = || ("keyword", subject.invocation.keyword.name().to_owned());
    match fault {
        Fault::UnknownInstruction { suggestion, .. } => {
            let names = ("unknown-instruction", "unknown-instruction-near");
            Kind::near(names, suggestion.clone(), [])
        }
        Fault::UnknownFlag { flag, suggestion } => {
            let names = ("unknown-flag", "unknown-flag-near");
            let suggestion = suggestion
                .as_ref()
                .map(|name| format!("--{}", name.trim_start_matches('-')));
            Kind::near(names, suggestion, [keyword(), ("flag", flag.clone())])
        }
        Fault::DuplicateFlag(flag) => Kind::with("duplicate-flag", [("flag", flag.clone())]),
        Fault::FlagWithoutValue(_) => Kind::plain("flag-without-value"),
        Fault::NotBoolean { flag, .. } => Kind::with("not-boolean", [("flag", flag.clone())]),
        Fault::NotAFlag(_) => Kind::plain("not-a-flag"),
        Fault::AtLeastOneArgument(_) => Kind::with("at-least-one", [keyword()]),
        Fault::ExactlyOneArgument(_) => Kind::with("exactly-one", [keyword()]),
        Fault::NoDestination(_) => match only_word(subject) {
            Some(word) => Kind::with("no-destination", [keyword(), ("word", word)]),
            None => Kind::with("no-destination-empty", [keyword()]),
        },
        Fault::HeredocAsDestination(_) => Kind::with("heredoc-as-destination", [keyword()]),
        Fault::BlankName(_) => Kind::with("blank-name", [keyword()]),
        Fault::FromArguments => Kind::plain(match &subject.invocation.arguments {
            Arguments::Words(words) if !words.is_empty() => "from-arguments",
            _ => "no-argument-from",
        }),
        Fault::StageName(_) => Kind::plain("stage-name"),
        Fault::ChainedOnbuild => Kind::plain("onbuild-onbuild"),
        Fault::TriggerNotAllowed(_) => Kind::plain("onbuild-not-allowed"),
        Fault::HealthNone => Kind::plain("health-none"),
        Fault::HealthCommandMissing => Kind::plain("health-command"),
        Fault::HealthType(_) => Kind::plain("health-type"),
        Fault::ShortInterval(_) | Fault::Duration(_) => Kind::plain("duration"),
        Fault::RetriesNumber { .. } | Fault::RetriesNegative(_) => Kind::plain("retries"),
        Fault::EmptyVolume => Kind::plain("empty-volume"),
        Fault::ShellNotJson => Kind::plain("shell-not-json"),
        Fault::NetworkMode(_) => Kind::plain("network"),
        Fault::Security(_) => Kind::plain("security"),
        Fault::Mount(_) => Kind::plain("mount"),
        Fault::RunCommand(_) => Kind::plain("run-heredoc"),
        Fault::Port(_) => kind_of_port(subject),
        Fault::Signal(_) => Kind::plain("signal"),
        Fault::Chmod(_) => Kind::plain("chmod"),
        Fault::ChmodSyntax => Kind::plain("chmod-syntax"),
        Fault::Checksum(_) => Kind::plain("checksum"),
        Fault::RemoteSource(_) => Kind::plain("remote-source"),
        Fault::GitReference(_) => Kind::plain("git-reference"),
        Fault::WindowsPath(_) => Kind::plain("windows-path"),
        Fault::Device => Kind::plain("device"),
        Fault::MountTarget(_) => Kind::plain("mount-target"),
    }
}

/// Gives the one word of a line that has one.
fn only_word(subject: &Subject<'_>) -> Option<String> {
    let span = match &subject.invocation.arguments {
        Arguments::Words(words) => words.first().copied(),
        Arguments::Json(strings) => strings.first().map(|(span, _)| *span),
        _ => None,
    }?;
    Some(subject.slice(span).trim_matches('"').to_owned())
}

/// Finds the number of a service that stands where a port must: `http` is 80.
fn kind_of_port(subject: &Subject<'_>) -> Kind {
    let known = match &subject.invocation.arguments {
        Arguments::Words(words) => words.iter().find_map(|&span| {
            let word = subject.slice(span);
            let (name, _) = word.split_once('/').unwrap_or((word, ""));
            port_number(name)
        }),
        _ => None,
    };
    match known {
        Some(number) => Kind::with("port-known", [("number", number.to_owned())]),
        None => Kind::plain("port"),
    }
}
