//! What a run of the tests says even where all is well: what it skips, what it counts.

use std::io::{Write as _, stderr};

/// Writes a line past the test harness, which keeps `eprintln!` of a test that passes to itself.
pub(crate) fn say_loudly(text: &str) {
    let line = format!("\n{text}\n");
    stderr().write_all(line.as_bytes()).unwrap();
}
