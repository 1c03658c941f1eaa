//! What we know: typed tables read from `assets/`.
//!
//! Facts and sentences live in TOML, one file a subject; this room turns them into tables once, when
//! first asked, and answers look-ups. It decides nothing about a Dockerfile.

pub mod rule;

pub mod knowledge_file;

pub mod instruction_texts;

pub mod command_texts;

pub mod command_file;

pub mod option_table;

pub mod shell_texts;

pub mod deeds;

pub mod windows_texts;

pub mod env_keys;

pub mod known_names;

pub mod base_images;

pub mod first_programs;

pub mod phrases;

pub mod ways_out;

pub mod question_texts;

pub mod idea_titles;

pub mod context_texts;

pub mod manifests;

pub mod glossary;
