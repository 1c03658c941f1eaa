//! A real image: its configuration, its history, and the files that its layers come to.

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use tar::{Archive, EntryType};

/// Holds what an engine tells of an image.
pub(crate) struct Image {
    /// The configuration, as `docker image inspect` has it.
    pub(crate) config: Value,
    /// How many layers there are.
    pub(crate) layers: usize,
    /// What made each, the first one first.
    pub(crate) history: Vec<String>,
    /// What is in it, by absolute path.
    pub(crate) files: BTreeMap<String, File>,
}

/// Holds a path of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) kind: EntryType,
    pub(crate) mode: u32,
    pub(crate) owner: (u64, u64),
    pub(crate) bytes: u64,
    pub(crate) target: Option<String>,
}

impl Image {
    /// Reads what `docker image inspect`, `docker history` and `docker save` print.
    pub(crate) fn read(inspected: &[u8], history: &str, saved: &[u8]) -> Self {
        let inspected: Value = serde_json::from_slice(inspected).unwrap();
        let inspected = &inspected[0];
        let mut history: Vec<String> = history.lines().map(str::to_owned).collect();
        history.reverse();
        Self {
            config: inspected["Config"].clone(),
            layers: inspected["RootFS"]["Layers"].as_array().unwrap().len(),
            history,
            files: files(saved),
        }
    }
}

/// Lays the layers of a saved image over each other.
fn files(saved: &[u8]) -> BTreeMap<String, File> {
    let mut members: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut links = Vec::new();
    for entry in Archive::new(saved).entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().display().to_string();
        if let Some(link) = entry.link_name().unwrap() {
            // Layers that are alike are written once.
            links.push((path, link.display().to_string().replace("../", "")));
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        members.insert(path, bytes);
    }
    for (path, link) in links {
        let bytes = members.get(&link).unwrap().clone();
        members.insert(path, bytes);
    }
    let manifest: Value = serde_json::from_slice(&members["manifest.json"]).unwrap();
    let mut files = BTreeMap::new();
    for layer in manifest[0]["Layers"].as_array().unwrap() {
        let layer = &members[layer.as_str().unwrap()];
        if layer.starts_with(b"\x1f\x8b") {
            lay_over(&mut files, flate2::read::GzDecoder::new(layer.as_slice()));
        } else {
            lay_over(&mut files, layer.as_slice());
        }
    }
    files
}

fn lay_over(files: &mut BTreeMap<String, File>, layer: impl Read) {
    for entry in Archive::new(layer).entries().unwrap() {
        let entry = entry.unwrap();
        let path = format!("/{}", entry.path().unwrap().display());
        let path = path.trim_end_matches('/').to_owned();
        let name = Path::new(&path).file_name();
        let name = name.map_or("", |name| name.to_str().unwrap());
        let folder = path.strip_suffix(name).unwrap_or_default();
        if name == ".wh..wh..opq" {
            files.retain(|path, _| !path.starts_with(folder));
        } else if let Some(gone) = name.strip_prefix(".wh.") {
            let gone = format!("{folder}{gone}");
            files.retain(|path, _| !is_at_or_below(path, &gone));
        } else if !path.is_empty() {
            let header = entry.header();
            let target = entry.link_name().unwrap();
            let mut file = File {
                kind: header.entry_type(),
                mode: header.mode().unwrap() & 0o7777,
                owner: (header.uid().unwrap(), header.gid().unwrap()),
                bytes: entry.size(),
                target: target.map(|target| target.display().to_string()),
            };
            if file.kind == EntryType::Link {
                file = files[&format!("/{}", file.target.unwrap())].clone();
            }
            if file.kind != EntryType::Directory {
                files.retain(|old, _| !is_at_or_below(old, &path));
            }
            files.insert(path, file);
        }
    }
}

/// Tells whether a path is the other one, or lies in it.
pub(crate) fn is_at_or_below(path: &str, other: &str) -> bool {
    let rest = path.strip_prefix(other);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
