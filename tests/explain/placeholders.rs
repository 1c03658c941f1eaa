//! No `{name}` of a sentence of ours reaches a reader: every value is filled in, or its clause left out.

use crate::corpus::real_files;
use dockstep::analysis::Analysis;
use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::doc::Doc;
use dockstep::doc::template::names;
use dockstep::knowledge::base_images::catalogue;
use dockstep::language::source::Source;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// One in so many real files is enough.
const PART: usize = 40;

/// Lists the files below a folder of the project.
fn files_below(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn project_files(folder: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    files_below(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        &mut found,
    );
    found
}

/// Lists the names that sentences of `assets` fill in, with their braces.
fn placeholders() -> BTreeSet<String> {
    let is_name = |name: &&str| {
        let mut letters = name.chars();
        letters
            .next()
            .is_some_and(|first| first.is_ascii_lowercase())
            && letters.all(|letter| letter.is_ascii_lowercase() || letter == '-')
    };
    let mut placeholders = BTreeSet::new();
    for path in project_files("assets") {
        if path.extension().is_some_and(|end| end == "toml") {
            let text = fs::read_to_string(&path).unwrap();
            let found = names(&text).into_iter().filter(is_name);
            placeholders.extend(found.map(|name| format!("{{{name}}}")));
        }
    }
    assert!(placeholders.len() > 100, "{placeholders:?}");
    placeholders
}

/// Lists every text that a reader can see of a file.
fn docs(analysis: &Analysis) -> Vec<Doc> {
    let mut docs = Vec::new();
    for index in 0..analysis.tree().instructions().len() {
        docs.push(analysis.explain(index).doc());
        docs.push(analysis.state_text(index));
        docs.push(analysis.files_text(index));
        docs.push(analysis.cache_text(index));
        docs.push(analysis.checks_text(index));
    }
    docs
}

/// Lists the placeholders that a reader of a file would see.
fn seen(dockerfile: &str, placeholders: &BTreeSet<String>) -> Vec<String> {
    let options = BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    };
    let mut complaints = Vec::new();
    for options in [BuildOptions::default(), options] {
        let analysis = Analysis::of(Source::from(dockerfile), &options);
        for doc in docs(&analysis) {
            let text = format!("{doc:?}");
            // The file's own braces are shown as they stand.
            let shown = placeholders
                .iter()
                .filter(|name| text.contains(*name) && !dockerfile.contains(*name));
            complaints.extend(shown.cloned());
        }
    }
    complaints
}

#[test]
fn no_name_of_a_sentence_reaches_a_reader_of_the_lessons() {
    let placeholders = placeholders();
    let files = project_files("lessons");
    let files = files.into_iter().filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.contains("Dockerfile")
    });
    let mut count = 0;
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let seen = seen(&text, &placeholders);
        assert!(seen.is_empty(), "{}: {seen:?}", path.display());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn no_name_of_a_sentence_reaches_a_reader_of_a_real_file() {
    let Some(files) = real_files() else { return };
    let placeholders = placeholders();
    let mut count = 0;
    for path in files.into_iter().step_by(PART) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let seen = seen(&text, &placeholders);
        assert!(seen.is_empty(), "{}: {seen:?}", path.display());
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[test]
fn a_path_that_is_not_known_is_left_out() {
    let placeholders = placeholders();
    for path in [
        "C:\\\\app\\\\bin;$PATH",
        "$PATH;C:\\\\app",
        "/a:$PATH",
        "$PATH:/a",
    ] {
        for base in [
            "mcr.microsoft.com/windows/nanoserver:ltsc2022",
            "unknown/base",
        ] {
            let file = format!("FROM {base}\nENV PATH=\"{path}\"\nENV A=1 PATH=\"{path}\"\n");
            let seen = seen(&file, &placeholders);
            assert!(seen.is_empty(), "{file}: {seen:?}");
        }
    }
}
