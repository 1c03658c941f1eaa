//! Cases that are read as prose: `.md` files that hold facts, each with a Dockerfile and what is made of it.
//!
//! A case is a heading that says the fact, a `dockerfile` block, an `options` block where one is
//! needed, and an `expect` block. `DOCKSTEP_BLESS=1` writes what is found now, to be read before it
//! is kept.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Holds one case as it is written.
pub(crate) struct Case<'text> {
    pub(crate) fact: &'text str,
    pub(crate) dockerfile: &'text str,
    /// Empty where the case has none.
    pub(crate) options: &'text str,
    expected: &'text str,
}

/// Runs every case of every file of a folder of `tests`; all that differ are shown.
pub(crate) fn check(folder: &str, files: &[&str], found: impl Fn(&Case<'_>) -> String) {
    assert_eq!(written_files(folder), files, "every file is run");
    let mut failures = String::new();
    let mut facts: Vec<String> = Vec::new();
    for file in files {
        let path = path_of(folder).join(file);
        let text = fs::read_to_string(&path).unwrap();
        let mut blessed = String::new();
        let before = facts.len();
        for section in sections(&text) {
            let Some(case) = Case::read(section) else {
                blessed.push_str(section);
                continue;
            };
            assert!(
                !facts.iter().any(|fact| fact == case.fact),
                "{file}: said twice: {}",
                case.fact
            );
            facts.push(case.fact.to_owned());
            let found = found(&case);
            if found != case.expected {
                let difference = difference(case.expected, &found);
                write!(failures, "\n{file}: {}\n{difference}", case.fact).unwrap();
            }
            let expected = format!("```expect\n{}```", case.expected);
            blessed.push_str(&section.replace(&expected, &format!("```expect\n{found}```")));
        }
        assert!(facts.len() > before, "{file} holds no case");
        if std::env::var_os("DOCKSTEP_BLESS").is_some() {
            fs::write(&path, blessed).unwrap();
            failures.clear();
        }
    }
    assert!(
        failures.is_empty(),
        "tests/{folder}: - is expected, + was found\n{failures}"
    );
}

impl<'text> Case<'text> {
    fn read(section: &'text str) -> Option<Self> {
        let fact = section.lines().next()?.strip_prefix("## ")?;
        let needed = |language: &str| {
            block(section, language)
                .unwrap_or_else(|| panic!("{fact}: there is no {language} block"))
        };
        Some(Self {
            fact,
            dockerfile: needed("dockerfile"),
            options: block(section, "options").unwrap_or_default(),
            expected: needed("expect"),
        })
    }
}

/// Gives the lines of the first block in a language.
fn block<'text>(section: &'text str, language: &str) -> Option<&'text str> {
    let (_, behind) = section.split_once(&format!("\n```{language}\n"))?;
    let end = if behind.starts_with("```") {
        0
    } else {
        behind.find("\n```")? + 1
    };
    behind.get(..end)
}

/// Cuts a file before each heading of a case.
fn sections(text: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.get(1..).and_then(|behind| behind.find("\n## ")) {
        let (section, behind) = rest.split_at(at + 2);
        sections.push(section);
        rest = behind;
    }
    sections.push(rest);
    sections
}

/// Shows two texts line by line: what both have, what only one has.
fn difference(expected: &str, found: &str) -> String {
    let mut out = String::new();
    let (mut expected, mut found) = (expected.lines(), found.lines());
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return out,
            (Some(left), Some(right)) if left == right => writeln!(out, "  {left}").unwrap(),
            (left, right) => {
                for (mark, line) in [('-', left), ('+', right)] {
                    if let Some(line) = line {
                        writeln!(out, "{mark} {line}").unwrap();
                    }
                }
            }
        }
    }
}

fn path_of(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder)
}

fn written_files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(path_of(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = names
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"))
        .collect();
    files.sort();
    files
}
