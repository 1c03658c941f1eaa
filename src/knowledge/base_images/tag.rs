//! The grammar of image tags: a version, then words with dashes between them.
//!
//! `3.9-slim-bookworm` is version 3.9 with the words `slim` and `bookworm`. A word may carry a number
//! at its end: `alpine3.19`, `ltsc2022`. Nothing here knows which words a family has.

use std::cmp::Ordering;

/// Holds a tag's parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// The tag as written; empty where there is none.
    pub text: String,
    /// The version at its start, as written: `3.9`, `21.0.2`.
    pub version: Option<String>,
    /// The words after it, as written.
    pub words: Vec<String>,
}

impl Tag {
    /// Reads a tag; `latest` is a tag without version and words.
    pub fn parse(tag: &str) -> Self {
        let mut words = tag.split('-').filter(|word| !word.is_empty()).peekable();
        let version = words
            .next_if(|first| starts_as_version(first))
            .map(|first| first.strip_prefix('v').unwrap_or(first).to_owned());
        let words = words
            .filter(|word| *word != "latest")
            .map(str::to_owned)
            .collect();
        Self {
            text: tag.to_owned(),
            version,
            words,
        }
    }

    /// Tells whether a word stands in the tag, whatever number is at its end: `alpine` for `alpine3.19`.
    pub fn has_word(&self, wanted: &str) -> bool {
        self.words
            .iter()
            .any(|word| word == wanted || without_number(word) == wanted)
    }

    /// Tells whether the version is one before its release: `3.14.0rc1`, `18beta2`.
    pub fn is_prerelease(&self) -> bool {
        let Some(version) = &self.version else {
            return false;
        };
        let behind =
            version.trim_start_matches(|first: char| first.is_ascii_digit() || first == '.');
        let behind = behind.trim_start_matches('_').to_ascii_lowercase();
        [
            "alpha",
            "beta",
            "milestone",
            "dev",
            "pre",
            "rc",
            "a",
            "b",
            "m",
        ]
        .iter()
        .filter_map(|name| behind.strip_prefix(name))
        .any(|number| {
            let number = number.strip_prefix('.').unwrap_or(number);
            number.starts_with(|first: char| first.is_ascii_digit())
        })
    }

    /// Gives the version where it is nothing but numbers, and at least as many as are wanted.
    pub fn plain_version(&self, wanted: usize) -> Option<&str> {
        let version = self.version.as_deref()?;
        let mut numbers = version.split('.');
        let is_plain = numbers.all(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        (is_plain && version.split('.').count() >= wanted).then_some(version)
    }

    /// Tells whether all words of a list with spaces between them stand in the tag.
    pub fn has_words(&self, wanted: &str) -> bool {
        wanted.split_whitespace().all(|word| self.has_word(word))
    }
}

/// Gives a word without the number at its end: `alpine` for `alpine3.19`.
pub fn without_number(word: &str) -> &str {
    word.trim_end_matches(|last: char| last.is_ascii_digit() || last == '.')
}

/// Tells whether a version comes before a bound. A number that is left out, or a version that is,
/// stands for the newest: `3` is not before `3.13`.
pub fn is_before(version: Option<&str>, bound: &str) -> bool {
    let Some(version) = version else {
        return false;
    };
    let mut numbers = numbers(version);
    for bound in self::numbers(bound) {
        match numbers.next().map(|number| number.cmp(&bound)) {
            Some(Ordering::Less) => return true,
            Some(Ordering::Greater) | None => return false,
            Some(Ordering::Equal) => {}
        }
    }
    false
}

/// Tells whether a version begins with the numbers of another: `3.8.10` with `3.8`.
pub fn begins_with(version: &str, wanted: &str) -> bool {
    let mut numbers = numbers(version);
    self::numbers(wanted).all(|wanted| numbers.next() == Some(wanted))
}

/// Lists the numbers at the start of a version: 8 of `8u342`.
fn numbers(version: &str) -> impl Iterator<Item = u64> + '_ {
    let end = version
        .find(|character: char| !character.is_ascii_digit() && character != '.')
        .unwrap_or(version.len());
    let numbers = version.get(..end).unwrap_or_default();
    numbers.split('.').map_while(|number| number.parse().ok())
}

fn starts_as_version(word: &str) -> bool {
    let number = word.strip_prefix('v').unwrap_or(word);
    number.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Tag, begins_with, is_before};

    #[test]
    fn a_version_stands_first_and_words_follow() {
        let tag = Tag::parse("20-alpine3.19");
        assert_eq!(tag.version.as_deref(), Some("20"));
        assert!(tag.has_word("alpine") && tag.has_word("alpine3.19"));
        assert!(!tag.has_word("al") && !tag.has_word("alpine3.2"));
        let latest = Tag::parse("latest");
        assert!(latest.version.is_none() && latest.words.is_empty());
        assert_eq!(Tag::parse("v3.1").version.as_deref(), Some("3.1"));
        assert_eq!(Tag::parse("valkey").version, None);
        assert!(Tag::parse("8.3-fpm-alpine").has_words("alpine fpm"));
    }

    #[test]
    fn a_version_before_its_release_is_told_from_an_update() {
        let is_prerelease = |tag| Tag::parse(tag).is_prerelease();
        assert!(is_prerelease("3.14.0rc1-slim") && is_prerelease("18beta2"));
        assert!(is_prerelease("9.0.0.M1") && is_prerelease("7.1.0RC2-fpm"));
        assert!(!is_prerelease("8u342-jdk") && !is_prerelease("3.14") && !is_prerelease("slim"));
        assert!(!is_prerelease("21.0.2_13-jre"));
    }

    #[test]
    fn a_whole_version_has_as_many_numbers_as_are_wanted() {
        assert_eq!(Tag::parse("3.9.1-slim").plain_version(3), Some("3.9.1"));
        assert_eq!(Tag::parse("3.9-slim").plain_version(3), None);
        assert_eq!(Tag::parse("8u342").plain_version(1), None);
    }

    #[test]
    fn what_is_left_out_of_a_version_stands_for_the_newest() {
        assert!(is_before(Some("3.9"), "3.13"));
        assert!(is_before(Some("3.9.1"), "3.13"));
        assert!(!is_before(Some("3.13"), "3.13"));
        assert!(!is_before(Some("3"), "3.13"));
        assert!(is_before(Some("2"), "3.13"));
        assert!(!is_before(None, "3.13"));
        assert!(is_before(Some("8u342"), "11"));
    }

    #[test]
    fn a_version_belongs_to_the_line_whose_numbers_it_begins_with() {
        assert!(begins_with("3.8.10", "3.8"));
        assert!(!begins_with("3.80", "3.8"));
        assert!(!begins_with("3", "3.8"));
    }
}
