//! What lies in a tar that ADD would unpack. The host opens it; here is only what it found.

use crate::context::tree::ContextTree;

/// Says what a file is that ADD might unpack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Archive {
    /// No tar: ADD copies it as it is.
    NotOne,
    /// A tar with these members, the folders between them included.
    Members(ContextTree),
    /// A tar by its first bytes, but it cannot be listed here, with the reason.
    Unknown(String),
}
