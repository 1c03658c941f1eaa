//! What an instruction changes in the image, so that states are kept as changes and not as copies.

use crate::build::image_config::Healthcheck;
use crate::build::image_state::{DeclaredArgument, ImageState};
use crate::build::setting::{Origin, Setting};
use crate::build::value::Value;
use std::sync::Arc;

/// Holds one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateChange {
    /// A variable of the image, which a RUN sees too.
    Environment {
        /// Its name.
        name: Arc<str>,
        /// Its value.
        value: Value,
    },
    /// A build argument, and its value where a RUN sees one.
    Argument {
        /// The argument.
        argument: DeclaredArgument,
        /// Whether a RUN sees it.
        is_for_run: bool,
    },
    /// A label.
    Label(Value, Value),
    /// A noted port.
    Port(Value),
    /// A volume.
    Volume(Value),
    /// The working directory.
    WorkingDirectory(Value),
    /// The user.
    User(Value),
    /// The stop signal.
    StopSignal(Value),
    /// The default command.
    Command(Arc<[String]>),
    /// The entrypoint, and whether an inherited default command goes with it.
    Entrypoint {
        /// Its words.
        words: Arc<[String]>,
        /// Whether the default command is cleared.
        clears_command: bool,
    },
    /// The health check.
    Healthcheck(Arc<Healthcheck>),
    /// The shell of shell forms.
    Shell(Arc<[String]>),
    /// A trigger for images built from this one.
    OnBuild(Arc<str>),
}

impl StateChange {
    /// Makes the change, as the work of an instruction.
    pub fn apply(&self, state: &mut ImageState, instruction: usize) {
        let origin = Origin::Instruction(instruction);
        match self {
            Self::Environment { name, value } => {
                state
                    .environment
                    .set_in_place(name.clone(), value.clone(), origin);
                state
                    .run_environment
                    .set_at_end(name.clone(), value.clone(), origin);
            }
            Self::Argument {
                argument,
                is_for_run,
            } => {
                if let (Some(value), true) = (&argument.value, is_for_run) {
                    let value = value.clone();
                    state
                        .run_environment
                        .set_at_end(argument.name.clone(), value, origin);
                }
                state.arguments.push_back_mut(argument.clone());
            }
            Self::Label(key, value) => {
                state
                    .labels
                    .insert_mut(key.clone(), (value.clone(), origin));
            }
            Self::Port(port) => state.exposed_ports.insert_mut(port.clone(), ((), origin)),
            Self::Volume(volume) => state.volumes.insert_mut(volume.clone(), ((), origin)),
            Self::WorkingDirectory(path) => {
                state.working_directory = Setting::set(path.clone(), origin);
            }
            Self::User(user) => state.user = Setting::set(user.clone(), origin),
            Self::StopSignal(signal) => state.stop_signal = Setting::set(signal.clone(), origin),
            Self::Command(words) => state.command = Setting::set(words.clone(), origin),
            Self::Entrypoint {
                words,
                clears_command,
            } => {
                state.entrypoint = Setting::set(words.clone(), origin);
                if *clears_command {
                    state.command = Setting::Unset;
                }
            }
            Self::Healthcheck(healthcheck) => {
                state.healthcheck = Setting::set(healthcheck.clone(), origin);
            }
            Self::Shell(words) => state.shell = Setting::set(words.clone(), origin),
            Self::OnBuild(trigger) => state.on_build.push_back_mut((trigger.clone(), origin)),
        }
    }
}
