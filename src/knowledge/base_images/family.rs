//! The format of a file in `assets/images`: one family of images, all its tags.
//!
//! It says only what a file holds; which of it fits a tag is decided elsewhere.

use crate::build::image_config::{ImageConfig, SettingName};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Holds what is known of a family of images: one repository, all its tags.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageFamily {
    /// The repository as people write it: `python`, `mcr.microsoft.com/dotnet/sdk`.
    pub name: String,
    /// Other repositories with the same images under the same tags.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the image is, as a noun phrase: "Python on Debian".
    pub what: String,
    /// Where its configuration was read: an https address.
    pub source: String,
    /// The date it was read, like 2026-08-01; empty where the page only describes the image and nobody
    /// read a configuration there.
    #[serde(default)]
    pub read_on: String,
    /// The interpreter or tool the family is about: `Python`.
    #[serde(default)]
    pub runtime: String,
    /// Where that lies, with `{minor}` for the version's first two numbers.
    #[serde(default)]
    pub runtime_path: String,
    /// Words that stand for a version: `jammy = "22.04"`.
    #[serde(default)]
    pub version_names: BTreeMap<String, String>,
    /// Variables that hold the version, where the tag names a whole one.
    #[serde(default)]
    pub version_variables: BTreeMap<String, WholeVersion>,
    /// The words that its tags consist of besides versions and releases; a tag with another word is
    /// not known. Empty where every tag is read.
    #[serde(default)]
    pub words: Vec<String>,
    /// Tags that do not follow the rest, as written; nothing is known of their configuration.
    #[serde(default)]
    pub unread_tags: Vec<String>,
    /// The configuration of the plain tags of the newest version; none where it is not known.
    pub config: Option<ConfigPart>,
    /// The kinds of tags; the first that fits.
    #[serde(default)]
    pub variant: Vec<Variant>,
    /// Where the configuration differs; all that fit are applied, in this order.
    #[serde(default)]
    pub change: Vec<Change>,
    /// Where the ends of support were read: an https address.
    #[serde(default)]
    pub support_source: String,
    /// The last day of security support by version, as many numbers as count: `"3.8" = "2024-10-07"`.
    #[serde(default)]
    pub support: BTreeMap<String, String>,
}

/// Says when a tag's version is the value of a variable.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WholeVersion {
    /// How many numbers a whole version has.
    pub numbers: usize,
    /// The first version it holds for.
    pub from: Option<String>,
}

/// Holds a part of a configuration. What is left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConfigPart {
    /// Variables in order, each `NAME=value`.
    pub environment: Vec<String>,
    /// Names of variables that are set to values that differ from tag to tag.
    pub environment_varies: Vec<String>,
    /// Names of variables that are not set here.
    pub environment_unset: Vec<String>,
    /// Names of variables that may be set here or not.
    pub environment_unknown: Vec<String>,
    /// Other settings that are not known here: `command`, `healthcheck`.
    pub settings_unknown: Vec<SettingName>,
    /// The default command; an empty list is none.
    pub command: Option<Vec<String>>,
    /// The entrypoint; an empty list is none.
    pub entrypoint: Option<Vec<String>>,
    /// The working directory; an empty text is none.
    pub working_directory: Option<String>,
    /// The user; an empty text is none.
    pub user: Option<String>,
    /// The ports, like `80/tcp`.
    pub ports: Option<Vec<String>>,
    /// The volumes.
    pub volumes: Option<Vec<String>>,
    /// The stop signal; an empty text is none.
    pub stop_signal: Option<String>,
    /// The shell of shell forms; an empty list is the builder's own.
    pub shell: Option<Vec<String>>,
    /// The triggers for images built from it.
    pub on_build: Option<Vec<String>>,
}

/// Holds a kind of tags.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The words that all stand in the tag, with spaces between them; empty for all other tags.
    pub tag: String,
    /// What it is, as a phrase that follows the family's: "on Alpine Linux".
    pub what: String,
    /// The first version it holds for.
    pub from: Option<String>,
    /// The distribution: `Debian`, `Alpine`, `Ubuntu`, `Windows`; empty where tags differ. A release
    /// named in the tag says more.
    pub distribution: String,
    /// The package manager, where it is not that of the distribution; `none` where there is none.
    pub package_manager: Option<String>,
    /// The C library, where it is not that of the distribution; `none` where there is none.
    pub libc: Option<String>,
    /// What `/bin/sh` is, where it is not that of the distribution; `none` where there is no shell.
    pub shell: Option<String>,
}

/// Holds a difference: what the tags that it fits have instead.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The words that all stand in the tag, with spaces between them.
    #[serde(default)]
    pub tag: String,
    /// The first version it holds for.
    pub from: Option<String>,
    /// The first version it no longer holds for.
    pub before: Option<String>,
    /// Tells that the configuration of these tags is not known.
    #[serde(default)]
    pub unknown: bool,
    /// What is different.
    #[serde(default)]
    pub config: ConfigPart,
}

impl ConfigPart {
    /// Puts this part over a configuration. What it says of a setting, known or not, takes the place
    /// of what was said before.
    pub fn apply(&self, config: &mut ImageConfig) {
        self.apply_environment(config);
        if self.settings_unknown.contains(&SettingName::Ports) {
            config.exposed_ports.clear();
        }
        if self.settings_unknown.contains(&SettingName::Volumes) {
            config.volumes.clear();
        }
        let unknown = &mut config.unknown.settings;
        unknown.extend(&self.settings_unknown);
        let mut known = |setting: SettingName| unknown.remove(&setting);
        let mut list = |setting, from: &Option<Vec<String>>, to: &mut Option<Vec<String>>| {
            if let Some(words) = from {
                known(setting);
                *to = (!words.is_empty()).then(|| words.clone());
            }
        };
        list(SettingName::Command, &self.command, &mut config.command);
        list(
            SettingName::Entrypoint,
            &self.entrypoint,
            &mut config.entrypoint,
        );
        list(SettingName::Shell, &self.shell, &mut config.shell);
        let mut text = |setting, from: &Option<String>, to: &mut String| {
            if let Some(text) = from {
                known(setting);
                to.clone_from(text);
            }
        };
        text(
            SettingName::WorkingDirectory,
            &self.working_directory,
            &mut config.working_directory,
        );
        text(SettingName::User, &self.user, &mut config.user);
        text(
            SettingName::StopSignal,
            &self.stop_signal,
            &mut config.stop_signal,
        );
        if let Some(ports) = &self.ports {
            known(SettingName::Ports);
            config.exposed_ports = ports.iter().cloned().collect();
        }
        if let Some(volumes) = &self.volumes {
            known(SettingName::Volumes);
            config.volumes = volumes.iter().cloned().collect();
        }
        if let Some(triggers) = &self.on_build {
            config.on_build.clone_from(triggers);
        }
    }

    fn apply_environment(&self, config: &mut ImageConfig) {
        let environment = self.environment.iter();
        let pairs: Vec<_> = environment
            .filter_map(|variable| variable.split_once('='))
            .collect();
        let names = pairs.iter().map(|(name, _)| *name);
        let (varies, unset) = (&self.environment_varies, &self.environment_unset);
        let without_value = varies.iter().chain(unset).chain(&self.environment_unknown);
        let without_value: BTreeSet<&str> = without_value.map(String::as_str).collect();
        let said: BTreeSet<&str> = names.chain(without_value.iter().copied()).collect();
        config
            .environment
            .retain(|(name, _)| !without_value.contains(name.as_str()));
        config
            .varying_environment
            .retain(|name| !said.contains(name.as_str()) || varies.contains(name));
        for name in varies {
            if !config.varying_environment.contains(name) {
                config.varying_environment.push(name.clone());
            }
        }
        let unknown = &mut config.unknown.environment;
        unknown.retain(|name| !said.contains(name.as_str()));
        unknown.extend(self.environment_unknown.iter().cloned());
        for (name, value) in pairs {
            let known = config.environment.iter_mut();
            match known.into_iter().find(|(known, _)| known == name) {
                Some((_, known)) => value.clone_into(known),
                None => config.environment.push((name.to_owned(), value.to_owned())),
            }
        }
    }
}
