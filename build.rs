//! Lists the files of `assets/commands`, `assets/images`, `lessons` and `packs`, so that a new one is one file and no code,
//! and packs the syntaxes that colour the files inside Dockerfiles.
//!
//! Only the names at the top of each file are read here; the files themselves are read when a
//! reader first meets the command or image.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads and writes files"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    for folder in ["commands", "images"] {
        let list = list(&Path::new("assets").join(folder))?;
        fs::write(Path::new(&out).join(format!("{folder}.rs")), list)?;
    }
    fs::write(
        Path::new(&out).join("lessons.rs"),
        folders(Path::new("lessons"), "lesson.toml")?,
    )?;
    fs::write(
        Path::new(&out).join("packs.rs"),
        folders(Path::new("packs"), "pack.toml")?,
    )?;
    #[cfg(feature = "terminal")]
    syntaxes::pack(&Path::new(&out).join("syntaxes.bin"))?;
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

/// Writes a slice of lessons or packs: each folder that holds a file of a name, with its files and their texts.
fn folders(folder: &Path, file: &str) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut code = String::from("&[\n");
    for inside in sorted(folder)? {
        if !inside.join(file).is_file() {
            continue;
        }
        let mut files = String::new();
        for path in files_below(&inside)? {
            let absolute = fs::canonicalize(&path)?;
            let name = path.strip_prefix(&inside).map_err(io::Error::other)?;
            let name = name.to_string_lossy().replace('\\', "/");
            let absolute = absolute.to_string_lossy();
            write!(files, "({name:?}, include_str!({absolute:?})), ").map_err(io::Error::other)?;
        }
        let name = inside.file_name().unwrap_or_default().to_string_lossy();
        writeln!(code, "    ({name:?}, &[{files}]),").map_err(io::Error::other)?;
    }
    code.push(']');
    Ok(code)
}

/// Lists the files of a folder and of the folders in it.
fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    for path in sorted(folder)? {
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(files)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// Reads `name = "…"` and `aliases = ["…"]` off the lines before the first table.
fn names(text: &str) -> Vec<&str> {
    let top = text.lines().take_while(|line| !line.starts_with('['));
    let wanted = top.filter(|line| line.starts_with("name =") || line.starts_with("aliases ="));
    wanted
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .collect()
}

/// Picks a dozen syntaxes out of the two hundred of two-face.
#[cfg(feature = "terminal")]
mod syntaxes {
    use serde_json::{Value, json};
    use std::io;
    use std::path::Path;
    use syntect::dumps::dump_to_file;
    use syntect::parsing::{SyntaxDefinition, SyntaxSet, SyntaxSetBuilder};

    /// The syntaxes that are kept; what points into another one points to plain text.
    const KEPT: &[&str] = &[
        PLAIN_TEXT,
        "CSS",
        "HTML",
        "INI",
        "JSON",
        "Java Properties",
        "JavaScript",
        "Lua",
        "Perl",
        "Python",
        "Ruby",
        "SQL",
        "TOML",
        "XML",
        "YAML",
        "nginx",
    ];
    const PLAIN_TEXT: &str = "Plain Text";

    /// Writes the syntaxes in the form that `host` reads.
    pub(super) fn pack(file: &Path) -> io::Result<()> {
        let all = two_face::syntax::extra_newlines().into_builder();
        let names: Vec<Contexts> = all.syntaxes().iter().map(contexts).collect();
        let mut kept = SyntaxSetBuilder::new();
        for name in KEPT {
            let found = all
                .syntaxes()
                .iter()
                .position(|syntax| syntax.name == *name);
            let index = found.ok_or_else(|| io::Error::other(format!("no syntax {name}")))?;
            let mut syntax = serde_json::to_value(&all.syntaxes()[index])?;
            name_references(&mut syntax, index, &names);
            kept.add(serde_json::from_value(syntax)?);
        }
        let kept: SyntaxSet = kept.build();
        dump_to_file(&kept, file).map_err(io::Error::other)
    }

    /// Holds a syntax's name and those of its contexts, in the order in which they are numbered.
    struct Contexts {
        syntax: String,
        names: Vec<String>,
    }

    fn contexts(syntax: &SyntaxDefinition) -> Contexts {
        let mut names: Vec<String> = syntax.contexts.keys().cloned().collect();
        names.sort_unstable();
        Contexts {
            syntax: syntax.name.clone(),
            names,
        }
    }

    /// Turns references by number, which mean something in the whole set alone, back into names.
    fn name_references(value: &mut Value, own: usize, contexts: &[Contexts]) {
        if let Some(direct) = value.get("Direct") {
            let number = |key: &str| direct[key].as_u64().unwrap_or_default() as usize;
            let syntax = number("syntax_index");
            let (target, context) = (&contexts[syntax], number("context_index"));
            let is_kept = KEPT.contains(&target.syntax.as_str());
            *value = match &target.names[context] {
                name if syntax == own => json!({ "Named": name }),
                name if is_kept => {
                    json!({ "File": { "name": target.syntax, "sub_context": name, "with_escape": true } })
                }
                _ => {
                    json!({ "File": { "name": PLAIN_TEXT, "sub_context": null, "with_escape": true } })
                }
            };
            return;
        }
        match value {
            Value::Array(values) => {
                for value in values {
                    name_references(value, own, contexts);
                }
            }
            Value::Object(values) => {
                for value in values.values_mut() {
                    name_references(value, own, contexts);
                }
            }
            _ => {}
        }
    }
}
