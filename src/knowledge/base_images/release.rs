//! Distributions, their releases by the words of tags, and mirrors: `assets/image_tags.toml`.

use crate::knowledge::base_images::tag::{Tag, without_number};
use serde::Deserialize;
use std::sync::OnceLock;

/// The file.
pub const FILE: &str = include_str!("../../../assets/image_tags.toml");

/// Holds what the tags and names of all families share.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagWords {
    /// The distributions.
    pub distribution: Vec<Distribution>,
    /// The releases that tags name.
    pub release: Vec<Release>,
    /// The places where the official images lie under other names.
    pub mirror: Vec<Mirror>,
}

/// Holds what all images of a distribution have.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distribution {
    /// Its name: `Debian`.
    pub name: String,
    /// The family of its own images: `debian`.
    #[serde(default)]
    pub family: String,
    /// The package manager: `apt`; `none` where there is none.
    pub package_manager: String,
    /// The C library: `glibc`, `musl`; `none` where there is none.
    pub libc: String,
    /// What `/bin/sh` is: `dash`, `ash`, `bash`; `none` where there is no shell.
    pub shell: String,
}

/// Holds a release that a word of a tag names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The word: `bookworm`. Where the version is empty, the number at the word's end gives it: `alpine` for `alpine3.19`.
    pub word: String,
    /// The distribution: `Debian`.
    pub distribution: String,
    /// The version of it: `12`.
    #[serde(default)]
    pub version: String,
}

/// Holds a place where the official images lie under another name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mirror {
    /// What stands before the official name: `mirror.gcr.io/library/`.
    pub prefix: String,
    /// Where that is said: an https address.
    pub source: String,
}

/// Reads the text of the file.
pub fn read(toml: &str) -> Result<TagWords, toml::de::Error> {
    toml::from_str(toml)
}

/// Gives what tags and names share.
pub fn tag_words() -> &'static TagWords {
    static WORDS: OnceLock<TagWords> = OnceLock::new();
    // The tests of the images hold the file against its format.
    WORDS.get_or_init(|| read(FILE).unwrap_or_default())
}

/// Finds a distribution by its name.
pub fn distribution(name: &str) -> Option<&'static Distribution> {
    let mut distributions = tag_words().distribution.iter();
    distributions.find(|distribution| distribution.name == name)
}

/// Finds the release that a word names, and its version where the word or the table says it.
pub fn release_of_word(word: &str) -> Option<(&'static Release, Option<&str>)> {
    let releases = &tag_words().release;
    if let Some(release) = releases.iter().find(|release| release.word == word) {
        let version = Some(release.version.as_str()).filter(|version| !version.is_empty());
        return Some((release, version));
    }
    let name = without_number(word);
    let version = word
        .strip_prefix(name)
        .filter(|version| !version.is_empty());
    let release = releases
        .iter()
        .find(|release| release.version.is_empty() && release.word == name)?;
    Some((release, version))
}

/// Finds the release that a tag names: `bookworm` in `3.9-slim-bookworm`.
pub fn release_of_tag(tag: &Tag) -> Option<(&'static Release, Option<String>)> {
    let found: Vec<_> = tag
        .words
        .iter()
        .filter_map(|word| release_of_word(word))
        .collect();
    // A word with a version says more than the distribution's name alone.
    let best = found
        .iter()
        .find(|(_, version)| version.is_some())
        .or_else(|| found.first())?;
    Some((best.0, best.1.map(str::to_owned)))
}

/// Gives the official name of an image that a mirror holds: `ubuntu` for `mirror.gcr.io/library/ubuntu`.
pub fn official_name(name: &str) -> Option<&str> {
    let mut mirrors = tag_words().mirror.iter();
    mirrors.find_map(|mirror| name.strip_prefix(mirror.prefix.as_str()))
}
