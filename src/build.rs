//! What BuildKit makes of a Dockerfile: stages, scopes, the image after every instruction.
//!
//! This room decides what a build does, in BuildKit's order and words, and nothing else: it reads no
//! file, starts no build and explains nothing. What the base image, a build argument or a RUN decides
//! is *unknown* here, a value like any other. In reading order: [`options`] (what a build is given),
//! [`command`] (an instruction, typed), [`plan`] (the whole build), [`stage`] and [`image_state`]
//! (what comes of it), [`refusal`] (what BuildKit says no to), [`copied_files`] and [`known_files`]
//! (which files there are, as far as that is known).

pub mod options;

pub mod platform;

pub mod image_config;

pub mod engine;

pub mod reference;

pub mod value;

pub mod setting;

pub mod environment;

pub mod expand;

pub mod pattern;

pub mod command;

pub mod image_state;

pub mod state_change;

pub mod steps;

pub mod stage;

pub mod plan;

pub mod global_arguments;

pub mod stage_list;

pub mod graph;

pub mod dispatch;

pub mod copy_check;

pub mod run_words;

pub mod history;

pub mod start;

pub mod cache_prediction;

pub mod paths;

pub mod ports;

pub mod file_mode;

pub mod stop_signal;

pub mod git_reference;

pub mod check_options;

pub mod suggest;

pub mod refusal;

pub mod refusals;

pub mod known_files;

pub mod copied_files;
