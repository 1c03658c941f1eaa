//! The room `checks`: what the rules find, and what `assets/checks` says about them.

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
mod fixes;
mod literate;
#[path = "../support/loud.rs"]
mod loud;
mod prose;
