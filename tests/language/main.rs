//! The room `language`: what is written, held against BuildKit's parser.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read files, say what they skip, and stop where something is wrong"
)]

#[path = "../support/literate.rs"]
mod cases;
mod corpus;
mod literate;
mod lossless;
#[path = "../support/loud.rs"]
mod loud;
mod property;
#[path = "../support/corpus.rs"]
mod real;
