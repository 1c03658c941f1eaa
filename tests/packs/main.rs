//! Packs and the results of a class: archives that are refused, faults at their lines, the same bytes for
//! the same pack, and figures that another derivation gives too.
#![cfg(feature = "terminal")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests keep files of their own and run the program"
)]

mod archives;
mod built_in;
mod class;
#[path = "../support/corpus.rs"]
mod corpus;
mod damaged;
mod exporting;
mod faults;
mod formats;
#[path = "../support/loud.rs"]
mod loud;
mod made;
mod many;
mod program;
mod statistics;
mod tar;

use dockstep::build::options::{BaseImages, BuildOptions};
use dockstep::course::progress::Given;
use dockstep::course::progress::deed::{AnsweredPage, Confidence};
use dockstep::course::progress::moment::Moment;
use dockstep::course::results::class::ReadResults;
use dockstep::course::results::results_file::{ClassRecord, ResultsFile};
use dockstep::host::saved_file::text_of;
use dockstep::knowledge::base_images::catalogue;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A moment to count from.
const START: u64 = 1_764_000_000;

/// Gives what the program knows of base images.
fn options() -> BuildOptions {
    BuildOptions {
        base_images: BaseImages {
            catalogue: Some(catalogue),
            ..BaseImages::default()
        },
        ..BuildOptions::default()
    }
}

/// A folder of its own for one test, which is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("packs-{name}"));
        let _absent = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program here, with a place of its own for what a learner makes.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dockstep"))
            .args(arguments)
            .current_dir(&self.0)
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .output()
            .unwrap()
    }

    /// Lists everything that lies here.
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut open = vec![self.0.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(&self.0).unwrap();
                names.push(name.to_str().unwrap().replace('\\', "/"));
                if path.is_dir() {
                    open.push(path);
                }
            }
        }
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Makes an answer to a page of a lesson.
fn answer(lesson: &str, page: &str, idea: &str, is_right: bool, words: &str) -> AnsweredPage {
    AnsweredPage {
        lesson: Some(lesson.to_owned()),
        page: page.to_owned(),
        idea: idea.to_owned(),
        is_right,
        confidence: None,
        answer: words.to_owned(),
        seconds: None,
    }
}

/// Makes a record of somebody who gave these answers, ten seconds after each other.
fn record(name: &str, answers: Vec<AnsweredPage>) -> ClassRecord {
    let answers = answers.into_iter().zip(0..);
    ClassRecord {
        name: name.to_owned(),
        exported_at: Moment::of_seconds(START + 10_000),
        answers: answers
            .map(|(what, place)| Given {
                at: Moment::of_seconds(START + 10 * place),
                what,
            })
            .collect(),
        ..ClassRecord::default()
    }
}

fn read_as(file: &str, record: ClassRecord) -> ReadResults {
    ReadResults {
        file: file.to_owned(),
        record: Ok(record),
    }
}

/// Writes the text of a participant's file.
fn file_text(record: ClassRecord) -> String {
    text_of(&ResultsFile::of(record)).unwrap()
}

fn guessed(answer: AnsweredPage) -> AnsweredPage {
    AnsweredPage {
        confidence: Some(Confidence::Guess),
        ..answer
    }
}

fn timed(answer: AnsweredPage, seconds: u32) -> AnsweredPage {
    AnsweredPage {
        seconds: Some(seconds),
        ..answer
    }
}
