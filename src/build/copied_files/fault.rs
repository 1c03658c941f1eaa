//! What stops COPY and ADD while files are looked for and copied, in BuildKit's words.

use crate::language::quoted::quoted;
use std::fmt;

/// Says why a build stops at COPY or ADD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyFault {
    /// A source is not there.
    NotFound(String),
    /// A source's pattern cannot be read.
    Pattern,
    /// `--exclude` or `--parents` has a pattern that cannot be read: the kind, all patterns, the fault.
    Filter(&'static str, Vec<String>, String),
    /// A folder would have to take the place of something that is none.
    NotADirectory(String),
    /// A file would have to take the place of a folder.
    IsADirectory(String),
    /// A folder on the way cannot be made, because a file is there.
    MakeFolder(String),
    /// The folder before a wildcard, or a path with `--exclude`, is not there.
    Missing(String),
    /// Links lead round in a circle.
    Loop,
    /// A path cannot be one on this system; BuildKit's words.
    Path(String),
}

/// Says why copying ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyStop {
    /// The build stops.
    Refused(CopyFault),
    /// What happens from here on is not known.
    Unknown,
}

impl From<CopyFault> for CopyStop {
    fn from(fault: CopyFault) -> Self {
        Self::Refused(fault)
    }
}

impl fmt::Display for CopyFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const KEY: &str = "failed to compute cache key: ";
        match self {
            Self::NotFound(path) => write!(formatter, "{KEY}{}: not found", quoted(path)),
            Self::Pattern => write!(formatter, "{KEY}syntax error in pattern"),
            Self::Filter(kind, patterns, fault) => {
                write!(
                    formatter,
                    "{KEY}invalid {kind}: [{}]: {fault}",
                    patterns.join(" ")
                )
            }
            Self::NotADirectory(path) => write!(formatter, "cannot copy to non-directory: {path}"),
            Self::IsADirectory(path) => {
                write!(formatter, "cannot replace to directory {path} with file")
            }
            Self::MakeFolder(path) => write!(formatter, "mkdir {path}: not a directory"),
            Self::Missing(path) => write!(formatter, "lstat {path}: no such file or directory"),
            Self::Loop => write!(formatter, "{KEY}too many links"),
            Self::Path(words) => formatter.write_str(words),
        }
    }
}
