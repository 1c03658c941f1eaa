//! Tests of the questions that are made from a Dockerfile: what is asked, and that every answer is right.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read files, and stop where something is wrong"
)]

#[path = "../support/literate.rs"]
mod cases;
mod derived;
mod derived_edits;
mod literate;
#[path = "../support/loud.rs"]
mod loud;
mod real;
#[expect(
    dead_code,
    reason = "some of it is for other tests of BuildKit's answers"
)]
#[path = "../truth/rows.rs"]
mod rows;
mod said;
mod sentences;
mod sheets;
