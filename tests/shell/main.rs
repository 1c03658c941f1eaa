//! The shell's language: what a script's text becomes, whatever it says.
//!
//! The cases are the Markdown files beside this one: a heading says the fact, `sh` holds the script,
//! `expect` the tree. `DOCKSTEP_BLESS=1` writes what came out; read it before you keep it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests read files, and stop where something is not as it should be"
)]

mod corpus;
mod dump;
mod hostile;
mod inner_script;
mod literate;
#[path = "../support/loud.rs"]
mod loud;
#[path = "../support/corpus.rs"]
mod real;
mod run_script;
mod simple_commands;
mod spans;
mod words;
