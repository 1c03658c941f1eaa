//! What a container of an image starts: ENTRYPOINT × CMD × what `docker run IMAGE words` passes.
//!
//! It says which words are started, which process is the first one (PID 1) and whether the signal of
//! `docker stop` reaches the program. It reads no script but those that stand in the Dockerfile
//! itself, and never guesses what a base image sets.

pub mod first_process;

pub mod script;

use crate::build::environment::Environment;
use crate::build::setting::Setting;
use crate::build::stage::Stage;
use crate::build::start::first_process::{FirstProcess, Signals};
use crate::build::value::Value;
use std::sync::Arc;

/// Holds what `docker run` is given besides the image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunWords {
    /// `--entrypoint`: it takes the place of ENTRYPOINT, and the image's CMD goes with it.
    pub entrypoint: Option<String>,
    /// The words behind the image: they take the place of CMD.
    pub arguments: Vec<String>,
}

/// Holds what starts, and what it starts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The process.
    pub process: Process,
    /// The words of ENTRYPOINT; `[]` counts as none.
    pub entrypoint: Setting<Vec<String>>,
    /// The words of CMD; `[]` counts as none.
    pub command: Setting<Vec<String>>,
    /// The user; unset means root.
    pub user: Setting<Value>,
    /// The working directory; unset means `/`.
    pub folder: Setting<Value>,
    /// The variables that the image brings; the engine adds HOME and HOSTNAME.
    pub environment: Environment,
    /// The signal of `docker stop`; unset means SIGTERM.
    pub stop_signal: Setting<Value>,
    /// The noted ports.
    pub ports: Vec<Value>,
    /// The volumes.
    pub volumes: Vec<Value>,
    /// Whether it is a Windows container.
    pub is_windows: bool,
}

/// Says what is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Process {
    /// Nothing: neither ENTRYPOINT nor CMD nor words; `docker run` refuses to start it.
    Nothing,
    /// These words.
    Known {
        /// The program and its arguments.
        words: Vec<String>,
        /// The first process, PID 1.
        first: FirstProcess,
    },
    /// The base image decides: whether there is an ENTRYPOINT before these words, or all of it.
    Unknown {
        /// The words that are known: those of CMD or of `docker run`.
        command: Option<Vec<String>>,
    },
}

impl Start {
    /// Finds out what starts from a stage's image.
    pub fn of(stages: &[Stage], stage: &Stage, given: &RunWords) -> Self {
        let end = stage.end();
        let entrypoint = words(&end.entrypoint);
        let command = words(&end.command);
        Self {
            process: process(stages, stage, &entrypoint, &command, given),
            entrypoint,
            command,
            user: filled(&end.user),
            folder: filled(&end.working_directory),
            environment: end.environment.clone(),
            stop_signal: filled(&end.stop_signal),
            ports: end.exposed_ports.keys().cloned().collect(),
            volumes: end.volumes.keys().cloned().collect(),
            is_windows: stage.is_windows || stage.platform.is_windows(),
        }
    }

    /// Tells whether the signal of `docker stop` reaches the program; nothing where that is not known.
    pub fn signals(&self) -> Option<Signals> {
        match &self.process {
            Process::Known { .. } if self.is_windows => Some(Signals::NoneOnWindows),
            Process::Known { first, .. } => Some(first.signals()),
            Process::Nothing | Process::Unknown { .. } => None,
        }
    }
}

/// Gives the words of a setting; an empty list counts as not set.
fn words(setting: &Setting<Arc<[String]>>) -> Setting<Vec<String>> {
    match setting {
        Setting::Set { value, .. } if value.is_empty() => Setting::Unset,
        Setting::Set { value, origin } => Setting::set(value.to_vec(), *origin),
        Setting::Unset => Setting::Unset,
        Setting::Unknown => Setting::Unknown,
    }
}

/// Gives a setting; an empty one counts as not set.
fn filled(setting: &Setting<Value>) -> Setting<Value> {
    match setting {
        Setting::Set { value, .. } if value.is_known_empty() => Setting::Unset,
        setting => setting.clone(),
    }
}

fn process(
    stages: &[Stage],
    stage: &Stage,
    entrypoint: &Setting<Vec<String>>,
    command: &Setting<Vec<String>>,
    given: &RunWords,
) -> Process {
    let first_words = match (&given.entrypoint, entrypoint) {
        (Some(program), _) if program.is_empty() => Some(Vec::new()),
        (Some(program), _) => Some(vec![program.clone()]),
        (None, Setting::Set { value, .. }) => Some(value.clone()),
        (None, Setting::Unset) => Some(Vec::new()),
        (None, Setting::Unknown) => None,
    };
    let last_words = match command {
        _ if !given.arguments.is_empty() => Some(given.arguments.clone()),
        // `--entrypoint` takes the image's CMD away.
        _ if given.entrypoint.is_some() => Some(Vec::new()),
        Setting::Set { value, .. } => Some(value.clone()),
        Setting::Unset => Some(Vec::new()),
        Setting::Unknown => None,
    };
    let (Some(first_words), Some(last_words)) = (&first_words, &last_words) else {
        return Process::Unknown {
            command: last_words.filter(|words| !words.is_empty()),
        };
    };
    let words: Vec<String> = first_words.iter().chain(last_words).cloned().collect();
    if words.is_empty() {
        return Process::Nothing;
    }
    let first = FirstProcess::of(&words, last_words, &|path| {
        script::text_in_dockerfile(stages, stage, path)
    });
    Process::Known { words, first }
}
