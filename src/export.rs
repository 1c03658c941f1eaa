//! Texts as files: one file a format, each a `write` from a [`Doc`](crate::doc::Doc) to a string.
//!
//! A writer knows how its format looks and nothing else: it reads no Dockerfile, opens no file and
//! decides nothing about what is said. Other people's characters go through
//! [`visible`](mod@crate::doc::visible) in every writer, and can never become the format's own mark-up.

pub mod text;

pub mod markdown;

pub mod inspect_json;

mod engine_json;

pub mod questions_json;

pub mod context_json;

pub mod difference_json;

pub mod cache_json;

pub mod results_figures;

pub mod results_text;

pub mod results_csv;

pub mod results_html;

pub mod find_json;

/// The word that stands before what an instruction changes.
pub(in crate::export) const CHANGES: &str = "Changes";

/// What stands in the place of a value that is not there.
pub(in crate::export) const NOTHING: &str = "(nothing)";
