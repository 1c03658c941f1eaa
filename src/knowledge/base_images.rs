//! Well-known base images: `assets/images/*.toml`.
//!
//! A family is found by its repository, and its tag says which of its images it is. What no file
//! says is not known: an unread tag, a word that the family does not publish, a digest without a tag
//! where tags differ. `--image-configs` and a local engine say more and overrule all of it.

pub mod family;

pub mod tag;

pub mod release;

use crate::build::image_config::ImageConfig;
use crate::build::reference::Reference;
use crate::knowledge::base_images::family::{Change, ImageFamily, Variant};
use crate::knowledge::base_images::release::{
    Distribution, distribution, official_name, release_of_tag, release_of_word,
};
use crate::knowledge::base_images::tag::{Tag, begins_with, is_before};
use crate::knowledge::knowledge_file::{KnowledgeFile, Texts};

/// Holds what is known of one image.
#[derive(Clone, Debug)]
pub struct KnownImage {
    /// Its family.
    pub family: &'static ImageFamily,
    /// The version that the tag names, if there is one: `3.9`.
    pub version: Option<String>,
    /// Its kind of tag.
    pub variant: Option<&'static Variant>,
    /// The distribution that it is made from, by name.
    pub distribution_name: Option<&'static str>,
    /// The version of that distribution, where the tag names it.
    pub distribution_version: Option<String>,
    /// The tag's parts; none where a digest alone stands for it, or where it has a word that the
    /// family does not publish.
    tag: Option<Tag>,
    /// Tells whether all of the tag's words are known.
    is_read: bool,
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
        if path.is_empty() || self.is_windows() {
            return None;
        }
        if path.contains("{minor}") {
            return Some(path.replace("{minor}", &self.minor_version()?));
        }
        Some(path.clone())
    }

    /// Tells whether the image is one for Windows.
    pub fn is_windows(&self) -> bool {
        self.distribution_name == Some("Windows")
    }

    /// Gives the package manager: `apt`, `apk`; `none` where there is none.
    pub fn package_manager(&self) -> Option<&'static str> {
        let own = self.variant.and_then(|it| it.package_manager.as_deref());
        own.or_else(|| Some(self.distribution()?.package_manager.as_str()))
    }

    /// Gives the C library: `glibc`, `musl`; `none` where there is none.
    pub fn libc(&self) -> Option<&'static str> {
        let own = self.variant.and_then(|it| it.libc.as_deref());
        own.or_else(|| Some(self.distribution()?.libc.as_str()))
    }

    /// Gives what `/bin/sh` is: `dash`, `ash`, `bash`; `none` where there is no shell.
    pub fn shell(&self) -> Option<&'static str> {
        let own = self.variant.and_then(|it| it.shell.as_deref());
        own.or_else(|| Some(self.distribution()?.shell.as_str()))
    }

    /// Gives the last day of security support for the version that the tag names.
    pub fn support_until(&self) -> Option<&'static str> {
        let version = self.version.as_deref()?;
        support_of(self.family, version)
    }

    /// Gives the last day of security support for the release of the distribution that the tag names.
    pub fn distribution_support_until(&self) -> Option<&'static str> {
        let own = &self.distribution()?.family;
        let family = family(own).filter(|family| family.name != self.family.name)?;
        support_of(family, self.distribution_version.as_deref()?)
    }

    /// Compares the end of support with the day the family was read: there is no clock here.
    pub fn support(&self) -> Option<SupportState> {
        self.support_until().map(|until| self.compare(until))
    }

    /// Compares the end of the distribution's support with the day the family was read.
    pub fn distribution_support(&self) -> Option<SupportState> {
        self.distribution_support_until()
            .map(|until| self.compare(until))
    }

    fn compare(&self, until: &str) -> SupportState {
        let read_on = self.family.read_on.as_str();
        if until < read_on {
            SupportState::Ended
        } else if months(until) <= months(read_on) + 6 {
            SupportState::EndsSoon
        } else {
            SupportState::Lasts
        }
    }

    /// Gives the image's configuration, if it is known for its tag.
    pub fn config(&self) -> Option<ImageConfig> {
        let base = self.family.config.as_ref()?;
        if self.is_windows() || !self.is_read {
            return None;
        }
        let mut config = ImageConfig {
            os: "linux".to_owned(),
            ..ImageConfig::default()
        };
        base.apply(&mut config);
        let Some(tag) = &self.tag else {
            // A digest says nothing of the tag: known is only what no tag changes.
            let is_same = self.family.change.is_empty() && self.family.unread_tags.is_empty();
            return is_same.then_some(config);
        };
        if self.family.unread_tags.contains(&tag.text) || tag.is_prerelease() {
            return None;
        }
        for change in &self.family.change {
            if self.fits(change, tag) {
                if change.unknown {
                    return None;
                }
                change.config.apply(&mut config);
            }
        }
        self.read_version(tag, &mut config);
        Some(config)
    }

    /// Puts the version that a tag names into the variables that hold it.
    fn read_version(&self, tag: &Tag, config: &mut ImageConfig) {
        for (name, whole) in &self.family.version_variables {
            let from = whole.from.as_deref();
            let holds = from.is_none_or(|from| !is_before(self.version.as_deref(), from));
            let varying = &mut config.varying_environment;
            let position = varying.iter().position(|varying| varying == name);
            let version = tag.plain_version(whole.numbers).filter(|_| holds);
            if let (Some(position), Some(version)) = (position, version) {
                varying.remove(position);
                let pair = (name.clone(), version.to_owned());
                config.environment.push(pair);
            }
        }
    }

    fn fits(&self, change: &Change, tag: &Tag) -> bool {
        let version = self.version.as_deref();
        tag.has_words(&change.tag)
            && change
                .from
                .as_deref()
                .is_none_or(|from| !is_before(version, from))
            && change
                .before
                .as_deref()
                .is_none_or(|before| is_before(version, before))
    }

    fn distribution(&self) -> Option<&'static Distribution> {
        distribution(self.distribution_name?)
    }
}

/// Says how the end of support lies to the day on which a family was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportState {
    /// It was over on that day.
    Ended,
    /// It ends within about six months.
    EndsSoon,
    /// It lasts longer.
    Lasts,
}

/// Finds what is known of an image by its reference as a Dockerfile has it, variables put in.
pub fn known_image(reference: &str) -> Option<KnownImage> {
    let reference = Reference::parse(reference).ok()?;
    let name = reference.familiar_name();
    let family = family_behind_mirrors(&name)?;
    if reference.tag.is_none() && reference.digest.is_some() {
        return Some(of_digest(family));
    }
    let tag = Tag::parse(reference.tag.as_deref().unwrap_or_default());
    let is_read = family.words.is_empty() || tag.words.iter().all(|word| is_known(word, family));
    let mut version = tag.version.clone().or_else(|| named_version(family, &tag));
    let mut variants = family.variant.iter();
    let variant = variants.find(|variant| {
        let from = variant.from.as_deref();
        is_read
            && tag.has_words(&variant.tag)
            && from.is_none_or(|from| !is_before(version.as_deref(), from))
    });
    let release = release_of_tag(&tag);
    let mut distribution_name = variant
        .map(|variant| variant.distribution.as_str())
        .filter(|name| !name.is_empty());
    let mut distribution_version = None;
    if let Some((release, version)) = release {
        distribution_name = Some(release.distribution.as_str());
        distribution_version = version;
    }
    // A distribution's own image: the word for the release is its version.
    let is_own = distribution_name
        .and_then(distribution)
        .is_some_and(|distribution| distribution.family == family.name);
    if is_own {
        version = version.or_else(|| distribution_version.clone());
        distribution_version.clone_from(&version);
    }
    Some(KnownImage {
        family,
        version,
        variant,
        distribution_name,
        distribution_version,
        tag: is_read.then_some(tag),
        is_read,
    })
}

/// Finds the family of a name, or of what the name stands for where it is a mirror's:
/// `mirror.gcr.io/arm64v8/alpine` is `arm64v8/alpine`, which is `alpine`.
fn family_behind_mirrors(name: &str) -> Option<&'static ImageFamily> {
    let own = std::iter::successors(Some(name), |name| official_name(name));
    own.into_iter().find_map(family)
}

/// Gives the configuration of a well-known image, for a plan.
pub fn catalogue(reference: &str) -> Option<ImageConfig> {
    known_image(reference)?.config()
}

/// Says of a digest what all tags have in common.
fn of_digest(family: &'static ImageFamily) -> KnownImage {
    let only = match family.variant.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    KnownImage {
        family,
        version: None,
        variant: only,
        distribution_name: only.map(|variant| variant.distribution.as_str()),
        distribution_version: None,
        tag: None,
        is_read: true,
    }
}

fn named_version(family: &ImageFamily, tag: &Tag) -> Option<String> {
    let mut words = tag.words.iter();
    words.find_map(|word| family.version_names.get(word).cloned())
}

fn is_known(word: &str, family: &ImageFamily) -> bool {
    let is_number = word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number
        || release_of_word(word).is_some()
        || family.version_names.contains_key(word)
        || family
            .words
            .iter()
            .any(|known| known == word || known == tag::without_number(word))
}

/// Finds the end of support of a version; of two lines that fit, the one with more numbers counts.
fn support_of(family: &'static ImageFamily, version: &str) -> Option<&'static str> {
    let lines = family.support.iter();
    lines
        .filter(|(line, _)| begins_with(version, line))
        .max_by_key(|(line, _)| line.len())
        .map(|(_, until)| until.as_str())
}

/// Counts the months of a date like 2024-10-07.
fn months(date: &str) -> u32 {
    let mut numbers = date.split('-').map_while(|number| number.parse().ok());
    let year: u32 = numbers.next().unwrap_or_default();
    year * 12 + numbers.next().unwrap_or_default()
}

fn family(name: &str) -> Option<&'static ImageFamily> {
    static FAMILIES: Texts<ImageFamily> = Texts::new(FILES);
    FAMILIES.find(name)
}

/// The files.
pub const FILES: &[KnowledgeFile] = include!(concat!(env!("OUT_DIR"), "/images.rs"));
