//! Runs the cases of the Markdown files beside this one.

use crate::dump::dump;
use crate::spans;
use dockstep::language::shell;
use dockstep::language::span::Span;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

struct Case {
    heading: String,
    script: String,
    expected: String,
}

#[test]
fn every_script_gives_the_tree_that_stands_behind_it() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    let is_blessing = std::env::var_os("DOCKSTEP_BLESS").is_some();
    let mut count = 0;
    let mut wrong = String::new();
    for file in files {
        let content = fs::read_to_string(&file).unwrap();
        let mut blessed = content.clone();
        for case in cases(&content) {
            count += 1;
            let found = check(&case);
            if found == case.expected {
                continue;
            }
            if is_blessing {
                let place = format!(
                    "## {}\n```sh\n{}```\n```expect\n",
                    case.heading, case.script
                );
                let at = blessed.find(&place).unwrap() + place.len();
                blessed.replace_range(at..at + case.expected.len(), &found);
            } else {
                writeln!(
                    wrong,
                    "{}: {}\nexpected:\n{}\nfound:\n{found}",
                    file.display(),
                    case.heading,
                    case.expected
                )
                .unwrap();
            }
        }
        if blessed != content {
            fs::write(&file, blessed).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 60, "only {count} cases were found");
}

fn check(case: &Case) -> String {
    let text = case.script.strip_suffix('\n').unwrap_or(&case.script);
    let script = shell::parse(text);
    if let Err(problem) = spans::check(text, Span::new(0, text.len()), &script) {
        panic!("{}: {problem}", case.heading);
    }
    dump(text, &script)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shell")
}

fn cases(content: &str) -> Vec<Case> {
    let block = |section: &str, opener: &str| -> String {
        let start = section
            .find(opener)
            .unwrap_or_else(|| panic!("no {opener:?} in:\n{section}"))
            + opener.len();
        let rest = section.get(start..).unwrap();
        let end = if rest.starts_with("```") {
            0
        } else {
            rest.find("\n```").unwrap() + 1
        };
        rest.get(..end).unwrap().to_owned()
    };
    content
        .split("\n## ")
        .skip(1)
        .map(|section| Case {
            heading: section.lines().next().unwrap().to_owned(),
            script: block(section, "```sh\n"),
            expected: block(section, "```expect\n"),
        })
        .collect()
}
