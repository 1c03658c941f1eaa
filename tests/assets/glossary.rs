//! Holds `assets/glossary.toml` to its format, and every word to being used.

use super::{is_https, project};
use dockstep::knowledge::glossary::{FILE, glossary, read};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[test]
fn every_word_is_said_once_and_explained_in_few_sentences() {
    let words = read(FILE).unwrap().word;
    let mut forms: BTreeMap<String, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for word in &words {
        let name = word.word.as_str();
        for form in word.all_forms() {
            if let Some(other) = forms.insert(form.to_lowercase(), name) {
                faults.push(format!("{name}: {form} stands at {other} too"));
            }
            let pieces = form.split(' ').count() * 2 - 1;
            if form.trim() != form || form.is_empty() || pieces > 5 {
                faults.push(format!(
                    "{name}: {form:?} is no form of at most three words"
                ));
            }
        }
        let sentences = word.means.split_whitespace();
        let sentences = sentences.filter(|word| word.ends_with('.')).count();
        if !(1..=3).contains(&sentences) || !word.means.ends_with('.') {
            faults.push(format!("{name}: {sentences} sentences of meaning"));
        }
        if word.means.matches('`').count() % 2 == 1 || word.means.contains("  ") {
            faults.push(format!("{name}: a backtick or a blank too many"));
        }
        if !word.reference.is_empty() && !is_https(&word.reference) {
            faults.push(format!("{name}: {} is no https address", word.reference));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(words.len() >= 60, "a glossary of {} words", words.len());
}

#[test]
fn every_word_that_is_named_is_there() {
    let words = read(FILE).unwrap().word;
    let names: BTreeSet<&str> = words.iter().map(|word| word.word.as_str()).collect();
    for word in &words {
        for other in &word.see {
            assert!(names.contains(other.as_str()), "{}: {other}", word.word);
            assert_ne!(*other, word.word, "a word does not point to itself");
        }
    }
}

#[test]
fn every_word_is_used_by_a_text_or_says_why_not() {
    let mut text = String::new();
    collect(&project().join("assets"), &mut text);
    let glossary = glossary();
    let used: BTreeSet<&str> = glossary
        .words_in(&text)
        .into_iter()
        .map(|word| word.word.as_str())
        .collect();
    let faults: Vec<&str> = glossary
        .word
        .iter()
        .filter(|word| used.contains(word.word.as_str()) != word.unused.is_empty())
        .map(|word| word.word.as_str())
        .collect();
    assert_eq!(faults, [""; 0], "used and marked as unused, or the reverse");
}

/// Reads the texts of `assets` without the glossary and the notes on the formats; code is left out.
fn collect(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, text);
        } else if name != "glossary.toml" && name != "README.md" {
            let written = fs::read_to_string(&path).unwrap();
            let lines = written.lines().filter(|line| !line.starts_with('#'));
            for (index, piece) in lines
                .collect::<Vec<&str>>()
                .join("\n")
                .split('`')
                .enumerate()
            {
                if index % 2 == 0 {
                    text.push_str(piece);
                    text.push('`');
                }
            }
        }
    }
}
