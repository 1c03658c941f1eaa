//! What a class knew: files that participants give, and what can be counted of them.
//!
//! A participant's answers leave their computer only as a file that they write and give away
//! themselves: [`results_file`]. [`class::Class`] takes the files of a room together, and
//! [`class_report::ClassReport`] counts: how many knew each idea, what each question is worth, how far
//! everybody is. First answers count: what was answered after the reasons were read tells nothing.
//! Refuses to draw and to write: that is for `export`.

pub mod results_file;

pub mod class;

pub mod asked;

pub mod statistics;

pub mod first_answers;

pub mod idea_statistics;

pub mod question_statistics;

pub mod person_progress;

pub mod class_report;
