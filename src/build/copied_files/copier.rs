//! Copies one source after the other into an image, as `fsutil` does it.

use crate::build::command::CopyCommand;
use crate::build::copied_files::fault::{CopyFault, CopyStop};
use crate::build::copied_files::sources::{CopySource, SourcePath};
use crate::build::copied_files::{COPIED, CopiedFile};
use crate::build::file_mode::{FileMode, changed_mode, file_mode};
use crate::build::known_files::{KnownFile, KnownFiles, KnownKind, LinkLoop, Making, Presence};
use crate::build::value::Value;
use crate::context::archive::Archive;
use crate::context::ignore_rules::{IgnoreRules, walk_decision};
use crate::context::links::{Followed, follow};
use crate::context::tree::{ContextEntry, ContextTree, EntryKind};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The mode of folders on the way, where `--chmod` asks for nothing else.
const FOLDER_MODE: u32 = 0o755;
/// The mode of a heredoc.
const CONTENT_MODE: u32 = 0o644;

/// Copies into an image.
pub(in crate::build::copied_files) struct Copier<'a> {
    image: &'a mut KnownFiles,
    instruction: usize,
    /// The owner that `--chown` asks for.
    asked_owner: Option<Arc<str>>,
    /// The owner of what is written: what comes from a context is root's, what comes from a stage keeps its own.
    owner: Option<Arc<str>>,
    mode: Option<FileMode>,
    unpacks: bool,
    excludes: IgnoreRules,
    written: BTreeMap<String, CopiedFile>,
    is_complete: bool,
}

/// What is copied at the moment: the source's tree, what of it is let through, the folders on the way.
struct Pass<'a> {
    source: CopySource<'a>,
    includes: Option<IgnoreRules>,
    /// The folders that are made only when something in them is copied.
    waiting: Vec<WaitingFolder>,
}

/// Holds a folder that may be made.
struct WaitingFolder {
    target: String,
    mode: Option<u32>,
    owner: Option<Arc<str>>,
    is_made: bool,
}

/// What is known of something that is written.
struct Known {
    bytes: Option<u64>,
    mode: Option<u32>,
    owner: Option<Arc<str>>,
}

/// What is kept of a folder for its entries: which include and exclude patterns matched it.
#[derive(Clone, Default)]
struct Kept {
    includes: Vec<bool>,
    excludes: Vec<bool>,
}

impl<'a> Copier<'a> {
    pub(in crate::build::copied_files) fn new(
        command: &CopyCommand,
        instruction: usize,
        image: &'a mut KnownFiles,
    ) -> Self {
        let mode = known(command.chmod.as_ref());
        let asked_owner: Option<Arc<str>> = known(command.chown.as_ref()).map(Arc::from);
        Self {
            image,
            instruction,
            owner: asked_owner.clone().or_else(|| {
                let is_from_context = command.from.is_none();
                is_from_context.then(|| Arc::from("0:0"))
            }),
            asked_owner,
            mode: mode.and_then(|mode| file_mode(mode).ok()),
            unpacks: command.unpack.unwrap_or(command.is_add),
            excludes: IgnoreRules::of_patterns(&command.excludes).unwrap_or_default(),
            written: BTreeMap::new(),
            is_complete: true,
        }
    }

    /// Gives what was written, and whether it is all.
    pub(in crate::build::copied_files) fn finish(self) -> (Vec<CopiedFile>, bool) {
        (self.written.into_values().collect(), self.is_complete)
    }

    /// Notes that something comes that nobody knows.
    pub(in crate::build::copied_files) fn note_unknown(&mut self) {
        self.is_complete = false;
    }

    /// Notes what is certain once something unknown was copied: the destination is there, a folder where
    /// one is named. Where it may be that nothing comes, not even that.
    pub(in crate::build::copied_files) fn note_arrival(
        &mut self,
        destination: &str,
        is_certain: bool,
        is_folder: bool,
    ) -> Result<(), CopyStop> {
        let target = self.resolve(destination)?;
        if !is_certain {
            self.image.open_folder(&target);
            return Ok(());
        }
        let folder = if is_folder { &target } else { parent(&target) };
        self.make_folders(folder, FOLDER_MODE)?;
        let kind = match self.image.presence(&target) {
            Presence::There(file) => file.kind.clone(),
            Presence::Gone | Presence::Unknown => KnownKind::Unknown,
        };
        if kind == KnownKind::Directory {
            self.image.open_folder(&target);
            return Ok(());
        }
        let arrived = KnownFile {
            // A folder cannot take the place of a file.
            kind: if kind == KnownKind::File {
                kind
            } else {
                KnownKind::Unknown
            },
            owner: self.asked_owner.clone(),
            ..KnownFile::unknown(COPIED, self.instruction)
        };
        self.image.put(&target, arrived);
        Ok(())
    }

    /// Copies a file that stands in the Dockerfile.
    pub(in crate::build::copied_files) fn copy_content(
        &mut self,
        name: &str,
        content: &Value,
        destination: &str,
    ) -> Result<(), CopyStop> {
        let entry = ContextEntry {
            path: name.trim_matches('/').into(),
            kind: EntryKind::File,
            bytes: content.as_known().map_or(0, |content| content.len() as u64),
            mode: CONTENT_MODE,
            target: None,
        };
        let target = self.prepare(Some(&entry), &format!("/{name}"), destination)?;
        let bytes = content.as_known().map(|content| content.len() as u64);
        let known = Known {
            bytes,
            mode: Some(CONTENT_MODE),
            owner: self.owner.clone(),
        };
        self.write(&entry, &target, Making::Written, known)
    }

    /// Copies what one path names.
    pub(in crate::build::copied_files) fn copy_path(
        &mut self,
        path: &SourcePath,
        found: &str,
        source: CopySource<'_>,
        destination: &str,
    ) -> Result<(), CopyStop> {
        let followed = match follow(source.tree, found, true) {
            Followed::Path(followed) => followed,
            Followed::Loop => return Err(CopyFault::Loop.into()),
        };
        let entry = source.tree.find(&followed);
        if entry.is_none() && !followed.is_empty() {
            return Err(if source.lacks(&followed) {
                CopyFault::Missing(found.to_owned()).into()
            } else {
                CopyStop::Unknown
            });
        }
        if self.unpacks
            && let Some(entry) = entry.filter(|entry| entry.kind == EntryKind::File)
            && self.unpack(entry, source, destination)?
        {
            return Ok(());
        }
        let target = self.prepare(entry, found, destination)?;
        let mut pass = Pass {
            source,
            includes: path
                .include
                .clone()
                .and_then(|include| IgnoreRules::of_patterns(&[include]).ok()),
            waiting: Vec::new(),
        };
        if entry.is_none_or(|entry| entry.kind == EntryKind::Directory)
            && !source.knows_all_in(&followed)
        {
            self.is_complete = false;
        }
        self.copy(&mut pass, entry, "", &target, &Kept::default())
    }

    /// Unpacks a tar as ADD does; tells whether it is one.
    fn unpack(
        &mut self,
        entry: &ContextEntry,
        source: CopySource<'_>,
        destination: &str,
    ) -> Result<bool, CopyStop> {
        let archive = source
            .context
            .and_then(|context| context.archive(&entry.path));
        let members = match archive {
            Some(Archive::Members(members)) => members,
            Some(Archive::NotOne) => return Ok(false),
            Some(Archive::Unknown(_)) => {
                self.make_folders(&self.resolve(destination)?, FOLDER_MODE)?;
                self.is_complete = false;
                return Ok(true);
            }
            // Nobody looked: only the name can tell, and only that it may be one.
            None if is_named_like_tar(&entry.path) => return Err(CopyStop::Unknown),
            None => return Ok(false),
        };
        let folder = self.resolve(destination)?;
        self.make_folders(&folder, FOLDER_MODE)?;
        for member in members.entries() {
            self.unpack_member(member, &folder);
        }
        Ok(true)
    }

    /// Unpacks one member: it takes the place of what is there, but a folder stays a folder.
    fn unpack_member(&mut self, member: &ContextEntry, folder: &str) {
        let target = join(folder, &member.path);
        let is_folder = member.kind == EntryKind::Directory;
        if is_folder && self.is_folder(&target) {
            return;
        }
        // A member keeps the owner that the tar says, which is not read here.
        let known = Known {
            bytes: Some(member.bytes),
            mode: Some(member.mode),
            owner: self.asked_owner.clone(),
        };
        self.put(member, &target, COPIED, known);
    }

    /// Finds where a source lands, and makes the folders on the way.
    fn prepare(
        &mut self,
        entry: Option<&ContextEntry>,
        named: &str,
        destination: &str,
    ) -> Result<String, CopyStop> {
        let folder_mode = match &self.mode {
            Some(FileMode::Octal(mode)) => *mode,
            _ => FOLDER_MODE,
        };
        // What stands before the last slash is a folder, whatever comes.
        let (before, last) = destination.rsplit_once('/').unwrap_or(("", destination));
        let ensured = if matches!(last, "" | ".") {
            destination
        } else {
            before
        };
        if !ensured.is_empty() {
            let ensured = self.resolve(ensured)?;
            self.make_folders(&ensured, folder_mode)?;
        }
        let mut target = self.resolve(destination)?;
        let is_folder = entry.is_none_or(|entry| entry.kind == EntryKind::Directory);
        if !is_folder && self.is_unknown(&target) {
            return Err(CopyStop::Unknown);
        }
        if !is_folder && self.is_folder(&target) {
            let name = named
                .trim_end_matches('/')
                .rsplit('/')
                .next()
                .unwrap_or_default();
            target = join(&target, name);
        }
        let is_there = matches!(self.image.presence(&target), Presence::There(_));
        let folder = if is_folder && !is_there {
            target.clone()
        } else {
            parent(&target).to_owned()
        };
        self.make_folders(&folder, folder_mode)?;
        Ok(target)
    }

    /// Copies an entry and all that lies in it; `inside` is the path from the source on.
    fn copy(
        &mut self,
        pass: &mut Pass<'_>,
        entry: Option<&ContextEntry>,
        inside: &str,
        target: &str,
        above: &Kept,
    ) -> Result<(), CopyStop> {
        let (is_included, is_excluded, kept) = self.filter(pass, inside, above)?;
        let can_have_exceptions = pass.includes.is_some() || self.excludes.has_exceptions();
        if !is_included && !can_have_exceptions {
            return Ok(());
        }
        let folder = match entry {
            Some(file) if file.kind != EntryKind::Directory => {
                if is_included {
                    self.make_waiting(pass)?;
                    let known = Known {
                        bytes: pass.source.bytes_of(file),
                        mode: pass.source.mode_of(file),
                        owner: self.owner_from(pass.source, file),
                    };
                    self.write(file, target, COPIED, known)?;
                }
                return Ok(());
            }
            folder => folder,
        };
        let mode = folder.map_or(Some(FOLDER_MODE), |folder| pass.source.mode_of(folder));
        let mode = self.mode_of(mode, true);
        let owner = match folder {
            Some(folder) => self.owner_from(pass.source, folder),
            None => self.owner.clone(),
        };
        if is_included {
            self.make_waiting(pass)?;
            self.copy_folder(target, mode, owner.clone())?;
        }
        if is_excluded && !self.excludes.has_exceptions() {
            return Ok(());
        }
        pass.waiting.push(WaitingFolder {
            target: target.to_owned(),
            mode,
            owner,
            is_made: is_included,
        });
        let tree: &ContextTree = pass.source.tree;
        for child in tree.children(folder.map_or("", |folder| &folder.path)) {
            let inside = if inside.is_empty() {
                child.name().to_owned()
            } else {
                format!("{inside}/{}", child.name())
            };
            let target = join(target, child.name());
            self.copy(pass, Some(child), &inside, &target, &kept)?;
        }
        pass.waiting.pop();
        Ok(())
    }

    /// Tells whether an entry is included, whether it is excluded, and what to keep for those in it.
    fn filter(
        &self,
        pass: &Pass<'_>,
        inside: &str,
        above: &Kept,
    ) -> Result<(bool, bool, Kept), CopyStop> {
        if inside.is_empty() {
            return Ok((true, false, Kept::default()));
        }
        let broken = |_| CopyStop::Refused(CopyFault::Pattern);
        let mut kept = Kept::default();
        let mut is_included = true;
        if let Some(includes) = &pass.includes {
            (is_included, kept.includes) =
                walk_decision(includes.patterns(), inside, &above.includes).map_err(broken)?;
        }
        let (is_excluded, excludes) =
            walk_decision(self.excludes.patterns(), inside, &above.excludes).map_err(broken)?;
        kept.excludes = excludes;
        Ok((is_included && !is_excluded, is_excluded, kept))
    }

    /// Makes the folders that waited for something to be copied.
    fn make_waiting(&mut self, pass: &mut Pass<'_>) -> Result<(), CopyStop> {
        for folder in &mut pass.waiting {
            if !folder.is_made {
                self.copy_folder(&folder.target, folder.mode, folder.owner.clone())?;
                folder.is_made = true;
            }
        }
        Ok(())
    }

    /// Gives who owns what is copied: whom `--chown` names, or who owned it where it comes from.
    fn owner_from(&self, source: CopySource<'_>, entry: &ContextEntry) -> Option<Arc<str>> {
        let asked = self.owner.clone();
        asked.or_else(|| source.owner_of(entry))
    }

    fn copy_folder(
        &mut self,
        target: &str,
        mode: Option<u32>,
        owner: Option<Arc<str>>,
    ) -> Result<(), CopyStop> {
        match self.image.presence(target) {
            Presence::There(file) if file.kind == KnownKind::Directory => Ok(()),
            Presence::There(file) if file.kind != KnownKind::Unknown => {
                Err(CopyFault::NotADirectory(target.to_owned()).into())
            }
            presence => {
                let is_complete = presence == Presence::Gone;
                let folder = KnownFile {
                    owner,
                    ..self.folder(mode, COPIED, is_complete)
                };
                self.image.put(target, folder);
                Ok(())
            }
        }
    }

    /// Writes what is no folder.
    fn write(
        &mut self,
        entry: &ContextEntry,
        target: &str,
        making: Making,
        known: Known,
    ) -> Result<(), CopyStop> {
        if self.is_folder(target) {
            return Err(CopyFault::IsADirectory(target.to_owned()).into());
        }
        let mode = match entry.kind {
            EntryKind::Link => None,
            _ => self.mode_of(known.mode, false),
        };
        self.put(entry, target, making, Known { mode, ..known });
        Ok(())
    }

    fn put(&mut self, entry: &ContextEntry, target: &str, making: Making, known: Known) {
        let Known { bytes, mode, owner } = known;
        let is_folder = entry.kind == EntryKind::Directory;
        let bytes = bytes.filter(|_| entry.kind == EntryKind::File);
        let file = KnownFile {
            kind: match (entry.kind, &entry.target) {
                (EntryKind::Directory, _) => KnownKind::Directory,
                (EntryKind::Link, Some(link)) => KnownKind::Link(Arc::from(&**link)),
                (EntryKind::File, _) => KnownKind::File,
                _ => KnownKind::Other,
            },
            making,
            instruction: self.instruction,
            bytes,
            mode,
            owner: owner.clone(),
            is_complete: is_folder && self.image.presence(target) == Presence::Gone,
        };
        self.image.put(target, file);
        if !is_folder {
            let copied = CopiedFile {
                path: target.to_owned(),
                source: (making == Making::Copied).then(|| entry.path.to_string()),
                bytes,
                mode,
                owner,
            };
            self.written.insert(target.to_owned(), copied);
        }
    }

    /// Makes a folder and those above it, if they are not there.
    fn make_folders(&mut self, path: &str, mode: u32) -> Result<(), CopyStop> {
        for folder in crate::context::clean_path::with_parents(path) {
            match self.image.presence(folder) {
                Presence::There(file) if file.kind == KnownKind::Directory => {}
                Presence::There(file) if file.kind != KnownKind::Unknown => {
                    return Err(CopyFault::MakeFolder(folder.to_owned()).into());
                }
                presence => {
                    let is_complete = presence == Presence::Gone;
                    let made = self.folder(Some(mode), Making::Folder, is_complete);
                    self.image.put(folder, made);
                }
            }
        }
        Ok(())
    }

    fn folder(&self, mode: Option<u32>, making: Making, is_complete: bool) -> KnownFile {
        KnownFile {
            mode,
            owner: self.owner.clone(),
            is_complete,
            ..KnownFile::folder(making, self.instruction)
        }
    }

    fn is_folder(&self, path: &str) -> bool {
        matches!(self.image.presence(path), Presence::There(file) if file.kind == KnownKind::Directory)
    }

    fn is_unknown(&self, path: &str) -> bool {
        matches!(self.image.presence(path), Presence::There(file) if file.kind == KnownKind::Unknown)
    }

    fn resolve(&self, path: &str) -> Result<String, CopyStop> {
        self.image
            .resolve(path, true)
            .map_err(|LinkLoop| CopyFault::Loop.into())
    }

    fn mode_of(&self, mode: Option<u32>, is_folder: bool) -> Option<u32> {
        match &self.mode {
            None => mode,
            Some(FileMode::Octal(mode)) => Some(*mode),
            Some(FileMode::Letters(letters)) => {
                mode.map(|mode| changed_mode(letters, mode, is_folder))
            }
        }
    }
}

fn known(value: Option<&Value>) -> Option<&str> {
    value
        .and_then(Value::as_known)
        .filter(|text| !text.is_empty())
}

fn join(folder: &str, name: &str) -> String {
    if folder == "/" {
        format!("/{name}")
    } else {
        format!("{folder}/{name}")
    }
}

fn parent(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) | None => "/",
        Some((parent, _)) => parent,
    }
}

/// Tells whether a file is named like a tar; ADD itself looks at the bytes.
pub(in crate::build) fn is_named_like_tar(path: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".gz", ".bz2", ".xz", ".zst",
    ];
    let path = path.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}
