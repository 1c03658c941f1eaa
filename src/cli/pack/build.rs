//! `dockstep pack build`: a pack's folder as one file.

use crate::cli::pack::check::lines;
use crate::cli::pack::opening::{lesson_count, options};
use crate::course::library::built_in;
use crate::course::pack::pack_check::check_pack;
use crate::doc::visible::visible_line;
use crate::host::pack_archive::archive_of;
use crate::host::packs::read_pack;
use crate::host::saved_file::Existing;
use crate::host::written_file;
use std::path::{Path, PathBuf};

/// Makes the archive; of a pack with faults none is made, and they are told.
pub fn build(
    folder: &Path,
    output: Option<&Path>,
    is_forced: bool,
) -> Result<(String, bool), String> {
    let source = read_pack(folder)?;
    let (pack, faults) = check_pack(&source, &built_in(), &options());
    let pack = match pack {
        Some(pack) if faults.is_empty() => pack,
        _ => return Ok((lines(&faults), false)),
    };
    let output = output.map_or_else(
        || PathBuf::from(format!("{}.tar.gz", pack.id)),
        Path::to_owned,
    );
    let bytes = archive_of(&source, &pack.id)?;
    let existing = if is_forced {
        Existing::Replace
    } else {
        Existing::Keep
    };
    written_file::write(&output, &bytes, existing)?;
    let lessons = lesson_count(&pack);
    let shown = output.display().to_string();
    let shown = visible_line(&shown);
    Ok((
        format!(
            "{shown} holds {lessons}, {} KiB\n  Participants: dockstep learn --pack {shown}\n",
            bytes.len().div_ceil(1024)
        ),
        true,
    ))
}
