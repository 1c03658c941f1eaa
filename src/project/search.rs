//! From the files of a project to the listing of its Dockerfiles.

use crate::analysis::Analysis;
use crate::build::options::BuildOptions;
use crate::language::source::Source;
use crate::project::build_use::{BuildUse, UsedDockerfile};
use crate::project::file_name::{FileKind, kind_of};
use crate::project::file_text::{FileText, Files};
use crate::project::listing::{
    FoundDockerfile, InlineDockerfile, MissingDockerfile, ProjectListing,
};
use crate::project::path_order::path_pieces;
use crate::project::place::is_outside;
use crate::project::uses::uses;
use std::collections::BTreeMap;

/// Lists the Dockerfiles among files, and those that are used besides, with their uses.
///
/// `paths` are files of the project, counted from its folder, with slashes.
pub fn search(paths: &[String], files: Files<'_>, options: &BuildOptions) -> ProjectListing {
    let (uses, mut problems) = uses(paths, files);
    let mut found = BTreeMap::new();
    for path in paths {
        if kind_of(path) == Some(FileKind::Dockerfile) {
            found.insert((path.clone(), None), Vec::new());
        }
    }
    let mut texts = BTreeMap::new();
    let mut missing = Vec::new();
    for used_by in uses {
        match place(&used_by, &found, files) {
            Ok((path, inline)) => {
                let name = inline.as_ref().map(|_| used_by.name.clone());
                if let (Some(name), Some(text)) = (&name, inline) {
                    texts.insert((path.clone(), name.clone()), text);
                }
                found.entry((path, name)).or_default().push(used_by);
            }
            Err((path, why)) => missing.push(MissingDockerfile { path, why, used_by }),
        }
    }
    let mut dockerfiles = Vec::new();
    for ((path, name), mut used_by) in found {
        used_by.sort_by(|one, other| order(one).cmp(&order(other)));
        let inline = name.and_then(|name| {
            let text = texts.remove(&(path.clone(), name.clone()))?;
            Some(InlineDockerfile { name, text })
        });
        let dockerfile = dockerfile(path, inline, used_by, files, options);
        dockerfiles.push(dockerfile);
    }
    dockerfiles.sort_by_cached_key(|found| {
        let depth = found.path.matches('/').count();
        (
            depth,
            path_pieces(&found.path),
            found.path.clone(),
            found.title(),
        )
    });
    missing.sort_by(|one, other| order(&one.used_by).cmp(&order(&other.used_by)));
    problems.sort();
    problems.dedup();
    ProjectListing {
        dockerfiles,
        missing,
        problems,
    }
}

/// The order of uses: by what builds, then as they stand in their files.
fn order(used_by: &BuildUse) -> (crate::project::build_use::Tool, &str, u32, &str) {
    (used_by.tool, &used_by.file, used_by.line, &used_by.name)
}

type Places = BTreeMap<(String, Option<String>), Vec<BuildUse>>;

/// Finds the Dockerfile of a use: its file, and its text where it stands there. Else, why not.
fn place(
    used_by: &BuildUse,
    found: &Places,
    files: Files<'_>,
) -> Result<(String, Option<String>), (Option<String>, String)> {
    match &used_by.dockerfile {
        UsedDockerfile::Inline(text) => Ok((used_by.file.clone(), Some(text.clone()))),
        UsedDockerfile::File(path) if found.contains_key(&(path.clone(), None)) => {
            Ok((path.clone(), None))
        }
        UsedDockerfile::File(path) if is_outside(path) => Err((
            Some(path.clone()),
            "it lies outside of this folder".to_owned(),
        )),
        UsedDockerfile::File(path) => match files.read(path) {
            FileText::Text(_) => Ok((path.clone(), None)),
            FileText::Missing => Err((Some(path.clone()), "there is no such file".to_owned())),
            FileText::Refused(why) => Err((Some(path.clone()), why)),
        },
        UsedDockerfile::Elsewhere(words) => Err((
            Some(words.clone()),
            "it does not lie in this folder".to_owned(),
        )),
        UsedDockerfile::Unknown => {
            let reasons = used_by.unknown.iter();
            let why = reasons
                .map(|unknown| format!("{} {}", unknown.what, unknown.why))
                .collect::<Vec<String>>()
                .join("; ");
            Err((
                None,
                if why.is_empty() {
                    "it cannot be known".to_owned()
                } else {
                    why
                },
            ))
        }
    }
}

fn dockerfile(
    path: String,
    inline: Option<InlineDockerfile>,
    used_by: Vec<BuildUse>,
    files: Files<'_>,
    options: &BuildOptions,
) -> FoundDockerfile {
    let text = match &inline {
        Some(inline) => FileText::Text(inline.text.clone()),
        None => files.read(&path),
    };
    let (text, fault) = match text {
        FileText::Text(text) if text.trim().is_empty() => {
            (String::new(), Some("it has no instructions".to_owned()))
        }
        FileText::Text(text) => (text, None),
        FileText::Missing => (String::new(), Some("it is gone".to_owned())),
        FileText::Refused(why) => (String::new(), Some(why)),
    };
    let size = text.len() as u64;
    let analysis = Analysis::of(Source::new(text.into_bytes()), options);
    FoundDockerfile {
        path,
        inline,
        size,
        stages: analysis.stages().len(),
        findings: if fault.is_some() {
            0
        } else {
            analysis.findings().len()
        },
        fault,
        used_by,
    }
}
