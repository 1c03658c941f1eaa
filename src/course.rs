//! What to practise: lessons, their pages, questions and exercises, how answers are graded, and what
//! is asked again.
//!
//! A lesson is a folder: `lesson.toml` and its Dockerfiles. [`lesson_reader::read_lesson`] makes a
//! [`lesson::Lesson`] of it and lists every fault with its line; [`lesson_check::check_lesson`] looks
//! further, at what the lesson claims. Answers are judged by [`grading`], exercises by the effect of
//! the text, through [`goal`]. What a learner does becomes [`progress::Progress`], a deed at a time;
//! [`review`] computes from it which ideas are due, and [`review_choice`] what is asked of them. A [`mod@pack`] is lessons in an
//! order for a room full of people, and [`results`] counts what the room knew; [`idea_titles`] says what an idea is called. The room reads a Dockerfile through [`crate::analysis`] alone, touches no disk and no clock, and refuses
//! to know how a page is drawn. `lessons/README.md` says how a lesson is written.

pub mod located;

mod toml_reading;

pub mod idea_file;

pub mod lesson_file;

pub mod fault;

pub mod lesson_source;

pub mod place;

pub mod build_given;

pub mod cache_verdict;

pub mod looked_at;

pub mod goal;

pub mod lesson;

pub mod lesson_reader;

pub mod lesson_check;

pub mod grading;

pub mod library;

pub mod catalogue;

pub mod made_page;

pub mod sheet;

pub mod programme;

pub mod progress;

pub mod progress_file;

pub mod review;

pub mod review_choice;

pub mod new_lesson;

pub mod pack;

pub mod idea_titles;

pub mod results;
