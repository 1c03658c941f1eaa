//! The catalogue of base images: its files, its tags, and what FROM inherits from it.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests read folders, say what they skip, and stop at what is not as it should be"
)]

mod files;
#[path = "../support/loud.rs"]
mod loud;
mod measure;
#[path = "../support/corpus.rs"]
mod real;
mod state;
mod tags;
