//! `dockstep pack new`: a complete small pack to begin with, with a project's own Dockerfiles where they are given.

use crate::course::pack::new_pack::{new_pack, with_dockerfiles};
use crate::doc::visible::visible_line;
use crate::host::file;
use crate::host::packs::write_pack;
use std::path::{Path, PathBuf};

/// Writes it.
pub fn new(folder: &Path, dockerfiles: &[PathBuf]) -> Result<String, String> {
    let shown = folder.display().to_string();
    let mut pack = new_pack(&shown);
    if !dockerfiles.is_empty() {
        let read = dockerfiles.iter().map(|path| read(path));
        let read: Vec<(String, String)> = read.collect::<Result<_, _>>()?;
        pack = with_dockerfiles(pack, &read);
    }
    write_pack(folder, &pack)?;
    Ok(format!(
        "{0}/pack.toml and what it names are written\n  Next: dockstep pack check {0}\n",
        visible_line(&shown)
    ))
}

/// Reads a Dockerfile; gives its name with the folder it lies in, and its text.
fn read(path: &Path) -> Result<(String, String), String> {
    let read = file::read(path).map_err(|error| error.to_string())?;
    let text = String::from_utf8(read.bytes).map_err(|_not_text| {
        let name = visible_line(&read.name);
        format!("{name}: it is no UTF-8 text; a pack holds texts alone")
    })?;
    let mut parts: Vec<String> = path
        .iter()
        .rev()
        .take(2)
        .map(|part| part.to_string_lossy().replace(['/', '\\'], ""))
        .collect();
    parts.retain(|part| !matches!(part.as_str(), "" | "." | ".."));
    parts.reverse();
    Ok((parts.join("/"), text))
}
