//! Lists the files of `assets/commands` and `assets/images`, so that a new one is one file and no code.
//!
//! Only the names at the top of each file are read here; the files themselves are read when a
//! reader first meets the command or image.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads and writes files"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    for folder in ["commands", "images"] {
        let list = list(&Path::new("assets").join(folder))?;
        fs::write(Path::new(&out).join(format!("{folder}.rs")), list)?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// Writes a slice of `KnowledgeFile`s, sorted by file name.
fn list(folder: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .collect::<io::Result<Vec<_>>>()?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    paths.sort();
    let mut code = String::from("&[\n");
    for path in paths {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        let absolute = fs::canonicalize(&path)?;
        let written = writeln!(
            code,
            "    KnowledgeFile {{ file: {:?}, names: &{:?}, toml: include_str!({:?}) }},",
            path.file_name().unwrap_or_default().to_string_lossy(),
            names(&text),
            absolute.to_string_lossy(),
        );
        written.map_err(io::Error::other)?;
    }
    code.push(']');
    Ok(code)
}

/// Reads `name = "…"` and `aliases = ["…"]` off the lines before the first table.
fn names(text: &str) -> Vec<&str> {
    let top = text.lines().take_while(|line| !line.starts_with('['));
    let wanted = top.filter(|line| line.starts_with("name =") || line.starts_with("aliases ="));
    wanted
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .collect()
}
