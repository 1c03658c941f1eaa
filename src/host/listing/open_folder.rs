//! One open folder: its names, and a look at each entry itself, never at what a link leads to.
//!
//! On Unix an entry is looked at from its open folder, not by its whole path: the system has one
//! name to find instead of all that lead to it. It opens no file.

use crate::context::tree::EntryKind;
use std::io::Error;
use std::path::Path;

/// Holds what a look at an entry tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::host::listing) struct Look {
    /// What it is.
    pub kind: EntryKind,
    /// The size of a file in bytes; 0 for everything else.
    pub bytes: u64,
    /// The permission bits; where the system has none, those that Docker gives.
    pub mode: u32,
    /// Where a link points.
    pub target: Option<Box<str>>,
}

#[cfg(unix)]
mod system {
    use super::{EntryKind, Error, Look, Path};
    use rustix::fs::{AtFlags, CWD, Dir, DirEntry, FileType, Mode, OFlags, RawMode};
    use rustix::fs::{openat, readlinkat, statat};
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    /// Holds a name in a folder.
    pub(in crate::host::listing) struct Name(DirEntry);

    impl Name {
        /// Gives the name as the system has it.
        pub(in crate::host::listing) fn text(&self) -> &OsStr {
            OsStr::from_bytes(self.0.file_name().to_bytes())
        }
    }

    /// Puts names in the order in which the system keeps what it knows of their entries.
    pub(in crate::host::listing) fn in_order_of_looks(names: &mut [Name]) {
        names.sort_unstable_by_key(|name| name.0.ino());
    }

    /// Holds an open folder.
    pub(in crate::host::listing) struct OpenFolder(Dir);

    impl OpenFolder {
        /// Opens a folder; a link in its place only where it is asked for.
        pub(in crate::host::listing) fn open(
            path: &Path,
            follows_link: bool,
        ) -> Result<Self, Error> {
            let mut flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            flags.set(OFlags::NOFOLLOW, !follows_link);
            let folder = openat(CWD, path, flags, Mode::empty())?;
            Ok(Self(Dir::new(folder)?))
        }

        /// Gives the next name, in the system's order.
        pub(in crate::host::listing) fn next_name(&mut self) -> Option<Result<Name, Error>> {
            loop {
                match self.0.read()? {
                    Ok(entry) if matches!(entry.file_name().to_bytes(), b"." | b"..") => {}
                    entry => return Some(entry.map(Name).map_err(Error::from)),
                }
            }
        }

        /// Looks at an entry.
        pub(in crate::host::listing) fn look(&self, name: &Name) -> Result<Look, Error> {
            let (folder, name) = (self.0.fd()?, name.0.file_name());
            let found = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
            let raw_mode = found.st_mode as RawMode;
            let kind = match FileType::from_raw_mode(raw_mode) {
                FileType::RegularFile => EntryKind::File,
                FileType::Directory => EntryKind::Directory,
                FileType::Symlink => EntryKind::Link,
                _ => EntryKind::Other,
            };
            let (mut bytes, mut target) = (0, None);
            match kind {
                EntryKind::File => bytes = u64::try_from(found.st_size).unwrap_or_default(),
                EntryKind::Link => {
                    let link = readlinkat(folder, name, Vec::new())?;
                    target = Some(link.to_string_lossy().into());
                }
                EntryKind::Directory | EntryKind::Other => {}
            }
            #[allow(
                clippy::useless_conversion,
                reason = "not on every Unix has it 32 bits"
            )]
            let mode = u32::from(Mode::from_raw_mode(raw_mode).bits());
            Ok(Look {
                kind,
                bytes,
                mode,
                target,
            })
        }
    }
}

#[cfg(not(unix))]
mod system {
    use super::{EntryKind, Error, Look, Path};
    use std::ffi::OsStr;
    use std::fs::{DirEntry, ReadDir};

    /// Holds a name in a folder.
    pub(in crate::host::listing) struct Name(DirEntry, std::ffi::OsString);

    impl Name {
        /// Gives the name as the system has it.
        pub(in crate::host::listing) fn text(&self) -> &OsStr {
            &self.1
        }
    }

    /// Leaves names as they came: that is the order here.
    pub(in crate::host::listing) fn in_order_of_looks(_names: &mut [Name]) {}

    /// Holds an open folder.
    pub(in crate::host::listing) struct OpenFolder(ReadDir);

    impl OpenFolder {
        /// Opens a folder.
        pub(in crate::host::listing) fn open(
            path: &Path,
            _follows_link: bool,
        ) -> Result<Self, Error> {
            std::fs::read_dir(path).map(Self)
        }

        /// Gives the next name, in the system's order.
        pub(in crate::host::listing) fn next_name(&mut self) -> Option<Result<Name, Error>> {
            let entry = self.0.next()?;
            Some(entry.map(|entry| {
                let name = entry.file_name();
                Name(entry, name)
            }))
        }

        /// Looks at an entry; it has the mode that Docker gives to what comes from Windows.
        pub(in crate::host::listing) fn look(&self, name: &Name) -> Result<Look, Error> {
            let found = name.0.metadata()?;
            let kind = match found.file_type() {
                kind if kind.is_file() => EntryKind::File,
                kind if kind.is_dir() => EntryKind::Directory,
                kind if kind.is_symlink() => EntryKind::Link,
                _ => EntryKind::Other,
            };
            let target = match kind {
                EntryKind::Link => Some(std::fs::read_link(name.0.path())?),
                _ => None,
            };
            Ok(Look {
                kind,
                bytes: if kind == EntryKind::File {
                    found.len()
                } else {
                    0
                },
                mode: 0o755,
                target: target.map(|target| target.to_string_lossy().into()),
            })
        }
    }
}

pub(in crate::host::listing) use system::{Name, OpenFolder, in_order_of_looks};
