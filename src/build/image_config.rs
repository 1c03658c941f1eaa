//! An image's configuration as `docker image inspect` prints it.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Holds a base image's configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageConfig {
    /// The operating system: `linux`, `windows`.
    pub os: String,
    /// The processor architecture: `amd64`, `arm64`.
    pub architecture: String,
    /// Names and values, in order.
    pub environment: Vec<(String, String)>,
    /// Names of variables that are set, to values that are not known.
    pub varying_environment: Vec<String>,
    /// What else is not known of it.
    pub unknown: UnknownSettings,
    /// The default command.
    pub command: Option<Vec<String>>,
    /// The entrypoint.
    pub entrypoint: Option<Vec<String>>,
    /// The working directory, or nothing.
    pub working_directory: String,
    /// The user, or nothing.
    pub user: String,
    /// Ports like `80/tcp`.
    pub exposed_ports: BTreeSet<String>,
    /// Volumes.
    pub volumes: BTreeSet<String>,
    /// Labels.
    pub labels: BTreeMap<String, String>,
    /// The health check.
    pub healthcheck: Option<Healthcheck>,
    /// The stop signal, or nothing.
    pub stop_signal: String,
    /// The shell of shell forms.
    pub shell: Option<Vec<String>>,
    /// The triggers it runs in an image built from it.
    pub on_build: Vec<String>,
}

/// Says which settings of a configuration are not known: whether they are set, and to what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownSettings {
    /// Names of variables that may be set or not.
    pub environment: BTreeSet<String>,
    /// The other settings.
    pub settings: BTreeSet<SettingName>,
}

/// Names a setting of an image's configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingName {
    /// The default command.
    Command,
    /// The entrypoint.
    Entrypoint,
    /// The working directory.
    WorkingDirectory,
    /// The user.
    User,
    /// The health check.
    Healthcheck,
    /// The stop signal.
    StopSignal,
    /// The shell of shell forms.
    Shell,
    /// The ports.
    Ports,
    /// The volumes.
    Volumes,
}

impl UnknownSettings {
    /// Tells whether a setting is not known.
    pub fn holds(&self, setting: SettingName) -> bool {
        self.settings.contains(&setting)
    }
}

/// Holds a health check. Durations are nanoseconds; 0 stands for the engine's default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Healthcheck {
    /// `NONE`, or `CMD` or `CMD-SHELL` and what follows.
    pub test: Vec<String>,
    /// The time between two runs.
    pub interval: i64,
    /// The time a run may take.
    pub timeout: i64,
    /// The time after the start in which failures do not count.
    pub start_period: i64,
    /// The time between two runs in that time.
    pub start_interval: i64,
    /// How many failures in a row make the container unhealthy.
    pub retries: i64,
}

/// The file format of `--image-configs`: an image reference, or `*`, and its configuration.
#[derive(Debug, Deserialize)]
struct ImageFile {
    #[serde(default, alias = "Os")]
    os: String,
    #[serde(default, alias = "Architecture")]
    architecture: String,
    #[serde(default, alias = "Config")]
    config: ConfigFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct ConfigFile {
    env: Option<Vec<String>>,
    cmd: Option<Vec<String>>,
    entrypoint: Option<Vec<String>>,
    working_dir: String,
    user: String,
    exposed_ports: Option<BTreeMap<String, serde_json::Value>>,
    volumes: Option<BTreeMap<String, serde_json::Value>>,
    labels: Option<BTreeMap<String, String>>,
    healthcheck: Option<Healthcheck>,
    stop_signal: String,
    shell: Option<Vec<String>>,
    on_build: Option<Vec<String>>,
}

/// Reads the text of an `--image-configs` file: a JSON object from references (or `*`) to configurations.
pub fn image_configs(json: &str) -> Result<BTreeMap<String, ImageConfig>, serde_json::Error> {
    let files: BTreeMap<String, ImageFile> = serde_json::from_str(json)?;
    Ok(files
        .into_iter()
        .map(|(name, file)| (name, file.into()))
        .collect())
}

/// Reads what an engine prints of images, a list; gives their configurations in its order.
pub fn inspected_configs(json: &str) -> Result<Vec<ImageConfig>, serde_json::Error> {
    let files: Vec<ImageFile> = serde_json::from_str(json)?;
    Ok(files.into_iter().map(ImageConfig::from).collect())
}

impl From<ImageFile> for ImageConfig {
    fn from(file: ImageFile) -> Self {
        let config = file.config;
        Self {
            os: file.os,
            architecture: file.architecture,
            environment: config
                .env
                .unwrap_or_default()
                .into_iter()
                .map(|variable| match variable.split_once('=') {
                    Some((name, value)) => (name.to_owned(), value.to_owned()),
                    None => (variable, String::new()),
                })
                .collect(),
            varying_environment: Vec::new(),
            unknown: UnknownSettings::default(),
            command: config.cmd,
            entrypoint: config.entrypoint,
            working_directory: config.working_dir,
            user: config.user,
            exposed_ports: config
                .exposed_ports
                .unwrap_or_default()
                .into_keys()
                .collect(),
            volumes: config.volumes.unwrap_or_default().into_keys().collect(),
            labels: config.labels.unwrap_or_default(),
            healthcheck: config.healthcheck,
            stop_signal: config.stop_signal,
            shell: config.shell,
            on_build: config.on_build.unwrap_or_default(),
        }
    }
}
