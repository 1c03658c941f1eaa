//! Which paths a pack may have: those that mean the same file on every system, and lie inside it.
//!
//! A name that one computer reads as another file than the next one is refused here, not guessed at:
//! `..`, absolute paths, backslashes, drives, control characters, the same name twice, names that
//! differ in capitals alone.

use std::collections::BTreeMap;
use std::fmt;

/// The most bytes of a path.
pub const LONGEST_PATH: usize = 200;

/// The most folders in which a file may lie.
pub const DEEPEST: usize = 12;

/// Says why a path is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is empty, or a part of it is.
    Empty,
    /// It begins at the root of a disk.
    Absolute,
    /// It leads out of the pack, or may: it has `.` or `..` as a part.
    Outside,
    /// It has a backslash, which some systems read as a slash.
    Backslash,
    /// It has control characters, or others that cannot be seen.
    Invisible,
    /// It is longer than [`LONGEST_PATH`].
    TooLong,
    /// It lies deeper than [`DEEPEST`].
    TooDeep,
    /// A file of this name was there before.
    Twice,
    /// Another name differs in capitals alone.
    Capitals(String),
    /// It is a file and a folder.
    FileAndFolder(String),
}

impl fmt::Display for NameFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the path has an empty part"),
            Self::Absolute => {
                formatter.write_str("the path is absolute; a pack has paths inside itself alone")
            }
            Self::Outside => formatter.write_str("the path has . or .. in it and may lead outside"),
            Self::Backslash => {
                formatter.write_str("the path has a backslash, which is a slash on some computers")
            }
            Self::Invisible => formatter.write_str("the path has characters that cannot be seen"),
            Self::TooLong => write!(formatter, "the path has more than {LONGEST_PATH} bytes"),
            Self::TooDeep => write!(formatter, "the path lies more than {DEEPEST} folders deep"),
            Self::Twice => formatter.write_str("the path is there twice"),
            Self::Capitals(other) => write!(
                formatter,
                "the path differs from {other} in capitals alone, which is the same file on some computers"
            ),
            Self::FileAndFolder(path) => write!(formatter, "{path} is a file and a folder"),
        }
    }
}

/// Checks the form of a path; behind the last part no slash may stand.
pub fn check_path(path: &str) -> Result<(), NameFault> {
    if path.starts_with('/') || has_drive(path) {
        return Err(NameFault::Absolute);
    }
    if path.contains('\\') {
        return Err(NameFault::Backslash);
    }
    if crate::doc::visible::visible_line(path) != path {
        return Err(NameFault::Invisible);
    }
    if path.len() > LONGEST_PATH {
        return Err(NameFault::TooLong);
    }
    let parts: Vec<&str> = path.split('/').collect();
    if parts.iter().any(|part| matches!(*part, "." | "..")) {
        return Err(NameFault::Outside);
    }
    if parts.iter().any(|part| part.trim().is_empty()) {
        return Err(NameFault::Empty);
    }
    if parts.len() > DEEPEST + 1 {
        return Err(NameFault::TooDeep);
    }
    Ok(())
}

/// Tells whether a path begins with the letter of a drive: `C:`.
fn has_drive(path: &str) -> bool {
    let mut characters = path.chars();
    characters
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic())
        && characters.next() == Some(':')
}

/// Holds the names of a pack's files so far.
#[derive(Clone, Debug, Default)]
pub struct PackNames {
    /// The paths by their letters without capitals.
    files: BTreeMap<String, String>,
    folders: BTreeMap<String, String>,
}

impl PackNames {
    /// Takes a file's path.
    pub fn add_file(&mut self, path: &str) -> Result<(), NameFault> {
        check_path(path)?;
        for (end, _) in path.match_indices('/') {
            self.add_checked_folder(path.get(..end).unwrap_or_default())?;
        }
        let folded = path.to_lowercase();
        if let Some(folder) = self.folders.get(&folded) {
            return Err(clash(
                path,
                folder,
                NameFault::FileAndFolder(path.to_owned()),
            ));
        }
        if let Some(other) = self.files.get(&folded) {
            return Err(clash(path, other, NameFault::Twice));
        }
        self.files.insert(folded, path.to_owned());
        Ok(())
    }

    /// Takes a folder's path; the same folder may come again.
    pub fn add_folder(&mut self, path: &str) -> Result<(), NameFault> {
        check_path(path)?;
        for (end, _) in path.match_indices('/') {
            self.add_checked_folder(path.get(..end).unwrap_or_default())?;
        }
        self.add_checked_folder(path)
    }

    fn add_checked_folder(&mut self, path: &str) -> Result<(), NameFault> {
        let folded = path.to_lowercase();
        if let Some(file) = self.files.get(&folded) {
            return Err(clash(path, file, NameFault::FileAndFolder(path.to_owned())));
        }
        let known = self
            .folders
            .entry(folded)
            .or_insert_with(|| path.to_owned());
        if known == path {
            Ok(())
        } else {
            Err(NameFault::Capitals(known.clone()))
        }
    }
}

/// Says what is wrong with two paths of the same letters.
fn clash(path: &str, other: &str, same: NameFault) -> NameFault {
    if path == other {
        same
    } else {
        NameFault::Capitals(other.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{NameFault, PackNames, check_path};

    #[test]
    fn a_path_lies_inside_and_means_the_same_everywhere() {
        for (path, fault) in [
            ("", NameFault::Empty),
            ("a//b", NameFault::Empty),
            ("a/", NameFault::Empty),
            ("/etc/passwd", NameFault::Absolute),
            ("C:/x", NameFault::Absolute),
            ("c:x", NameFault::Absolute),
            ("../x", NameFault::Outside),
            ("a/../../x", NameFault::Outside),
            ("a/./x", NameFault::Outside),
            ("a\\..\\x", NameFault::Backslash),
            ("a\u{1b}[2J", NameFault::Invisible),
            ("a\nb", NameFault::Invisible),
            ("\u{202e}a", NameFault::Invisible),
        ] {
            assert_eq!(check_path(path), Err(fault), "{path:?}");
        }
        assert_eq!(check_path(&"a".repeat(201)), Err(NameFault::TooLong));
        assert_eq!(check_path(&format!("{}a", "a/".repeat(12))), Ok(()));
        assert_eq!(
            check_path(&format!("{}a", "a/".repeat(13))),
            Err(NameFault::TooDeep)
        );
        for path in ["pack.toml", "..a", "a/.dockerignore", "größe/ü"] {
            assert_eq!(check_path(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn names_that_some_computer_takes_for_the_same_are_refused() {
        let mut names = PackNames::default();
        names.add_file("Shop/Dockerfile").unwrap();
        names.add_file("Shop/dockerfile.md").unwrap();
        assert_eq!(names.add_file("Shop/Dockerfile"), Err(NameFault::Twice));
        assert_eq!(
            names.add_file("Shop/DOCKERFILE"),
            Err(NameFault::Capitals("Shop/Dockerfile".to_owned()))
        );
        assert_eq!(
            names.add_file("shop/other"),
            Err(NameFault::Capitals("Shop".to_owned()))
        );
        assert_eq!(
            names.add_file("Shop/Dockerfile/x"),
            Err(NameFault::FileAndFolder("Shop/Dockerfile".to_owned()))
        );
        assert_eq!(
            names.add_file("Shop"),
            Err(NameFault::FileAndFolder("Shop".to_owned()))
        );
        assert_eq!(names.add_folder("Shop"), Ok(()));
        assert_eq!(
            names.add_folder("SHOP"),
            Err(NameFault::Capitals("Shop".to_owned()))
        );
    }
}
