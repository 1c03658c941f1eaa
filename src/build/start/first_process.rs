//! PID 1: which process the words of a container start, and whether it gets the signals.
//!
//! A shell that runs a text keeps the signals to itself unless `exec` puts the program in its place.
//! A script that is not known stays unknown.

use crate::language::shell::parse;
use crate::language::shell::simple_commands::simple_commands;
use crate::language::shell::tree::{Command, Joint, SimpleCommand};

/// Says what the first process of a container is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FirstProcess {
    /// The program itself.
    Program(String),
    /// A shell that runs a text.
    Shell {
        /// The shell.
        shell: String,
        /// What becomes of it.
        place: ShellPlace,
        /// Words behind the text, which it starts nothing with: the CMD of a shell-form ENTRYPOINT.
        unused: Vec<String>,
    },
    /// A program made to be PID 1: it starts the program and passes the signals on.
    Init {
        /// The program made for it.
        init: String,
        /// What it starts.
        inner: Option<Box<Self>>,
    },
    /// A script, which a shell reads.
    Script {
        /// Its path.
        path: String,
        /// What becomes of its shell, where its text stands in the Dockerfile.
        place: Option<ShellPlace>,
    },
    /// `cmd` or PowerShell with a text.
    WindowsShell {
        /// The shell.
        shell: String,
    },
}

/// Says what becomes of a shell that runs a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShellPlace {
    /// `exec` puts this program in its place.
    Replaced {
        /// The program, where its name is known.
        program: Option<String>,
    },
    /// It runs one command; some shells put it in their place by themselves, others wait for it.
    OneCommand {
        /// The program.
        program: String,
    },
    /// It stays and waits for its commands.
    Stays,
    /// An `exec` stands where it may or may not be reached.
    Unclear,
}

/// Says whether the signal of `docker stop` reaches the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signals {
    /// It does.
    Reach,
    /// A shell keeps it, unless this shell puts its only command in its place.
    KeptByMostShells,
    /// A shell keeps it.
    Kept,
    /// A script decides.
    DependOnScript,
    /// Windows has none: `docker stop` asks the processes to shut down.
    NoneOnWindows,
}

const SHELLS: [&str; 7] = ["sh", "bash", "dash", "ash", "zsh", "ksh", "mksh"];

/// Programs made to be PID 1; each passes signals on to what it starts.
const INITS: [&str; 5] = [
    "tini",
    "tini-static",
    "dumb-init",
    "catatonit",
    "docker-init",
];

const WINDOWS_SHELLS: [&str; 3] = ["cmd", "powershell", "pwsh"];

impl FirstProcess {
    /// Finds out which it is. `command` are the last of the words, those of CMD or `docker run`;
    /// `script_text` gives the text of a script that stands in the Dockerfile.
    pub fn of(
        words: &[String],
        command: &[String],
        script_text: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let first = words.first().map_or("", String::as_str);
        let name = program_name(first);
        if WINDOWS_SHELLS.contains(&name.to_lowercase().as_str()) && words.len() > 1 {
            return Self::WindowsShell {
                shell: first.to_owned(),
            };
        }
        if INITS.contains(&name.as_str()) {
            let started = words.iter().skip(1);
            let options = started.take_while(|word| word.starts_with('-')).count();
            let started = words.get(options + 1..).unwrap_or_default();
            let inner = (!started.is_empty()).then(|| Self::of(started, command, script_text));
            return Self::Init {
                init: first.to_owned(),
                inner: inner.map(Box::new),
            };
        }
        if SHELLS.contains(&name.as_str()) {
            return shell(first, words, command, script_text);
        }
        match script_text(first) {
            Some(text) if is_shell_script(&text) => script(first, &text, command),
            None if [".sh", ".bash"].iter().any(|end| name.ends_with(end)) => Self::Script {
                path: first.to_owned(),
                place: None,
            },
            _ => Self::Program(first.to_owned()),
        }
    }

    /// Names the program, shell or script.
    pub fn name(&self) -> &str {
        match self {
            Self::Program(name)
            | Self::Shell { shell: name, .. }
            | Self::Init { init: name, .. }
            | Self::Script { path: name, .. }
            | Self::WindowsShell { shell: name } => name,
        }
    }

    /// Tells whether the signal of `docker stop` reaches the program.
    pub fn signals(&self) -> Signals {
        match self {
            Self::Program(_) | Self::Init { inner: None, .. } => Signals::Reach,
            Self::Init {
                inner: Some(inner), ..
            } => inner.signals(),
            Self::Shell { place, .. } => place.signals(),
            Self::Script { place, .. } => place
                .as_ref()
                .map_or(Signals::DependOnScript, ShellPlace::signals),
            Self::WindowsShell { .. } => Signals::NoneOnWindows,
        }
    }
}

impl ShellPlace {
    fn signals(&self) -> Signals {
        match self {
            Self::Replaced { .. } => Signals::Reach,
            Self::OneCommand { .. } => Signals::KeptByMostShells,
            Self::Stays => Signals::Kept,
            Self::Unclear => Signals::DependOnScript,
        }
    }
}

/// Gives the last part of a path, without `.exe`.
fn program_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_windows_program = name.to_lowercase().ends_with(".exe");
    let length = name.len() - if is_windows_program { 4 } else { 0 };
    name.get(..length).unwrap_or(name).to_owned()
}

/// Tells whether a text is a script for a shell: `#!` names one, or nothing at all does.
fn is_shell_script(text: &str) -> bool {
    let Some(line) = text.lines().next().and_then(|line| line.strip_prefix("#!")) else {
        return true;
    };
    let mut words = line.split_whitespace().map(program_name);
    words.any(|word| SHELLS.contains(&word.as_str()))
}

/// Reads the words behind a shell: options, then `-c` and a text, or a script's file.
fn shell(
    shell: &str,
    words: &[String],
    command: &[String],
    script_text: &dyn Fn(&str) -> Option<String>,
) -> FirstProcess {
    let mut runs_text = false;
    let mut rest = words.get(1..).unwrap_or_default();
    while let Some((word, behind)) = rest.split_first() {
        let Some(letters) = word
            .strip_prefix(['-', '+'])
            .filter(|word| !word.is_empty())
        else {
            break;
        };
        rest = behind;
        if !letters.starts_with('-') {
            runs_text |= letters.contains('c');
            if letters.ends_with('o') {
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    let Some((first, behind)) = rest.split_first() else {
        // A shell alone: it reads from its input, and is the program.
        return FirstProcess::Program(shell.to_owned());
    };
    if runs_text {
        let first_is_name = first.contains("$@");
        return FirstProcess::Shell {
            shell: shell.to_owned(),
            place: place(first, behind),
            unused: if first_is_name {
                Vec::new()
            } else {
                behind.to_vec()
            },
        };
    }
    match script_text(first) {
        Some(text) => script(first, &text, command),
        None => FirstProcess::Script {
            path: first.clone(),
            place: None,
        },
    }
}

/// Finds out what a script leaves as the first process: `exec "$@"` may put another shell there.
fn script(path: &str, text: &str, command: &[String]) -> FirstProcess {
    let place = place(text, command);
    if let ShellPlace::Replaced {
        program: Some(program),
    } = &place
        && command.first() == Some(program)
        && let shell @ FirstProcess::Shell { .. } = FirstProcess::of(command, &[], &|_| None)
    {
        return shell;
    }
    FirstProcess::Script {
        path: path.to_owned(),
        place: Some(place),
    }
}

/// Finds out what becomes of a shell that runs a text; `command` are the words that `"$@"` stands for.
fn place(text: &str, command: &[String]) -> ShellPlace {
    let script = parse(text);
    let commands = simple_commands(&script);
    let is_exec = |command: &SimpleCommand| {
        command.name().is_some_and(|name| name.text(text) == "exec")
            && !command.arguments().is_empty()
    };
    let last = script.list.items.last();
    let is_certain = script.list.items.iter().all(|item| item.joint != Joint::Or);
    if let Some(last) = last
        && let [only] = last.pipeline.commands.as_slice()
        && let Command::Simple(simple) = &only.command
        && !last.is_background
    {
        if is_exec(simple) && is_certain {
            return ShellPlace::Replaced {
                program: replaced_by(simple, text, command),
            };
        }
        if script.list.items.len() == 1 && !last.pipeline.is_negated && !is_exec(simple) {
            return match simple.name() {
                Some(name) => ShellPlace::OneCommand {
                    program: name.text(text),
                },
                None => ShellPlace::Stays,
            };
        }
    }
    if commands.iter().any(|command| is_exec(command.command)) {
        ShellPlace::Unclear
    } else {
        ShellPlace::Stays
    }
}

/// Names the program behind `exec`.
fn replaced_by(simple: &SimpleCommand, text: &str, command: &[String]) -> Option<String> {
    let mut words = simple.arguments().iter();
    let first = words.find(|word| !word.written(text).starts_with('-'))?;
    match first.written(text).trim_matches('"') {
        "$@" | "${@}" | "$*" => command.first().cloned(),
        _ => Some(first.text(text)).filter(|name| !name.is_empty()),
    }
}
