//! The shell's language inside RUN: a script's text as a tree of commands and words.
//!
//! Reads what POSIX `sh` reads and what bash adds to it, because both stand in Dockerfiles. It runs
//! nothing, expands nothing, knows no command by name and never reads PowerShell or `cmd`: the
//! caller decides which shell a RUN has. Reading never fails: what no shell would accept is in
//! [`Script::errors`], and the rest is still a tree. All spans are bytes of the text that was given;
//! for a RUN, [`run_script::RunScript`] gives that text and brings spans back to the file.
//!
//! In reading order: [`tree`] and [`word`] (what a script is made of), [`error`], [`run_script`]
//! (the text of a RUN), [`inner_script`] (the script in one word of another), [`exec_form`],
//! [`simple_commands`] (the tree made flat). The rest is the reader:
//! `reader` holds the place; `lists`, `compound`, `case`, `conditional` and `simple` read commands;
//! `pieces`, `dollar`, `backtick` and `heredocs` read words.

pub mod tree;

pub mod word;

pub mod error;

pub mod run_script;

pub mod inner_script;

pub mod exec_form;

pub mod simple_commands;

mod ansi_c;
mod backtick;
mod case;
mod compound;
mod conditional;
mod dollar;
mod heredocs;
mod keywords;
mod lists;
mod look_ahead;
mod pieces;
mod reader;
mod simple;

use crate::language::shell::reader::Reader;
use crate::language::shell::tree::Script;
use crate::language::span::Span;

/// Reads a whole text as a script. Any text gives a tree; time is linear in its length.
pub fn parse(text: &str) -> Script {
    parse_part(text, Span::new(0, text.len()))
}

/// Reads one part of a text as a script; all spans are bytes of the whole text.
///
/// This also reads the script in `sh -c '…'` where it stands: the part between the quotes.
pub fn parse_part(text: &str, part: Span) -> Script {
    Reader::new(text, part).script()
}
