//! Why a file cannot be studied, with the way out.

use crate::doc::visible::visible_line;
use std::fmt;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// Says why a file cannot be studied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file as it was named.
    pub path: String,
    /// What is wrong with it.
    pub fault: FileFault,
}

/// Names what is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Nothing is there.
    Missing,
    /// It may not be read, or reading it fails; the system's words.
    Unreadable(String),
    /// It is a folder without anything that is named like a Dockerfile.
    NoDockerfile,
    /// It is a folder with several, and none is called Dockerfile.
    SeveralDockerfiles(Vec<String>),
    /// It is larger than what is read.
    TooLarge,
    /// It holds bytes that no text holds.
    Binary,
    /// Nothing stands in it.
    Empty,
}

impl FileError {
    /// Says what is wrong on one line, without the way out.
    pub fn summary(&self) -> String {
        let whole = self.to_string();
        whole.lines().next().unwrap_or_default().to_owned()
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = visible_line(&self.path);
        write!(formatter, "{path}: ")?;
        match &self.fault {
            FileFault::Missing => formatter.write_str(
                "no such file\n  Name a Dockerfile or a folder that holds one, or run dockstep alone to see how it works.",
            ),
            FileFault::Unreadable(reason) => write!(
                formatter,
                "cannot be read: {reason}\n  Check its permissions, or pipe the text in: dockstep - < FILE"
            ),
            FileFault::NoDockerfile => write!(
                formatter,
                "this folder holds no Dockerfile\n  Name the file: dockstep {path}/FILE. Dockerfile, Containerfile, *.Dockerfile and Dockerfile.* are found by themselves."
            ),
            FileFault::SeveralDockerfiles(names) => {
                formatter.write_str("this folder holds several Dockerfiles; name one:")?;
                for name in names {
                    write!(formatter, "\n  dockstep {}", visible_line(name))?;
                }
                Ok(())
            }
            FileFault::TooLarge => write!(
                formatter,
                "larger than {} MiB, which no Dockerfile is\n  Name the Dockerfile itself.",
                LARGEST_FILE / 1024 / 1024
            ),
            FileFault::Binary => formatter
                .write_str("not a text file: it holds zero bytes\n  Name a Dockerfile; a UTF-16 file must be saved as UTF-8."),
            FileFault::Empty => formatter
                .write_str("it has no instructions\n  A Dockerfile starts with FROM and a base image, for example: FROM alpine:3.20"),
        }
    }
}
