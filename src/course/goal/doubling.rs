//! The goal that no layer repeats bytes of another one, or holds what a later one removes.

use crate::analysis::Analysis;
use crate::course::goal::{line_of, shipped};
use crate::doc::size::size;

/// Says which line repeats or hides bytes.
pub(super) fn still(analysis: &Analysis) -> Option<String> {
    let files = analysis.files();
    shipped(analysis).into_iter().find_map(|instruction| {
        let bytes = files.step(analysis.plan(), instruction)?.bytes;
        let line = line_of(analysis, instruction);
        if bytes.doubled > 0 {
            Some(format!(
                "line {line} writes {} a second time, into a layer of its own",
                size(bytes.doubled)
            ))
        } else if bytes.hidden > 0 {
            Some(format!(
                "line {line} removes {} that stay in the layer below",
                size(bytes.hidden)
            ))
        } else {
            None
        }
    })
}
