//! The explanation of one instruction, as data.

use crate::doc::detail_level::DetailLevel;
use crate::doc::text::Text;
use crate::doc::{Block, Change, Doc, Label, Part};

/// Holds what there is to say about one instruction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The instruction on one line, as written.
    pub title: String,
    /// One sentence that could belong to no other line.
    pub headline: Text,
    /// Its parts in order, each with what it means here.
    pub parts: Vec<Part>,
    /// What it changes in the image's configuration and files.
    pub changes: Vec<Change>,
    /// When it matters, whether it makes a layer, whether it ships.
    pub when: Text,
    /// Everything else, in reading order: why, what makes it work, cautions, beliefs.
    pub remarks: Vec<Remark>,
}

/// Holds one labelled remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind of remark it is.
    pub label: Label,
    /// What it says.
    pub text: Text,
}

impl Explanation {
    /// Lays the explanation out as a text, without its title.
    pub fn doc(&self) -> Doc {
        self.doc_at(DetailLevel::New)
    }

    /// Lays out what a reader of a level wants to be told, without the title.
    pub fn doc_at(&self, level: DetailLevel) -> Doc {
        let labelled = |remark: &Remark| Block::Labelled {
            label: remark.label,
            text: remark.text.clone(),
        };
        // What BuildKit refuses comes first, with its way out: all else is about a line that does nothing.
        let (refused, remarks): (Vec<&Remark>, Vec<&Remark>) = self
            .remarks
            .iter()
            .filter(|remark| is_told(remark.label, level))
            .partition(|remark| matches!(remark.label, Label::Error | Label::Fix));
        let mut blocks: Vec<Block> = refused.into_iter().map(labelled).collect();
        if !self.headline.is_empty() {
            blocks.push(Block::Lead(self.headline.clone()));
        }
        if !self.parts.is_empty() {
            blocks.push(Block::Parts(self.parts.clone()));
        }
        if !self.when.is_empty() && is_told(Label::When, level) {
            blocks.push(Block::Labelled {
                label: Label::When,
                text: self.when.clone(),
            });
        }
        if !self.changes.is_empty() {
            blocks.push(Block::Changes(self.changes.clone()));
        }
        blocks.extend(remarks.into_iter().map(labelled));
        Doc { blocks }
    }
}

/// Tells whether a reader of a level is told a remark of a kind.
const fn is_told(label: Label, level: DetailLevel) -> bool {
    match level {
        DetailLevel::New => true,
        DetailLevel::Daily => !matches!(label, Label::Why | Label::ManyThink),
        DetailLevel::Expert => matches!(
            label,
            Label::Error
                | Label::Fix
                | Label::When
                | Label::Caution
                | Label::Cache
                | Label::WorksBecause
                | Label::YourNote
        ),
    }
}
