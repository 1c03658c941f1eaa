//! Projects as one meets them: what `dockstep find` says of each, held against what Docker's own tools
//! would build.
//!
//! `NAME.txtar` holds a project's files, `NAME.json` what `dockstep find --json` prints of it, and
//! `NAME.tools.json` what `docker compose config` and `docker buildx bake --print` said of it. Where
//! these tools are, they are asked again.

#![cfg(feature = "terminal")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests run programs on files of their own"
)]

#[path = "../support/loud.rs"]
mod loud;

mod hostile;
mod listed;
mod project;
mod tools;
mod words;
