//! Packs as `.tar.gz`: read in memory and never unpacked to a disk; written so that the same pack gives
//! the same bytes.
//!
//! An archive that no honest tool makes is refused as a whole, before anything of it is kept.
#![expect(clippy::disallowed_methods, reason = "host may touch the disk")]

use crate::course::pack::pack_names::PackNames;
use crate::course::pack::pack_source::{
    LARGEST_PACK, MOST_FILES, PACK_FILE, PackSource, Wanted, wanted,
};
use crate::host::lessons::words;
use crate::host::packs::{NO_TEXT, check_bounds, refusal};
use flate2::Compression;
use flate2::GzBuilder;
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use tar::{Archive, Builder, Entry, EntryType, Header};

/// The most bytes of an archive as it lies on the disk.
const LARGEST_ARCHIVE: u64 = LARGEST_PACK;

/// The most bytes that an archive unpacks to: the files of a pack, and what stands between them.
const MOST_UNPACKED: u64 = 2 * LARGEST_PACK;

/// The most members of an archive, folders included.
const MOST_MEMBERS: usize = 4 * MOST_FILES;

/// When every file of an archive was changed: 1980, the first year that all formats know.
const TIME: u64 = 315_532_800;

/// Reads the pack in an archive. The error is a message for the reader.
pub(in crate::host) fn read(path: &Path) -> Result<PackSource, String> {
    let refuse = |reason: &str| refusal(path, "", reason);
    let size = fs::metadata(path).map_err(|error| refuse(&words(&error)))?;
    if size.len() > LARGEST_ARCHIVE {
        return Err(refuse(&format!(
            "an archive of a pack has at most {} MiB",
            LARGEST_ARCHIVE >> 20
        )));
    }
    let packed = fs::read(path).map_err(|error| refuse(&words(&error)))?;
    let members = unpack(&packed)
        .and_then(|unpacked| members(&unpacked))
        .map_err(|(member, reason)| refusal(path, &member, &reason))?;
    let root = root_of(&members).map_err(|reason| refuse(&reason))?;
    let files =
        texts(&members, &root).map_err(|(member, reason)| refusal(path, &member, &reason))?;
    Ok(PackSource {
        name: path.display().to_string(),
        files,
    })
}

/// A member's path, empty where it is about the archive, and why it is refused.
type Refused = (String, String);

fn of_archive(reason: impl Into<String>) -> Refused {
    (String::new(), reason.into())
}

/// Takes the compression away.
fn unpack(packed: &[u8]) -> Result<Vec<u8>, Refused> {
    if packed.starts_with(b"PK\x03\x04") {
        return Err(of_archive(
            "it is a zip archive; dockstep pack build makes a .tar.gz of a folder",
        ));
    }
    if !packed.starts_with(b"\x1f\x8b") {
        return Err(of_archive(
            "it is no .tar.gz; dockstep pack build makes one of a folder",
        ));
    }
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(packed)
        .take(MOST_UNPACKED + 1)
        .read_to_end(&mut unpacked)
        .map_err(|_broken| {
            of_archive("the archive is damaged: its end is missing, or bytes of it changed")
        })?;
    if unpacked.len() as u64 > MOST_UNPACKED {
        return Err(of_archive(format!(
            "it unpacks to more than {} MiB; a pack has at most {}",
            MOST_UNPACKED >> 20,
            LARGEST_PACK >> 20
        )));
    }
    Ok(unpacked)
}

/// Reads the files of a tar by their paths; refuses whatever is no file and no folder.
fn members(unpacked: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Refused> {
    let damaged =
        |_broken| of_archive("the archive is damaged: it is no tar inside, or not a whole one");
    let mut archive = Archive::new(unpacked);
    let mut names = PackNames::default();
    let mut files = BTreeMap::new();
    let mut bytes = 0;
    for (index, entry) in archive.entries().map_err(damaged)?.enumerate() {
        let mut entry = entry.map_err(damaged)?;
        if index >= MOST_MEMBERS {
            return Err(of_archive(format!(
                "it has more than {MOST_MEMBERS} members"
            )));
        }
        let kind = entry.header().entry_type();
        if kind == EntryType::XGlobalHeader {
            continue;
        }
        let path = path_of(&entry)?;
        let refuse = |reason: String| (path.clone(), reason);
        if let Some(what) = refused_kind(kind) {
            return Err(refuse(format!(
                "it is {what}; a pack holds files and folders alone"
            )));
        }
        if kind == EntryType::Directory {
            if !path.is_empty() {
                names
                    .add_folder(&path)
                    .map_err(|fault| refuse(fault.to_string()))?;
            }
            continue;
        }
        names
            .add_file(&path)
            .map_err(|fault| refuse(fault.to_string()))?;
        bytes += entry.size();
        check_bounds(entry.size(), files.len() + 1, bytes).map_err(refuse)?;
        let mut content = Vec::new();
        entry.read_to_end(&mut content).map_err(damaged)?;
        if content.len() as u64 != entry.size() {
            return Err(of_archive("the archive is damaged: its end is missing"));
        }
        files.insert(path, content);
    }
    if archive.into_inner().iter().any(|&byte| byte != 0) {
        return Err(of_archive(
            "something stands behind the end of the archive, which other programs may read",
        ));
    }
    Ok(files)
}

/// Gives a member's path without `./` in front and without a slash at its end.
fn path_of(entry: &Entry<'_, impl Read>) -> Result<String, Refused> {
    let bytes = entry.path_bytes();
    let Ok(path) = std::str::from_utf8(&bytes) else {
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        return Err((shown, "the name is no UTF-8 text".to_owned()));
    };
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    if path == "." {
        return Ok(String::new());
    }
    let is_folder = entry.header().entry_type() == EntryType::Directory;
    let path = if is_folder {
        path.strip_suffix('/').unwrap_or(path)
    } else {
        path
    };
    Ok(path.to_owned())
}

/// Names a kind of member that no pack has.
const fn refused_kind(kind: EntryType) -> Option<&'static str> {
    match kind {
        EntryType::Regular | EntryType::Directory => None,
        EntryType::Symlink => Some("a symbolic link"),
        EntryType::Link => Some("a hard link"),
        EntryType::Char | EntryType::Block => Some("a device"),
        EntryType::Fifo => Some("a named pipe"),
        EntryType::GNUSparse => Some("a file with holes"),
        _ => Some("of a kind that is not known here"),
    }
}

/// Finds the folder that `pack.toml` lies in: the archive itself, or the one folder in it.
fn root_of(files: &BTreeMap<String, Vec<u8>>) -> Result<String, String> {
    if files.contains_key(PACK_FILE) {
        return Ok(String::new());
    }
    let folders = files.keys().filter_map(|path| {
        let folder = path.strip_suffix(PACK_FILE)?.strip_suffix('/')?;
        (!folder.contains('/')).then_some(folder)
    });
    match folders.collect::<Vec<&str>>().as_slice() {
        [] => Err("there is no pack.toml in it".to_owned()),
        [folder] => Ok(format!("{folder}/")),
        several => Err(format!(
            "there are several packs in it: {}; make an archive of each",
            several.join(", ")
        )),
    }
}

/// Gives the texts of what `pack.toml` names.
fn texts(
    files: &BTreeMap<String, Vec<u8>>,
    root: &str,
) -> Result<BTreeMap<String, String>, Refused> {
    let text_of = |path: &str| -> Result<Option<String>, Refused> {
        let whole = format!("{root}{path}");
        let Some(bytes) = files.get(&whole) else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes.clone());
        text.map(Some)
            .map_err(|_not_text| (whole, NO_TEXT.to_owned()))
    };
    let pack_toml = text_of(PACK_FILE)?.unwrap_or_default();
    let wanted = wanted(&pack_toml);
    let mut texts = BTreeMap::from([(PACK_FILE.to_owned(), pack_toml)]);
    for path in files.keys().filter_map(|path| path.strip_prefix(root)) {
        if wanted.iter().any(|wanted: &Wanted| wanted.has(path))
            && let Some(text) = text_of(path)?
        {
            texts.insert(path.to_owned(), text);
        }
    }
    Ok(texts)
}

/// Makes an archive: the files in a folder of this name, sorted, with nothing of this computer or this day.
pub fn archive_of(pack: &PackSource, folder: &str) -> Result<Vec<u8>, String> {
    let packed = GzBuilder::new()
        .mtime(0)
        .operating_system(255)
        .write(Vec::new(), Compression::best());
    let mut builder = Builder::new(packed);
    let mut add = |path: &str, text: &str| {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(TIME);
        builder.append_data(&mut header, format!("{folder}/{path}"), text.as_bytes())
    };
    let added = pack
        .files
        .iter()
        .try_for_each(|(path, text)| add(path, text));
    added
        .and_then(|()| builder.into_inner()?.finish())
        .map_err(|error| words(&error))
}
