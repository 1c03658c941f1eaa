//! What is said about a build context: `assets/context/*.toml`.

use crate::context::gitignore::GitDifference;
use crate::doc::template::{Values, fill};
use crate::doc::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The sentences.
pub const TEXTS: &str = include_str!("../../assets/context/texts.toml");
/// What should rarely be sent.
pub const SUSPECTS: &str = include_str!("../../assets/context/suspects.toml");

/// Holds the sentences by name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextTexts {
    /// Single phrases.
    pub phrase: BTreeMap<String, String>,
    /// Where a pattern means something else than in a `.gitignore`, by [`GitDifference::name`].
    pub git: BTreeMap<String, String>,
}

/// Holds the subjects that should rarely be sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspects {
    /// The subjects, the first that fits counts.
    pub suspect: Vec<Suspect>,
}

/// Holds one subject.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspect {
    /// Patterns for an entry's name, or for the last parts of its path.
    pub names: Vec<String>,
    /// Why it should not be sent.
    pub kind: SuspectKind,
    /// The sentence, from behind the name on.
    pub say: String,
}

/// Says why something should rarely be sent.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum SuspectKind {
    /// Somebody who gets the image could read it.
    Secret,
    /// It only makes the context and the image larger.
    Junk,
}

/// Reads the sentences.
pub fn read_texts(toml: &str) -> Result<ContextTexts, toml::de::Error> {
    toml::from_str(toml)
}

/// Reads the subjects.
pub fn read_suspects(toml: &str) -> Result<Suspects, toml::de::Error> {
    toml::from_str(toml)
}

fn texts() -> &'static ContextTexts {
    static READ: OnceLock<ContextTexts> = OnceLock::new();
    READ.get_or_init(|| read_texts(TEXTS).unwrap_or_default())
}

/// Says a phrase.
pub fn context_phrase(name: &str, values: &Values) -> Text {
    let phrase = texts().phrase.get(name);
    phrase.map_or_else(Text::default, |markdown| fill(markdown, values))
}

/// Says how git would take a pattern.
pub fn git_sentence(difference: GitDifference, values: &Values) -> Text {
    let sentence = texts().git.get(difference.name());
    sentence.map_or_else(Text::default, |markdown| fill(markdown, values))
}

/// Finds the subject that an entry belongs to, by its path.
pub fn suspect(path: &str) -> Option<&'static Suspect> {
    static READ: OnceLock<SuspectFinder> = OnceLock::new();
    READ.get_or_init(SuspectFinder::read).find(path)
}

/// The subjects in the form in which many entries are looked up.
struct SuspectFinder {
    suspects: Vec<Suspect>,
    /// Plain names, each with its subject.
    names: BTreeMap<String, usize>,
    /// Everything else, each with its subject.
    tests: Vec<(NameTest, usize)>,
}

impl SuspectFinder {
    fn read() -> Self {
        let suspects = read_suspects(SUSPECTS).unwrap_or_default().suspect;
        let mut finder = Self {
            names: BTreeMap::new(),
            tests: Vec::new(),
            suspects: Vec::new(),
        };
        for (index, suspect) in suspects.iter().enumerate() {
            for name in &suspect.names {
                match NameTest::of(name) {
                    Some(test) => finder.tests.push((test, index)),
                    None => {
                        finder.names.entry(name.clone()).or_insert(index);
                    }
                }
            }
        }
        finder.suspects = suspects;
        finder
    }

    fn find(&self, path: &str) -> Option<&Suspect> {
        let name = path.rsplit('/').next().unwrap_or_default();
        let named = self.names.get(name).copied();
        let mut tests = self.tests.iter();
        let tested = tests
            .find(|(test, _)| test.fits(path, name))
            .map(|(_, index)| *index);
        let first = named.into_iter().chain(tested).min()?;
        self.suspects.get(first)
    }
}

/// A name of the data, in the form that is compared fastest.
enum NameTest {
    EndOfPath(String),
    EndOfName(String),
    Pattern(String),
}

impl NameTest {
    /// Reads a name; a plain one needs no test.
    fn of(name: &str) -> Option<Self> {
        let is_plain = |text: &str| !crate::context::file_match::has_wildcards(text);
        match name.strip_prefix('*') {
            Some(end) if is_plain(end) => Some(Self::EndOfName(end.to_owned())),
            _ if !is_plain(name) => Some(Self::Pattern(name.to_owned())),
            _ => name.contains('/').then(|| Self::EndOfPath(name.to_owned())),
        }
    }

    fn fits(&self, path: &str, name: &str) -> bool {
        // Most names are told apart by their last byte, without a comparison of texts.
        let ends_alike = |end: &str| end.as_bytes().last() == name.as_bytes().last();
        match self {
            Self::EndOfName(end) => {
                ends_alike(end) && name.len() > end.len() && name.ends_with(end.as_str())
            }
            Self::EndOfPath(wanted) if !ends_alike(wanted) => false,
            Self::EndOfPath(wanted) => path
                .strip_suffix(wanted.as_str())
                .is_some_and(|before| before.is_empty() || before.ends_with('/')),
            Self::Pattern(pattern) => {
                crate::context::file_match::file_match(pattern, name) == Ok(true)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SuspectKind, read_suspects, read_texts, suspect};
    use crate::context::gitignore::GitDifference;

    #[test]
    fn the_data_can_be_read() {
        let texts = read_texts(super::TEXTS).unwrap();
        for difference in GitDifference::ALL {
            assert!(texts.git.contains_key(difference.name()), "{difference:?}");
        }
        assert_eq!(texts.git.len(), GitDifference::ALL.len());
        assert!(!read_suspects(super::SUSPECTS).unwrap().suspect.is_empty());
    }

    #[test]
    fn names_are_found_at_any_depth() {
        let kind = |path| suspect(path).map(|suspect| suspect.kind);
        assert_eq!(kind("app/.env"), Some(SuspectKind::Secret));
        assert_eq!(kind("a/server.key"), Some(SuspectKind::Secret));
        assert_eq!(kind("x/.docker/config.json"), Some(SuspectKind::Secret));
        assert_eq!(kind("config.json"), None);
        assert_eq!(kind("web/node_modules"), Some(SuspectKind::Junk));
        assert_eq!(kind(".key"), None);
        assert_eq!(kind("main.py"), None);
    }
}
