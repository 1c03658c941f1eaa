//! What to say: the explanation of an instruction, a stage, the file.
//!
//! This room finds out what is true of a line ([`facts`]) and picks the sentences that fit; the
//! sentences themselves are data in `assets/instructions`. It never decides what a build does (that
//! is [`crate::build`]'s) and never knows how its texts are drawn.

pub mod explanation;

pub mod subject;

pub mod shown;

pub mod facts;

pub mod commands;

pub mod script_commands;

pub mod command_use;

pub mod find_use;

pub mod missing_shell;

pub mod options;

pub mod short_words;

pub mod shapes;

pub mod told_before;

pub mod run_summary;

pub mod come_and_go;

pub mod remark_order;

pub mod way_out;

pub mod start_commands;

pub mod redirect_use;

pub mod command_parts;

pub mod command_facts;

pub mod command_phrase;

pub mod command_remarks;

pub mod script_origin;

pub mod command_folders;

pub mod known_commands;

pub mod windows_commands;

pub mod shell_kind;

pub mod shell_modes;

pub mod hidden_failures;

pub mod compose;

pub mod changes;

pub mod state_text;

pub mod findings_text;

pub mod files_text;

pub mod cache_text;

pub mod path_origin;

pub mod python;

pub mod stage_text;

pub mod file_text;

pub mod questions;

pub mod start_text;

pub mod built_text;

pub mod cache_reason;

pub mod reordering;
