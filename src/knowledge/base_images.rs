//! Well-known base images: `assets/images/*.toml`.

use crate::build::image_config::ImageConfig;
use crate::build::reference::Reference;
use crate::knowledge::knowledge_file::{KnowledgeFile, Texts};
use serde::Deserialize;

/// Holds what is known of a family of images: one repository, all its tags.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageFamily {
    /// The repository as people write it: `python`.
    pub name: String,
    /// Other repositories with the same images: `docker.io/bitnami/…` and the like.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the image is, as a noun phrase: "Python on Debian".
    pub what: String,
    /// Where its configuration was read, and when.
    pub source: String,
    /// The date it was read, like 2026-08-01.
    pub read_on: String,
    /// The interpreter or tool the family is about: `python`.
    #[serde(default)]
    pub runtime: String,
    /// Where that lies, with `{minor}` for the version's first two numbers.
    #[serde(default)]
    pub runtime_path: String,
    /// The configuration of every tag.
    #[serde(default)]
    pub config: FamilyConfig,
    /// The kinds of tags, told apart by a word in the tag; the first that fits.
    #[serde(default)]
    pub variant: Vec<Variant>,
}

/// Holds the configuration that all tags share.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FamilyConfig {
    /// Variables in order, each `NAME=value`; a value that differs from tag to tag is left out and makes the list open.
    pub environment: Vec<String>,
    /// Names of variables whose values differ from tag to tag.
    pub environment_varies: Vec<String>,
    /// The default command.
    pub command: Option<Vec<String>>,
    /// The entrypoint.
    pub entrypoint: Option<Vec<String>>,
    /// The working directory.
    pub working_directory: String,
    /// The user.
    pub user: String,
    /// The ports.
    pub ports: Vec<String>,
    /// The volumes.
    pub volumes: Vec<String>,
    /// The stop signal.
    pub stop_signal: String,
}

/// Holds a kind of tags.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The word in the tag, between dashes; empty for the tags without one.
    pub tag: String,
    /// What it is, as a noun phrase.
    pub what: String,
    /// The distribution: `Debian`, `Alpine`, `Ubuntu`, `Windows`.
    pub distribution: String,
}

/// Holds what is known of one image.
#[derive(Clone, Debug)]
pub struct KnownImage {
    /// Its family.
    pub family: &'static ImageFamily,
    /// The version at the start of the tag, if there is one: `3.9`.
    pub version: Option<String>,
    /// Its kind of tag.
    pub variant: Option<&'static Variant>,
}

impl KnownImage {
    /// Gives the first two numbers of the version: what decides where Python lies.
    pub fn minor_version(&self) -> Option<String> {
        let version = self.version.as_deref()?;
        let mut numbers = version.split('.');
        Some(format!("{}.{}", numbers.next()?, numbers.next()?))
    }

    /// Gives where the runtime lies.
    pub fn runtime_path(&self) -> Option<String> {
        let path = &self.family.runtime_path;
        if path.is_empty() {
            return None;
        }
        Some(path.replace("{minor}", &self.minor_version()?))
    }
}

/// Finds what is known of an image by its reference as a Dockerfile has it.
pub fn known_image(reference: &str) -> Option<KnownImage> {
    let reference = Reference::parse(reference).ok()?;
    let family = family(reference.familiar_name().as_str())?;
    let tag = reference.tag.unwrap_or_default();
    let mut words = tag.split('-');
    let first = words.next().unwrap_or_default();
    let version = first
        .starts_with(|digit: char| digit.is_ascii_digit())
        .then(|| first.to_owned());
    let has_word = |wanted: &str| tag.split('-').any(|word| word.starts_with(wanted));
    let variant = family
        .variant
        .iter()
        .find(|variant| variant.tag.is_empty() || has_word(&variant.tag));
    Some(KnownImage {
        family,
        version,
        variant,
    })
}

/// Gives the configuration of a well-known image, for a plan.
pub fn catalogue(reference: &str) -> Option<ImageConfig> {
    let known = known_image(reference)?;
    if known
        .variant
        .is_some_and(|variant| variant.distribution == "Windows")
    {
        return None;
    }
    let config = &known.family.config;
    Some(ImageConfig {
        os: "linux".to_owned(),
        environment: config
            .environment
            .iter()
            .filter_map(|variable| variable.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        varying_environment: config.environment_varies.clone(),
        command: config.command.clone(),
        entrypoint: config.entrypoint.clone(),
        working_directory: config.working_directory.clone(),
        user: config.user.clone(),
        exposed_ports: config.ports.iter().cloned().collect(),
        volumes: config.volumes.iter().cloned().collect(),
        stop_signal: config.stop_signal.clone(),
        ..ImageConfig::default()
    })
}

fn family(name: &str) -> Option<&'static ImageFamily> {
    static FAMILIES: Texts<ImageFamily> = Texts::new(FILES);
    FAMILIES.find(name)
}

/// The files.
pub const FILES: &[KnowledgeFile] = include!(concat!(env!("OUT_DIR"), "/images.rs"));
