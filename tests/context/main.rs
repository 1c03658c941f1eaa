//! Build contexts: what the ignore file leaves of them, what COPY and ADD bring, what is then known of the image.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read files, and stop where something is wrong"
)]

#[path = "../support/literate.rs"]
mod cases;
#[path = "../support/corpus.rs"]
mod corpus;
mod given;
mod hostile;
#[cfg(feature = "terminal")]
mod listing;
mod literate;
#[path = "../support/loud.rs"]
mod loud;
mod texts;
mod truth;
