//! What BuildKit refuses in an instruction or a plan, in its words.

use crate::build::expand::ExpandError;
use crate::build::platform::PlatformError;
use crate::context::ignore_rules::IgnoreError;
use crate::language::error::SyntaxError;
use crate::language::quoted::quoted;
use std::fmt;

/// Says why BuildKit refuses to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file is empty.
    EmptyFile,
    /// `# check=…` cannot be read.
    CheckOptions(String),
    /// The parser refuses the file.
    Syntax(SyntaxError),
    /// An instruction is refused before any variable is known.
    Instruction {
        /// The line it starts on.
        line: u32,
        /// Why.
        fault: InstructionFault,
    },
    /// An instruction stands before the first FROM.
    NoStage,
    /// The file has ARG alone.
    NoStages,
    /// A word cannot be expanded.
    Expand(ExpandError),
    /// An instruction is refused once its variables are known.
    Fault(InstructionFault),
    /// The ignore file of the build context has a pattern that cannot be read.
    IgnoreFile(IgnoreError),
    /// FROM's base comes to nothing.
    BlankBase(String),
    /// `--platform` cannot be expanded.
    PlatformArguments {
        /// What it comes to so far.
        result: String,
        /// Why.
        error: ExpandError,
    },
    /// `--platform` comes to nothing.
    EmptyPlatform {
        /// As written.
        written: String,
        /// A variable that may be meant.
        suggestion: Option<String>,
    },
    /// `--platform` names no platform.
    Platform {
        /// As written.
        written: String,
        /// Why.
        error: PlatformError,
        /// A variable that may be meant.
        suggestion: Option<String>,
    },
    /// The target is no stage.
    TargetNotFound {
        /// What was asked for.
        target: String,
        /// A stage that may be meant.
        suggestion: Option<String>,
    },
    /// `--from` holds a variable.
    VariableInFrom,
    /// `--from=N` counts past the stages.
    InvalidStageIndex(i64),
    /// Stages need each other in a circle.
    CircularDependency(String),
    /// A base image's name is no reference.
    InvalidReference {
        /// As it is after expansion.
        name: String,
        /// Why.
        error: String,
    },
    /// `COPY --from` names a later stage.
    CopyFromLaterStage {
        /// The stage it names.
        from: String,
        /// The stage it stands in.
        stage: String,
    },
    /// `RUN --mount=from=` names a later stage.
    MountFromLaterStage {
        /// The stage it names.
        from: String,
        /// Where it is mounted.
        target: String,
    },
    /// An ONBUILD trigger of a base image is more or less than one instruction.
    TriggerNotSingle,
    /// `SOURCE_DATE_EPOCH` cannot be used.
    SourceDateEpoch(String),
    /// `# check=error=true` and there are findings.
    Lint(Vec<String>),
}

/// Says why one instruction is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InstructionFault {
    /// The word is no instruction.
    UnknownInstruction {
        /// As written.
        word: String,
        /// What may be meant.
        suggestion: Option<String>,
    },
    /// It needs an argument.
    AtLeastOneArgument(&'static str),
    /// It needs one argument and no more.
    ExactlyOneArgument(&'static str),
    /// COPY or ADD has no destination.
    NoDestination(&'static str),
    /// A heredoc stands where a path must.
    HeredocAsDestination(&'static str),
    /// A name is empty.
    BlankName(&'static str),
    /// FROM has two arguments, or more than three.
    FromArguments,
    /// A stage's name has characters it may not have.
    StageName(String),
    /// ONBUILD ONBUILD.
    ChainedOnbuild,
    /// ONBUILD FROM or ONBUILD MAINTAINER.
    TriggerNotAllowed(String),
    /// HEALTHCHECK NONE with something behind it.
    HealthNone,
    /// HEALTHCHECK CMD with nothing behind it.
    HealthCommandMissing,
    /// HEALTHCHECK with another type.
    HealthType(String),
    /// A duration is below a millisecond.
    ShortInterval(String),
    /// A duration cannot be read.
    Duration(String),
    /// `--retries` is no number.
    RetriesNumber {
        /// As written.
        value: String,
        /// Go's words for what is wrong.
        problem: &'static str,
    },
    /// `--retries` is negative.
    RetriesNegative(i64),
    /// VOLUME has an empty path.
    EmptyVolume,
    /// SHELL is not in JSON form.
    ShellNotJson,
    /// A flag does not start with two dashes.
    NotAFlag(String),
    /// A flag is not known.
    UnknownFlag {
        /// With its dashes.
        flag: String,
        /// What may be meant.
        suggestion: Option<String>,
    },
    /// A flag stands twice.
    DuplicateFlag(String),
    /// A flag has no value.
    FlagWithoutValue(String),
    /// A flag's value is neither true nor false.
    NotBoolean {
        /// With its dashes.
        flag: String,
        /// Its value.
        value: String,
    },
    /// `--network` has another value.
    NetworkMode(String),
    /// `--security` has another value.
    Security(String),
    /// `--mount` or `--device` cannot be read.
    Mount(String),
    /// EXPOSE has something that is no port.
    Port(String),
    /// STOPSIGNAL has something that is no signal.
    Signal(String),
    /// `--chmod` has something that is no mode.
    Chmod(String),
    /// `--chmod` has letters that are no mode.
    ChmodSyntax,
    /// `--checksum` does not fit.
    Checksum(&'static str),
    /// COPY has a URL or git reference.
    RemoteSource(&'static str),
    /// A git reference's query cannot be read.
    GitReference(String),
    /// A Windows path cannot be used.
    WindowsPath(String),
    /// The RUN uses `--device`, which this version does not have.
    Device,
    /// A heredoc stands in a form that cannot have it.
    RunCommand(String),
    /// A mount's target is the root.
    MountTarget(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with_suggestion =
            |formatter: &mut fmt::Formatter<'_>, suggestion: &Option<String>| match suggestion {
                Some(suggestion) => write!(formatter, " (did you mean {suggestion}?)"),
                None => Ok(()),
            };
        match self {
            Self::EmptyFile => formatter.write_str("the Dockerfile cannot be empty"),
            Self::CheckOptions(problem) => write!(formatter, "failed to parse check options: {problem}"),
            Self::Syntax(error) => error.fmt(formatter),
            Self::Instruction { line, fault } => write!(formatter, "dockerfile parse error on line {line}: {fault}"),
            Self::NoStage => formatter.write_str("no build stage in current context"),
            Self::NoStages => formatter.write_str("dockerfile contains no stages to build"),
            Self::Expand(error) => error.fmt(formatter),
            Self::Fault(fault) => fault.fmt(formatter),
            Self::IgnoreFile(error) => error.fmt(formatter),
            Self::BlankBase(base) => write!(formatter, "base name ({base}) should not be blank"),
            Self::PlatformArguments { result, error } => {
                write!(formatter, "failed to process arguments for platform {result}: {error}")
            }
            Self::EmptyPlatform { written, suggestion } => {
                write!(formatter, "empty platform value from expression {written}")?;
                with_suggestion(formatter, suggestion)
            }
            Self::Platform {
                written,
                error,
                suggestion,
            } => {
                write!(formatter, "failed to parse platform {written}: {error}")?;
                with_suggestion(formatter, suggestion)
            }
            Self::TargetNotFound { target, suggestion } => {
                write!(formatter, "target stage {} could not be found", quoted(target))?;
                with_suggestion(formatter, suggestion)
            }
            Self::VariableInFrom => formatter.write_str(
                "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround",
            ),
            Self::InvalidStageIndex(index) => write!(formatter, "invalid stage index {index}"),
            Self::CircularDependency(stage) => write!(formatter, "circular dependency detected on stage: {stage}"),
            Self::InvalidReference { name, error } => {
                write!(formatter, "failed to parse stage name {}: {error}", quoted(name))
            }
            Self::CopyFromLaterStage { from, stage } => write!(
                formatter,
                "cannot copy from stage {}, it needs to be defined before current stage {}",
                quoted(from),
                quoted(stage)
            ),
            Self::MountFromLaterStage { from, target } => write!(
                formatter,
                "cannot mount from stage {} to {}, stage needs to be defined before current command",
                quoted(from),
                quoted(target)
            ),
            Self::TriggerNotSingle => formatter.write_str("onbuild trigger should be a single expression"),
            Self::SourceDateEpoch(problem) => formatter.write_str(problem),
            Self::Lint(rules) => write!(formatter, "lint violation found for rules: {}", rules.join(", ")),
        }
    }
}

impl fmt::Display for InstructionFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownInstruction { word, suggestion } => {
                write!(formatter, "unknown instruction: {word}")?;
                match suggestion {
                    Some(suggestion) => write!(formatter, " (did you mean {suggestion}?)"),
                    None => Ok(()),
                }
            }
            Self::AtLeastOneArgument(name) => {
                write!(formatter, "{name} requires at least one argument")
            }
            Self::ExactlyOneArgument(name) => {
                write!(formatter, "{name} requires exactly one argument")
            }
            Self::NoDestination(name) => write!(
                formatter,
                "{name} requires at least two arguments, but only one was provided. Destination could not be determined"
            ),
            Self::HeredocAsDestination(name) => {
                write!(formatter, "{name} cannot accept a heredoc as a destination")
            }
            Self::BlankName(name) => write!(formatter, "{name} names can not be blank"),
            Self::FromArguments => {
                formatter.write_str("FROM requires either one or three arguments")
            }
            Self::StageName(name) => write!(
                formatter,
                "invalid name for build stage: {}, name can't start with a number or contain symbols",
                quoted(name)
            ),
            Self::ChainedOnbuild => {
                formatter.write_str("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed")
            }
            Self::TriggerNotAllowed(name) => {
                write!(formatter, "{name} isn't allowed as an ONBUILD trigger")
            }
            Self::HealthNone => formatter.write_str("HEALTHCHECK NONE takes no arguments"),
            Self::HealthCommandMissing => {
                formatter.write_str("Missing command after HEALTHCHECK CMD")
            }
            Self::HealthType(kind) => {
                write!(
                    formatter,
                    "Unknown type {} in HEALTHCHECK (try CMD)",
                    quoted(kind)
                )
            }
            Self::ShortInterval(name) => write!(
                formatter,
                "Interval {} cannot be less than 1ms",
                quoted(name)
            ),
            Self::Duration(problem)
            | Self::Mount(problem)
            | Self::Port(problem)
            | Self::GitReference(problem) => formatter.write_str(problem),
            Self::RetriesNumber { value, problem } => {
                write!(
                    formatter,
                    "strconv.ParseInt: parsing {}: {problem}",
                    quoted(value)
                )
            }
            Self::RetriesNegative(number) => {
                write!(formatter, "--retries cannot be negative ({number})")
            }
            Self::EmptyVolume => formatter.write_str("VOLUME specified can not be an empty string"),
            Self::ShellNotJson => {
                formatter.write_str("SHELL requires the arguments to be in JSON form")
            }
            Self::NotAFlag(text) => write!(formatter, "arg should start with -- : {text}"),
            Self::UnknownFlag { flag, suggestion } => {
                write!(formatter, "unknown flag: {flag}")?;
                match suggestion {
                    Some(suggestion) => write!(formatter, " (did you mean {suggestion}?)"),
                    None => Ok(()),
                }
            }
            Self::DuplicateFlag(flag) => write!(formatter, "duplicate flag specified: {flag}"),
            Self::FlagWithoutValue(flag) => write!(formatter, "missing a value on flag: {flag}"),
            Self::NotBoolean { flag, value } => {
                write!(
                    formatter,
                    "expecting boolean value for flag {flag}, not: {value}"
                )
            }
            Self::NetworkMode(mode) => write!(formatter, "invalid network mode {}", quoted(mode)),
            Self::Security(mode) => write!(formatter, "security {} is not valid", quoted(mode)),
            Self::Signal(signal) => write!(formatter, "invalid signal: {signal}"),
            Self::Chmod(mode) => write!(
                formatter,
                "invalid chmod parameter: '{mode}'. it should be octal string and between 0 and 07777"
            ),
            Self::ChmodSyntax => formatter.write_str("invalid syntax"),
            Self::Checksum(problem) | Self::RemoteSource(problem) => formatter.write_str(problem),
            Self::WindowsPath(problem) => formatter.write_str(problem),
            Self::Device => formatter.write_str(
                "device feature is only supported in Dockerfile frontend 1.14.0-labs or later",
            ),
            Self::RunCommand(arguments) => {
                write!(
                    formatter,
                    "parsing produced an invalid run command: {arguments}"
                )
            }
            Self::MountTarget(target) => {
                write!(formatter, "invalid mount target {}", quoted(target))
            }
        }
    }
}

impl From<InstructionFault> for Refusal {
    fn from(fault: InstructionFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<ExpandError> for Refusal {
    fn from(error: ExpandError) -> Self {
        Self::Expand(error)
    }
}
