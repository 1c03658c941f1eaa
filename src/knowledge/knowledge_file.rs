//! Files of knowledge that are found by name and read when first asked for.

use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Holds a file of `assets`, listed when the program is built.
#[derive(Clone, Copy, Debug)]
pub struct KnowledgeFile {
    /// The file's name.
    pub file: &'static str,
    /// The names it is looked up by.
    pub names: &'static [&'static str],
    /// Its text.
    pub toml: &'static str,
}

/// Finds what files say by name; each file is read once, when it is first asked for.
#[derive(Debug)]
pub struct Texts<T: 'static> {
    files: &'static [KnowledgeFile],
    read_file: fn(&'static str) -> Option<T>,
    by_name: OnceLock<BTreeMap<&'static str, usize>>,
    read: OnceLock<Vec<OnceLock<Option<T>>>>,
}

impl<T: DeserializeOwned> Texts<T> {
    /// Makes a table of files, none of them read.
    pub const fn new(files: &'static [KnowledgeFile]) -> Self {
        Self::read_by(files, |toml| toml::from_str(toml).ok())
    }

    /// Makes a table of files that are read in a way of their own.
    pub const fn read_by(
        files: &'static [KnowledgeFile],
        read_file: fn(&'static str) -> Option<T>,
    ) -> Self {
        Self {
            files,
            read_file,
            by_name: OnceLock::new(),
            read: OnceLock::new(),
        }
    }

    /// Finds what is said under a name. A file with a fault says nothing: the linter of the assets
    /// finds it before it gets here.
    pub fn find(&self, name: &str) -> Option<&T> {
        let by_name = self.by_name.get_or_init(|| {
            let files = self.files.iter().enumerate();
            let names =
                files.flat_map(|(index, file)| file.names.iter().map(move |name| (*name, index)));
            names.collect()
        });
        let index = *by_name.get(name)?;
        let read = self
            .read
            .get_or_init(|| self.files.iter().map(|_| OnceLock::new()).collect());
        let file = self.files.get(index)?;
        read.get(index)?
            .get_or_init(|| (self.read_file)(file.toml))
            .as_ref()
    }
}
