//! A pack: lessons in an order for a room full of people, with the time and the instructor's notes of each.
//!
//! A pack is a folder, or a `.tar.gz` of one, with `pack.toml` in it. Its lessons are those of the
//! course, by their ids, its own in folders beside `pack.toml`, and those made from a Dockerfile.
//! [`pack_reader::read_pack`] makes a [`Pack`] of it and lists every fault with its line;
//! [`pack_check::check_pack`] looks into its lessons too. Nothing in a pack runs anything. Refuses to
//! read a disk: what the host read comes in as [`pack_source::PackSource`]. `packs/README.md` says how
//! a pack is written.

pub mod pack_file;

pub mod pack_names;

pub mod pack_source;

pub mod pack_reader;

pub mod pack_check;

pub mod made_lesson;

pub mod new_pack;

pub mod built_in_packs;

use crate::course::catalogue::{Catalogue, CourseEntry, CoursePart, LessonEntry, entry_of};
use crate::course::lesson_source::LessonSource;
use crate::doc::Doc;
use std::collections::BTreeMap;

/// Holds a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The name that never changes.
    pub id: String,
    /// The title.
    pub title: String,
    /// What participants read about it; may be empty.
    pub about: String,
    /// How many minutes there are in all, where the instructor says so.
    pub minutes: Option<u32>,
    /// What the instructor reads before the first lesson.
    pub notes: Doc,
    /// What ideas say in plain words, where the pack says so.
    pub idea_titles: BTreeMap<String, String>,
    /// The lessons in their order.
    pub lessons: Vec<PackLesson>,
}

/// Holds a lesson of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackLesson {
    /// The lesson's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub origin: Origin,
    /// How many minutes it has in this pack.
    pub minutes: u32,
    /// How many minutes of pause come behind it.
    pub pause: u32,
    /// What the instructor reads before it.
    pub notes: Doc,
    /// Its files.
    pub source: LessonSource,
}

/// Says where a lesson of a pack comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// From the course.
    Course,
    /// From a folder of the pack.
    Own,
    /// It is made from a Dockerfile of the pack.
    Made,
}

impl Pack {
    /// Lists the files of the lessons, in order.
    pub fn sources(&self) -> Vec<LessonSource> {
        let lessons = self.lessons.iter();
        lessons.map(|lesson| lesson.source.clone()).collect()
    }

    /// Finds a lesson by its id.
    pub fn lesson(&self, id: &str) -> Option<&PackLesson> {
        self.lessons.iter().find(|lesson| lesson.id == id)
    }

    /// Counts the minutes of the lessons and the pauses between them; a pause behind the last counts too.
    pub fn planned_minutes(&self) -> u32 {
        let lessons = self.lessons.iter();
        lessons.map(|lesson| lesson.minutes + lesson.pause).sum()
    }

    /// Lists the lessons, each with the minute at which it begins.
    pub fn schedule(&self) -> impl Iterator<Item = (u32, &PackLesson)> {
        self.lessons.iter().scan(0, |minute, lesson| {
            let begins = *minute;
            *minute += lesson.minutes + lesson.pause;
            Some((begins, lesson))
        })
    }

    /// Lists its lessons as a course of one part, numbered in their order.
    pub fn catalogue(&self) -> Catalogue {
        let lessons = self.lessons.iter().zip(1..);
        let entries = lessons.filter_map(|(lesson, number)| {
            Some(CourseEntry::Lesson(LessonEntry {
                number: Some(number),
                minutes: lesson.minutes,
                ..entry_of(&lesson.source)?
            }))
        });
        Catalogue {
            parts: vec![CoursePart {
                title: self.title.clone(),
                entries: entries.collect(),
            }],
        }
    }
}
