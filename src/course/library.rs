//! The lessons that are there: those built in, and those that a reader adds or puts in their place.

use crate::course::lesson_source::LessonSource;
use std::collections::BTreeMap;

/// The built-in lessons: folder, and its files with their texts.
const BUILT_IN: &[(&str, &[(&str, &str)])] = include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// Lists the built-in lessons, by folder.
pub fn built_in() -> Vec<LessonSource> {
    let folders = BUILT_IN.iter();
    folders
        .map(|(folder, files)| {
            LessonSource::new(&format!("lessons/{folder}"), files.iter().copied())
        })
        .collect()
}

/// Adds lessons to others; one with a known id takes the other's place.
pub fn with_added(own: Vec<LessonSource>, added: Vec<LessonSource>) -> Vec<LessonSource> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<LessonSource> = Vec::new();
    for source in own.into_iter().chain(added) {
        let id = id_of(&source).unwrap_or_else(|| source.folder.clone());
        if let Some(kept) = places.get(&id).and_then(|&place| all.get_mut(place)) {
            *kept = source;
        } else {
            places.insert(id, all.len());
            all.push(source);
        }
    }
    all
}

/// Reads the id alone, from a file that may have any fault.
pub fn id_of(source: &LessonSource) -> Option<String> {
    let text = source.lesson_toml();
    // It stands above the pages, which are most of the file.
    let head = text.find("\n[[page]]").and_then(|end| text.get(..end));
    let in_text = |text: &str| {
        let table: toml::Table = text.parse().ok()?;
        Some(table.get("id")?.as_str()?.to_owned())
    };
    head.and_then(in_text).or_else(|| in_text(text))
}
