//! The goal that a check finds nothing.

use crate::analysis::Analysis;

/// Says what it finds.
pub(super) fn still(analysis: &Analysis, rule: &str) -> Option<String> {
    let finding = analysis
        .findings()
        .iter()
        .find(|finding| finding.rule == rule)?;
    Some(format!("line {}: {}", finding.start, finding.message))
}
