//! Which files of a context or a stage COPY and ADD bring, where they land, with which owner and mode.
//!
//! It follows BuildKit in its order: first every source is looked for (that is when the cache key is
//! computed), then each is copied into the image as it stands. Errors are in BuildKit's words. What
//! lies behind a URL, in a git repository, in another image, or in an image where a command ran that
//! nobody understands, stays unknown.

pub mod copier;

pub mod fault;

pub mod sources;

use crate::build::command::CopyCommand;
use crate::build::copied_files::copier::Copier;
use crate::build::copied_files::fault::{CopyFault, CopyStop};
use crate::build::copied_files::sources::{CopySource, SourcePath, check_sources, matches};
use crate::build::git_reference::{SourceKind, source_kind};
use crate::build::known_files::{KnownFiles, KnownKind, Making, Presence};
use crate::build::paths::resolve;
use crate::build::value::Value;
use crate::context::file_match::has_wildcards;
use std::sync::Arc;

/// Says what an instruction brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyOutcome {
    /// These files, and whether they are all.
    Files {
        /// The files, sorted by the path in the image; folders are left out.
        files: Vec<CopiedFile>,
        /// Whether nothing is missing in the list.
        is_complete: bool,
    },
    /// The build stops here.
    Refused(CopyFault),
}

/// Holds one file that an instruction writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedFile {
    /// The path in the image.
    pub path: String,
    /// The path in the context or in the other stage; a heredoc and a member of a tar have none.
    pub source: Option<String>,
    /// The size in bytes, where it is known.
    pub bytes: Option<u64>,
    /// The permission bits, where they are known.
    pub mode: Option<u32>,
    /// The owner that `--chown` asks for, or root for what comes from the context; nothing where it is not known.
    pub owner: Option<Arc<str>>,
}

/// Holds where an instruction stands.
#[derive(Clone, Copy, Debug)]
pub struct CopyPlace<'a> {
    /// The instruction, counted from 0.
    pub instruction: usize,
    /// The working directory; nothing where it is not known.
    pub working_directory: Option<&'a str>,
    /// Whether paths are those of Windows.
    pub is_windows: bool,
}

/// Copies into an image: says what was brought, and leaves the image as it is afterwards.
pub fn copy(
    command: &CopyCommand,
    place: CopyPlace<'_>,
    source: CopySource<'_>,
    image: &mut KnownFiles,
) -> CopyOutcome {
    let mut after = image.clone();
    let link_start = KnownFiles::of_scratch();
    // BuildKit takes --link back where --chmod is given.
    let is_link = command.link && command.chmod.as_ref().is_none_or(Value::is_known_empty);
    if is_link {
        after = link_start;
    }
    let mut copier = Copier::new(command, place.instruction, &mut after);
    let result = copy_all(command, place, source, &mut copier);
    let (files, is_complete) = copier.finish();
    match result {
        Err(CopyStop::Refused(fault)) => return CopyOutcome::Refused(fault),
        Ok(()) if is_link => merge(image, &after),
        Ok(()) => *image = after,
        // What was copied before is not taken over: where it lands may hang on the rest.
        Err(CopyStop::Unknown) => {}
    }
    let is_complete = is_complete && result.is_ok();
    if !is_complete {
        note_arrival(command, place, image);
    }
    CopyOutcome::Files { files, is_complete }
}

/// Notes what is certain of the image where not all is known that was copied into it.
fn note_arrival(command: &CopyCommand, place: CopyPlace<'_>, image: &mut KnownFiles) {
    let Ok(destination) = destination(command, place) else {
        image.open_folder("/");
        return;
    };
    let names_one = |source: &Value| source.as_known().is_some_and(|path| !has_wildcards(path));
    let is_certain =
        command.sources.iter().all(names_one) && command.excludes.is_empty() && !command.parents;
    let count = command.sources.len() + command.contents.len();
    let is_folder = count > 1 || destination.ends_with('/') || destination.ends_with("/.");
    let mut after = image.clone();
    let mut copier = Copier::new(command, place.instruction, &mut after);
    let noted = copier.note_arrival(&destination, is_certain, is_folder);
    if noted.is_ok() {
        *image = after;
    }
}

/// Lays a layer of its own over an image: folders join, everything else takes the place of what was there.
fn merge(image: &mut KnownFiles, layer: &KnownFiles) {
    for (path, file) in layer.entries() {
        let mut file = file.clone();
        // What else lies in a folder is for the image below to say.
        file.is_complete &= match image.presence(path) {
            Presence::There(old) => old.kind != KnownKind::Directory || old.is_complete,
            Presence::Gone => true,
            Presence::Unknown => false,
        };
        image.put(path, file);
    }
}

fn copy_all(
    command: &CopyCommand,
    place: CopyPlace<'_>,
    source: CopySource<'_>,
    copier: &mut Copier<'_>,
) -> Result<(), CopyStop> {
    let destination = destination(command, place)?;
    let mut paths = Vec::new();
    for written in &command.sources {
        paths.push(match written.as_known() {
            None => None,
            Some(written) => match source_kind(written) {
                Ok(SourceKind::Path) => Some(SourcePath::read(written, command, place.is_windows)?),
                Ok(_) | Err(_) => None,
            },
        });
    }
    check_sources(paths.iter().flatten(), command, source)?;
    for path in &paths {
        let Some(path) = path else {
            // A URL, a git repository, a variable of the base image: something comes, nobody knows what.
            copier.note_unknown();
            continue;
        };
        if path.is_pattern() && !source.knows_all_in(&path.searched_folder()) {
            copier.note_unknown();
        }
        for found in matches(path, source)? {
            copier.copy_path(path, &found, source, &destination)?;
        }
    }
    for content in &command.contents {
        copier.copy_content(&content.name, &content.content, &destination)?;
    }
    Ok(())
}

/// Gives the destination from the root of the image on; a slash at its end stays.
fn destination(command: &CopyCommand, place: CopyPlace<'_>) -> Result<String, CopyStop> {
    let written = command.destination.as_known().ok_or(CopyStop::Unknown)?;
    let written = if matches!(written, "" | ".") {
        "./"
    } else {
        written
    };
    let is_absolute = crate::build::paths::is_absolute(written, place.is_windows);
    let folder = match place.working_directory {
        Some(folder) => folder,
        None if is_absolute => "/",
        None => return Err(CopyStop::Unknown),
    };
    let resolved = resolve(folder, written, place.is_windows, true);
    let resolved =
        resolved.map_err(|fault| CopyStop::Refused(CopyFault::Path(fault.to_string())))?;
    Ok(clean_destination(&resolved))
}

/// Cleans a path but for the slash or dot at its end, which says that it is a folder.
fn clean_destination(path: &str) -> String {
    let mut cleaned = crate::build::paths::clean(path);
    if cleaned != "/" {
        if path.ends_with("/.") {
            cleaned.push_str("/.");
        } else if path.ends_with('/') {
            cleaned.push('/');
        }
    }
    cleaned
}

/// The making of what a command brings.
pub(in crate::build) const COPIED: Making = Making::Copied;
