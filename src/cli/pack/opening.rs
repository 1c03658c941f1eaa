//! Finding and opening a pack by what somebody typed: a folder, an archive, the name of a built-in one.

use crate::build::options::BuildOptions;
use crate::cli::build_flags::BuildFlags;
use crate::course::library::built_in;
use crate::course::pack::Pack;
use crate::course::pack::built_in_packs::{built_in_pack, built_in_packs};
use crate::course::pack::pack_reader::read_pack;
use crate::course::pack::pack_source::PackSource;
use crate::doc::visible::visible_line;
use crate::host::{folder, packs};
use std::path::{Path, PathBuf};

/// Finds a pack: one that lies at this path, else the built-in one of this name.
pub fn find_pack(named: &Path) -> Result<PackSource, String> {
    let built_in = named.to_str().and_then(built_in_pack);
    match built_in {
        Some(source) if !packs::is_there(named) => Ok(source),
        _ => packs::read_pack(named).map_err(|fault| with_way_out(fault, named)),
    }
}

/// Opens a pack. One with faults in its `pack.toml` is refused; what is wrong inside a lesson is told when it is opened.
pub fn open_pack(named: &Path) -> Result<Pack, String> {
    let source = find_pack(named)?;
    let read = read_pack(&source, &built_in(), &options());
    match (read.pack, read.faults.first()) {
        (Some(pack), None) => Ok(pack),
        (_, fault) => {
            let fault = fault.map(ToString::to_string).unwrap_or_default();
            let named = named.display().to_string();
            Err(format!(
                "{}\n  {} in all: dockstep pack check {}",
                visible_line(&fault),
                read.faults.len(),
                visible_line(&named)
            ))
        }
    }
}

/// Gives the folder to watch while its author writes, where a pack lies in one: an archive stays as it is.
pub fn watched_folder(named: &Path) -> Option<PathBuf> {
    let is_folder = packs::is_there(named) && folder::is_folder(named);
    is_folder.then(|| named.to_owned())
}

/// Counts the lessons of a pack, in words.
pub fn lesson_count(pack: &Pack) -> String {
    match pack.lessons.len() {
        1 => "1 lesson".to_owned(),
        count => format!("{count} lessons"),
    }
}

/// Gives what is known of base images to every lesson.
pub fn options() -> BuildOptions {
    BuildFlags::default().options()
}

/// Adds the names of the built-in packs where a name was typed and no path.
fn with_way_out(fault: String, named: &Path) -> String {
    let is_name = named.components().count() == 1 && named.extension().is_none();
    if named.exists() || !is_name {
        return fault;
    }
    let names = built_in_packs().into_iter();
    let names: Vec<String> = names
        .filter_map(|pack| Some(pack.name.rsplit('/').next()?.to_owned()))
        .collect();
    format!("{fault}\n  Built in are: {}", names.join(", "))
}
