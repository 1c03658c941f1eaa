//! The writers of `export`: what a reader sees of a text, and that nothing of it becomes mark-up.

#![expect(clippy::panic, reason = "tests")]

mod markdown;
mod sample;
mod text;
