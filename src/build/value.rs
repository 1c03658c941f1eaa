//! Text that may have holes: what the base image decides is not known before the build.

use smallvec::{SmallVec, smallvec};
use std::fmt;
use std::sync::Arc;

/// Holds a text in which some stretches may be unknown.
///
/// Copies share the text: a variable's value lies in the command, the change and every state after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    /// The stretches; nothing where the text is empty.
    chunks: Option<Arc<Chunks>>,
}

/// Nearly every value is one stretch.
type Chunks = SmallVec<[Chunk; 1]>;

/// Holds one stretch of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chunk {
    /// Text that is known.
    Known(String),
    /// Text that something else decides.
    Unknown(Unknown),
}

/// Says what is not known and who decides it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// What is not known: a variable's name, "the working directory".
    pub what: String,
    /// The base image that decides it, as the Dockerfile names it.
    pub decided_by: String,
}

impl Value {
    /// Makes a value that is known.
    pub fn known(text: impl Into<String>) -> Self {
        let text = text.into();
        let chunk = (!text.is_empty()).then_some(Chunk::Known(text));
        Self {
            chunks: chunk.map(|chunk| Arc::new(smallvec![chunk])),
        }
    }

    /// Makes a value of which nothing is known.
    pub fn unknown(unknown: Unknown) -> Self {
        Self {
            chunks: Some(Arc::new(smallvec![Chunk::Unknown(unknown)])),
        }
    }

    /// Gives the text where all of it is known.
    pub fn as_known(&self) -> Option<&str> {
        match self.chunks() {
            [] => Some(""),
            [Chunk::Known(text)] => Some(text),
            _ => None,
        }
    }

    /// Tells whether a part of the value is unknown.
    pub fn has_unknown(&self) -> bool {
        self.chunks()
            .iter()
            .any(|chunk| matches!(chunk, Chunk::Unknown(_)))
    }

    /// Lists the stretches in order.
    pub fn chunks(&self) -> &[Chunk] {
        self.chunks.as_ref().map_or(&[], |chunks| chunks.as_slice())
    }

    /// Tells whether the value is known to be empty.
    pub fn is_known_empty(&self) -> bool {
        self.chunks.is_none()
    }

    /// Tells whether the value is known to hold at least one character.
    pub fn is_known_filled(&self) -> bool {
        self.chunks()
            .iter()
            .any(|chunk| matches!(chunk, Chunk::Known(_)))
    }

    /// Adds known text.
    pub fn push_str(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let chunks = self.chunks_mut();
        if let Some(Chunk::Known(last)) = chunks.last_mut() {
            last.push_str(text);
        } else {
            chunks.push(Chunk::Known(text.to_owned()));
        }
    }

    fn chunks_mut(&mut self) -> &mut Chunks {
        Arc::make_mut(self.chunks.get_or_insert_default())
    }

    /// Adds another value behind this one.
    pub fn append(&mut self, other: &Self) {
        for chunk in other.chunks() {
            match chunk {
                Chunk::Known(text) => self.push_str(text),
                Chunk::Unknown(unknown) => self.chunks_mut().push(Chunk::Unknown(unknown.clone())),
            }
        }
    }
}

impl fmt::Display for Value {
    /// Writes the text, with `⟨PATH of python:3.9⟩` where something is unknown.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.chunks() {
            match chunk {
                Chunk::Known(text) => formatter.write_str(text)?,
                Chunk::Unknown(unknown) => write!(formatter, "⟨{unknown}⟩")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} of {}", self.what, self.decided_by)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::known(text)
    }
}
