//! One file a subcommand: where the parts are put together.

pub mod build_flags;

pub mod explain;
