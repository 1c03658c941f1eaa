//! What is known of the files in an image: certain ones alone, each with the instruction that put it there.
//!
//! [`KnownFiles`] is the image's folder tree as far as instructions tell: a path is there, gone, or
//! unknown. Copies share what did not change. What a command of a RUN does besides what its words
//! certainly say is not known, and neither is what the base image holds.

pub(in crate::build) mod owner;

pub mod run_effects;

pub mod stage_files;

use rpds::RedBlackTreeMapSync;
use std::ops::Bound;
use std::sync::Arc;

/// How many links are followed before it counts as a loop.
const MOST_LINKS: usize = 255;

/// Folders that every common Linux image has, busybox's included.
const USUAL_FOLDERS: [&str; 11] = [
    "/bin", "/dev", "/etc", "/home", "/proc", "/root", "/sys", "/tmp", "/usr", "/usr/bin", "/var",
];

/// Holds what is known of the files in an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownFiles {
    entries: RedBlackTreeMapSync<Arc<str>, KnownFile>,
    /// Whether nothing is there but what is known: the image began with nothing.
    is_complete: bool,
}

/// Holds one path of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// What it is.
    pub kind: KnownKind,
    /// How it came there.
    pub making: Making,
    /// The instruction that put, replaced or removed it, counted from 0.
    pub instruction: usize,
    /// A file's size in bytes, where it is known.
    pub bytes: Option<u64>,
    /// The permission bits, where they are known.
    pub mode: Option<u32>,
    /// The owner as it was asked for, `1000:1000` or `app`; where it is not known, nothing.
    pub owner: Option<Arc<str>>,
    /// Of a folder: whether nothing is in it but what is known.
    pub is_complete: bool,
}

/// Says what a path of an image is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownKind {
    /// A file.
    File,
    /// A folder.
    Directory,
    /// A symbolic link, with what is written in it.
    Link(Arc<str>),
    /// A device, a pipe, a socket.
    Other,
    /// Something: a file or a folder, whatever a command made of it where it was copied from.
    Unknown,
    /// Nothing any more: an instruction removed it.
    Gone,
}

/// Says how a path came into an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Making {
    /// The base image has it.
    Base,
    /// COPY or ADD brought it.
    Copied,
    /// It stands in the Dockerfile itself, as a heredoc.
    Written,
    /// It is a folder on the way to what was brought.
    Folder,
    /// WORKDIR made it.
    WorkingDirectory,
    /// A command of a RUN certainly makes it.
    Command,
}

/// Says what is known about a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence<'a> {
    /// It is there.
    There(&'a KnownFile),
    /// It is not there.
    Gone,
    /// Nobody can tell.
    Unknown,
}

/// Says that links lead round in a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkLoop;

impl KnownFiles {
    /// Starts with nothing: `FROM scratch`.
    pub fn of_scratch() -> Self {
        Self {
            is_complete: true,
            ..Self::default()
        }
    }

    /// Starts with an image of which only the usual folders are known; on Windows not even those.
    pub fn of_image(is_windows: bool, instruction: usize) -> Self {
        let mut files = Self::default();
        for folder in USUAL_FOLDERS.iter().filter(|_| !is_windows) {
            files.entries.insert_mut(
                Arc::from(*folder),
                KnownFile::folder(Making::Base, instruction),
            );
        }
        files
    }

    /// Tells whether nothing is there but what is known.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Lists all that was put or removed by instructions, sorted by path.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &KnownFile)> {
        let all = self.entries.iter().map(|(path, file)| (&**path, file));
        all.filter(|(_, file)| file.making != Making::Base)
    }

    /// Says what is known about a path whose folders are no links; see [`KnownFiles::resolve`].
    pub fn presence(&self, path: &str) -> Presence<'_> {
        static ROOT: KnownFile = KnownFile::folder(Making::Base, 0);
        if path == "/" {
            return Presence::There(&ROOT);
        }
        match self.entries.get(path) {
            Some(file) if file.kind == KnownKind::Gone => return Presence::Gone,
            Some(file) => return Presence::There(file),
            None => {}
        }
        let mut folder = path;
        while let Some((parent, _)) = folder
            .rsplit_once('/')
            .filter(|(parent, _)| !parent.is_empty())
        {
            folder = parent;
            match self.entries.get(folder) {
                Some(file) if file.may_hold_more() => return Presence::Unknown,
                Some(_) => return Presence::Gone,
                None => {}
            }
        }
        if self.is_complete {
            Presence::Gone
        } else {
            Presence::Unknown
        }
    }

    /// Follows the links in all parts of a path, the last one too if that is asked for.
    pub fn resolve(&self, path: &str, follows_last: bool) -> Result<String, LinkLoop> {
        let parts = |path: &str| -> Vec<String> {
            let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
            parts.rev().map(str::to_owned).collect()
        };
        let mut waiting = parts(path);
        let mut found = String::new();
        let mut links = 0;
        while let Some(part) = waiting.pop() {
            if part == ".." {
                found.truncate(found.rfind('/').unwrap_or(0));
                continue;
            }
            let folder = found.len();
            found.push('/');
            found.push_str(&part);
            let link = match self.entries.get(found.as_str()).map(|file| &file.kind) {
                Some(KnownKind::Link(target)) if follows_last || !waiting.is_empty() => {
                    target.clone()
                }
                _ => continue,
            };
            links += 1;
            if links > MOST_LINKS {
                return Err(LinkLoop);
            }
            found.truncate(if link.starts_with('/') { 0 } else { folder });
            waiting.extend(parts(&link));
        }
        Ok(if found.is_empty() {
            "/".to_owned()
        } else {
            found
        })
    }

    /// Lists what is known to lie in a folder, at any depth.
    pub fn below<'a>(
        &'a self,
        folder: &str,
    ) -> impl Iterator<Item = (&'a str, &'a KnownFile)> + 'a {
        let prefix = if folder == "/" {
            "/".to_owned()
        } else {
            format!("{folder}/")
        };
        let start: Arc<str> = Arc::from(prefix.as_str());
        let range = self
            .entries
            .range((Bound::Excluded(start), Bound::Unbounded));
        range
            .map(|(path, file)| (&**path, file))
            .take_while(move |(path, _)| path.starts_with(prefix.as_str()))
    }

    /// Puts something at a path; what lay in a folder there is gone unless a folder takes its place.
    pub fn put(&mut self, path: &str, file: KnownFile) {
        let stays = file.kind == KnownKind::Directory
            && matches!(self.presence(path), Presence::There(old) if old.kind == KnownKind::Directory);
        if !stays {
            self.forget_below(path);
        }
        self.entries.insert_mut(Arc::from(path), file);
    }

    /// Removes a path and all that lies in it.
    pub fn remove(&mut self, path: &str, making: Making, instruction: usize) {
        let gone = KnownFile {
            kind: KnownKind::Gone,
            ..KnownFile::folder(making, instruction)
        };
        self.forget_below(path);
        self.entries.insert_mut(Arc::from(path), gone);
    }

    /// Takes a path for unknown, and all that lies in it.
    pub fn forget(&mut self, path: &str) {
        self.forget_below(path);
        self.entries.remove_mut(path);
    }

    /// Takes it for possible that anything was added in a folder, at any depth, and that the folder
    /// itself is there.
    pub fn open_folder(&mut self, folder: &str) {
        if folder == "/" {
            self.is_complete = false;
        } else {
            if self.presence(folder) == Presence::Gone {
                self.forget(folder);
            }
            self.open_nearest(folder);
        }
        let below: Vec<(Arc<str>, KnownFile)> = self
            .below(folder)
            .map(|(path, file)| (Arc::from(path), file.clone()))
            .collect();
        for (path, mut file) in below {
            if file.kind == KnownKind::Gone {
                self.entries.remove_mut(&path);
            } else if file.is_complete {
                file.is_complete = false;
                self.entries.insert_mut(path, file);
            }
        }
    }

    /// Takes it for possible that something else lies in a folder, or in the nearest one above it that is there.
    fn open_nearest(&mut self, path: &str) {
        let mut folder = path;
        loop {
            if let Some(mut file) = self.entries.get(folder).cloned() {
                file.is_complete = false;
                self.entries.insert_mut(Arc::from(folder), file);
                return;
            }
            match folder.rsplit_once('/') {
                Some((parent, _)) if !parent.is_empty() => folder = parent,
                _ => {
                    self.is_complete = false;
                    return;
                }
            }
        }
    }

    /// Tells whether all that lies in a folder is known, at any depth.
    pub fn knows_all_in(&self, folder: &str) -> bool {
        let is_whole = match self.presence(folder) {
            _ if folder == "/" => self.is_complete,
            Presence::There(file) => !file.may_hold_more(),
            Presence::Gone | Presence::Unknown => false,
        };
        is_whole && self.below(folder).all(|(_, file)| !file.may_hold_more())
    }

    /// Takes it for possible that anything was added anywhere: an unknown command ran.
    pub fn open_up(&mut self) {
        self.is_complete = false;
        let complete: Vec<Arc<str>> = self
            .entries
            .iter()
            .filter(|(_, file)| file.is_complete || file.kind == KnownKind::Gone)
            .map(|(path, _)| path.clone())
            .collect();
        for path in complete {
            let Some(mut file) = self.entries.get(&path).cloned() else {
                continue;
            };
            if file.kind == KnownKind::Gone {
                continue;
            }
            file.is_complete = false;
            self.entries.insert_mut(path, file);
        }
    }

    fn forget_below(&mut self, folder: &str) {
        let below: Vec<Arc<str>> = self
            .below(folder)
            .map(|(path, _)| Arc::from(path))
            .collect();
        for path in below {
            self.entries.remove_mut(&path);
        }
    }
}

impl KnownFile {
    /// Describes a folder about which nothing else is known.
    pub const fn folder(making: Making, instruction: usize) -> Self {
        Self {
            kind: KnownKind::Directory,
            making,
            instruction,
            bytes: None,
            mode: None,
            owner: None,
            is_complete: false,
        }
    }

    /// Tells whether something may lie in it that is not known.
    fn may_hold_more(&self) -> bool {
        match self.kind {
            KnownKind::Directory => !self.is_complete,
            KnownKind::Unknown => true,
            _ => false,
        }
    }

    /// Describes something that may be a file or a folder.
    pub fn unknown(making: Making, instruction: usize) -> Self {
        Self {
            kind: KnownKind::Unknown,
            ..Self::folder(making, instruction)
        }
    }

    /// Describes a file of which nothing else is known.
    pub fn file(making: Making, instruction: usize) -> Self {
        Self {
            kind: KnownKind::File,
            ..Self::folder(making, instruction)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{KnownFile, KnownFiles, KnownKind, Making, Presence};

    fn link(target: &str) -> KnownFile {
        KnownFile {
            kind: KnownKind::Link(target.into()),
            ..KnownFile::file(Making::Command, 1)
        }
    }

    #[test]
    fn what_is_not_known_is_unknown_but_in_an_empty_image() {
        assert_eq!(KnownFiles::of_scratch().presence("/d"), Presence::Gone);
        let mut files = KnownFiles::of_image(false, 0);
        assert_eq!(files.presence("/d"), Presence::Unknown);
        assert!(matches!(files.presence("/etc"), Presence::There(_)));
        assert_eq!(files.entries().count(), 0);
        files.put("/d", KnownFile::file(Making::Copied, 1));
        assert_eq!(files.presence("/d/x"), Presence::Gone);
        files.remove("/d", Making::Command, 2);
        assert_eq!(files.presence("/d"), Presence::Gone);
    }

    #[test]
    fn something_unknown_is_there_and_may_hold_anything() {
        let mut files = KnownFiles::of_scratch();
        files.put("/d", KnownFile::unknown(Making::Copied, 1));
        assert!(matches!(files.presence("/d"), Presence::There(_)));
        assert_eq!(files.presence("/d/x"), Presence::Unknown);
        assert_eq!(files.presence("/e"), Presence::Gone);
        assert!(!files.knows_all_in("/"));
        files.remove("/d", Making::Command, 2);
        assert!(files.knows_all_in("/"));
        files.open_folder("/d");
        assert_eq!(files.presence("/d"), Presence::Unknown);
        assert_eq!(files.presence("/e"), Presence::Unknown);
    }

    #[test]
    fn links_are_followed() {
        let mut files = KnownFiles::of_scratch();
        files.put("/ln", link("/real"));
        files.put("/up", link("../ln/x"));
        files.put("/loop", link("loop"));
        assert_eq!(files.resolve("/ln/a", true).unwrap(), "/real/a");
        assert_eq!(files.resolve("/ln", false).unwrap(), "/ln");
        assert_eq!(files.resolve("/up", true).unwrap(), "/real/x");
        assert!(files.resolve("/loop", true).is_err());
    }

    #[test]
    fn a_file_in_a_folders_place_hides_what_lay_in_it() {
        let mut files = KnownFiles::of_scratch();
        files.put("/d", KnownFile::folder(Making::Folder, 1));
        files.put("/d/x", KnownFile::file(Making::Copied, 1));
        files.put("/dd", KnownFile::file(Making::Copied, 1));
        files.put("/d", KnownFile::folder(Making::Command, 2));
        assert_eq!(files.below("/d").count(), 1);
        files.put("/d", KnownFile::file(Making::Command, 3));
        assert_eq!(files.below("/d").count(), 0);
        assert!(matches!(files.presence("/dd"), Presence::There(_)));
    }
}
