//! A pack's files as they were read: names and texts, nothing understood yet.

use crate::course::lesson_source::LessonSource;
use crate::course::pack::pack_names::check_path;
use std::collections::BTreeMap;

/// The file that makes a folder a pack.
pub const PACK_FILE: &str = "pack.toml";

/// The most bytes of one file of a pack.
pub const LARGEST_FILE: u64 = 256 * 1024;

/// The most files of a pack.
pub const MOST_FILES: usize = 1_000;

/// The most bytes of all files of a pack.
pub const LARGEST_PACK: u64 = 16 * 1024 * 1024;

/// Holds the files of one pack that its `pack.toml` names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackSource {
    /// The folder or archive as faults name it.
    pub name: String,
    /// The texts by their paths in it, with `/`.
    pub files: BTreeMap<String, String>,
}

impl PackSource {
    /// Makes a source of a name and files.
    pub fn new<'a>(name: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = files.into_iter();
        Self {
            name: name.to_owned(),
            files: files
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .collect(),
        }
    }

    /// Gives the text of `pack.toml`; empty where there is none.
    pub fn pack_toml(&self) -> &str {
        self.files.get(PACK_FILE).map_or("", String::as_str)
    }

    /// Names a file as faults do.
    pub fn path_of(&self, file: &str) -> String {
        if self.name.is_empty() {
            file.to_owned()
        } else {
            format!("{}/{file}", self.name)
        }
    }

    /// Lists the files of a folder, by their paths in it.
    pub fn files_in(&self, folder: &str) -> impl Iterator<Item = (&str, &str)> {
        let inside = format!("{folder}/");
        let files = self.files.iter();
        files.filter_map(move |(path, text)| {
            let path = path.strip_prefix(&inside)?;
            Some((path, text.as_str()))
        })
    }

    /// Gives the lesson that lies in a folder.
    pub fn lesson_in(&self, folder: &str) -> LessonSource {
        LessonSource::new(&self.path_of(folder), self.files_in(folder))
    }
}

/// Names what a pack is made of besides `pack.toml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// A file.
    File(String),
    /// A folder, with all that lies in it.
    Folder(String),
}

impl Wanted {
    /// Gives its path.
    pub fn path(&self) -> &str {
        match self {
            Self::File(path) | Self::Folder(path) => path,
        }
    }

    /// Tells whether a file belongs to it.
    pub fn has(&self, file: &str) -> bool {
        match self {
            Self::File(path) => file == path,
            Self::Folder(path) => file
                .strip_prefix(path.as_str())
                .is_some_and(|rest| rest.starts_with('/')),
        }
    }
}

/// Lists the files and folders that a `pack.toml` names, each once. It may have any fault: what cannot
/// be read, or leads outside, is left out here and told by the reader.
pub fn wanted(pack_toml: &str) -> Vec<Wanted> {
    let Ok(table) = pack_toml.parse::<toml::Table>() else {
        return Vec::new();
    };
    let lessons = table.get("lesson").and_then(toml::Value::as_array);
    let mut wanted = Vec::new();
    for lesson in lessons.into_iter().flatten() {
        let path = |key: &str| {
            let path = lesson.get(key)?.as_str()?.trim_end_matches('/');
            check_path(path).ok().map(|()| path.to_owned())
        };
        wanted.extend(path("dockerfile").map(Wanted::File));
        wanted.extend(path("folder").map(Wanted::Folder));
        wanted.extend(path("context-folder").map(Wanted::Folder));
    }
    wanted.sort();
    wanted.dedup();
    wanted
}

#[cfg(test)]
mod tests {
    use super::{Wanted, wanted};

    #[test]
    fn what_a_pack_is_made_of_is_known_before_it_is_understood() {
        let text = "nonsense = 1\n[[lesson]]\ncourse = \"x\"\n[[lesson]]\nfolder = \"own/\"\n[[lesson]]\ndockerfile = \"shop/Dockerfile\"\ncontext-folder = \"shop\"\n[[lesson]]\nfolder = \"../x\"\n";
        assert_eq!(
            wanted(text),
            [
                Wanted::File("shop/Dockerfile".to_owned()),
                Wanted::Folder("own".to_owned()),
                Wanted::Folder("shop".to_owned()),
            ]
        );
        assert!(Wanted::Folder("shop".to_owned()).has("shop/a/b"));
        assert!(!Wanted::Folder("shop".to_owned()).has("shopping/a"));
    }
}
