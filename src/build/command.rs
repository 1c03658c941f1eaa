//! An instruction as a build understands it: typed, but with its variables still in place.

pub mod flags;

pub mod health;

pub mod mount;

pub mod read;

use crate::build::command::mount::Mount;
use crate::build::image_config::Healthcheck;
use crate::build::value::Value;

/// Holds what an instruction asks for.
///
/// [`read::command`] gives it with its words as written; a plan's steps hold it with variables put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// FROM.
    From(FromCommand),
    /// ADD and COPY.
    Copy(Box<CopyCommand>),
    /// RUN.
    Run(Box<RunCommand>),
    /// CMD.
    Cmd(CommandLine),
    /// ENTRYPOINT.
    Entrypoint(CommandLine),
    /// ENV.
    Env(Vec<KeyValue>),
    /// LABEL.
    Label(Vec<KeyValue>),
    /// ARG.
    Arg(Vec<ArgumentDeclaration>),
    /// EXPOSE, its words sorted.
    Expose(Vec<Value>),
    /// HEALTHCHECK.
    Healthcheck(Healthcheck),
    /// MAINTAINER.
    Maintainer(String),
    /// ONBUILD, with its trigger as BuildKit keeps it.
    Onbuild(String),
    /// SHELL.
    Shell(Vec<String>),
    /// STOPSIGNAL.
    Stopsignal(Value),
    /// USER.
    User(Value),
    /// VOLUME.
    Volume(Vec<Value>),
    /// WORKDIR.
    Workdir(Value),
}

/// Holds FROM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromCommand {
    /// The base as written.
    pub base: String,
    /// The stage's name in lower case.
    pub name: Option<String>,
    /// The value of `--platform` as written.
    pub platform: Option<String>,
}

/// Holds ADD or COPY.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyCommand {
    /// Whether it is ADD.
    pub is_add: bool,
    /// The paths and URLs.
    pub sources: Vec<Value>,
    /// The files written as heredocs.
    pub contents: Vec<InlineFile>,
    /// Where they go.
    pub destination: Value,
    /// `--from`: a stage, its number, or an image.
    pub from: Option<String>,
    /// `--chown`.
    pub chown: Option<Value>,
    /// `--chmod`.
    pub chmod: Option<Value>,
    /// `--link`.
    pub link: bool,
    /// `--parents`.
    pub parents: bool,
    /// `--exclude`, each.
    pub excludes: Vec<String>,
    /// ADD's `--checksum`.
    pub checksum: Option<Value>,
    /// ADD's `--keep-git-dir`.
    pub keep_git_dir: Option<bool>,
    /// ADD's `--unpack`.
    pub unpack: Option<bool>,
}

/// Holds a file that stands in the Dockerfile itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InlineFile {
    /// Its name: the heredoc's word.
    pub name: String,
    /// Its text.
    pub content: Value,
    /// Whether variables in it are put in.
    pub expands: bool,
}

/// Holds RUN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunCommand {
    /// What is run.
    pub line: CommandLine,
    /// Its heredocs.
    pub heredocs: Vec<RunHeredoc>,
    /// The texts of `--mount`, each.
    pub mount_texts: Vec<String>,
    /// The mounts, once variables are put in.
    pub mounts: Vec<Mount>,
    /// How many `--device` there are.
    pub devices: usize,
    /// `--network`.
    pub network: Option<String>,
    /// `--security`.
    pub security: Option<String>,
}

/// Holds a heredoc of RUN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunHeredoc {
    /// Its name.
    pub name: String,
    /// Its lines.
    pub content: String,
    /// Whether leading tabs are taken off.
    pub strips_tabs: bool,
}

/// Holds a command line: the shell form's one text, or the exec form's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandLine {
    /// The words; one text in the shell form.
    pub words: Vec<String>,
    /// Whether it is the exec form, run without a shell.
    pub is_exec_form: bool,
}

/// Holds a pair of ENV or LABEL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue {
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
    /// Whether an equals sign stands between them.
    pub has_equals_sign: bool,
}

/// Holds one word of ARG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgumentDeclaration {
    /// Its name.
    pub name: String,
    /// Its default as written.
    pub default: Option<String>,
}
