//! Why a saved file could not be read or changed.

use crate::doc::visible::visible_line;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Says why a saved file could not be read or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedFileFault {
    /// A newer dockstep wrote it; it is left as it is.
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// It is there, and it is not what it should be.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// The system refuses it.
    Refused {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// Another program has been changing it for long.
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// It is there already, and nobody said that it may be written over.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// It would become larger than what can be read again.
    Full {
        /// The file.
        path: PathBuf,
    },
}

impl SavedFileFault {
    pub(super) fn newer(path: &Path) -> Self {
        let path = path.to_owned();
        Self::Newer { path }
    }

    /// Takes what the reader of JSON says, without the place at its end.
    pub(super) fn unreadable(path: &Path, line: usize, reason: &str) -> Self {
        let reason = reason
            .rsplit_once(" at line ")
            .map_or(reason, |(reason, _)| reason);
        Self::Unreadable {
            path: path.to_owned(),
            line: line.max(1),
            reason: reason.to_owned(),
        }
    }

    /// Takes the system's words, without their number.
    pub(super) fn refused(path: &Path, error: &std::io::Error) -> Self {
        let words = error.to_string();
        let words = words.split(" (os error").next().unwrap_or_default();
        let reason = match error.kind() {
            ErrorKind::NotFound => "no such file or folder".to_owned(),
            _ => words.to_lowercase(),
        };
        Self::Refused {
            path: path.to_owned(),
            reason,
        }
    }

    pub(super) fn busy(path: &Path) -> Self {
        let path = path.to_owned();
        Self::Busy { path }
    }

    pub(super) fn exists(path: &Path) -> Self {
        let path = path.to_owned();
        Self::Exists { path }
    }

    pub(super) fn full(path: &Path) -> Self {
        let path = path.to_owned();
        Self::Full { path }
    }
}

/// Says where a file lies now that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutAside {
    /// The file as it was named.
    pub path: PathBuf,
    /// Where it lies now.
    pub aside: PathBuf,
}

impl SavedFileFault {
    /// Says what is wrong with a file of the program's own, and what becomes of it.
    pub fn with_way_out(&self) -> String {
        match self {
            Self::Unreadable { .. } => {
                format!("{self}; it is put aside when something new is kept")
            }
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for SavedFileFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer { path } => write!(
                formatter,
                "{}: a newer dockstep wrote this file; use that one, or move the file away",
                shown(path)
            ),
            Self::Unreadable { path, line, reason } => write!(
                formatter,
                "{}: line {line}: it cannot be read ({})",
                shown(path),
                visible_line(reason)
            ),
            Self::Refused { path, reason } => {
                write!(formatter, "{}: {}", shown(path), visible_line(reason))
            }
            Self::Busy { path } => write!(
                formatter,
                "{}: another dockstep is changing this file and does not end; end that one",
                shown(path)
            ),
            Self::Exists { path } => write!(
                formatter,
                "{}: this file is there already; name another, or say --force",
                shown(path)
            ),
            Self::Full { path } => write!(
                formatter,
                "{}: this file is full; move it away, and a new one is begun",
                shown(path)
            ),
        }
    }
}

impl std::error::Error for SavedFileFault {}

impl fmt::Display for PutAside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: it could not be read and now lies in {}",
            shown(&self.path),
            shown(&self.aside)
        )
    }
}

fn shown(path: &Path) -> String {
    visible_line(&path.display().to_string()).into_owned()
}
