//! `dockstep pack check`: what is wrong with a pack, a line a fault.

use crate::cli::pack::opening::{find_pack, lesson_count, options};
use crate::course::fault::Fault;
use crate::course::library::built_in;
use crate::course::pack::pack_check::check_pack;
use crate::doc::visible::visible_line;
use std::fmt::Write as _;
use std::path::Path;

/// Checks it; tells whether it has no fault.
pub fn check(named: &Path) -> Result<(String, bool), String> {
    let source = find_pack(named)?;
    let (pack, faults) = check_pack(&source, &built_in(), &options());
    if !faults.is_empty() {
        return Ok((lines(&faults), false));
    }
    let count = pack.as_ref().map_or_else(String::new, lesson_count);
    Ok((format!("1 pack, {count}, no faults\n"), true))
}

/// Writes faults, a line each.
pub fn lines(faults: &[Fault]) -> String {
    let mut text = String::new();
    for fault in faults {
        let _written = writeln!(text, "{}", visible_line(&fault.to_string()));
    }
    text
}
