//! What BuildKit says of real Dockerfiles, where that folder is there.
//!
//! It reads the folder of truth and nothing else; who compares what is said elsewhere.

use crate::loud::say_loudly;
use dockstep::build::image_config::image_configs;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::build::platform::Platform;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Holds one real Dockerfile and all that BuildKit says of it.
pub(crate) struct Row {
    /// The file's path in the folder of Dockerfiles.
    pub(crate) file: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// BuildKit's answers, with the names of the file they were written in.
    pub(crate) said: Value,
}

impl Row {
    /// Gives the platform that BuildKit built for.
    pub(crate) fn platform(&self) -> &str {
        self.said
            .get("build_platform")
            .and_then(Value::as_str)
            .unwrap_or("linux/amd64")
    }

    /// Lists the keywords in capitals with their first lines; nothing where BuildKit's parser refuses the file.
    pub(crate) fn keywords(&self) -> Option<Vec<(String, u64)>> {
        let instructions = self.said.get("ast")?.as_array()?.iter();
        instructions
            .map(|instruction| {
                let keyword = instruction.get("value")?.as_str()?.to_uppercase();
                Some((keyword, instruction.get("start")?.as_u64()?))
            })
            .collect()
    }
}

/// Gives the folder of truth: `DOCKSTEP_TRUTH`, or `truth` beside this project's folder.
pub(crate) fn folder() -> PathBuf {
    std::env::var_os("DOCKSTEP_TRUTH").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/truth"),
        PathBuf::from,
    )
}

/// Reads all rows; where the folder is not there, it says so and gives nothing.
pub(crate) fn rows() -> Option<Vec<Row>> {
    let folder = folder();
    let answers = folder.join("buildkit.jsonl.gz");
    if !answers.is_file() {
        say_loudly(&format!(
            "SKIPPED: no answers of BuildKit at {}; DOCKSTEP_TRUTH can name their folder",
            answers.display()
        ));
        return None;
    }
    let lines = BufReader::new(GzDecoder::new(fs::File::open(&answers).unwrap())).lines();
    let rows: Vec<Row> = lines
        .filter_map(|line| {
            let said: Value = serde_json::from_str(&line.unwrap()).unwrap();
            let file = said.get("file").and_then(Value::as_str).unwrap().to_owned();
            let bytes = fs::read(folder.join("corpus").join(&file)).ok()?;
            Some(Row { file, bytes, said })
        })
        .collect();
    assert!(!rows.is_empty(), "{} speaks of no file", answers.display());
    Some(rows)
}

/// Gives the options each platform was built with: every base image has one plain configuration.
pub(crate) fn options() -> BTreeMap<String, BuildOptions> {
    ["linux", "windows"]
        .into_iter()
        .map(|os| {
            let path = folder().join(format!("plain-{os}.json"));
            let options = BuildOptions {
                platform: Platform::new(os, "amd64"),
                base_images: BaseImages {
                    given: image_configs(&fs::read_to_string(path).unwrap()).unwrap(),
                    ..BaseImages::default()
                },
                ..BuildOptions::default()
            };
            (format!("{os}/amd64"), options)
        })
        .collect()
}
