//! Lessons: those of the course hold what they claim, every fault is found at its line, answers are judged.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests build what they need, read files and run the program"
)]

mod built_in;
mod claims;
mod faults;
mod given;
mod goals;
mod goals_of_runs;
mod grading;
mod lights;
#[path = "../support/loud.rs"]
mod loud;
mod order;
#[cfg(feature = "terminal")]
mod program;

use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::course::lesson::Lesson;
use dockstep::course::lesson_reader::read_lesson;
use dockstep::course::lesson_source::LessonSource;
use dockstep::course::library::built_in;
use dockstep::knowledge::base_images::catalogue;

/// Gives what the program knows of base images.
fn options() -> BuildOptions {
    BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    }
}

/// Reads a lesson that has no fault.
fn read(source: &LessonSource) -> Lesson {
    let read = read_lesson(source, &options());
    assert!(read.faults.is_empty(), "{:#?}", read.faults);
    read.lesson.unwrap()
}

/// Reads a built-in lesson by its id.
fn lesson(id: &str) -> Lesson {
    let mut lessons = built_in().into_iter().map(|source| read(&source));
    lessons.find(|lesson| lesson.id == id).unwrap()
}
