//! What a rule finds.

/// Holds a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The rule's name, as BuildKit has it.
    pub rule: &'static str,
    /// The first line it speaks of, counted from 1.
    pub start: u32,
    /// The last line it speaks of.
    pub end: u32,
    /// What is wrong, in BuildKit's words.
    pub message: String,
    /// Whether it stands in a stage the target does not need: a build says nothing of it, a check does.
    pub is_outside_target: bool,
}
