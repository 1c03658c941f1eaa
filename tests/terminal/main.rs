//! The program in a real terminal: a pseudo terminal, and a terminal emulator that reads it.
//!
//! Nothing here sleeps: a test waits until the screen satisfies it, or fails at the deadline.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests"
)]

mod arguments;
mod context;
#[cfg(unix)]
mod engine;
mod errands;
mod ground;
#[cfg(unix)]
mod lesson;
mod own_folder;
#[cfg(unix)]
mod pack;
mod panics;
#[cfg(unix)]
mod plain_lesson;
#[cfg(unix)]
mod present;
mod progress;
mod project;
mod session;
mod study;
