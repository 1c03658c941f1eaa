//! The room `language`: what is written, held against BuildKit's parser.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests read files, say what they skip, and stop where something is wrong"
)]

mod corpus;
mod literate;
mod lossless;
mod property;
