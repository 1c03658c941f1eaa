//! The image as it stands after an instruction: its configuration, and what a RUN there would see.

use crate::build::environment::Environment;
use crate::build::image_config::{Healthcheck, ImageConfig, SettingName};
use crate::build::setting::{Origin, Setting};
use crate::build::value::{Unknown, Value};
use rpds::{RedBlackTreeMapSync, VectorSync};
use std::sync::Arc;

/// Holds the image after an instruction. Copies share what did not change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageState {
    /// The variables the image keeps.
    pub environment: Environment,
    /// The variables a RUN sees: those of the image, and the build arguments in scope.
    pub run_environment: Environment,
    /// The build arguments declared so far in this stage and its parents, in order.
    pub arguments: VectorSync<DeclaredArgument>,
    /// The working directory; unset means `/`.
    pub working_directory: Setting<Value>,
    /// The user; unset means root.
    pub user: Setting<Value>,
    /// The default command.
    pub command: Setting<Arc<[String]>>,
    /// The entrypoint.
    pub entrypoint: Setting<Arc<[String]>>,
    /// The ports noted, like `8000/tcp`.
    pub exposed_ports: Table<()>,
    /// The volumes.
    pub volumes: Table<()>,
    /// The labels.
    pub labels: Table<Value>,
    /// The health check.
    pub healthcheck: Setting<Arc<Healthcheck>>,
    /// The signal that asks the process to stop; unset means SIGTERM.
    pub stop_signal: Setting<Value>,
    /// The shell of shell forms; unset means `/bin/sh -c` (on Windows `cmd /S /C`).
    pub shell: Setting<Arc<[String]>>,
    /// The triggers for images built from this one.
    pub on_build: VectorSync<(Arc<str>, Origin)>,
    /// Tells whether the base image may note more ports than are known.
    pub has_unknown_ports: bool,
    /// Tells whether the base image may have more volumes than are known.
    pub has_unknown_volumes: bool,
}

/// Holds entries by name, each with where it comes from.
pub type Table<T> = RedBlackTreeMapSync<Value, (T, Origin)>;

/// Holds a build argument from its ARG on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredArgument {
    /// Its name.
    pub name: Arc<str>,
    /// Its value, if it has one.
    pub value: Option<Value>,
    /// The instruction that declares it.
    pub instruction: usize,
}

impl ImageState {
    /// Starts from a base image's configuration.
    pub fn of_config(config: &ImageConfig, base: &str) -> Self {
        let origin = Origin::BaseImage;
        let is_unknown = |setting: SettingName| config.unknown.holds(setting);
        let list = |setting: SettingName, list: &Option<Vec<String>>| match list {
            _ if is_unknown(setting) => Setting::Unknown,
            Some(list) => Setting::set(list.as_slice().into(), origin),
            None => Setting::Unset,
        };
        let text = |setting: SettingName, text: &str| match text {
            _ if is_unknown(setting) => Setting::Unknown,
            "" => Setting::Unset,
            text => Setting::set(Value::known(text), origin),
        };
        let mut environment = Environment::default();
        for (name, value) in &config.environment {
            environment.set_in_place(name.as_str(), Value::known(value.as_str()), origin);
        }
        for name in &config.varying_environment {
            let value = Value::unknown(Unknown {
                what: name.clone(),
                decided_by: base.to_owned(),
            });
            environment.set_in_place(name.as_str(), value, origin);
        }
        environment.open_names(base, &config.unknown.environment);
        Self {
            environment,
            run_environment: Environment::default(),
            arguments: VectorSync::new_sync(),
            working_directory: text(SettingName::WorkingDirectory, &config.working_directory),
            user: text(SettingName::User, &config.user),
            command: list(SettingName::Command, &config.command),
            entrypoint: list(SettingName::Entrypoint, &config.entrypoint),
            exposed_ports: config
                .exposed_ports
                .iter()
                .map(|port| (Value::known(port.as_str()), ((), origin)))
                .collect(),
            volumes: config
                .volumes
                .iter()
                .map(|volume| (Value::known(volume.as_str()), ((), origin)))
                .collect(),
            labels: config
                .labels
                .iter()
                .map(|(key, value)| {
                    (
                        Value::known(key.as_str()),
                        (Value::known(value.as_str()), origin),
                    )
                })
                .collect(),
            healthcheck: match &config.healthcheck {
                _ if is_unknown(SettingName::Healthcheck) => Setting::Unknown,
                Some(healthcheck) => Setting::set(Arc::new(healthcheck.clone()), origin),
                None => Setting::Unset,
            },
            stop_signal: text(SettingName::StopSignal, &config.stop_signal),
            shell: list(SettingName::Shell, &config.shell),
            on_build: config
                .on_build
                .iter()
                .map(|trigger| (trigger.as_str().into(), origin))
                .collect(),
            has_unknown_ports: is_unknown(SettingName::Ports),
            has_unknown_volumes: is_unknown(SettingName::Volumes),
        }
    }

    /// Starts from `scratch`: nothing but a root folder and the default PATH.
    pub fn of_scratch(is_windows: bool) -> Self {
        let mut state = Self {
            working_directory: Setting::set(Value::known("/"), Origin::Builder),
            ..Self::default()
        };
        if !is_windows {
            let path = Value::known(crate::build::dispatch::DEFAULT_PATH);
            state
                .environment
                .set_in_place("PATH", path, Origin::Builder);
        }
        state
    }

    /// Starts from a base image of which nothing is known.
    pub fn of_unknown_base(base: &str, is_windows: bool) -> Self {
        let mut environment = Environment::default();
        environment.open(base);
        // Every Linux image has a PATH: the builder adds one where the base image has none.
        let path = Value::unknown(Unknown {
            what: "PATH".to_owned(),
            decided_by: base.to_owned(),
        });
        if !is_windows {
            environment.set_in_place("PATH", path, Origin::BaseImage);
        }
        Self {
            environment,
            working_directory: Setting::Unknown,
            user: Setting::Unknown,
            command: Setting::Unknown,
            entrypoint: Setting::Unknown,
            healthcheck: Setting::Unknown,
            stop_signal: Setting::Unknown,
            shell: Setting::Unknown,
            has_unknown_ports: true,
            has_unknown_volumes: true,
            ..Self::default()
        }
    }

    /// Gives the words that start a shell form: the shell, and the text as its last word.
    pub fn with_shell(&self, text: &str, is_windows: bool) -> Vec<String> {
        let mut words: Vec<String> = match self.shell.value() {
            Some(shell) if !shell.is_empty() => shell.to_vec(),
            _ => default_shell(is_windows)
                .iter()
                .map(|word| (*word).to_owned())
                .collect(),
        };
        words.push(text.to_owned());
        words
    }

    /// Tells whether the base image's configuration is known.
    pub fn base_is_known(&self) -> bool {
        self.environment.open_base().is_none()
    }
}

/// Gives the shell that runs shell forms where no SHELL says otherwise.
pub const fn default_shell(is_windows: bool) -> &'static [&'static str] {
    if is_windows {
        &["cmd", "/S", "/C"]
    } else {
        &["/bin/sh", "-c"]
    }
}
