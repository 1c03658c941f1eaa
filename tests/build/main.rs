//! Tests of what a build makes of a Dockerfile: stages, variables, the image after each line.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests read files, and stop where something is wrong"
)]

#[path = "../support/literate.rs"]
mod cases;
mod describe;
mod literate;
