//! How far the listing of the build context is, and what the views say while it is not whole.

use crate::analysis::Analysis;
use crate::doc::text::Text;
use crate::doc::{Block, Label};

/// Says how far the listing of a Dockerfile's folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextListing {
    /// There is none: the text came without a folder.
    NoFolder,
    /// It is no folder here; what it is, in words.
    Elsewhere(String),
    /// The host lists it.
    UnderWay,
    /// The folder cannot be listed, and why.
    Failed(String),
    /// It is listed, and the analysis knows it.
    Listed,
}

impl ContextListing {
    /// Says on one line what a reader of files and of the cache has to know about it.
    pub fn note(&self, analysis: &Analysis) -> Option<Block> {
        let (label, text) = match self {
            Self::NoFolder => (
                Label::Note,
                Text::plain(
                    "This text lies in no folder, so the files of its build context are not known.",
                ),
            ),
            Self::Elsewhere(words) => (
                Label::Note,
                Text::plain(format!(
                    "The build context is no folder here ({words}), so its files are not known."
                )),
            ),
            Self::UnderWay => (
                Label::Note,
                Text::plain(
                    "The build context is being listed; until then its files are not known.",
                ),
            ),
            Self::Failed(fault) => (
                Label::Caution,
                Text::plain(format!("The build context cannot be listed: {fault}")),
            ),
            Self::Listed => (Label::Caution, analysis.context_fault()?),
        };
        Some(Block::Labelled { label, text })
    }
}
