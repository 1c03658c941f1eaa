//! A lesson's files as they were read: names and texts, nothing understood yet.

use std::collections::BTreeMap;

/// The file that makes a folder a lesson.
pub const LESSON_FILE: &str = "lesson.toml";

/// Holds the files of one lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LessonSource {
    /// The folder as faults name it.
    pub folder: String,
    /// The texts by their names in the folder, with `/`.
    pub files: BTreeMap<String, String>,
}

impl LessonSource {
    /// Makes a source of a folder's name and its files.
    pub fn new<'a>(folder: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = files
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.to_owned()));
        Self {
            folder: folder.to_owned(),
            files: files.collect(),
        }
    }

    /// Gives the text of `lesson.toml`; empty where there is none.
    pub fn lesson_toml(&self) -> &str {
        self.files.get(LESSON_FILE).map_or("", String::as_str)
    }

    /// Names a file as faults do.
    pub fn path_of(&self, file: &str) -> String {
        if self.folder.is_empty() {
            file.to_owned()
        } else {
            format!("{}/{file}", self.folder)
        }
    }
}
