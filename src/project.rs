//! What a project builds: its Dockerfiles, and who builds each of them with what.
//!
//! Files come in as texts by their paths, through a reader that is handed in; a listing goes out.
//! Compose files, bake files, development containers and workflows are read as Docker's own tools
//! read them. This room refuses to touch a disk, to run anything, to know the environment of a
//! shell, and to guess: what hangs on something that is not written here is *unknown*, and says why.
//!
//! In reading order: [`file_name`] and [`heaps`] (what is looked at), [`file_text`], [`node`] with
//! [`yaml`] and [`json`] (what files hold), [`build_use`] and [`listing`] (what is found),
//! [`search`] and [`uses`] (how).

pub mod dockerfile_name;

pub mod file_name;

pub mod heaps;

pub mod file_text;

pub mod place;

pub mod problem;

pub mod build_use;

pub mod environment;

pub mod interpolation;

pub mod dotenv;

pub mod node;

pub mod yaml;

pub mod json;

pub mod compose;

pub mod bake;

pub mod devcontainer;

pub mod workflow;

pub mod listing;

pub mod use_words;

pub mod text;

pub mod path_order;

pub mod search;

pub mod uses;
