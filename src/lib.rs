//! dockstep explains Dockerfiles: a debugger that teaches.
//!
//! # The map
//!
//! One crate, a library and a thin program. The rooms, in reading order; a room may name only
//! rooms above it in this list (`tests/architecture.rs` holds the table):
//!
//! - [`language`]: what is written. Refuses to judge what a build would do.
//! - [`doc`]: what can be said. Refuses to know how it is drawn.
//! - [`build`]: what BuildKit makes of it. Refuses to guess: *unknown* is a value.
//! - [`knowledge`]: what we know, as tables read from `assets/`. Refuses to decide.
//! - [`checks`]: what is wrong, one file a rule. Refuses to change a file.
//! - [`explain`]: what to say. Refuses to hold sentences: they are data in `assets/`.
//! - [`analysis`]: one snapshot of it all, the only thing that the rooms below read of a Dockerfile.
//! - [`export`]: texts as files, one file a format. Refuses to know what they say.
//! - `cli`: one file a subcommand, where the parts are put together; part of the program only.

pub mod language;

pub mod doc;

pub mod build;

pub mod knowledge;

pub mod checks;

pub mod explain;

pub mod analysis;

pub mod export;

#[cfg(feature = "terminal")]
pub mod cli;
