//! Keys in, pictures out: the screen without a terminal.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod colours;
mod context;
mod edges;
mod engine;
mod home;
mod lessons;
mod play;
mod present;
mod reload;
mod screen;
mod sizes;
mod study;
mod tour;
mod words_and_checks;
