//! What a build is sent: the folder's entries, and what `.dockerignore` leaves out of them.
//!
//! This room is given a listing and the ignore file's text and says what follows from them: which
//! entry is sent, which pattern and line decided, and where the same pattern would mean something
//! else to git. It reads no folder, and it does not know what a Dockerfile is. In reading order:
//! [`tree`] (the entries), [`ignore_rules`] (the ignore file), [`build_context`] (both together),
//! [`archive`] (what lies in a tar), [`gitignore`] (what git would make of a pattern).

pub mod tree;

pub mod archive;

pub mod ignore_rules;

pub mod build_context;

pub mod gitignore;

pub mod links;

pub mod ignore_pattern;

pub mod expression;

pub mod file_match;

pub mod clean_path;
