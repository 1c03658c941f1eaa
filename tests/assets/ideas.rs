//! Holds `assets/ideas.toml` to its format: every idea has a title, and no title is left over.

use super::project;
use dockstep::analysis::Analysis;
use dockstep::build::options::BuildOptions;
use dockstep::checks::rules::RULES;
use dockstep::course::lesson_reader::read_lesson;
use dockstep::course::library::built_in;
use dockstep::explain::questions::idea_title::idea_title;
use dockstep::knowledge::idea_titles::{FILE, read};
use dockstep::knowledge::question_texts::question_file;
use dockstep::language::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The longest title that a picture of a report shows whole, in characters.
const LONGEST: usize = 50;

/// Lists the ideas of the course: of lessons, of their pages, of the questions made from their Dockerfiles.
fn ideas_of_the_course() -> BTreeSet<String> {
    let mut ideas = BTreeSet::new();
    for source in built_in() {
        let lesson = read_lesson(&source, &BuildOptions::default()).lesson;
        let lesson = lesson.unwrap();
        ideas.extend(lesson.ideas);
        for page in &lesson.pages {
            ideas.extend(page.idea.clone());
        }
    }
    ideas
}

/// Lists the ideas that kinds of question name.
fn ideas_of_questions() -> BTreeSet<String> {
    let mut ideas = BTreeSet::new();
    for question in question_file().question.values() {
        ideas.insert(question.idea.clone());
        let options = question.option.values();
        ideas.extend(options.map(|option| option.idea.clone()));
    }
    ideas.remove("");
    ideas
}

#[test]
fn every_idea_has_a_title_and_every_title_an_idea() {
    let file = read(FILE).unwrap();
    let titled: BTreeSet<String> = file
        .idea
        .keys()
        .chain(file.family.keys())
        .cloned()
        .collect();
    let ideas: BTreeSet<String> = ideas_of_the_course()
        .union(&ideas_of_questions())
        .cloned()
        .collect();
    let without: Vec<&String> = ideas.difference(&titled).collect();
    let left_over: Vec<&String> = titled.difference(&ideas).collect();
    assert!(without.is_empty(), "without a title: {without:?}");
    assert!(left_over.is_empty(), "no such idea: {left_over:?}");
}

#[test]
fn a_title_is_a_short_phrase_of_its_own() {
    let file = read(FILE).unwrap();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for (idea, title) in &file.idea {
        if let Some(other) = taken.insert(title, idea) {
            faults.push(format!("{idea}: {other} is called so too"));
        }
        let is_phrase = !title.is_empty()
            && title.chars().count() <= LONGEST
            && title.trim() == title
            && !title.ends_with(['.', '!', '?'])
            && !title.contains(['`', ';', '\n', '{'])
            && title != idea;
        if !is_phrase {
            faults.push(format!(
                "{idea}: {title:?} is no phrase of at most {LONGEST} characters"
            ));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn what_narrowed_ideas_are_about_is_found_again() {
    let file = read(FILE).unwrap();
    for (keyword, flags) in &question_file().flag {
        for flag in flags.keys() {
            let idea = format!("flag-{keyword}-{flag}").to_lowercase();
            let title = idea_title(&idea).unwrap();
            let flag = flag.replace("mount-", "mount=type=");
            assert_eq!(title, format!("what {keyword} --{flag} says"));
        }
    }
    for rule in &RULES {
        let path = project().join(format!("assets/checks/{}.md", rule.name));
        assert!(path.is_file(), "{}", path.display());
    }
    // Of real questions all but the odd one say what they are about.
    let mut made = BTreeSet::new();
    for entry in fs::read_dir(project().join("lessons")).unwrap() {
        let path = entry.unwrap().path().join("Dockerfile");
        let Ok(bytes) = fs::read(path) else { continue };
        let analysis = Analysis::of(Source::new(bytes), &BuildOptions::default());
        let questions = (0..4).flat_map(|seed| analysis.questions(seed, 40));
        made.extend(questions.map(|question| question.idea));
    }
    let is_family = |idea: &&String| {
        let family = idea.split('-').next().unwrap();
        file.family.contains_key(family) && !file.idea.contains_key(*idea)
    };
    let narrowed: Vec<&String> = made.iter().filter(is_family).collect();
    assert!(narrowed.len() >= 20, "{narrowed:?}");
    let unknown: Vec<String> = narrowed
        .iter()
        .map(|idea| idea_title(idea).unwrap())
        .filter(|title| title.contains(": "))
        .collect();
    assert!(unknown.len() * 20 <= narrowed.len(), "{unknown:#?}");
    for idea in &made {
        assert!(idea_title(idea).is_some(), "{idea}");
    }
}
