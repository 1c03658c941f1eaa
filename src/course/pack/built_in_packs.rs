//! The packs that are there without a file: those of the folder `packs/`, built into the program.

use crate::course::pack::pack_source::PackSource;

/// The built-in packs: folder, and its files with their texts.
const BUILT_IN: &[(&str, &[(&str, &str)])] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Lists the built-in packs by name.
pub fn built_in_packs() -> Vec<PackSource> {
    let packs = BUILT_IN.iter();
    packs
        .map(|(folder, files)| PackSource::new(&format!("packs/{folder}"), files.iter().copied()))
        .collect()
}

/// Finds a built-in pack by its name.
pub fn built_in_pack(name: &str) -> Option<PackSource> {
    let folder = format!("packs/{name}");
    built_in_packs()
        .into_iter()
        .find(|pack| pack.name == folder)
}
