//! From an instruction's parts to a typed command, before any variable is known.

use crate::build::command::flags::Flags;
use crate::build::command::health::healthcheck;
use crate::build::command::mount::{check_device, check_mount};
use crate::build::command::{
    ArgumentDeclaration, Command, CommandLine, CopyCommand, FromCommand, InlineFile, KeyValue,
    RunCommand, RunHeredoc,
};
use crate::build::refusal::InstructionFault;
use crate::build::suggest::nearest;
use crate::build::value::Value;
use crate::language::arguments::Arguments;
use crate::language::heredoc::heredoc_mark;
use crate::language::invocation::Invocation;
use crate::language::keyword::Keyword;

/// Holds a heredoc's text for the instruction that opens it.
#[derive(Clone, Copy, Debug)]
pub struct HeredocText<'text> {
    /// Its name.
    pub name: &'text str,
    /// Its lines.
    pub content: &'text str,
    /// Whether leading tabs are taken off.
    pub strips_tabs: bool,
}

/// Reads an instruction; the fault is BuildKit's first.
pub fn command(
    invocation: &Invocation<'_>,
    heredocs: &[HeredocText<'_>],
) -> Result<Command, InstructionFault> {
    let keyword = invocation.keyword;
    let name = keyword.name();
    let texts = invocation.arguments.texts(invocation.line.text());
    match keyword {
        Keyword::Unknown => Err(unknown_instruction(invocation.keyword_text())),
        Keyword::From => from(invocation, &texts),
        Keyword::Add | Keyword::Copy => copy(invocation, &texts, heredocs),
        Keyword::Run => run(invocation, texts, heredocs),
        Keyword::Env | Keyword::Label => {
            Flags::read(invocation)?;
            let pairs = pairs(invocation)?;
            Ok(if keyword == Keyword::Env {
                Command::Env(pairs)
            } else {
                Command::Label(pairs)
            })
        }
        Keyword::Arg => arg(&texts),
        Keyword::Cmd | Keyword::Entrypoint => {
            Flags::read(invocation)?;
            let line = command_line(invocation, texts);
            Ok(if keyword == Keyword::Cmd {
                Command::Cmd(line)
            } else {
                Command::Entrypoint(line)
            })
        }
        Keyword::Shell => {
            Flags::read(invocation)?;
            match command_line(invocation, texts) {
                line if line.words.is_empty() => Err(InstructionFault::AtLeastOneArgument(name)),
                line if line.is_exec_form => Ok(Command::Shell(line.words)),
                _ => Err(InstructionFault::ShellNotJson),
            }
        }
        Keyword::Healthcheck => healthcheck(invocation).map(Command::Healthcheck),
        Keyword::Onbuild => onbuild(invocation, heredocs),
        Keyword::Expose => {
            if texts.is_empty() {
                return Err(InstructionFault::AtLeastOneArgument(name));
            }
            Flags::read(invocation)?;
            let mut ports = texts;
            ports.sort_unstable();
            Ok(Command::Expose(
                ports.into_iter().map(Value::known).collect(),
            ))
        }
        Keyword::Volume => volume(invocation, &texts),
        Keyword::Maintainer => {
            let text = only(texts, name)?;
            Flags::read(invocation)?;
            Ok(Command::Maintainer(text))
        }
        // BuildKit looks at STOPSIGNAL's arguments alone.
        Keyword::Stopsignal => Ok(Command::Stopsignal(Value::known(only(texts, name)?))),
        Keyword::User => {
            let text = only(texts, name)?;
            Flags::read(invocation)?;
            Ok(Command::User(Value::known(text)))
        }
        Keyword::Workdir => {
            let text = only(texts, name)?;
            Flags::read(invocation)?;
            Ok(Command::Workdir(Value::known(text)))
        }
    }
}

fn unknown_instruction(word: &str) -> InstructionFault {
    InstructionFault::UnknownInstruction {
        word: word.to_owned(),
        suggestion: nearest(word, Keyword::ALL.map(Keyword::name), false)
            .filter(|nearest| !nearest.is_empty()),
    }
}

fn only(texts: Vec<String>, name: &'static str) -> Result<String, InstructionFault> {
    let mut texts = texts.into_iter();
    match (texts.next(), texts.next()) {
        (Some(text), None) => Ok(text),
        _ => Err(InstructionFault::ExactlyOneArgument(name)),
    }
}

fn from(invocation: &Invocation<'_>, texts: &[String]) -> Result<Command, InstructionFault> {
    let (base, name) = match texts {
        [base] => (base, None),
        [base, keyword, name] if keyword.to_lowercase() == "as" => {
            let lower = name.to_lowercase();
            if !is_stage_name(&lower) {
                return Err(InstructionFault::StageName(name.clone()));
            }
            (base, Some(lower))
        }
        _ => return Err(InstructionFault::FromArguments),
    };
    let flags = Flags::read(invocation)?;
    Ok(Command::From(FromCommand {
        base: base.clone(),
        name,
        platform: flags.value("platform").map(str::to_owned),
    }))
}

fn is_stage_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte)
        })
}

fn copy(
    invocation: &Invocation<'_>,
    texts: &[String],
    heredocs: &[HeredocText<'_>],
) -> Result<Command, InstructionFault> {
    let name = invocation.keyword.name();
    let Some((destination, sources)) = texts
        .split_last()
        .filter(|(_, sources)| !sources.is_empty())
    else {
        return Err(InstructionFault::NoDestination(name));
    };
    let flags = Flags::read(invocation)?;
    if matches!(heredoc_mark(destination), Ok(Some(_))) {
        return Err(InstructionFault::HeredocAsDestination(name));
    }
    let value = |flag: &str| flags.value(flag).map(Value::known);
    let mut command = CopyCommand {
        is_add: invocation.keyword == Keyword::Add,
        destination: Value::known(destination.as_str()),
        from: flags.value("from").map(str::to_owned),
        chown: value("chown"),
        chmod: value("chmod"),
        link: flags.switch("link").unwrap_or(false),
        parents: flags.switch("parents").unwrap_or(false),
        excludes: flags.values("exclude"),
        checksum: value("checksum"),
        keep_git_dir: flags.switch("keep-git-dir"),
        unpack: flags.switch("unpack"),
        ..CopyCommand::default()
    };
    for source in sources {
        let Ok(Some(mark)) = heredoc_mark(source) else {
            command.sources.push(Value::known(source.as_str()));
            continue;
        };
        let body = heredocs
            .iter()
            .rev()
            .find(|heredoc| heredoc.name == mark.name);
        let content = body.map_or("", |heredoc| heredoc.content);
        let content = if mark.strips_tabs {
            without_leading_tabs(content)
        } else {
            content.to_owned()
        };
        command.contents.push(InlineFile {
            name: mark.name,
            content: Value::known(content),
            expands: mark.expands,
        });
    }
    Ok(Command::Copy(Box::new(command)))
}

/// Takes the tabs off the start of each line, as `<<-` asks.
pub fn without_leading_tabs(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| line.trim_start_matches('\t'))
        .collect()
}

fn run(
    invocation: &Invocation<'_>,
    texts: Vec<String>,
    heredocs: &[HeredocText<'_>],
) -> Result<Command, InstructionFault> {
    let flags = Flags::read(invocation)?;
    let devices = flags.values("device");
    let mount_texts = flags.values("mount");
    // BuildKit's order: devices, mounts, network, security.
    for device in &devices {
        check_device(device).map_err(InstructionFault::Mount)?;
    }
    for mount in &mount_texts {
        check_mount(mount).map_err(InstructionFault::Mount)?;
    }
    let network = flag_text(invocation, "network");
    if let Some(mode) = network
        .as_deref()
        .filter(|mode| !matches!(*mode, "default" | "none" | "host"))
    {
        return Err(InstructionFault::NetworkMode(mode.to_owned()));
    }
    let security = flag_text(invocation, "security");
    if let Some(mode) = security
        .as_deref()
        .filter(|mode| !matches!(*mode, "insecure" | "sandbox"))
    {
        return Err(InstructionFault::Security(mode.to_owned()));
    }
    Ok(Command::Run(Box::new(RunCommand {
        line: command_line(invocation, texts),
        heredocs: heredocs
            .iter()
            .map(|heredoc| RunHeredoc {
                name: heredoc.name.to_owned(),
                content: heredoc.content.to_owned(),
                strips_tabs: heredoc.strips_tabs,
            })
            .collect(),
        mount_texts,
        mounts: Vec::new(),
        devices: devices.len(),
        network,
        security,
    })))
}

fn flag_text(invocation: &Invocation<'_>, name: &str) -> Option<String> {
    Some(
        invocation
            .flag(name)?
            .value()
            .unwrap_or_default()
            .to_owned(),
    )
}

fn command_line(invocation: &Invocation<'_>, texts: Vec<String>) -> CommandLine {
    CommandLine {
        words: texts,
        is_exec_form: invocation.arguments.is_json(),
    }
}

fn pairs(invocation: &Invocation<'_>) -> Result<Vec<KeyValue>, InstructionFault> {
    let name = invocation.keyword.name();
    let Arguments::Pairs(pairs) = &invocation.arguments else {
        return Err(InstructionFault::AtLeastOneArgument(name));
    };
    pairs
        .iter()
        .map(|pair| {
            if pair.key.is_empty() {
                return Err(InstructionFault::BlankName(name));
            }
            Ok(KeyValue {
                key: Value::known(invocation.slice(pair.key)),
                value: Value::known(invocation.slice(pair.value)),
                has_equals_sign: pair.has_equals_sign,
            })
        })
        .collect()
}

fn arg(texts: &[String]) -> Result<Command, InstructionFault> {
    if texts.is_empty() {
        return Err(InstructionFault::AtLeastOneArgument("ARG"));
    }
    let declarations = texts.iter().map(|text| match text.split_once('=') {
        Some(("", _)) => Err(InstructionFault::BlankName("ARG")),
        Some((name, default)) => Ok(ArgumentDeclaration {
            name: name.to_owned(),
            default: Some(default.to_owned()),
        }),
        None => Ok(ArgumentDeclaration {
            name: text.clone(),
            default: None,
        }),
    });
    declarations.collect::<Result<_, _>>().map(Command::Arg)
}

fn onbuild(
    invocation: &Invocation<'_>,
    heredocs: &[HeredocText<'_>],
) -> Result<Command, InstructionFault> {
    let Arguments::Trigger(trigger) = &invocation.arguments else {
        return Err(InstructionFault::AtLeastOneArgument("ONBUILD"));
    };
    Flags::read(invocation)?;
    match trigger.keyword_text().trim().to_uppercase().as_str() {
        "ONBUILD" => return Err(InstructionFault::ChainedOnbuild),
        name @ ("MAINTAINER" | "FROM") => {
            return Err(InstructionFault::TriggerNotAllowed(name.to_owned()));
        }
        _ => {}
    }
    // The trigger is kept as written from behind the keyword on, flags of ONBUILD included.
    let line = invocation.line.text();
    let behind = line
        .get(invocation.keyword_span.end as usize..)
        .unwrap_or_default();
    let mut expression = behind
        .trim_start_matches([' ', '\t', '\n', '\r', '\u{c}'])
        .to_owned();
    for heredoc in heredocs {
        expression.push('\n');
        expression.push_str(heredoc.content);
        expression.push_str(heredoc.name);
    }
    Ok(Command::Onbuild(expression))
}

fn volume(invocation: &Invocation<'_>, texts: &[String]) -> Result<Command, InstructionFault> {
    if texts.is_empty() {
        return Err(InstructionFault::AtLeastOneArgument("VOLUME"));
    }
    Flags::read(invocation)?;
    let volumes = texts.iter().map(|text| match text.trim() {
        "" => Err(InstructionFault::EmptyVolume),
        text => Ok(Value::known(text)),
    });
    volumes.collect::<Result<_, _>>().map(Command::Volume)
}
