//! dockstep explains Dockerfiles: a debugger that teaches.
//!
//! # The map
//!
//! One crate, a library and a thin program. The rooms, in reading order; a room may name only
//! rooms above it in this list (`tests/architecture.rs` holds the table):
//!
//! - [`language`]: what is written. Refuses to judge what a build would do.
//! - [`doc`]: what can be said. Refuses to know how it is drawn.
//! - [`context`]: what a build is sent. Refuses to read a folder, and to know Dockerfiles.
//! - [`build`]: what BuildKit makes of it. Refuses to guess: *unknown* is a value.
//! - [`knowledge`]: what we know, as tables read from `assets/`. Refuses to decide.
//! - [`checks`]: what is wrong, one file a rule. Refuses to change a file.
//! - [`explain`]: what to say. Refuses to hold sentences: they are data in `assets/`.
//! - [`analysis`]: one snapshot of it all, the only thing that the rooms below read of a Dockerfile.
//! - [`project`]: what a project builds: its Dockerfiles, and who builds each with what. Refuses to touch a disk, to run anything, and to guess what a shell would set.
//! - [`course`]: what to practise: lessons and packs of them, how answers are graded, what a learner has done and what is due, what a class knew. Refuses to draw, and knows no disk and no clock.
//! - [`app`]: state and update. Refuses to know terminals, clocks and disks.
//! - [`view`]: pictures of the state. Refuses to write anything but the picture.
//! - [`export`]: texts as files, one file a format. Refuses to know what they say.
//! - `host`: the only room with I/O. Refuses to decide what to show.
//! - `cli`: where the parts are put together, one file a subcommand.
//!
//! The last two come with the feature `terminal` alone: without it the library is pure and builds
//! for a browser.
//!
//! From a path to pixels: `main` → `cli` → [`app::App::start`] gives [`app::effect::Effect::ReadFile`] →
//! `host` reads → [`app::msg::Msg::FileRead`] → [`analysis::Analysis::of`] → keys move the cursor in
//! [`app::App::update`] → [`view::draw`] asks [`analysis::Analysis::explain`] → the terminal. The
//! picture's [`app::layout::Layout`] comes back as [`app::msg::Msg::Drawn`].

pub mod language;

pub mod doc;

pub mod context;

pub mod build;

pub mod knowledge;

pub mod checks;

pub mod explain;

pub mod analysis;

pub mod project;

pub mod course;

pub mod app;

pub mod view;

pub mod export;

#[cfg(feature = "terminal")]
pub mod host;

#[cfg(feature = "terminal")]
pub mod cli;
