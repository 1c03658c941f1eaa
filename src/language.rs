//! What is written: a Dockerfile's text as a tree in which every byte has a place.
//!
//! This room reads; it never judges what a build would do, expands no variable and knows no file.
//! Parsing never fails: any bytes give a tree whose text is the input, and a list of what BuildKit
//! refuses. In reading order: [`source`] (the text), [`parse`] (lines to [`tree`]), [`invocation`]
//! (an instruction's keyword, flags, [`arguments`]), [`word`] (quotes and variables in them).

pub mod span;

pub mod source;

pub mod line_index;

pub mod keyword;

pub mod directive;

pub mod tree;

pub mod parse;

pub mod logical_line;

pub mod invocation;

pub mod head;

pub mod arguments;

pub mod json_array;

pub mod words;

pub mod word;

pub mod word_splitter;

pub mod heredoc;

pub mod shell;

pub mod quoted;

pub mod error;
